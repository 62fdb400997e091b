import MathSyntax
import Typesetting

/// Finds the claims of a plain text: lines with a relation, without the words around them.
struct TextSubmissionReader {
  static func pieces(of bytes: [UInt8], from start: Int) -> [Submission.Piece] {
    var pieces: [Submission.Piece] = []
    var position = start
    let tables = TextTable(bytes: bytes)
    while position < bytes.count {
      if let (table, end) = tables.table(at: position) {
        pieces.append(.table(table))
        position = end
        continue
      }
      var end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
      var line = bytes.trimmed(position..<end)
      // A relation at the end of a line goes on with the next one, and so does a broken formula.
      var joined = 0
      while !line.isEmpty, end < bytes.count, joined < 8,
        isRelationEnd(bytes, line) || goesOn(bytes, line, below: end + 1)
      {
        end = bytes[(end + 1)...].firstIndex(of: 0x0A) ?? bytes.count
        line = bytes.trimmed(position..<end)
        joined += 1
      }
      if let note = note(bytes[line]) {
        pieces.append(.note(note))
        position = end + 1
        continue
      }
      if let mark = ProseScanner.mark(in: bytes[line]) { pieces.append(.moment(mark)) }
      if hasRelation(bytes[line]), !isDrawing(bytes[line]) {
        let content = withoutListMark(bytes, line)
        if startsWithName(bytes, content) {
          pieces.append(.formula(.init(syntax: .unknownName, range: content)))
        }
        var parts = formulas(in: bytes, content)
        // Behind a line of a chain, k = j in the remark is no claim.
        if let first = parts.first, startsWithRelation(bytes[content]) {
          parts.removeAll { $0 != first && isRestriction(bytes[$0]) }
        }
        pieces += parts.map { .formula(.init(syntax: .plain, range: $0)) }
      }
      position = end + 1
    }
    return pieces
  }

  /// Whether a formula goes on in the line that starts at a place: it is indented, and begins with an
  /// operation, or with a relation below a line without one.
  private static func goesOn(_ bytes: [UInt8], _ line: Range<Int>, below start: Int) -> Bool {
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    let next = bytes.trimmed(start..<end)
    guard next.count > 1, next.lowerBound - start >= 2 else { return false }
    let isSpaced = bytes[next].prefix(4).contains(0x20)
    switch (bytes[next.lowerBound], bytes[next.lowerBound + 1]) {
    case (0xC2, 0xB7), (0xC3, 0x97): return hasRelation(bytes[line])
    case (0xE2, 0x88):
      return next.count > 3 && bytes[next.lowerBound + 2] == 0x92 && isSpaced
        && hasRelation(bytes[line])
    case (UInt8(ascii: "+"), 0x20):
      return next.lowerBound - start >= 4 && hasRelation(bytes[line])
    case (UInt8(ascii: "("), _):
      // = λ, and its other factor below.
      return (startsWithRelation(bytes[line]) || endsInLetter(bytes[line]))
        && next.lowerBound - start >= 4
        && !hasRelation(bytes[next]) && !hasProse(bytes, next)
    case (UInt8(ascii: "="), _), (0xE2, 0x89):
      return !hasRelation(bytes[line]) && bytes[line].contains(where: isContent)
        && !hasProse(bytes, line)
    case (let first, _) where isDigit(first):
      // A very long number goes on.
      return next.lowerBound - start >= 4
        && bytes[line].suffix(21).allSatisfy {
          isDigit($0) || $0 == UInt8(ascii: ".")
        } && line.count > 21
    default: return false
    }
  }

  /// Whether a letter stands alone behind the last relation: R = λ.
  private static func endsInLetter(_ line: ArraySlice<UInt8>) -> Bool {
    let isGreek =
      line.count > 2 && (line[line.endIndex - 2] == 0xCE || line[line.endIndex - 2] == 0xCF)
    let rest = line.dropLast(isGreek ? 2 : 1)
    return (isGreek || line.last.map { (0x61...0x7A).contains($0 | 0x20) } ?? false)
      && rest.suffix(2).elementsEqual("= ".utf8)
  }

  /// Whether there are words of prose in a line.
  private static func hasProse(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    var position = line.lowerBound
    while position < line.upperBound {
      let start = position
      while position < line.upperBound, isWordByte(bytes[position]) { position += 1 }
      if position > start, isProse(bytes, start..<position, line) { return true }
      if position == start { position += 1 }
    }
    return false
  }

  private static func startsWithRelation(_ line: ArraySlice<UInt8>) -> Bool {
    line.first == UInt8(ascii: "=") || line.first == 0xE2 && hasRelation(line.prefix(3))
  }

