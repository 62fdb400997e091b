import MathSyntax

/// The lines `key: value` between two lines `---` at the head of a file.
struct FrontMatter {
  /// The keys with their values and places, in their order.
  private(set) var entries: [Entry] = []
  /// Where the text after the front matter starts.
  private(set) var bodyStart = 0

  /// A key with its value.
  struct Entry {
    var key: String
    var keyRange: SourceRange
    var value: String
    var valueRange: SourceRange
  }

  /// Reads the head of a file; a file without `---` on its first line has none.
  ///
  /// - Throws: a line that is no `key: value`, or a head without an end.
  init(_ bytes: [UInt8]) throws(DiagnosticList) {
    var lines = LineCursor(bytes)
    guard let first = lines.next(), lines.text(of: first) == "---" else { return }
    while let line = lines.next() {
      let text = lines.text(of: line)
      if text == "---" {
        bodyStart = lines.position
        return
      }
      if text.isEmpty { continue }
      guard let colon = bytes[line.lowerBound..<line.upperBound].firstIndex(of: UInt8(ascii: ":"))
      else {
        throw DiagnosticList([
          Diagnostic(
            "expected \"key: value\" in the front matter", range: line,
            hints: ["the front matter ends with a line ---"])
        ])
      }
      let key = lines.trimmed(SourceRange(line.lowerBound, colon))
      let value = lines.trimmed(SourceRange(colon + 1, line.upperBound))
      let name = lines.text(of: key)
      if entries.contains(where: { $0.key == name }) {
        throw DiagnosticList([Diagnostic("\"\(name.shortened)\" stands twice", range: key)])
      }
      entries.append(
        Entry(
          key: name, keyRange: key, value: lines.text(of: value), valueRange: value))
    }
    throw DiagnosticList([
      Diagnostic("the front matter has no end", range: first, hints: ["end it with a line ---"])
    ])
  }

  /// The value of a key, or nil.
  subscript(key: String) -> Entry? { entries.first { $0.key == key } }

  /// Checks that there are no other keys than these.
  func checkKeys(_ known: [String]) throws(DiagnosticList) {
    for entry in entries where !known.contains(entry.key) {
      throw DiagnosticList([
        Diagnostic(
          "unknown key \"\(entry.key.shortened)\" in the front matter", range: entry.keyRange,
          hints: NearestName.of(entry.key, among: known).map { ["did you mean \"\($0)\"?"] }
            ?? ["known here: " + known.joined(separator: ", ")])
      ])
    }
  }
}

/// Walks through a text line by line, and cuts pieces out of it.
struct LineCursor {
  private let bytes: [UInt8]
  /// Where the next line starts.
  private(set) var position: Int

  init(_ bytes: [UInt8], from position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  /// The next line without its end, or nil at the end of the text.
  mutating func next() -> SourceRange? {
    guard position < bytes.count else { return nil }
    let start = position
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    position = min(end + 1, bytes.count)
    let isCRLF = end > start && bytes[end - 1] == UInt8(ascii: "\r")
    return SourceRange(start, isCRLF ? end - 1 : end)
  }

  /// The range without the blanks at its ends.
  func trimmed(_ range: SourceRange) -> SourceRange {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, Self.isBlank(bytes[start]) { start += 1 }
    while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
    return SourceRange(start, end)
  }

  /// The text of a range, without the blanks at its ends.
  func text(of range: SourceRange) -> String {
    let inner = trimmed(range)
    return String(decoding: bytes[inner.lowerBound..<inner.upperBound], as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
