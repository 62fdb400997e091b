import Typesetting

/// Finds formulas in plain text: in a line, what stands between words of prose and holds a relation.
enum TypedFormulaFinder {
  static func formulas(of bytes: [UInt8]) -> [FoundFormula] {
    var found: [FoundFormula] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      find(in: start..<end, of: bytes, into: &found)
      start = end + 1
    }
    return found
  }

  private static func find(
    in line: Range<Int>, of bytes: [UInt8], into found: inout [FoundFormula]
  ) {
    var words = words(in: line, of: bytes)[...]
    if let first = words.first, isListMark(bytes[first]) { words.removeFirst() }
    var run: Range<Int>?
    for word in words {
      if isProse(bytes[word]) {
        add(run, of: bytes, into: &found)
        run = nil
      } else {
        run = (run?.lowerBound ?? word.lowerBound)..<word.upperBound
      }
    }
    add(run, of: bytes, into: &found)
  }

  private static func words(in line: Range<Int>, of bytes: [UInt8]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    for place in line {
      if bytes[place] <= 0x20 {
        if let first = start { words.append(first..<place) }
        start = nil
      } else if start == nil {
        start = place
      }
    }
    if let first = start { words.append(first..<line.upperBound) }
    return words
  }

  /// `-`, `*`, `1.`, `a)`.
  private static func isListMark(_ word: ArraySlice<UInt8>) -> Bool {
    guard let last = word.last, word.count <= 3 else { return false }
    if word.count == 1 { return last == UInt8(ascii: "-") || last == UInt8(ascii: "*") }
    return (last == UInt8(ascii: ".") || last == UInt8(ascii: ")"))
      && word.dropLast().allSatisfy {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0
      }
  }

  /// Whether a word is several letters and none that mathematics knows.
  private static func isProse(_ word: ArraySlice<UInt8>) -> Bool {
    // Most pieces are a letter, a number or a sign.
    if word.count < 2 || word.contains(where: isFormulaByte) { return false }
    let text = String(decoding: word, as: UTF8.self)
    let core = text.drop { "([{\"'„“".contains($0) }
    var letters = core
    while let last = letters.last, ".,:;!?)]}\"'”“".contains(last) { letters.removeLast() }
    guard letters.count > 1, letters.allSatisfy({ $0.isLetter || $0 == "-" }),
      letters.first?.isLetter == true
    else { return false }
    return !PlainTextFormulaReader.knows(String(letters))
      && letters.unicodeScalars.contains { "a"..."z" ~= $0 || "A"..."Z" ~= $0 }
  }

  /// Whether a byte stands in no word of prose.
  private static func isFormulaByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "="), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "/"),
      UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "\\"):
      true
    default: false
    }
  }

  private static let relations: Set<Unicode.Scalar> = [
    "≈", "←", "→", "≤", "≥", "≠", "≔", "∝", "⇒",
  ]

  private static func holdsRelation(_ text: ArraySlice<UInt8>) -> Bool {
    var isASCII = true
    for byte in text {
      if UInt8(ascii: "<")...UInt8(ascii: ">") ~= byte { return true }
      if byte >= 0x80 { isASCII = false }
    }
    return !isASCII
      && String(decoding: text, as: UTF8.self).unicodeScalars.contains(where: relations.contains)
  }

  private static func add(
    _ run: Range<Int>?, of bytes: [UInt8], into found: inout [FoundFormula]
  ) {
    guard var range = run else { return }
    while let last = bytes[range].last, [0x2C, 0x2E, 0x3A, 0x3B].contains(last) || last <= 0x20 {
      range = range.lowerBound..<range.upperBound - 1
    }
    guard holdsRelation(bytes[range]) else { return }
    found.append(FoundFormula(range: range, content: range, form: .typed))
  }
}
