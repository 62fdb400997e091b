import Testing

@testable import backprop_explain

@Suite struct QuizCommandTests {
  private func play(
    _ words: [String], _ answers: [String], files: [String: String] = ["net.json": Samples.net]
  ) throws -> Program.Outcome {
    try Program(files: files).run(
      ["quiz"] + words, input: answers.map { $0 + "\n" }.joined())
  }

  @Test func `answers come through a pipe, right and wrong, to the summary`() throws {
    // z = 1·1 − 0.5·2 + 0.5 = 0.5, and 0.25·1 + 2·2 = 4.25; a is the same; z² = 0.5 − 4.25.
    let outcome = try play(
      ["net.json", "--ask", "values", "--only", "z,a"],
      ["0", "0.5", "17/4", "?", "1/2", "4,25", "0.5 - 4.25", "!"])
    #expect(outcome.code == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.contains("> 0\n\nNot right. This is the value without the bias."))
    #expect(outcome.output.contains("> 17/4\n\nRight.\n"))
    #expect(
      outcome.output.hasSuffix(
        """
        5 of 6 right, 3 of them at the first try; 1 shown.

        What to look at again:

        • This is the value without the bias. Add the unit's bias to the weighted sum.

        """), "\(outcome.output)")
  }

  @Test(arguments: [[], ["q"], ["", "quit"], [" Q "]])
  func `the end may come at any time`(_ answers: [String]) throws {
    let outcome = try play(["net.json"], answers)
    #expect(outcome.code == 0)
    #expect(outcome.output.hasSuffix("not reached.\n"))
    #expect(outcome.output.contains("0 of "))
  }

  @Test(arguments: ["xor", "softmax", "two-layer-example"], ["nielsen", "ulges", "dasc7606"])
  func `lessons can be gone through in every notation, in 80 columns`(
    lesson: String, notation: String
  ) throws {
    let outcome = try play(
      [lesson, "--notation", notation],
      (0..<40).flatMap { _ in ["?", "12.3456", "!"] }, files: [:])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("; 22 shown.") || outcome.output.contains(" shown.\n"))
    for line in outcome.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test func `a seed draws other numbers, the same ones again`() throws {
    let first = try play(["xor", "--seed", "7"], [], files: [:])
    #expect(first.code == 0)
    #expect(try play(["xor", "--seed", "7"], [], files: [:]) == first)
    #expect(try play(["xor", "--seed", "8"], [], files: [:]).output != first.output)
    let whole = try play(
      ["net.json", "--numbers", "integers", "--ask", "values"], ["1000"])
    #expect(whole.code == 0)
  }

  @Test func `a problem on standard input leaves no answers`() throws {
    let outcome = try Program().run(["quiz", "-"], input: Samples.net)
    #expect(outcome.code == 0)
    #expect(outcome.output.hasSuffix("not reached.\n"))
  }

  @Test func `whatever is typed, nothing reaches the terminal as a command`() throws {
    let program = try Program(files: ["net.json": Samples.net])
    let outcome = try program.bash(
      #"""
      { printf '\xff\xfe\x00\n\x1b[2J0.5\n0.\r5\n'; head -c 200000 /dev/zero | tr '\0' '1'
        printf '\n((((\n0.5'; } | "$PROGRAM" quiz net.json --ask values
      """#)
    #expect(outcome.code == 0)
    #expect(outcome.errors.isEmpty)
    #expect(!outcome.output.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    #expect(outcome.output.utf8.count < 20_000)
    #expect(outcome.output.contains("1 of "), "\(outcome.output)")
  }

  @Test func `a closed pipe ends it quietly`() throws {
    let program = try Program(files: ["net.json": Samples.net])
    let outcome = try program.bash(
      #"yes '?' | head -200 | "$PROGRAM" quiz net.json | head -3 > /dev/null"#)
    #expect(outcome.errors.isEmpty)
  }

  @Test(arguments: [
    ["quiz"], ["quiz", "xr"], ["quiz", "nothing.json"], ["quiz", "xor", "net.json"],
    ["quiz", "xor", "--ask", "all"], ["quiz", "xor", "--seed", "-1"],
    ["quiz", "xor", "--sample", "9"], ["quiz", "xor", "--seed", "1", "--sample", "9"],
    ["quiz", "xor", "--only", "layer=9"], ["quiz", "xor", "--variants", "2"],
  ])
  func `what cannot be asked is an error`(_ words: [String]) throws {
    let outcome = try Program(files: ["net.json": Samples.net]).run(words)
    #expect(outcome.code == 2)
    #expect(outcome.output.isEmpty)
    #expect(!outcome.errors.isEmpty)
  }
}
