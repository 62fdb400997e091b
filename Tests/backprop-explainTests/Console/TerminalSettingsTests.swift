import Testing

@testable import backprop_explain

@Suite struct TerminalSettingsTests {
  struct Case: Sendable {
    var environment: [String: String] = [:]
    var columns: Int?
    var wish: Int?
    var width: Int
  }

  @Test(arguments: [
    Case(width: 80),
    Case(columns: 132, width: 132),
    Case(columns: 5, width: 20),
    Case(columns: 5000, width: 1000),
    Case(environment: ["COLUMNS": "60"], columns: 132, width: 60),
    Case(environment: ["COLUMNS": ""], columns: 132, width: 132),
    Case(environment: ["COLUMNS": "-3"], columns: 132, width: 132),
    Case(environment: ["COLUMNS": "wide"], width: 80),
    Case(environment: ["COLUMNS": "60"], columns: 132, wish: 99, width: 99),
  ])
  func `a width comes from the wish, COLUMNS, the terminal, or is 80`(_ example: Case) {
    let settings = TerminalSettings(
      isTerminal: true, terminalColumns: example.columns,
      environment: { example.environment[$0] }, width: example.wish)
    #expect(settings.width == example.width)
  }

  @Test(arguments: [
    (ColorChoice.auto, true, [:], true),
    (.auto, false, [:], false),
    (.auto, true, ["NO_COLOR": "1"], false),
    (.auto, true, ["NO_COLOR": ""], true),
    (.auto, true, ["TERM": "dumb"], false),
    (.auto, true, ["TERM": "xterm"], true),
    (.always, false, ["NO_COLOR": "1"], true),
    (.never, true, [:], false),
  ])
  func `colours are used on a terminal that has not been told otherwise`(
    choice: ColorChoice, isTerminal: Bool, environment: [String: String], expected: Bool
  ) {
    let settings = TerminalSettings(
      isTerminal: isTerminal, terminalColumns: nil, environment: { environment[$0] },
      color: choice)
    #expect(settings.usesColor == expected)
  }

  @Test func `a colour that is asked for reaches standard output`() throws {
    let program = try Program(files: ["net.json": Samples.net])
    #expect(try program.run(["net.json", "--color", "always"]).output.contains("\u{1B}["))
    #expect(try !program.run(["net.json"]).output.contains("\u{1B}"))
  }

  @Test(arguments: [20, 47, 80, 133])
  func `no line is wider than the width`(width: Int) throws {
    let program = try Program(files: ["net.json": Samples.net])
    let outputs = [
      try program.run(["net.json", "--width", String(width)]).output,
      try program.run(["net.json"], environment: ["COLUMNS": String(width)]).output,
    ]
    #expect(outputs[0] == outputs[1])
    for line in outputs[0].split(separator: "\n") { #expect(line.count <= width) }
  }
}
