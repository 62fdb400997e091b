import MathSyntax
import Testing
import Typesetting

struct DiagnosticRendererTests {
  private func render(
    _ source: String, _ range: SourceRange?, width: Int = 60, usesColor: Bool = false
  ) -> String {
    var buffer = OutputBuffer()
    let diagnostic = Diagnostic(.error, "wrong", range: range, hints: ["Do better."])
    DiagnosticRenderer(width: width, usesColor: usesColor)
      .render(diagnostic, name: "a.json", source: Array(source.utf8), to: &buffer)
    return buffer.text
  }

  @Test func `the line is shown with a mark below`() {
    #expect(
      render("{\n  \"a\": 1,}\n", SourceRange(10, 11)) == """
        a.json:2:9: error: wrong
            "a": 1,}
                  ^
          Do better.

        """)
  }

  @Test(
    arguments: [
      // Source, place, line, column, and the columns before the mark.
      ("δδ x", SourceRange(5, 6), 1, 4, "   ^"),
      ("日本 x", SourceRange(7, 8), 1, 4, "     ^"),
      ("\tx", SourceRange(1, 2), 1, 2, "  ^"),
      ("\u{1B}x", SourceRange(1, 2), 1, 2, " ^"),
      ("a\r\nb x", SourceRange(5, 6), 2, 3, "  ^"),
      ("a\rb", SourceRange(2, 3), 2, 1, "^"),
      ("ab", SourceRange(2, 2), 1, 3, "  ^"),
      ("ab\n", SourceRange(3, 3), 2, 1, "^"),
      ("abcd", SourceRange(1, 3), 1, 2, " ^~"),
      ("ab\ncd", SourceRange(0, 5), 1, 1, "^~"),
      ("ab", SourceRange(90, 99), 1, 3, "  ^"),
    ] as [(String, SourceRange, Int, Int, String)])
  func `columns count characters`(
    source: String, range: SourceRange, line: Int, column: Int, mark: String
  ) {
    let lines = render(source, range).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "a.json:\(line):\(column): error: wrong")
    #expect(lines[2] == "  " + mark)
    let position = DiagnosticRenderer.position(of: range.lowerBound, in: Array(source.utf8))
    #expect(position == (line, column))
  }

  @Test(arguments: [0, 10, 500, 4990])
  func `long lines are cut around the mark`(offset: Int) {
    var source = Array(repeating: UInt8(ascii: "."), count: 5000)
    source[offset] = UInt8(ascii: "X")
    let text = render(String(decoding: source, as: UTF8.self), SourceRange(offset, offset + 1))
    let lines = text.split(separator: "\n")
    for line in lines { #expect(DisplayWidth.columns(of: line) <= 60) }
    let shown = Array(lines[1])
    let mark = Array(lines[2])
    #expect(shown[mark.count - 1] == "X")
  }

  @Test func `a diagnostic without a place names the file alone`() {
    #expect(render("x", nil) == "a.json: error: wrong\n  Do better.\n")
  }

  @Test func `colour changes nothing else`() {
    let colored = render("abc", SourceRange(0, 1), usesColor: true)
    #expect(colored.contains("\u{1B}[0;1;31merror:\u{1B}[0m"))
  }
}
