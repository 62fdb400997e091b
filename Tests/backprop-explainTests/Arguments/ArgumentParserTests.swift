import Derivations
import MathSyntax
import Testing

@testable import backprop_explain

@Suite struct ArgumentParserTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var line: String
    var command = CommandName.explain
    var operands: [String] = ["xor"]
    var options: [OptionName: OptionValue] = [:]

    var testDescription: String { line }
  }

  @Test(arguments: [
    Case(line: "xor"),
    Case(line: "explain xor"),
    Case(line: "-- xor"),
    Case(line: "-- explain", operands: ["explain"]),
    Case(line: "-- --digits", operands: ["--digits"]),
    Case(line: "-", operands: ["-"]),
    Case(line: "lessons", command: .lessons, operands: []),
    Case(line: "lessons xor", command: .lessons),
    Case(line: "new problem net", command: .new, operands: ["problem", "net"]),
    Case(line: "xor --digits 9", options: [.digits: .number(9)]),
    Case(line: "--digits 9 xor", options: [.digits: .number(9)]),
    Case(line: "--digits=9 explain xor", options: [.digits: .number(9)]),
    Case(line: "explain --digits 9 xor", options: [.digits: .number(9)]),
    Case(line: "xor -o a.md", options: [.output: .text("a.md")]),
    Case(line: "xor -oa.md", options: [.output: .text("a.md")]),
    Case(line: "xor -o=a.md", options: [.output: .text("a.md")]),
    Case(line: "xor --output=a=b.md", options: [.output: .text("a=b.md")]),
    Case(line: "xor -o -", options: [.output: .text("-")]),
    Case(line: "xor --output=-x", options: [.output: .text("-x")]),
    Case(line: "--check xor --no-why", options: [.check: .flag, .noWhy: .flag]),
    Case(line: "xor --format latex", options: [.format: .text("latex")]),
    Case(line: "xor --decimals 0", options: [.decimals: .number(0)]),
    Case(
      line: "--only delta,z xor --only layer=2 --only=layer=3",
      options: [.only: .parts(selection([.delta, .z], [2, 3]))]),
    Case(line: "xor --only forward", options: [.only: .parts(selection([.z, .a, .cost], []))]),
    Case(
      line: "xor --only backward", options: [.only: .parts(selection([.delta, .gradient], []))]),
  ])
  func `a command line is read`(_ example: Case) throws {
    #expect(
      try ArgumentParser.parse(words(example.line))
        == .run(
          ParsedArguments(
            command: example.command, operands: example.operands, options: example.options)))
  }

  @Test(arguments: [
    ("", Invocation.nothing),
    ("--help", .help(nil)),
    ("-h", .help(nil)),
    ("explain --help", .help(.explain)),
    ("--help explain", .help(.explain)),
    ("xor --help", .help(nil)),
    ("new --digits --help", .help(.new)),
    ("--nonsense --help", .help(nil)),
    ("lessons --digits 0 --help", .help(.lessons)),
    ("--version", .version),
  ])
  func `help wins over everything`(line: String, expected: Invocation) throws {
    #expect(try ArgumentParser.parse(words(line)) == expected)
  }

  @Test(arguments: [
    ("xor --digts 3", ArgumentError.unknownOption("--digts", command: .explain)),
    ("lessons --digts 3", .unknownOption("--digts", command: .lessons)),
    ("--digts", .unknownOption("--digts", command: nil)),
    ("xor -x", .unknownOption("-x", command: .explain)),
    ("xor --digits", .missingValue(.digits, found: nil)),
    ("xor --digits --check", .missingValue(.digits, found: "--check")),
    ("xor --output=", .missingValue(.output, found: nil)),
    ("xor --digits=", .invalidNumber(.digits, found: "", allowed: 1...1000)),
    ("xor --digits 0", .invalidNumber(.digits, found: "0", allowed: 1...1000)),
    ("xor --digits 1001", .invalidNumber(.digits, found: "1001", allowed: 1...1000)),
    ("xor --digits -3", .invalidNumber(.digits, found: "-3", allowed: 1...1000)),
    ("xor --digits six", .invalidNumber(.digits, found: "six", allowed: 1...1000)),
    (
      "xor --digits 99999999999999999999",
      .invalidNumber(.digits, found: "99999999999999999999", allowed: 1...1000)
    ),
    (
      "xor --color red",
      .invalidChoice(.color, found: "red", allowed: ["auto", "always", "never"])
    ),
    ("xor --check=yes", .unexpectedValue(.check, found: "yes")),
    ("xor --only detla", .invalidPart(found: "detla")),
    ("xor --only layer=0", .invalidPart(found: "layer=0")),
    ("xor --only delta,,z", .invalidPart(found: "delta,,z")),
    ("xor --only=", .invalidPart(found: "")),
    ("xor --digits 3 --digits 3", .repeated(.digits)),
    ("xor --check --check", .repeated(.check)),
    ("xor --digits 3 --decimals 3", .exclusive(.digits, .decimals)),
    ("lessons --digits 3", .foreignOption(.digits, command: .lessons)),
    ("explain", .missingOperand("SUBJECT", command: .explain)),
    ("--digits 3", .missingOperand("SUBJECT", command: .explain)),
    ("new problem", .missingOperand("NAME", command: .new)),
    (
      "new letter x",
      .invalidOperand(
        found: "letter", allowed: ["lesson", "problem", "notation"], command: .new)
    ),
    ("explain xor and", .extraOperand(found: "and", command: .explain)),
    ("xor and", .extraOperand(found: "and", command: .explain)),
    ("grade a.md", .unknownCommand("grade")),
    ("verify", .missingOperand("FILE", command: .verify)),
    ("verify a.md --strict=1", .unexpectedValue(.strict, found: "1")),
    (
      "verify a.md --format latex",
      .invalidChoice(
        .format, found: "latex", allowed: VerifyFormat.allCases.map(\.rawValue))
    ),
    (
      "xor --format csv",
      .invalidChoice(.format, found: "csv", allowed: ExplainFormat.allCases.map(\.rawValue))
    ),
    ("verify a.md --digits 3", .foreignOption(.digits, command: .verify)),
  ])
  func `a mistake is found`(line: String, expected: ArgumentError) {
    #expect(throws: expected) { try ArgumentParser.parse(words(line)) }
  }

  @Test(arguments: [
    (ArgumentError.unknownOption("--digts", command: .explain), "did you mean '--digits'?"),
    (.unknownOption("--not", command: .explain), "did you mean '--notation'?"),
    (.invalidPart(found: "detla"), "did you mean 'delta'?"),
    (
      .invalidChoice(.format, found: "markdwn", allowed: ["terminal", "markdown"]),
      "did you mean 'markdown'?"
    ),
    (.unknownCommand("lesson"), "did you mean 'lessons'?"),
    (
      .foreignOption(.force, command: .lessons),
      "it belongs to explain, verify, handout, translate and new"
    ),
    (.missingValue(.digits, found: nil), "expected a whole number from 1 to 1000"),
  ])
  func `a message says what helps`(error: ArgumentError, hint: String) {
    #expect(error.diagnostic.hints.contains(hint))
  }

  @Test(arguments: [
    ("xor", Subject.lesson("xor")), ("-", .standardInput), ("a.json", .problemFile("a.json")),
    ("./xor", .problemFile("./xor")), ("a.md", .lessonFile("a.md")),
    ("A.MD", .lessonFile("A.MD")), ("b/a.markdown", .lessonFile("b/a.markdown")),
    ("md", .lesson("md")),
  ])
  func `a subject is a lesson, a file or standard input`(word: String, expected: Subject) {
    #expect(Subject(word) == expected)
  }

  private func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

  private static func selection(
    _ parts: Set<ExplanationOptions.Part>, _ layers: Set<Int>
  ) -> ExplanationOptions.Selection {
    var selection = ExplanationOptions.Selection()
    selection.parts = parts
    selection.layers = layers
    return selection
  }
}
