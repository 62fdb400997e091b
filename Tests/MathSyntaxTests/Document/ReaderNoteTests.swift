import MathSyntax
import Testing

/// Notes for programs that read a page.
@Suite struct ReaderNoteTests {
  @Test func `a note that is written is read back`() {
    let note = ReaderNote([
      .init("lesson", "my lesson.md"), .init("where", "k \\neq j"), .init("widths", "2-2-1"),
    ])
    #expect(note.text == "verify lesson: my lesson.md; where: k \\neq j; widths: 2-2-1")
    #expect(ReaderNote(note.text) == note)
    #expect(ReaderNote("  \(note.text) ") == note)
  }

  @Test(arguments: [
    "", "a -->", "a--b", "a;b", "line\nbreak", "\u{1B}[31m", "ends-", " blank", "δ", "a>b",
  ])
  func `what could end a comment is left out`(value: String) {
    #expect(ReaderNote([.init("problem", value)]).entries.isEmpty)
    #expect(ReaderNote([.init(value, "x")]).entries.isEmpty)
  }

  @Test(arguments: ["", "verify", "verify ", "verify this", "TODO: check", "verify ; ;"])
  func `other comments are none`(text: String) {
    #expect(ReaderNote(text) == nil)
  }
}
