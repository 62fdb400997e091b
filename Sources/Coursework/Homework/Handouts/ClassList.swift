/// The names of a class, read from comma-separated values.
///
/// Cells are separated by commas, semicolons or tabs, whichever the first row has; a cell between
/// quotation marks may contain them, line ends, and quotation marks written twice (RFC 4180).
/// A first row with words such as `name` is a header and tells which column the names are in, or that
/// first and family names have a column each; else the first column has the names.
public struct ClassList: Hashable, Sendable {
  /// The names, in order, with single spaces and none empty.
  public let names: [String]

  /// Why a class list cannot be read.
  public enum ReadingError: Error, Hashable, Sendable {
    /// Bytes that are no UTF-8.
    case encoding
    /// A quotation mark that is never closed, in a line counted from 1.
    case openQuotation(line: Int)
    /// No names at all.
    case empty
  }

  /// Reads a list.
  ///
  /// - Throws: why it cannot be read.
  public init(_ bytes: [UInt8]) throws(ReadingError) {
    guard var text = String(validating: bytes, as: UTF8.self) else { throw .encoding }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    var rows = try Self.rows(Array(text.unicodeScalars))
    rows.removeAll { $0.allSatisfy(\.isEmpty) }
    var columns = [0]
    if let header = rows.first, let found = Self.columns(ofHeader: header) {
      columns = found
      rows.removeFirst()
    }
    names = rows.compactMap { row in
      let words = columns.filter(row.indices.contains).map { row[$0] }.filter { !$0.isEmpty }
      return words.isEmpty ? nil : words.joined(separator: " ")
    }
    if names.isEmpty { throw .empty }
  }

  // MARK: Header

  private static let wholeNames: Set<String> = [
    "name", "names", "full name", "fullname", "display name", "student", "students",
    "student name", "participant",
  ]
  private static let firstNames: Set<String> = [
    "first name", "firstname", "given name", "forename",
  ]
  private static let familyNames: Set<String> = [
    "last name", "lastname", "family name", "surname",
  ]

  /// Returns the columns of the names, the first name first; nil: the row is no header.
  private static func columns(ofHeader row: [String]) -> [Int]? {
    let words = row.map { cell in
      cell.lowercased().split { $0 == " " || $0 == "_" || $0 == "-" }.joined(separator: " ")
    }
    if let first = words.firstIndex(where: firstNames.contains),
      let family = words.firstIndex(where: familyNames.contains)
    {
      return [first, family]
    }
    let whole = words.firstIndex(where: wholeNames.contains)
    return (whole ?? words.firstIndex { firstNames.contains($0) || familyNames.contains($0) })
      .map { [$0] }
  }

  // MARK: Cells

  private static func rows(_ text: [Unicode.Scalar]) throws(ReadingError) -> [[String]] {
    let separator = separator(of: text)
    var rows: [[String]] = []
    var row: [String] = []
    var cell = String.UnicodeScalarView()
    var quotationLine: Int?
    var line = 1
    var position = 0
    func endCell() {
      row.append(tidy(cell))
      cell = String.UnicodeScalarView()
    }
    while position < text.count {
      let scalar = text[position]
      position += 1
      if scalar == "\n" { line += 1 }
      if quotationLine != nil {
        if scalar != "\"" {
          cell.append(scalar)
        } else if position < text.count, text[position] == "\"" {
          cell.append(scalar)
          position += 1
        } else {
          quotationLine = nil
        }
      } else if scalar == "\"", cell.allSatisfy(\.properties.isWhitespace) {
        quotationLine = line
      } else if scalar == separator {
        endCell()
      } else if scalar == "\n" || scalar == "\r" {
        endCell()
        rows.append(row)
        row = []
      } else {
        cell.append(scalar)
      }
    }
    if let quotationLine { throw .openQuotation(line: quotationLine) }
    endCell()
    rows.append(row)
    return rows
  }

  /// The first of the possible separators in the first row, outside quotation marks; else a comma.
  private static func separator(of text: [Unicode.Scalar]) -> Unicode.Scalar {
    var isQuoted = false
    for scalar in text {
      if scalar == "\"" { isQuoted.toggle() }
      if isQuoted { continue }
      if scalar == "," || scalar == ";" || scalar == "\t" { return scalar }
      if scalar == "\n" { break }
    }
    return ","
  }

  /// A cell without control characters, with single spaces between words.
  private static func tidy(_ cell: String.UnicodeScalarView) -> String {
    var words = ""
    var gap = false
    for scalar in cell {
      if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
        gap = !words.isEmpty
        continue
      }
      if gap { words.append(" ") }
      gap = false
      words.unicodeScalars.append(scalar)
    }
    return words
  }
}