  /// Two letters of indices with a relation between them.
  private static func isRestriction(_ part: ArraySlice<UInt8>) -> Bool {
    part.count <= 7 && !part.contains(where: isDigit)
      && part.count { (0x41...0x7A).contains($0) } == 2
  }

  /// A line in brackets that tells what the lines below it are about.
  private static func note(_ line: ArraySlice<UInt8>) -> ReaderNote? {
    guard line.first == UInt8(ascii: "["), line.last == UInt8(ascii: "]"),
      line.count < ReaderNote.longest
    else { return nil }
    return ReaderNote(String(decoding: line.dropFirst().dropLast(), as: UTF8.self))
  }

  /// Whether a line has parts of drawings in it: U+2500 to U+25FF, and Braille, U+2800 to U+28FF.
  private static func isDrawing(_ line: ArraySlice<UInt8>) -> Bool {
    zip(line, line.dropFirst()).contains { first, second in
      first == 0xE2 && (0x94...0x97).contains(second)
        || first == 0xE2 && (0xA0...0xA3).contains(second)
    }
  }

  private static func isRelationEnd(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    bytes[line.upperBound - 1] == UInt8(ascii: "=")
      || line.count > 3 && bytes[line.upperBound - 3] == 0xE2
        && hasRelation(bytes[line.upperBound - 3..<line.upperBound])
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
        // 1→2 names a way.
        case (0x86, 0x92)
        where index > bytes.startIndex && index + 3 < bytes.endIndex
          && isDigit(bytes[index - 1]) && isDigit(bytes[index + 3]):
          break
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

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

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
    // b) z = 0.5
    if (0x61...0x7A).contains(first), content.dropFirst().starts(with: ") ".utf8) {
      return bytes.trimmed(line.dropFirst(2))
    }
    // (a), (12): a blank behind it tells it from a factor.
    if first == UInt8(ascii: "("),
      let close = content.prefix(6).firstIndex(of: UInt8(ascii: ")")),
      content[content.startIndex + 1..<close].allSatisfy({
        (0x30...0x39).contains($0) || close == content.startIndex + 2 && (0x61...0x7A).contains($0)
      }), close + 1 < line.upperBound, bytes[close + 1] == 0x20
    {
      let rest = bytes.trimmed(close + 1..<line.upperBound)
      if !isSign(bytes, at: rest.lowerBound) { return rest }
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
      let part = stripped(bytes, start..<end)
      // "the result = 0.5" says nothing that can be judged, and goes on with no line before it.
      if start > line.lowerBound, startsWithRelation(bytes[part]) { return }
      if hasRelation(bytes[part]), bytes[part].contains(where: isContent) { parts.append(part) }
    }
    var remarkEnd: Int?
    while position < line.upperBound {
      guard Self.isWordByte(bytes[position]) else {
        if position == remarkEnd {
          close(position)
          start = position + 1
          remarkEnd = nil
        } else if remarkEnd == nil, let end = endOfRemark(bytes, position, line) {
          close(position)
          start = position + 1
          remarkEnd = end
        } else if isSentenceEnd(bytes, position, line.upperBound)
          || isGap(bytes, position, start..<line.upperBound)
        {
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

  /// Returns where parentheses behind a blank close, if there is a statement of its own in them:
  /// "a1 is 0.59 (a1 = 0.5933)".
  private static func endOfRemark(_ bytes: [UInt8], _ start: Int, _ line: Range<Int>) -> Int? {
    guard bytes[start] == UInt8(ascii: "("), start > line.lowerBound, bytes[start - 1] == 0x20
    else { return nil }
    var level = 0
    // No remark is longer, and no search for its end may take the time of the whole line.
    for place in start..<min(line.upperBound, start + 300) {
      if bytes[place] == UInt8(ascii: "(") { level += 1 }
      guard bytes[place] == UInt8(ascii: ")") else { continue }
      level -= 1
      guard level == 0 else { continue }
      let inner = bytes[start + 1..<place]
      let isStatement =
        inner.contains(UInt8(ascii: "="))
        || zip(inner, inner.dropFirst()).contains { $0 == (0xE2, 0x89) }
      return isStatement ? place : nil
    }
    return nil
  }

  /// Whether a line says what a word is worth that has no meaning here: Etotl = 0.3.
  private static func startsWithName(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    let word = line.prefix { isWordByte(bytes[$0]) }
    let rest = bytes.trimmed(word.upperBound..<line.upperBound)
    return isProse(bytes, word.lowerBound..<word.upperBound, line)
      && startsWithRelation(bytes[rest])
  }

  /// Returns a part without punctuation and lone parentheses at its ends.
  private static func stripped(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var part = bytes.trimmed(range)
    while let last = bytes[part].last {
      let isMark = [0x2C, 0x3B, 0x2E, 0x3A, 0x21, 0x3F].contains(last)
      let isOpen = last == UInt8(ascii: "(") || last == UInt8(ascii: "[")
      let isLoneClose = last == UInt8(ascii: ")") && balance(bytes[part]) < 0
      guard isMark || isOpen || isLoneClose else { break }
      part = bytes.trimmed(part.dropLast())
    }
    while let first = bytes[part].first {
      if first == 0x3A, bytes[part].dropFirst().first == 0x3D { break }
      let isMark = [0x2C, 0x3B, 0x3A].contains(first)
      let isLoneOpen = first == UInt8(ascii: "(") && balance(bytes[part]) > 0
      guard isMark || first == UInt8(ascii: ")") || isLoneOpen else { break }
      part = bytes.trimmed(part.dropFirst())
    }
    return part
  }

  /// Whether a byte belongs to a letter or a digit: a lone relation in prose is no claim.
  private static func isContent(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0xCE
      || byte == 0xCF
  }

  private static func balance(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { sum, byte in
      switch byte {
      case UInt8(ascii: "("): sum + 1
      case UInt8(ascii: ")"): sum - 1
      default: sum
      }
    }
  }

  /// Two blanks or a tab between columns; not beside a sign, where they only line things up.
  private static func isGap(_ bytes: [UInt8], _ position: Int, _ range: Range<Int>) -> Bool {
    func isBlank(_ place: Int) -> Bool { bytes[place] == 0x20 || bytes[place] == 0x09 }
    guard isBlank(position), position > range.lowerBound, !isBlank(position - 1),
      bytes[position - 1] != 0x0A
    else { return false }
    var end = position
    while end < range.upperBound, isBlank(end) { end += 1 }
    guard end - position > 1 || bytes[position] == 0x09, end < range.upperBound else {
      return false
    }
    return !isSign(bytes, before: position) && !isSign(bytes, at: end)
  }

  private static let signs: Set<UInt8> = Set("=<>~+-*/,:|".utf8)

  /// Whether an operation or a relation stands at a place; those beyond ASCII begin with E2 or C2.
  private static func isSign(_ bytes: [UInt8], at place: Int) -> Bool {
    if signs.contains(bytes[place]) { return true }
    guard place + 2 < bytes.count else { return false }
    switch (bytes[place], bytes[place + 1]) {
    // ∂, ∇, ∏, ∑, √ and ∞ begin an operand.
    case (0xE2, 0x88): return ![0x82, 0x87, 0x8F, 0x91, 0x9A, 0x9E].contains(bytes[place + 2])
    case (0xE2, 0x89), (0xE2, 0x86), (0xE2, 0x8A), (0xC2, 0xB7), (0xC3, 0x97):
      return true
    default: return false
    }
  }

  private static func isSign(_ bytes: [UInt8], before place: Int) -> Bool {
    if signs.contains(bytes[place - 1]) { return true }
    if place >= 2, bytes[place - 2] == 0xC2 || bytes[place - 2] == 0xC3 {
      return isSign(bytes, at: place - 2)
    }
    return place >= 3 && bytes[place - 3] == 0xE2 && isSign(bytes, at: place - 3)
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

  /// Whether what stands beside a short word makes it a part of a formula: do1, da/dz.
  private static func isMathematical(
    _ bytes: [UInt8], _ word: Range<Int>, _ line: Range<Int>
  ) -> Bool {
    let after = word.upperBound < line.upperBound ? bytes[word.upperBound] : 0x20
    let before = word.lowerBound > line.lowerBound ? bytes[word.lowerBound - 1] : 0x20
    if (0x30...0x39).contains(after) || after == UInt8(ascii: "_") || after == UInt8(ascii: "^") {
      return true
    }
    let slash = UInt8(ascii: "/")
    return bytes[word.lowerBound] == UInt8(ascii: "d") && (after == slash || before == slash)
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
    if word.count == 2, isMathematical(bytes, word, line) { return false }
    if TypedWords.isNoun(String(decoding: bytes[word], as: UTF8.self)),
      isBeforeLetter(bytes, word, line)
    {
      return true
    }
    return !TypedWords.isMathematical(String(decoding: bytes[word], as: UTF8.self))
  }

  /// Whether a letter stands behind a word and a blank: "the cost C".
  private static func isBeforeLetter(
    _ bytes: [UInt8], _ word: Range<Int>, _ line: Range<Int>
  ) -> Bool {
    let next = word.upperBound + 1
    guard next < line.upperBound, bytes[next - 1] == 0x20 else { return false }
    let following = bytes[next..<line.upperBound].prefix(while: isWordByte)
    // "total cost C", but not "cost new".
    return following.count == 1 || bytes[next] == 0xCE || bytes[next] == 0xCF
      || TypedWords.isNoun(String(decoding: following, as: UTF8.self))
  }
}
