import MathSyntax
import Testing
import Typesetting

struct TerminalWriterTests {
  private static func columns(_ line: Substring) -> Int {
    var columns = 0
    var isEscape = false
    for scalar in line.unicodeScalars {
      if scalar == "\u{1B}" { isEscape = true }
      if !isEscape { columns += DisplayWidth.columns(of: scalar) }
      if isEscape, scalar == "m" { isEscape = false }
    }
    return columns
  }

  @Test(arguments: 0..<15)
  func `no line is wider than the width and no control character remains`(seed: Int) {
    var random = FormulaGenerator(seed: UInt64(seed))
    let document = random.document()
    for width in [20, 33, 80] {
      var buffer = OutputBuffer()
      TerminalWriter(width: width).write(document, to: &buffer)
      for line in buffer.text.split(separator: "\n") {
        #expect(Self.columns(line) <= width, "\(width): \(line)")
        #expect(!line.unicodeScalars.contains { $0.value < 0x20 || 0x7F...0x9F ~= $0.value })
      }
      var colored = OutputBuffer()
      TerminalWriter(width: width, usesColor: true).write(document, to: &colored)
      #expect(Self.withoutStyles(colored.text) == buffer.text)
    }
  }

  private static func withoutStyles(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isEscape = false
    for scalar in text.unicodeScalars {
      if scalar == "\u{1B}" { isEscape = true }
      if !isEscape { result.append(scalar) }
      if isEscape, scalar == "m" { isEscape = false }
    }
    return String(result)
  }
}
