import MathSyntax
import Testing
import Typesetting

/// One document with every block, printed by every writer.
struct EverythingTests {
  private func text(_ write: (inout OutputBuffer) -> Void) -> String {
    var buffer = OutputBuffer()
    write(&buffer)
    return buffer.text
  }

  @Test(arguments: [40, 80])
  func `every block on a terminal`(width: Int) {
    expectGolden(
      text { TerminalWriter(width: width).write(Everything.document, to: &$0) },
      "Everything-\(width).txt")
  }

  @Test func `every block in Markdown`() {
    expectGolden(
      text { MarkdownWriter().write(Everything.document, to: &$0) }, "Everything.md")
  }

  @Test func `every block in LaTeX`() {
    expectGolden(text { LaTeXWriter().write(Everything.document, to: &$0) }, "Everything.tex")
  }

  @Test func `Markdown that was printed is read without complaint`() {
    let printed = text { MarkdownWriter().write(Everything.document, to: &$0) }
    let result = MarkdownReader().read(Array(printed.utf8))
    #expect(result.diagnostics.isEmpty)
    #expect(result.title == [.text("Two inputs & two outputs: "), .formula([.letter("δ")])])
  }
}
