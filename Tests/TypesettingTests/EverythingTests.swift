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

  @Test func `every block in HTML`() {
    expectGolden(text { HTMLWriter().write(Everything.document, to: &$0) }, "Everything.html")
  }

  @Test func `every figure as a file beside Markdown`() throws {
    let writer = MarkdownWriter(figurePrefix: "a page (1)-")
    let files = writer.figureFiles(of: Everything.document)
    #expect(files.map(\.name) == (1...4).map { "a page (1)-figure-\($0).svg" })
    let page = text { writer.write(Everything.document, to: &$0) }
    for number in 1...4 {
      #expect(page.contains("](<a%20page%20(1)-figure-\(number).svg>)"))
    }
    expectGolden(String(decoding: files[3].bytes, as: UTF8.self), "Everything-4.svg")
  }

  @Test func `Markdown that was printed is read without complaint`() {
    let printed = text { MarkdownWriter().write(Everything.document, to: &$0) }
    let result = MarkdownReader().read(Array(printed.utf8))
    #expect(result.diagnostics.isEmpty)
    #expect(result.title == [.text("Two inputs & two outputs: "), .formula([.letter("δ")])])
  }
}
