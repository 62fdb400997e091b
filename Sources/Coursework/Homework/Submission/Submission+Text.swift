import MathSyntax
import Typesetting

/// Finds the claims of a plain text: lines with a relation, without the words around them.
struct TextSubmissionReader {
  static func pieces(of bytes: [UInt8], from start: Int) -> [Submission.Piece] {
    var pieces: [Submission.Piece] = []
    var position = start
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes.trimmed(position..<end)
      if let mark = ProseScanner.mark(in: bytes[line]) { pieces.append(.moment(mark)) }
      if hasRelation(bytes[line]) {
        let content = withoutListMark(bytes, line)
        pieces += formulas(in: bytes, content).map {
          .formula(.init(syntax: .plain, range: $0))
        }
      }
      position = end + 1
    }
    return pieces
  }

  /// Whether a text has something that can make it a claim: = ≈ < > ≤ ≥ ← → or :=.
  static func hasRelation(_ bytes: ArraySlice<UInt8>) -> Bool {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "~"): return true
      case 0xE2 where index + 2 < bytes.endIndex:
        // ≈ 89 88, ≤ 89 A4, ≥ 89 A5, ← 86 90, → 86 92, ≠ 89 A0.
        switch (bytes[index + 1], bytes[index + 2]) {
        case (0x89, 0x88), (0x89, 0xA4), (0x89, 0xA5), (0x86, 0x90), (0x86, 0x92), (0x89, 0xA0):
          return true
        default: break
        }
      default: break
      }
      index += 1
    }
    return false
  }

  /// Returns a line without `-`, `*`, `1.` or `(a)` before it.
  static func withoutListMark(_ bytes: [UInt8], _ line: Range<Int>) -> Range<Int> {
    var line = line
    while bytes[line].first == UInt8(ascii: ">") { line = bytes.trimmed(line.dropFirst()) }
    let content = bytes[line]
    guard let first = content.first else { return line }
    if first == UInt8(ascii: "-") || first == UInt8(ascii: "*") || first == UInt8(ascii: "+"),
      content.dropFirst().first == 0x20
    {
      return bytes.trimmed(line.dropFirst())
    }
    if content.starts(with: "• ".utf8) { return bytes.trimmed(line.dropFirst(3)) }
    let digits = content.prefix { (0x30...0x39).contains($0) }.count
    if digits > 0, digits <= 3 {
      let rest = content.dropFirst(digits)
      if rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ")"),
        rest.dropFirst().first == 0x20
      {
        return bytes.trimmed(line.dropFirst(digits + 1))
      }
    }
    if first == UInt8(ascii: "("), content.dropFirst(2).first == UInt8(ascii: ")"),
      content.dropFirst(3).first == 0x20
    {
      return bytes.trimmed(line.dropFirst(3))
    }
    return line
  }

  /// Returns the parts of a line that can be formulas: what stands between words of prose.
  ///
  /// "So the error is δ = 0.14, as expected" has one part, `δ = 0.14`.
  static func formulas(in bytes: [UInt8], _ line: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = line.lowerBound
    var position = start
    func close(_ end: Int) {
      var part = bytes.trimmed(start..<end)
      while let last = bytes[part].last, [0x2C, 0x3B, 0x2E, 0x3A].contains(last) {
        part = bytes.trimmed(part.dropLast())
      }
      while let first = bytes[part].first, [0x2C, 0x3B, 0x3A].contains(first) {
        if first == 0x3A, bytes[part].dropFirst().first == 0x3D { break }
        part = bytes.trimmed(part.dropFirst())
      }
      if hasRelation(bytes[part]) { parts.append(part) }
    }
    while position < line.upperBound {
      guard Self.isWordByte(bytes[position]) else {
        if isSentenceEnd(bytes, position, line.upperBound) {
          close(position)
          start = position + 1
        }
        position += 1
        continue
      }
      let wordStart = position
      while position < line.upperBound, isWordByte(bytes[position]) { position += 1 }
      if isProse(bytes, wordStart..<position, line) {
        close(wordStart)
        // A colon behind prose belongs to it.
        if position < line.upperBound, bytes[position] == UInt8(ascii: ":"),
          position + 1 == line.upperBound || bytes[position + 1] != UInt8(ascii: "=")
        {
          position += 1
        }
        start = position
      }
    }
    close(line.upperBound)
    return parts
  }

  /// A full stop or a colon with a blank behind it ends what stands before.
  private static func isSentenceEnd(_ bytes: [UInt8], _ position: Int, _ end: Int) -> Bool {
    let isMark = bytes[position] == UInt8(ascii: ".") || bytes[position] == UInt8(ascii: ":")
    return isMark && position + 1 < end && bytes[position + 1] == 0x20
  }

  /// Letters of words; Greek letters are symbols.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) && byte < 0x80
  }

  /// Whether a word is one of prose: several letters that mean nothing in mathematics.
  private static func isProse(
    _ bytes: [UInt8], _ word: Range<Int>, _ line: Range<Int>
  ) -> Bool {
    guard word.count > 1 else {
      // "a" and "I" stand alone in prose only before another word, which ends the part anyway.
      return false
    }
    if word.lowerBound > line.lowerBound {
      let before = bytes[word.lowerBound - 1]
      // An index such as E_total or a command such as \delta.
      if before == UInt8(ascii: "_") || before == UInt8(ascii: "\\")
        || before == UInt8(ascii: "{") || before == UInt8(ascii: "^")
      {
        return false
      }
    }
    return !TypedWords.isMathematical(String(decoding: bytes[word], as: UTF8.self))
  }
}
