import MathSyntax
import Typesetting

/// A Jupyter notebook, of which only the text of Markdown cells is touched.
struct Notebook {
  private let bytes: [UInt8]
  /// The Markdown cells, in their order.
  let cells: [Cell]

  /// The text of a cell.
  struct Cell {
    /// The text as it is meant, without JSON around it.
    var text: [UInt8]
    /// Where it stands in the file.
    var range: SourceRange
    /// The strings of JSON that hold it: one, or one a line.
    fileprivate var strings: [SourceRange]
  }

  init(_ bytes: [UInt8]) throws(DiagnosticList) {
    self.bytes = bytes
    let file: JSONValue
    do {
      file = try JSONReader.read(bytes)
    } catch {
      throw DiagnosticList([error.diagnostic])
    }
    guard case .array(let values)? = file["cells"]?.kind else {
      throw DiagnosticList([
        Diagnostic("this is no notebook: expected \"cells\"", range: file.range)
      ])
    }
    cells = values.compactMap { cell in
      guard cell["cell_type"]?.kind == .string("markdown"), let source = cell["source"] else {
        return nil
      }
      switch source.kind {
      case .string(let text):
        return Cell(text: Array(text.utf8), range: source.range, strings: [source.range])
      case .array(let lines):
        var text: [UInt8] = []
        for line in lines {
          guard case .string(let words) = line.kind else { return nil }
          text += Array(words.utf8)
        }
        return Cell(text: text, range: source.range, strings: lines.map(\.range))
      default: return nil
      }
    }
  }

  /// Returns the file with other texts in its cells; strings that stay the same keep their bytes.
  func replacing(_ texts: [[UInt8]]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for (cell, text) in zip(cells, texts) where text != cell.text && !cell.strings.isEmpty {
      let old = Self.lines(cell.text, count: cell.strings.count)
      let new = Self.lines(text, count: cell.strings.count)
      for (place, range) in cell.strings.enumerated() where old[place] != new[place] {
        result += bytes[position..<range.lowerBound]
        var writer = JSONWriter()
        writer.string(String(decoding: new[place], as: UTF8.self))
        result += writer.buffer.bytes
        position = range.upperBound
      }
    }
    return result + bytes[position...]
  }

  /// Returns just so many lines with their ends; the last holds what is left.
  private static func lines(_ text: [UInt8], count: Int) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while lines.count < count - 1 {
      let end = text[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
      lines.append(text[start..<end])
      start = end
    }
    lines.append(text[start...])
    return lines
  }
}
