import Coursework
import Derivations
import MathSyntax
import Testing
import Typesetting

/// Every lesson can be written in every notation and every format.
@Suite struct LessonFormatTests {
  private static let writers: [any DocumentWriter] = [
    TerminalWriter(width: 60), MarkdownWriter(), LaTeXWriter(), HTMLWriter(),
  ]

  @Test(arguments: LessonTests.names, Notation.presets.map(\.name))
  func `every lesson is written in every notation and format`(
    lesson: String, notation: String
  ) throws {
    let source = try #require(LessonCatalogue.source(named: lesson))
    var request = ExplanationRequest()
    request.options.notation = try #require(Notation.presets.first { $0.name == notation })
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
    #expect(try LessonFile(source).unreadFormulas().map(\.summary) == [])
  }
}
