import Coursework
import Derivations
import Foundation
import MathSyntax
import Testing
import Typesetting

/// Every lesson can be written in every notation and every format.
@Suite struct LessonFormatTests {
  private static let writers: [any DocumentWriter] = [
    TerminalWriter(width: 60), MarkdownWriter(), LaTeXWriter(), HTMLWriter(),
  ]

  /// Worked steps in full take most of the time: they are asked for by TEST_MULTIPLIER; elsewhere
  /// each lesson is written in full in one of the notations.
  private static let isThorough = ProcessInfo.processInfo.environment["TEST_MULTIPLIER"] != nil

  @Test(arguments: LessonTests.names, Notation.presets.map(\.name))
  func `every lesson is written in every notation and format`(
    lesson: String, notation: String
  ) throws {
    let source = try #require(LessonCatalogue.source(named: lesson))
    let place = try #require(Notation.presets.firstIndex { $0.name == notation })
    let turn = try #require(LessonTests.names.firstIndex(of: lesson))
    var request = ExplanationRequest()
    request.options.notation = Notation.presets[place]
    if !Self.isThorough, turn % Notation.presets.count != place {
      // Its trainings are the same in every notation.
      if lesson == "xor" { return }
      request.options.detail = .result
    }
    let document = try Explainer.document(ofLesson: source, request)
    for writer in Self.writers {
      var buffer = OutputBuffer()
      writer.write(document, to: &buffer)
      #expect(!buffer.bytes.isEmpty)
      let text = buffer.text
      // What a format lacks is shown in words, never as the program's own names.
      for word in ["Optional(", "MathExpression", "\u{FFFD}"] { #expect(!text.contains(word)) }
    }
  }

  @Test(arguments: LessonTests.names)
  func `every formula of a lesson is read, so that it can be set in another notation`(
    name: String
  ) throws {
    let source = try #require(LessonCatalogue.source(named: name))
    for diagnostic in try LessonFile(source).unreadFormulas() {
      let range = try #require(diagnostic.range)
      let text = String(decoding: source[range.lowerBound..<range.upperBound], as: UTF8.self)
      Issue.record("\(diagnostic.summary): \(text)")
    }
  }

  @Test(arguments: Notation.presets.map(\.name))
  func `a letter that a lesson has for something of its own stays in every notation`(
    notation: String
  ) throws {
    let lesson =
      "---\ntitle: Letters\n---\n\nIf $p$ turns, $h$ and $t$ turn; $z$ is no letter of its own.\n"
    var request = ExplanationRequest()
    request.options.notation = try #require(Notation.presets.first { $0.name == notation })
    let document = try Explainer.document(ofLesson: Array(lesson.utf8), request)
    var buffer = OutputBuffer()
    TerminalWriter(width: 80).write(document, to: &buffer)
    #expect(buffer.text.contains("If p turns, h and t turn; "))
    let weightedInput = ["dasc7606": "s", "lin": "s", "mucha": "f"][notation] ?? "z"
    #expect(buffer.text.contains("; \(weightedInput) is no letter"))
  }
}
