import MathSyntax

/// Finds the claims of a Markdown text: formulas, tables, and lines that are formulas by themselves.
struct MarkdownSubmissionReader {
  private let bytes: [UInt8]
  private var scanner: MathematicsScanner
  private var pieces: [Submission.Piece] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    scanner = MathematicsScanner(bytes)
  }

  static func pieces(of bytes: [UInt8], from start: Int) -> [Submission.Piece] {
    var reader = MarkdownSubmissionReader(bytes)
    reader.read(from: start)
    return reader.pieces
  }

  private mutating func read(from start: Int) {
    var position = start
    while position < bytes.count {
      let line = lineRange(position)
      if let end = fence(line) ?? table(line) {
        position = end
        continue
      }
      position = readText(line)
    }
  }

  private func lineRange(_ start: Int) -> Range<Int> {
    start..<(bytes[start...].firstIndex(of: 0x0A) ?? bytes.count)
  }

  private func nextLine(_ line: Range<Int>) -> Int { min(bytes.count, line.upperBound + 1) }

  private func trimmed(_ range: Range<Int>) -> Range<Int> { bytes.trimmed(range) }

  // MARK: Fences

  /// Passes a fenced block; one with the word `math` or `derivation` is mathematics.
  private mutating func fence(_ line: Range<Int>) -> Int? {
    var content = trimmed(line)
    while content.count > 1, bytes[content.lowerBound] == UInt8(ascii: ">") {
      content = trimmed(content.dropFirst())
    }
    guard content.count >= 3, let mark = bytes[content].first,
      mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~")
    else { return nil }
    let length = bytes[content].prefix { $0 == mark }.count
    guard length >= 3 else { return nil }
    let info = trimmed(content.dropFirst(length))
    let word = String(decoding: bytes[info].prefix(16), as: UTF8.self)
    if bytes[info].contains(mark) { return nil }
    var position = nextLine(line)
    let first = position
    while position < bytes.count {
      let next = lineRange(position)
      let closing = trimmed(next)
      if closing.count >= length, bytes[closing].allSatisfy({ $0 == mark }) {
        read(fenced: word, first..<position)
        return nextLine(next)
      }
      position = nextLine(next)
    }
    read(fenced: word, first..<bytes.count)
    return bytes.count
  }

  private mutating func read(fenced word: String, _ range: Range<Int>) {
    switch word {
    case "math", "latex", "tex":
      pieces.append(.formula(.init(syntax: .latex, range: range)))
    case "derivation":
      var position = range.lowerBound
      while position < range.upperBound {
        let line = lineRange(position)
        let end = reasonBar(line) ?? min(line.upperBound, range.upperBound)
        if !trimmed(position..<end).isEmpty {
          pieces.append(.formula(.init(syntax: .latex, range: position..<end)))
        }
        position = nextLine(line)
      }
    default: break
    }
  }

  /// The last bar with a space on both sides, behind which a reason stands.
  private func reasonBar(_ line: Range<Int>) -> Int? {
    line.last {
      bytes[$0] == UInt8(ascii: "|") && $0 > line.lowerBound && bytes[$0 - 1] == 0x20
        && ($0 + 1 == line.upperBound || bytes[$0 + 1] == 0x20)
    }
  }

  // MARK: Tables

  /// Reads a table: a line of cells above a line of dashes.
  private mutating func table(_ line: Range<Int>) -> Int? {
    guard bytes[line].contains(UInt8(ascii: "|")), line.upperBound < bytes.count else { return nil }
    let second = lineRange(nextLine(line))
    let dashes = bytes[trimmed(second)]
    guard dashes.count >= 3, dashes.contains(UInt8(ascii: "-")), dashes.contains(UInt8(ascii: "|")),
      dashes.allSatisfy({ [0x20, 0x2D, 0x3A, 0x7C, 0x09].contains($0) })
    else { return nil }
    var rows = [cells(line)]
    var position = nextLine(second)
    while position < bytes.count {
      let next = lineRange(position)
      guard bytes[next].contains(UInt8(ascii: "|")) else { break }
      rows.append(cells(next))
      position = nextLine(next)
    }
    pieces.append(.table(.init(rows: rows, syntax: .latex)))
    return position
  }

  /// Cuts a row at its bars; those within code, formulas or behind a backslash do not count.
  private func cells(_ line: Range<Int>) -> [Range<Int>] {
    var content = trimmed(line)
    if bytes[content].first == UInt8(ascii: "|") { content = content.dropFirst() }
    if bytes[content].last == UInt8(ascii: "|") { content = content.dropLast() }
    var result: [Range<Int>] = []
    var start = content.lowerBound
    var position = start
    while position < content.upperBound {
      switch bytes[position] {
      case UInt8(ascii: "\\"): position += 1
      case UInt8(ascii: "|"):
        result.append(trimmed(start..<position))
        start = position + 1
      default: break
      }
      position += 1
    }
    result.append(trimmed(min(start, content.upperBound)..<content.upperBound))
    return result
  }

  // MARK: Text

  /// Reads a line of text, and further ones where mathematics goes on below it.
  private mutating func readText(_ line: Range<Int>) -> Int {
    if let mark = ProseScanner.mark(in: bytes[line]) { pieces.append(.moment(mark)) }
    var position = line.lowerBound
    var end = line.upperBound
    var hasMathematics = false
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "`"):
        position = afterCode(position, end)
      case UInt8(ascii: "<") where scanner.starts("<!--", at: position):
        let close = scanner.find("-->", from: position + 4, limit: bytes.count)
        if let close, close - position < ReaderNote.longest,
          let note = ReaderNote(String(decoding: bytes[position + 4..<close], as: UTF8.self))
        {
          pieces.append(.note(note))
        }
        position = close.map { $0 + 3 } ?? bytes.count
        if position > end { end = position }
        hasMathematics = true
      case UInt8(ascii: "$"), UInt8(ascii: "\\"):
        if let found = scanner.mathematics(at: position, limit: bytes.count) {
          hasMathematics = true
          pieces.append(.formula(.init(syntax: .latex, range: found.content)))
          position = found.end
          if position > end { end = lineRange(min(position, bytes.count - 1)).upperBound }
        } else {
          position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
      default: position += 1
      }
    }
    if !hasMathematics { readPlain(line) }
    return min(bytes.count, max(end, position) + 1)
  }

  private func afterCode(_ start: Int, _ end: Int) -> Int {
    let length = bytes[start..<end].prefix { $0 == 0x60 }.count
    var position = start + length
    while position < end {
      if bytes[position] == 0x60 {
        let run = bytes[position..<end].prefix { $0 == 0x60 }.count
        if run == length { return position + run }
        position += run
      } else {
        position += 1
      }
    }
    return start + length
  }

  /// A line without marked mathematics may be a formula by itself.
  private mutating func readPlain(_ line: Range<Int>) {
    var content = trimmed(line)
    guard TextSubmissionReader.hasRelation(bytes[content]) else { return }
    if bytes[content].first == UInt8(ascii: "#") { return }
    content = TextSubmissionReader.withoutListMark(bytes, content)
    if bytes[content].first == UInt8(ascii: "$"), content.count > 1,
      bytes[content.lowerBound + 1] > 0x20,
      bytes[content].contains(where: Self.isOfLaTeX)
    {
      // A formula that is never closed.
      pieces.append(.formula(.init(syntax: .latex, range: content)))
      return
    }
    pieces += TextSubmissionReader.formulas(in: bytes, content).map {
      .formula(.init(syntax: .plainOrProse, range: $0))
    }
  }
}

extension MarkdownSubmissionReader {
  private static func isOfLaTeX(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "^") || byte == UInt8(ascii: "{")
      || byte == UInt8(ascii: "\\")
  }
}

extension [UInt8] {
  /// Returns a range without the blanks at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, Self.isBlank(self[start]) { start += 1 }
    while end > start, Self.isBlank(self[end - 1]) { end -= 1 }
    return start..<end
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
  }
}
