import MathSyntax

/// Builds a formula from typed characters by recursive descent.
struct PlainTextParser {
  private let bytes: [UInt8]
  /// The characters, and the byte at which each begins; one more for the end.
  let scalars: [Unicode.Scalar]
  let offsets: [Int]
  var position = 0
  var depth = 0
  /// Whether indices are being read, so that k2 is two of them.
  var isInIndices = false

  init(_ bytes: [UInt8], _ range: Range<Int>) throws(PlainTextError) {
    var scalars: [Unicode.Scalar] = []
    var offsets: [Int] = []
    scalars.reserveCapacity(range.count)
    offsets.reserveCapacity(range.count + 1)
    var place = range.lowerBound
    while place < range.upperBound {
      guard let length = UTF8Validation.length(of: bytes, at: place),
        place + length <= range.upperBound,
        let scalar = Self.scalar(bytes, place, length)
      else { throw .invalidUTF8(SourceRange(place, place + 1)) }
      scalars.append(scalar)
      offsets.append(place)
      place += length
    }
    offsets.append(range.upperBound)
    self.bytes = bytes
    self.scalars = scalars
    self.offsets = offsets
  }

  private static func scalar(_ bytes: [UInt8], _ place: Int, _ length: Int) -> Unicode.Scalar? {
    if length == 1 { return Unicode.Scalar(bytes[place]) }
    var value = UInt32(bytes[place]) & (0xFF >> UInt32(length + 1))
    for offset in 1..<length { value = value << 6 | UInt32(bytes[place + offset] & 0x3F) }
    return Unicode.Scalar(value)
  }

  // MARK: Characters

  func at(_ index: Int) -> Unicode.Scalar? {
    index >= 0 && index < scalars.count ? scalars[index] : nil
  }

  var next: Unicode.Scalar? { at(position) }

  func range(_ start: Int) -> SourceRange {
    SourceRange(offsets[start], offsets[max(start, min(position, scalars.count))])
  }

  func item(_ kind: Formula.Kind, _ start: Int) -> Formula.Item {
    Formula.Item(kind, source: range(start))
  }

  static func isDigit(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return ("0"..."9").contains(scalar)
  }

  static func isASCIILetter(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isSpace
  }

  mutating func skipSpaces() {
    while let scalar = next, Self.isSpace(scalar) { position += 1 }
  }

  mutating func enter(_ start: Int) throws(PlainTextError) {
    depth += 1
    if depth > PlainTextFormulaReader.nestingLimit {
      throw .nestedTooDeeply(limit: PlainTextFormulaReader.nestingLimit, range(start))
    }
  }

  // MARK: Sequences

  mutating func parseWhole() throws(PlainTextError) -> Formula {
    let formula = try parseSequence()
    if let scalar = next {
      let start = position
      position += 1
      throw .unmatchedClosing(String(Character(scalar)), range(start))
    }
    return formula
  }

  /// Reads up to a closing delimiter or the end.
  mutating func parseSequence() throws(PlainTextError) -> Formula {
    var formula = Formula()
    while true {
      skipSpaces()
      guard let scalar = next else { return formula }
      switch scalar {
      case ")", "]", "}": return formula
      case "/" where at(position + 1) == "/":
        // A comment goes to the end of its line.
        while let scalar = next, scalar != "\n" { position += 1 }
        continue
      default: try parsePart(into: &formula)
      }
    }
  }

  /// Reads one part with its scripts.
  mutating func parsePart(into formula: inout Formula) throws(PlainTextError) {
    let start = position
    guard let scalar = next else { return }
    if scalar == "|" {
      try parseBar(into: &formula)
      return
    }
    if isScriptMark(scalar) { throw .scriptWithoutBase(markRange(start)) }
    guard let last = try parseAtom(into: &formula) else { return }
    formula.append(try scripted(last, from: start))
  }

  private mutating func markRange(_ start: Int) -> SourceRange {
    position += 1
    return range(start)
  }

  /// |x| where something is expected, else a bar between.
  private mutating func parseBar(into formula: inout Formula) throws(PlainTextError) {
    let start = position
    position += 1
    let content = try barContent(start)
    guard let content else {
      formula.append(item(.symbol(.verticalBar), start))
      return
    }
    formula.append(
      try scripted(item(.fenced(.bar, content, .bar), start), from: start))
  }

  private mutating func barContent(_ start: Int) throws(PlainTextError) -> Formula? {
    var level = 0
    var index = position
    while let scalar = at(index) {
      switch scalar {
      case "(", "[", "{": level += 1
      case ")", "]", "}": level -= 1
      case "|" where level == 0:
        guard index > position else { return nil }
        try enter(start)
        var content = Formula()
        while position < index {
          skipSpaces()
          if position < index { try parsePart(into: &content) }
        }
        depth -= 1
        guard position == index else { return nil }
        position += 1
        return content
      default: break
      }
      if level < 0 { return nil }
      index += 1
    }
    return nil
  }

