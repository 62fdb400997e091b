import Foundation
import TestSupport
import Testing

/// Runs the built program as a person would.
@Suite struct RunningTests {
  /// A command line and what it comes to.
  struct Case: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var code: Int32 = 0
    /// What standard output must contain; empty: nothing is printed there.
    var output: [String] = []
    /// What standard error must contain; empty: nothing is printed there.
    var errors: [String] = []

    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let files = [
    "net.json": Samples.net, "mine.md": Samples.lesson, "folder/mine.md": Samples.lesson,
    "empty.json": "", "plain": "no",
  ]

  static let successes: [Case] = [
    Case(arguments: ["net.json"], output: ["A small network", "Backward pass"]),
    Case(arguments: ["explain", "net.json"], output: ["A small network", "Backward pass"]),
    Case(arguments: ["explain", "and"], output: ["AND with one perceptron"]),
    Case(arguments: ["mine.md"], output: ["A small lesson", "z¹₁"]),
    Case(arguments: ["mine", "--lessons", "folder"], output: ["A small lesson"]),
    Case(arguments: ["--lessons=folder/", "mine"], output: ["A small lesson"]),
    Case(arguments: ["net.json", "--format", "markdown"], output: ["# A small network"]),
    Case(arguments: ["--format=latex", "net.json"], output: ["\\documentclass"]),
    Case(arguments: ["net.json", "--format", "json"], output: ["\"backprop-explain/trace\""]),
    Case(arguments: ["and", "--format", "json"], output: ["\"backprop-explain/trace\""]),
    Case(arguments: ["net.json", "--output", "-"], output: ["A small network"]),
    Case(arguments: ["lessons"], output: ["xor ", "vanishing-gradient  "]),
    Case(arguments: ["lessons", "--lessons", "folder"], output: ["mine ", "Nothing to learn"]),
    Case(arguments: ["lessons", "and"], output: ["title: AND"]),
    Case(arguments: ["lessons", "mine", "--lessons", "folder"], output: [Samples.lesson]),
    Case(arguments: ["notations"], output: ["nielsen  "]),
    Case(arguments: ["notations", "nielsen"], output: ["wˡⱼₖ", "δˡⱼ"]),
    Case(arguments: ["--version"], output: ["backprop-explain 0.1.0\n"]),
    Case(arguments: ["completions", "bash"], output: ["complete "]),
    Case(arguments: ["completions", "zsh"], output: ["#compdef backprop-explain"]),
    Case(arguments: ["completions", "fish"], output: ["complete -c backprop-explain"]),
  ]

  @Test(arguments: successes)
  func `a command line that makes sense is answered on standard output`(_ example: Case) throws {
    try check(example)
  }

  static let mistakes: [Case] = [
    Case(arguments: [], code: 2, errors: ["backprop-explain xor"]),
    Case(arguments: ["xorr"], code: 2, errors: ["no lesson or command 'xorr'", "mean 'xor'?"]),
    Case(arguments: ["lesons"], code: 2, errors: ["'lesons'", "the command 'lessons'?"]),
    Case(arguments: ["grade", "a.md"], code: 2, errors: ["unknown command 'grade'"]),
    Case(arguments: ["plain"], code: 2, errors: ["no lesson or command", "'./plain'"]),
    Case(arguments: ["net"], code: 2, errors: ["no lesson or command", "'net.json'"]),
    Case(arguments: ["nett.json"], code: 2, errors: ["no file 'nett.json'", "'net.json'?"]),
    Case(arguments: ["folder/min.md"], code: 2, errors: ["mean 'folder/mine.md'?"]),
    Case(arguments: ["nowhere/net.json"], code: 2, errors: ["no folder 'nowhere'"]),
    Case(arguments: ["net.json/x.json"], code: 2, errors: ["'net.json' is not a folder"]),
    Case(arguments: ["./folder"], code: 2, errors: ["'./folder' is a folder"]),
    Case(arguments: ["xor", "--lessons", "nowhere"], code: 2, errors: ["no folder 'nowhere'"]),
    Case(arguments: ["xor", "--lessons", "net.json"], code: 2, errors: ["is not a folder"]),
    Case(arguments: ["net.json", "--digts", "3"], code: 2, errors: ["mean '--digits'?"]),
    Case(arguments: ["net.json", "--sample", "3"], code: 2, errors: ["no sample 3", "1 to 2"]),
    Case(arguments: ["net.json", "--only", "layer=3"], code: 2, errors: ["no layer 3"]),
    Case(arguments: ["net.json", "--fragment"], code: 2, errors: ["'--fragment'", "latex"]),
    Case(arguments: ["net.json", "-o", "net.csv"], code: 2, errors: ["csv", "markdown", "html"]),
    Case(arguments: ["net.json", "-o", "nowhere/a.md"], code: 2, errors: ["no folder 'nowhere'"]),
    Case(arguments: ["net.json", "-o", "folder"], code: 2, errors: ["'folder' is a folder"]),
    Case(arguments: ["net.json", "-o", "mine.md"], code: 2, errors: ["exists", "--force"]),
    Case(arguments: ["new", "problem", "net"], code: 2, errors: ["'net.json' exists"]),
    Case(arguments: ["lessons", "nothing"], code: 2, errors: ["'nothing'"]),
  ]

  @Test(arguments: mistakes)
  func `a mistake is explained on standard error and changes nothing`(_ example: Case) throws {
    try check(example)
  }

  private func check(_ example: Case) throws {
    let program = try Program(files: Self.files)
    let namesBefore = try program.folder.names
    let outcome = try program.run(example.arguments)
    #expect(outcome.code == example.code)
    for text in example.output { #expect(outcome.output.contains(text)) }
    for text in example.errors { #expect(outcome.errors.contains(text)) }
    if example.output.isEmpty { #expect(outcome.output.isEmpty) }
    if example.errors.isEmpty { #expect(outcome.errors.isEmpty) }
    #expect(try program.folder.names == namesBefore)
    for (name, text) in Self.files { #expect(try program.folder.read(name) == text) }
  }

  @Test func `a problem can come from standard input`() throws {
    let program = try Program(files: ["net.json": Samples.net])
    let piped = try program.run(["-"], input: Samples.net)
    #expect(try piped == program.run(["net.json"]))
    #expect(try program.run(["-"]).errors.hasPrefix("standard input: error:"))
  }

  @Test func `a closed pipe ends the program quietly`() throws {
    let program = try Program(files: ["net.json": Samples.net])
    let outcome = try program.bash(
      """
      "$PROGRAM" net.json --updates 9 --format markdown | head -1
      echo "${PIPESTATUS[0]}"
      """)
    #expect(outcome == .init(code: 0, output: "# A small network\n0\n", errors: ""))
  }

  @Test func `an output that cannot be written is an error`() throws {
    let program = try Program(files: ["net.json": Samples.net])
    let outcome = try program.bash("\"$PROGRAM\" net.json >&-")
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("standard output"))
  }

  @Test(arguments: ["terminal", "markdown", "latex", "json"])
  func `the same command line prints the same bytes`(format: String) throws {
    let program = try Program(files: ["net.json": Samples.net])
    let first = try program.run(["net.json", "--format", format, "--updates", "3"])
    let again = try program.run(["net.json", "--format", format, "--updates", "3"])
    #expect(first == again)
  }

  @Test func `the executable does without Foundation`() throws {
    let bytes = try Data(contentsOf: try Program.executable)
    #expect(bytes.range(of: Data("libFoundation".utf8)) == nil)
    #expect(bytes.range(of: Data("Foundation.framework".utf8)) == nil)
  }
}
