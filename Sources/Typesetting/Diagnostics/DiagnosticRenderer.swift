public import MathSyntax

/// Prints diagnostics with the line they are about and a mark below it.
///
///     net.json:3:14: error: a comma with nothing behind it
///       "biases": [1, 2,]
///                      ^
///       Remove the comma before ']'.
///
/// Columns count characters as people see them; long lines are cut around the mark.
public struct DiagnosticRenderer: Sendable {
  /// The columns of a line.
  public var width: Int
  /// Whether the severity and the mark are coloured.
  public var usesColor: Bool

  /// Creates a renderer; a width below 40 becomes 40.
  public init(width: Int = 100, usesColor: Bool = false) {
    self.width = max(40, width)
    self.usesColor = usesColor
  }

  /// Appends a diagnostic about a source text.
  ///
  /// - Parameters:
  ///   - name: how the source is called: its path, or `<stdin>`.
  ///   - source: the bytes of the whole source.
  public func render(
    _ diagnostic: Diagnostic, name: String, source: [UInt8], to buffer: inout OutputBuffer
  ) {
    buffer.append(text: ControlCharacters.visible(name))
    guard let range = diagnostic.range, !source.isEmpty else {
      buffer.append(": ")
      appendSummary(diagnostic, to: &buffer)
      appendHints(diagnostic, to: &buffer)
      return
    }
    let place = SourcePlace(of: range, in: source)
    buffer.append(":")
    buffer.append(number: place.line)
    buffer.append(":")
    buffer.append(number: place.column)
    buffer.append(": ")
    appendSummary(diagnostic, to: &buffer)
    appendLine(place, color(of: diagnostic.severity), to: &buffer)
    appendHints(diagnostic, to: &buffer)
  }

  /// Returns line and column of a byte, both from 1; columns count characters.
  public static func position(
    of offset: Int, in source: [UInt8]
  ) -> (line: Int, column: Int) {
    let place = SourcePlace(of: SourceRange(offset, offset), in: source)
    return (place.line, place.column)
  }

  // MARK: Parts

  private func color(of severity: Diagnostic.Severity) -> TextStyle {
    switch severity {
    case .error: TextStyle(isBold: true, color: .red)
    case .warning: TextStyle(isBold: true, color: .yellow)
    case .note: TextStyle(isBold: true, color: .blue)
    }
  }

  private func appendSummary(_ diagnostic: Diagnostic, to buffer: inout OutputBuffer) {
    StyledLine(diagnostic.severity.rawValue + ": ", color(of: diagnostic.severity))
      .write(to: &buffer, usesColor: usesColor)
    buffer.append(" ")
    buffer.append(text: ControlCharacters.visible(diagnostic.summary))
    buffer.append("\n")
  }

  private func appendHints(_ diagnostic: Diagnostic, to buffer: inout OutputBuffer) {
    for hint in diagnostic.hints {
      buffer.append("  ")
      buffer.append(text: ControlCharacters.visible(hint))
      buffer.append("\n")
    }
  }

  /// Appends the source line, cut to the width, and the mark below it.
  private func appendLine(
    _ place: SourcePlace, _ style: TextStyle, to buffer: inout OutputBuffer
  ) {
    let room = width - 4
    // The window starts so that some text before the mark is seen.
    var cells = place.cells
    var mark = place.mark
    let before = cells[..<mark.lowerBound].reduce(0) { $0 + $1.width }
    if before > room * 2 / 3 {
      var cut = mark.lowerBound
      var kept = 0
      while cut > 0, kept + cells[cut - 1].width <= room / 2 {
        cut -= 1
        kept += cells[cut].width
      }
      cells = [("…", 1)] + cells[cut...]
      mark = mark.lowerBound - cut + 1..<mark.upperBound - cut + 1
    }
    var shown = 0
    var used = 0
    while shown < cells.count, used + cells[shown].width <= room {
      used += cells[shown].width
      shown += 1
    }
    var line = cells[..<shown].map(\.text).joined()
    if shown < cells.count { line += "…" }
    buffer.append("  ")
    buffer.append(text: line)
    buffer.append("\n  ")
    let start = cells[..<min(shown, mark.lowerBound)].reduce(0) { $0 + $1.width }
    let end = cells[..<min(shown, mark.upperBound)].reduce(0) { $0 + $1.width }
    buffer.append(repeating: 0x20, count: start)
    let underline = "^" + String(repeating: "~", count: max(0, end - start - 1))
    StyledLine(underline, style).write(to: &buffer, usesColor: usesColor)
    buffer.append("\n")
  }
}

/// Where a range of bytes stands: its line, its column, and the characters of that line.
struct SourcePlace {
  let line: Int
  let column: Int
  /// The characters of the line as they are shown, with their widths.
  let cells: [(text: String, width: Int)]
  /// The characters that are marked, all on this line.
  let mark: Range<Int>

  /// A line longer than this is only looked at near the place.
  private static let longestLine = 2000

  init(of range: SourceRange, in source: [UInt8]) {
    let start = min(max(0, range.lowerBound), source.count)
    let end = min(max(start, range.upperBound), source.count)
    var line = 1
    var lineStart = source.starts(with: [0xEF, 0xBB, 0xBF]) && start >= 3 ? 3 : 0
    for index in 0..<start {
      let byte = source[index]
      // A return counts unless a line feed follows it.
      if byte == 0x0A || byte == 0x0D && (index + 1 == source.count || source[index + 1] != 0x0A) {
        line += 1
        lineStart = index + 1
      }
    }
    var lineEnd = start
    while lineEnd < source.count, source[lineEnd] != 0x0A, source[lineEnd] != 0x0D { lineEnd += 1 }
    self.line = line

    let before = String(decoding: source[lineStart..<start], as: UTF8.self)
    column = before.count + 1
    var cells: [(text: String, width: Int)] = []
    Self.append(before.suffix(Self.longestLine), to: &cells)
    let first = cells.count
    let markEnd = min(max(end, start), lineEnd)
    let marked = String(decoding: source[start..<markEnd], as: UTF8.self)
    Self.append(marked.prefix(Self.longestLine), to: &cells)
    mark = first..<cells.count
    let rest = source[markEnd..<min(lineEnd, markEnd + Self.longestLine)]
    Self.append(String(decoding: rest, as: UTF8.self)[...], to: &cells)
    self.cells = cells
  }

  private static func append(_ text: Substring, to cells: inout [(text: String, width: Int)]) {
    for character in text {
      let visible = ControlCharacters.visible(String(character))
      cells.append((visible, DisplayWidth.columns(of: visible)))
    }
  }
}
