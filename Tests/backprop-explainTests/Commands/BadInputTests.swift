import Foundation
import Testing

/// Problem files with something wrong in them: what the message must say.
@Suite struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var problem: String
    var options: [String] = []
    var errors: [String]

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "empty file", problem: "", errors: ["net.json: error: ", "expected a problem in JSON"]),
    Case(
      name: "trailing comma", problem: "{\n  \"layers\": [1,]\n}\n",
      errors: ["net.json:2:15: error: ", "  \"layers\": [1,]\n", "              ^"]),
    Case(
      name: "a key twice", problem: "{\n  \"cost\": 1,\n  \"cost\": 2\n}\n",
      errors: ["net.json:3:3: error: ", "\"cost\"", "  ^~~~~~", "net.json:2:3: note: "]),
    Case(
      name: "not closed", problem: "{\n  \"layers\": [\n", errors: ["net.json:", "never closed"]),
    Case(name: "no JSON", problem: "layers: 1\n", errors: ["net.json:1:1: error: "]),
    Case(
      name: "unknown key",
      problem: Samples.problem().replacingOccurrences(of: "\"cost\"", with: "\"costs\""),
      errors: ["net.json:3:", "unknown key \"costs\"", "did you mean \"cost\"?"]),
    Case(
      name: "unknown activation", problem: Samples.problem(activation: "sigmoyd"),
      errors: ["net.json:2:", "layers[0].activation", "\"sigmoyd\"", "did you mean \"sigmoid\"?"]),
    Case(
      name: "unknown cost", problem: Samples.problem(cost: "crossentropy"),
      errors: ["net.json:3:", "did you mean \"cross-entropy\"?"]),
    Case(
      name: "ragged weights", problem: Samples.problem(weights: "[[1, 2], [3]]"),
      errors: ["net.json:2:", "layers[0].weights[1]"]),
    Case(
      name: "inputs that do not fit", problem: Samples.problem(weights: "[[1, 2, 3]]"),
      errors: ["net.json:4:", "samples[0].input"]),
    Case(
      name: "targets that do not fit", problem: Samples.problem(target: "[1, 0]"),
      errors: ["net.json:4:", "samples[0].target"]),
    Case(
      name: "a target of 2 with binary cross-entropy",
      problem: Samples.problem(cost: "binary-cross-entropy", target: "[2]"),
      errors: ["net.json:4:", "samples[0].target"]),
    Case(
      name: "a target of -1 with cross-entropy",
      problem: Samples.problem(cost: "cross-entropy", target: "[-1]"),
      errors: ["net.json:4:", "samples[0].target"]),
    Case(
      name: "sigmoid in rational arithmetic", problem: Samples.problem(),
      options: ["--arithmetic", "rational"], errors: ["net.json: error: ", "not a fraction"]),
    Case(
      name: "a division by zero", problem: Samples.problem(weights: "[[\"1/0\", 2]]"),
      errors: ["net.json:2:", "1/0", "^"]),
    Case(
      name: "not a number", problem: Samples.problem(weights: "[[NaN, 2]]"),
      errors: ["net.json:2:", "NaN", "^~~"]),
    Case(
      name: "infinity", problem: Samples.problem(weights: "[[1e999999999999, 2]]"),
      errors: ["net.json:2:", "layers[0].weights[0][0]"]),
    Case(
      name: "100,000 digits",
      problem: Samples.problem(weights: "[[\(String(repeating: "7", count: 100_000)), 2]]"),
      errors: ["net.json:2:", "layers[0].weights[0][0]", "digits"]),
    Case(
      name: "100,000 brackets", problem: String(repeating: "[", count: 100_000),
      errors: ["net.json:1:", "brackets"]),
  ]

  @Test(arguments: cases)
  func `a faulty problem file is explained at its place`(_ example: Case) throws {
    let program = try Program(files: ["net.json": example.problem])
    let outcome = try program.run(["net.json", "-o", "out.md"] + example.options)
    #expect(outcome.code == 2)
    #expect(outcome.output.isEmpty)
    for text in example.errors { #expect(outcome.errors.contains(text)) }
    // A long line is cut around its mark.
    #expect(outcome.errors.utf8.count < 2000)
    #expect(try program.folder.names == ["net.json"])
  }

  @Test func `a file of 200 MB is refused without being read`() throws {
    let program = try Program(files: ["net.json": ""])
    let file = try FileHandle(forWritingTo: program.folder.path("net.json"))
    try file.truncate(atOffset: 200 << 20)
    try file.close()
    let outcome = try program.run(["net.json"])
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("'net.json' is larger than 64 MB"))
  }

  @Test func `a lesson's fault is shown at its line in the lesson`() throws {
    let lesson = Samples.lesson.replacingOccurrences(of: "\"identity\"", with: "\"identiti\"")
    let program = try Program(files: ["mine.md": lesson])
    for options in [[], ["--format", "json"]] {
      let outcome = try program.run(["mine.md"] + options)
      #expect(outcome.code == 2)
      #expect(outcome.errors.hasPrefix("mine.md:11:30: error: "))
      #expect(outcome.errors.contains("did you mean \"identity\"?"))
    }
  }
}