  // MARK: Atoms

  /// Reads a part without its scripts; all but the last of several, as of dnet, go to the formula.
  private mutating func parseAtom(
    into formula: inout Formula
  ) throws(PlainTextError) -> Formula.Item? {
    let start = position
    guard let scalar = next else { return nil }
    if Self.isDigit(scalar) || scalar == "." && Self.isDigit(at(position + 1)) {
      return parseNumber(into: &formula)
    }
    if Self.isASCIILetter(scalar) { return try parseWord(into: &formula) }
    if scalar == "\\", Self.isASCIILetter(at(position + 1)) {
      position += 1
      return try parseWord(into: &formula)
    }
    switch scalar {
    case "(": return try parseFence(.parenthesis, ")")
    case "[": return try parseBracket()
    case "{": return try parseBrace()
    case "\u{221A}": return try parseRoot()
    default: break
    }
    if let (symbol, length) = compound(scalar) {
      position += length
      return item(.symbol(symbol), start)
    }
    position += 1
    switch scalar {
    case "Σ", "∑": return item(.largeOperator(.sum, lower: [], upper: []), start)
    case "Π", "∏": return item(.largeOperator(.product, lower: [], upper: []), start)
    case "‖": return try parseNorm(start)
    case "%":
      // 29.84 %
      if case .number? = formula.items.last?.kind { return item(.text("%"), start) }
    default: break
    }
    if let symbol = UnicodeLetters.symbol(scalar) { return item(.symbol(symbol), start) }
    if let sign = UnicodeLetters.largeOperator(scalar) {
      return item(.largeOperator(sign, lower: [], upper: []), start)
    }
    if let fraction = UnicodeLetters.fraction(scalar) {
      return item(
        .fraction([.number(fraction.numerator)], [.number(fraction.denominator)]), start)
    }
    if let letter = UnicodeLetters.hatted(scalar) {
      return item(.accent(.hat, [.letter(letter)]), start)
    }
    if let letter = UnicodeLetters.blackboard(scalar) {
      return item(.identifier(letter, .blackboard), start)
    }
    guard scalar.isLetterOfFormula, !ControlCharacters.isHarmful(scalar) else {
      throw .unexpectedCharacter(String(Character(scalar)), range(start))
    }
    return accented(String(scalar), start)
  }

  /// Returns a letter, below the mark that follows it if one does.
  private mutating func accented(_ letter: String, _ start: Int) -> Formula.Item {
    if let mark = next, let accent = UnicodeLetters.accent(mark) {
      position += 1
      return item(.accent(accent, [.letter(letter)]), start)
    }
    return item(.identifier(letter, .italic), start)
  }

  /// Signs of several characters.
  private func compound(_ scalar: Unicode.Scalar) -> (MathSymbol, Int)? {
    let second = at(position + 1)
    switch (scalar, second) {
    case (":", "="): return (.defines, 2)
    case ("<", "=") where at(position + 2) == ">": return (.equivalent, 3)
    case ("<", "="): return (.lessOrEqual, 2)
    case (">", "="): return (.greaterOrEqual, 2)
    case ("!", "="): return (.notEquals, 2)
    case ("~", "="): return (.approximately, 2)
    case ("=", "="): return (.equals, 2)
    case ("=", ">"): return (.implies, 2)
    case ("-", ">"): return (.to, 2)
    case ("<", "-") where !Self.isDigit(at(position + 2)): return (.becomes, 2)
    case (".", ".") where at(position + 2) == ".": return (.ellipsis, 3)
    case ("~", _): return (.approximately, 1)
    default: return nil
    }
  }

  // MARK: Numbers and words

  private mutating func parseNumber(into formula: inout Formula) -> Formula.Item {
    let start = position
    var digits = ""
    var hasPoint = false
    while let scalar = next {
      if Self.isDigit(scalar) {
        digits.unicodeScalars.append(scalar)
      } else if scalar == ".", !hasPoint, Self.isDigit(at(position + 1)) {
        hasPoint = true
        digits += "."
      } else if digits.utf8.count > 20, scalar == "\n" {
        // A very long number goes on in the next line.
        var next = position + 1
        while let space = at(next), Self.isSpace(space), space != "\n" { next += 1 }
        guard Self.isDigit(at(next)) else { break }
        position = next - 1
      } else {
        break
      }
      position += 1
    }
    let number = item(.number(digits), start)
    // 1e-3
    guard next == "e" || next == "E" else { return number }
    var end = position + 1
    var sign: Formula = []
    if let mark = at(end), mark == "-" || mark == "+" || mark == "\u{2212}" {
      if mark != "+" { sign = [.symbol(.minus)] }
      end += 1
    }
    guard Self.isDigit(at(end)) else { return number }
    position = end
    var exponent = ""
    while let scalar = next, Self.isDigit(scalar) {
      exponent.unicodeScalars.append(scalar)
      position += 1
    }
    formula.append(number)
    formula.append(item(.symbol(.times), start))
    return item(.script(.number("10"), sub: [], sup: sign + [.number(exponent)]), start)
  }

