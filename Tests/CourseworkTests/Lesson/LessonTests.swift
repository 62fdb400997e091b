import BackpropEngine
import Coursework
import Derivations
import ExactArithmetic
import Foundation
import MathSyntax
import TestSupport
import Testing
import Typesetting

@Suite struct LessonTests {
  static let names = LessonCatalogue.names.map(\.name)

  private static func text(_ document: Document, _ writer: some DocumentWriter) -> String {
    var buffer = OutputBuffer()
    writer.write(document, to: &buffer)
    return buffer.text
  }

  private static func page(_ lesson: String) throws(DiagnosticList) -> Document {
    try Explainer.document(ofLesson: Array(lesson.utf8), ExplanationRequest())
  }

  @Test func `the catalogue holds every lesson file`() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Lessons/Chapters")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(files) == Set(Self.names.map { $0 + ".md" }))
    for name in Self.names {
      let file = try Data(contentsOf: folder.appendingPathComponent(name + ".md"))
      #expect(LessonCatalogue.source(named: name) == Array(file))
      #expect(file.count <= 8_000, "a lesson of more than about 7 KB makes builds slow")
    }
  }

  @Test(arguments: names)
  func `every lesson becomes the same page as before`(name: String) throws {
    let source = try #require(LessonCatalogue.source(named: name))
    let document = try Explainer.document(ofLesson: source, ExplanationRequest())
    let golden = Golden()
    let terminal = Self.text(document, TerminalWriter())
    #expect(terminal.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(golden.difference(of: terminal, from: name + ".txt") == nil)
    guard Self.recordedInAllFormats.contains(name) else { return }
    let markdown = Self.text(document, MarkdownWriter())
    #expect(golden.difference(of: markdown, from: name + ".md") == nil)
    let latex = Self.text(document, LaTeXWriter())
    #expect(golden.difference(of: latex, from: name + ".tex") == nil)
    // One whole page tells how pages are made; the others differ in what is on them.
    if name == "and" {
      let page = Self.text(document, HTMLWriter())
      #expect(golden.difference(of: page, from: name + ".html") == nil)
    }
  }

  /// Between them they have every kind of block.
  private static let recordedInAllFormats: Set = ["xor", "softmax", "vanishing-gradient"]

  @Test(arguments: names)
  func `every lesson has a summary and a problem of its own`(name: String) throws {
    let source = try #require(LessonCatalogue.source(named: name))
    #expect(!(LessonCatalogue.summary(of: source) ?? "").isEmpty)
    let problem = try #require(try LessonFile(source).ownProblemSource())
    _ = try ProblemFile.read(problem)
  }

  @Test(arguments: names)
  func `every lesson says what it needs, what it gives, and what to do by pencil`(
    name: String
  ) throws {
    let text = String(
      decoding: try #require(LessonCatalogue.source(named: name)), as: UTF8.self)
    #expect(text.contains("**Before:**"))
    #expect(text.contains("**After:**"))
    let parts = text.split(separator: "## With pencil and paper")
    #expect(parts.count == 2)
    #expect(parts.last?.contains("\n2. ") == true)
  }

  private static let oneUnit = """
    ```problem a
    {"layers": [{"activation": "relu", "weights": [[1]]}], "cost": "half-squared-error", "samples": [{"input": [1], "target": [0]}]}
    ```

    """

  /// A lesson, the start of what is said about it, and the line.
  static let mistakes: [(lesson: String, message: String, line: Int)] = [
    ("---\ntitle: x\n", "the front matter has no end", 1),
    ("---\ntitel: x\n---\n", "unknown key \"titel\"", 2),
    ("---\nnonsense\n---\n", "expected \"key: value\"", 2),
    ("text\n\n```explain stps\n```\n", "unknown directive \"stps\"", 3),
    ("```explain steps\n```\n", "which problem?", 1),
    ("```explain steps\nproblem: a\n```\n", "there is no problem \"a\"", 2),
    ("```explain steps\nprblem: a\n```\n", "steps has no \"prblem\"", 2),
    ("```problem\n{}\n```\n", "a problem block has a name", 1),
    (
      "```problem a\n{\n \"layers\": 1\n}\n```\n\n```explain steps\nproblem: a\n```\n",
      "layers: found the number 1", 3
    ),
    (
      """
      ```problem a
      {"layers": [{"activation": "relu", "weights": [[1]]}], "samples": [{"input": [1]}]}
      ```
      ```explain steps
      problem: a
      only: z, dleta
      ```
      """, "\"dleta\" is no part of an explanation", 6
    ),
    (
      """
      ```problem a
      {"layers": [{"activation": "relu", "weights": [[1]]}], "samples": [{"input": [1]}]}
      ```
      ```explain steps
      problem: a
      sample: 2
      ```
      """, "\"2\" is no whole number from 1 to 1", 6
    ),
    (
      """
      ```problem a
      {"layers": [{"activation": "relu", "weights": [[1]]}], "samples": [{"input": [1]}]}
      ```
      ```explain training
      problem: a
      ```
      """, "training needs a problem with targets", 4
    ),
    ("A formula $\\frac{1}$ here.\n", "", 1),
    ("---\nactivation: sigmod\n---\n", "\"sigmod\" is not known here", 2),
    ("```formulas\ncots: any\n```\n", "formulas has no \"cots\"", 2),
    ("```formulas\ncheck: maybe\n```\n", "\"maybe\" is not known here", 2),
    ("```explain parameters\nwidths: 3-x-1\n```\n", "\"x\" is no whole number", 2),
    ("```explain parameters\nwidths: 3\n```\n", "a network has an input", 2),
    ("```explain boolean-network\nanswers: 012\n```\n", "the answers are 2, 4, 8", 2),
    ("```explain boolean-network\n```\n", "which truth table?", 1),
    ("```explain functions\nactivations: sigmoid, tan\n```\n", "\"tan\" is not known here", 2),
    ("```explain functions\n```\n", "which functions?", 1),
    (oneUnit + "```explain paths\nproblem: a\nweight: 1 2 1\n```\n", "there is no such weight", 6),
    (oneUnit + "```explain sweep\nproblem: a\nvalues: 0\n```\n", "\"0\" is no whole number", 6),
    (
      oneUnit + "```explain sweep\nproblem: a\nover: weight-scal\n```\n",
      "\"weight-scal\" is not known here", 6
    ),
    (oneUnit + "```explain regions\nproblem: a\n```\n", "regions needs a problem with two", 4),
    (
      oneUnit + "```explain cost-curve\nproblem: a\nreach: -1\n```\n", "the cost has no value", 6
    ),
    (oneUnit + "```explain network\nproblem: a\npass: back\n```\n", "\"back\" is not known", 6),
  ]

  @Test(arguments: mistakes)
  func `a mistake in a lesson is told with its place`(
    lesson: String, message: String, line: Int
  ) throws {
    let error = try #require(throws: DiagnosticList.self) { try Self.page(lesson) }
    let diagnostic = try #require(error.diagnostics.first)
    #expect(diagnostic.summary.hasPrefix(message), "\(diagnostic.summary)")
    let range = try #require(diagnostic.range)
    let before = Array(lesson.utf8)[..<range.lowerBound]
    #expect(before.count { $0 == UInt8(ascii: "\n") } + 1 == line)
  }

  @Test func `an unknown directive suggests the nearest`() throws {
    let error = try #require(throws: DiagnosticList.self) {
      try Self.page("```explain truth-tabel\n```\n")
    }
    #expect(error.diagnostics[0].hints.first == "did you mean \"truth-table\"?")
  }

  @Test func `a lesson may ask for digits, unless the reader does`() throws {
    let lesson = """
      ```problem a
      {"layers": [{"activation": "sigmoid", "weights": [[0.5]]}], "samples": [{"input": [1]}]}
      ```
      ```explain steps
      problem: a
      only: a
      digits: 9
      ```
      """
    var request = ExplanationRequest()
    func page() throws -> String {
      Self.text(try Explainer.document(ofLesson: Array(lesson.utf8), request), TerminalWriter())
    }
    #expect(try page().contains("≈ 0.622459331"))
    request.rounding = .significantDigits(4)
    request.isRoundingChosen = true
    #expect(try page().contains("≈ 0.6225\n"))
  }

  @Test func `a truth table becomes a network that answers it, over 0 and 1 and over ±1`() throws {
    for logic in BooleanNetwork.Logic.allCases {
      for table in 0..<256 {
        let answers = (0..<8).map { table >> $0 & 1 == 1 }
        let problem = try #require(BooleanNetwork(answers: answers, logic: logic)).problem
        let trace = try Trace.compute(problem)
        let depth = problem.network.depth
        for (row, answer) in answers.enumerated() {
          let output = trace.value(
            of: .activation(layer: depth, unit: 1), at: TraceMoment(sample: row + 1))
          #expect(output == .rational(Rational(logic.number(answer))))
        }
      }
    }
  }

  @Test(arguments: [[3, 5, 1], [2, 5, 2], [784, 30, 10]])
  func `parameters are counted`(widths: [Int]) throws {
    // Second route: a bias is one more weight, from an input that is always 1.
    let count = zip(widths, widths.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
    let blocks = ParameterReport(
      widths: widths, hasBiases: widths.dropFirst().map { _ in true }, notation: .nielsen
    ).blocks
    let text = Self.text(Document(title: [], blocks: blocks), TerminalWriter())
    #expect(text.contains("network has \(count) weights and biases"))
  }
}
