/// Writes a table as comma-separated values (RFC 4180, lines ended by a line feed).
///
/// A cell that a spreadsheet would take for a formula is written behind an apostrophe.
public struct CSVWriter: Sendable {
  /// The lines so far.
  public private(set) var buffer = OutputBuffer()

  /// Creates an empty table.
  public init() {}

  /// Appends a row; a number stands as it is, text as far as needed between quotation marks.
  public mutating func row(_ cells: [Cell]) {
    for (position, cell) in cells.enumerated() {
      if position > 0 { buffer.append(",") }
      switch cell {
      case .number(let spelling): buffer.append(text: spelling)
      case .text(let text): append(text)
      }
    }
    buffer.append("\n")
  }

  /// What a cell can hold.
  public enum Cell: Hashable, Sendable {
    case number(String)
    case text(String)
  }

  private mutating func append(_ text: String) {
    var visible = ControlCharacters.visible(text)
    // Spreadsheets look behind blanks at the start, too.
    if let first = visible.unicodeScalars.first(where: { !$0.properties.isWhitespace }),
      "=+-@\u{FF0B}\u{FF0D}\u{FF1D}\u{FF20}".unicodeScalars.contains(first)
    {
      visible = "'" + visible
    }
    let needsMarks = visible.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ";")
    }
    guard needsMarks || visible.first == " " || visible.last == " " else {
      buffer.append(text: visible)
      return
    }
    buffer.append("\"")
    for byte in visible.utf8 {
      if byte == UInt8(ascii: "\"") { buffer.append("\"") }
      buffer.append(byte: byte)
    }
    buffer.append("\"")
  }
}