  private mutating func parseWord(
    into formula: inout Formula
  ) throws(PlainTextError) -> Formula.Item {
    let start = position
    var end = position
    while end - position <= PlainTextWords.longest + 1, Self.isASCIILetter(at(end)) { end += 1 }
    let count = end - start
    if count > 1, count <= PlainTextWords.longest,
      let meaning = PlainTextWords.meaning(of: text(start, end))
    {
      position = end
      return try parseKnown(meaning, start)
    }
    // dnet and Deltaw are a sign with a word or letter.
    if count > 2, let sign = at(start), sign == "d",
      let meaning = PlainTextWords.meaning(of: text(start + 1, end))
    {
      position = start + 1
      formula.append(item(.identifier("d", .italic), start))
      position = end
      return try parseKnown(meaning, start + 1)
    }
    // Only the last letter of a word can have scripts, so the word is read letter by letter.
    position = start + 1
    return accented(String(scalars[start]), start)
  }

  func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[offsets[start]..<offsets[end]], as: UTF8.self)
  }

  private mutating func parseKnown(
    _ meaning: PlainTextWords.Meaning, _ start: Int
  ) throws(PlainTextError) -> Formula.Item {
    switch meaning {
    case .letter(let letter): return item(.identifier(letter, .italic), start)
    case .function(let name): return item(.functionName(name), start)
    case .largeOperator(let sign): return item(.largeOperator(sign, lower: [], upper: []), start)
    case .symbol(let symbol): return item(.symbol(symbol), start)
    case .hatted(let letter): return item(.accent(.hat, [.letter(letter)]), start)
    case .marked(let letter, let word):
      let base = item(.identifier(letter, .italic), start)
      return item(.script(base, sub: [item(.text(word), start)], sup: []), start)
    case .text(let words): return item(.text(words), start)
    case .root:
      skipSpaces()
      guard next == "(" else { throw .missingRadicand(range(start)) }
      guard case .fenced(_, let content, _) = try parseFence(.parenthesis, ")").kind else {
        throw .missingRadicand(range(start))
      }
      return item(.root(content), start)
    case .accent(let accent):
      guard next == "(" else { return item(.functionName(text(start, position)), start) }
      guard case .fenced(_, let content, _) = try parseFence(.parenthesis, ")").kind else {
        throw .missingScript(range(start))
      }
      return item(.accent(accent, content), start)
    }
  }

  private mutating func parseRoot() throws(PlainTextError) -> Formula.Item {
    let start = position
    position += 1
    skipSpaces()
    guard let scalar = next, scalar != ")", scalar != "]", scalar != "}", !isScriptMark(scalar)
    else { throw .missingRadicand(range(start)) }
    try enter(start)
    defer { depth -= 1 }
    if scalar == "(" {
      guard case .fenced(_, let content, _) = try parseFence(.parenthesis, ")").kind else {
        throw .missingRadicand(range(start))
      }
      return item(.root(content), start)
    }
    var radicand = Formula()
    try parsePart(into: &radicand)
    return item(.root(radicand), start)
  }

  // MARK: Fences

  mutating func parseFence(
    _ delimiter: Formula.Delimiter, _ closing: Unicode.Scalar
  ) throws(PlainTextError) -> Formula.Item {
    let start = position
    position += 1
    let opened = range(start)
    try enter(start)
    let content = try parseSequence()
    guard let scalar = next else {
      throw .unmatchedOpening(text(start, start + 1), opened)
    }
    let end = position
    position += 1
    guard scalar == closing else {
      throw .mismatchedDelimiters(String(Character(scalar)), range(end), opened: opened)
    }
    depth -= 1
    return item(.fenced(delimiter, content, delimiter), start)
  }

  private mutating func parseNorm(_ start: Int) throws(PlainTextError) -> Formula.Item {
    var content = Formula()
    try enter(start)
    while true {
      skipSpaces()
      guard let scalar = next else { throw .unmatchedOpening("‖", range(start)) }
      if scalar == "‖" { break }
      if scalar == ")" || scalar == "]" || scalar == "}" {
        throw .unmatchedOpening("‖", range(start))
      }
      try parsePart(into: &content)
    }
    position += 1
    depth -= 1
    return item(.fenced(.doubleBar, content, .doubleBar), start)
  }
}
