import Testing
import Typesetting

struct OutputFormatTests {
  @Test(arguments: [
    ("handout.md", OutputFormat.markdown), ("a/b.c/HANDOUT.MD", .markdown), ("x.tex", .latex),
    ("x.html", .html), ("x.htm", .html), ("trace.json", .json), ("x.pdf", .pdf), ("x.csv", .csv),
    ("x.txt", .terminal), ("x.tsv", .anki),
  ])
  func `the ending of a file name tells the format`(path: String, format: OutputFormat) {
    #expect(OutputFormat(path: path) == format)
  }

  @Test(arguments: ["", "x", "md", ".md", "a.md/x", "x.docx", "x."])
  func `other names tell nothing`(path: String) {
    #expect(OutputFormat(path: path) == nil)
  }
}

struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("δ²₁", 3), ("日本", 4), ("e\u{301}", 1), ("ŷ", 1), ("🙂", 2), ("−0.5", 4),
    ("\u{200B}", 0), ("w\u{20D7}", 1),
  ])
  func `columns on a terminal`(text: String, columns: Int) {
    #expect(DisplayWidth.columns(of: text) == columns)
  }
}

struct OutputBufferTests {
  @Test func `pieces follow each other`() {
    var buffer = OutputBuffer()
    buffer.append("a")
    buffer.append(text: "δ")
    buffer.append(byte: 0x62)
    buffer.append(scalar: "²")
    buffer.append(number: -12)
    buffer.append(repeating: 0x2E, count: 3)
    buffer.append(repeating: 0x2E, count: -1)
    #expect(buffer.text == "aδb²-12...")
    #expect(buffer.count == buffer.bytes.count)
  }
}
