import MathSyntax

extension PlainTextParser {
  /// Whether a character begins a script.
  func isScriptMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "^" || scalar == "_" || UnicodeLetters.isScript(scalar)
  }

  private func isPrime(_ scalar: Unicode.Scalar?) -> Bool {
    scalar == "'" || scalar == "\u{2019}" || scalar == "\u{2032}"
  }

  /// Reads the scripts behind a part, in any order.
  mutating func scripted(
    _ base: Formula.Item, from start: Int
  ) throws(PlainTextError) -> Formula.Item {
    var sub = Formula()
    var sup = Formula()
    var primes = Formula()
    var takesDigits = false
    var number: Formula.Item?
    var isOperator = false
    switch base.kind {
    case .identifier, .accent: takesDigits = !isInIndices
    case .largeOperator: isOperator = true
    case .fenced, .number, .functionName, .root, .fraction, .grid: break
    case .symbol(.nabla): break
    // ** is a power.
    case .symbol, .text, .blank, .script: return base
    }
    if takesDigits, next == "(", let ends = takeUnitNames(of: base) { sub = ends }
    if takesDigits, base.kind == .identifier("δ", .italic), next == "o" || next == "h",
      Self.isDigit(at(position + 1))
    {
      // δo1
      sub = scriptRun(onlyOneLetter: false)
    }
    while let scalar = next {
      let mark = position
      if isPrime(scalar) {
        position += 1
        primes.append(item(.symbol(.prime), mark))
      } else if scalar == "^" || scalar == "*" && at(position + 1) == "*" && !isOperator {
        position += scalar == "^" ? 1 : 2
        if !sup.isEmpty { throw .missingScript(range(mark)) }
        sup = try parseScript(mark, isSuperscript: true)
        if next == "+", at(position + 1) == "_" {
          // w^2+_11 is the new value of w^2_11.
          position += 1
          sup.append(item(.symbol(.plus), position - 1))
        }
      } else if scalar == "_" {
        position += 1
        var script = try parseScript(mark, isSuperscript: false)
        takeSecondIndex(of: base, &script)
        if let layer = number, sup.isEmpty, sub.items.count == 1, Self.isIndices(script, of: base) {
          // w2_11: the layer, and what is below it.
          sup = [item(.fenced(.parenthesis, [layer], .parenthesis), mark)]
          sub = script
        } else {
          sub += script
        }
      } else if let (isSuperscript, _) = UnicodeLetters.plain(ofScript: scalar) {
        let script = try parseUnicodeScript(isSuperscript)
        if isSuperscript { sup += script } else { sub += script }
      } else if takesDigits, sub.isEmpty, sup.isEmpty, Self.isDigit(scalar) {
        while Self.isDigit(next) { position += 1 }
        let digits = item(.number(text(mark, position)), mark)
        sub = [digits]
        number = digits
      } else {
        break
      }
    }
    if case .largeOperator(let sign, _, _) = base.kind {
      return item(.largeOperator(sign, lower: sub, upper: sup), start)
    }
    if takesDigits, !sub.isEmpty || Self.isCost(base), let mark = takeUpdateMark() {
      // w^2_11+: an index with a plus sign goes on.
      if sup.isEmpty || mark.kind == .symbol(.plus) { sup.append(mark) } else { sub.append(mark) }
    }
    if sub.isEmpty, sup.isEmpty, primes.isEmpty { return base }
    return item(.script(base, sub: sub, sup: primes + sup), start)
  }

  /// Whether a script holds all indices of a letter: two below a weight, else one.
  private static func isIndices(_ script: Formula, of base: Formula.Item) -> Bool {
    guard case .number(let digits)? = script.items.first?.kind else { return false }
    guard case .identifier(let letter, _) = base.kind, letter == "w" || letter == "W" else {
      return script.items.count == 1
    }
    return digits.utf8.count > 1 || script.items.count > 1
  }

  /// Whether a letter or word is the cost, which has a new value without an index: cost new = 0.29.
  private static func isCost(_ base: Formula.Item) -> Bool {
    guard case .identifier(let name, _) = base.kind else { return false }
    return ["C", "E", "L", "J", "cost", "loss"].contains(name)
  }

  /// Takes the names of units in parentheses, as below a letter: w(h1->o1), net(h1), delta(o1).
  private mutating func takeUnitNames(of base: Formula.Item) -> Formula? {
    guard case .identifier(let letter, _) = base.kind, Self.lettersOfUnits.contains(letter) else {
      return nil
    }
    let start = position
    position += 1
    var names = Formula()
    while let scalar = next {
      let place = position
      if scalar == ")" {
        position += 1
        // h1 alone is a factor behind a letter that takes two names.
        let isPair = names.items.contains { $0.kind == .symbol(.to) }
        if names.items.count == 2 && letter != "w" || names.items.count == 5 && isPair {
          return names
        }
        break
      }
      if let (symbol, length) = arrow(scalar) {
        position += length
        names.append(item(.symbol(symbol), place))
      } else if scalar == "h" || scalar == "o" || scalar == "i" || scalar == "x",
        Self.isDigit(at(position + 1))
      {
        position += 1
        names.append(item(.identifier(text(place, position), .italic), place))
        let digits = position
        while Self.isDigit(next) { position += 1 }
        names.append(item(.number(text(digits, position)), digits))
      } else if Self.isSpace(scalar) {
        position += 1
      } else {
        break
      }
      if names.items.count > 5 { break }
    }
    position = start
    return nil
  }

  private static let lettersOfUnits: Set<String> = [
    "net", "out", "δ", "w", "W", "b", "a", "z",
  ]

  /// The arrow between the ends of a weight.
  private func arrow(_ scalar: Unicode.Scalar) -> (MathSymbol, Int)? {
    if scalar == "\u{2192}" { return (.to, 1) }
    return scalar == "-" && at(position + 1) == ">" ? (.to, 2) : nil
  }

  /// Takes the second index of a weight behind a comma: w_1,2 and w_h1,o1.
  private mutating func takeSecondIndex(of base: Formula.Item, _ script: inout Formula) {
    guard next == ",", case .identifier(let letter, _) = base.kind, letter == "w" || letter == "W",
      let follower = at(position + 1)
    else { return }
    let isNumber = script.items.count == 1 && Self.isNumber(script.items[0])
    let isName = script.items.count == 2 && Self.isNumber(script.items[1])
    let fits =
      isNumber
      ? Self.isDigit(follower)
      : isName && Self.isASCIILetter(follower) && Self.isDigit(at(position + 2))
    guard fits else { return }
    let comma = position
    position += 1
    script.append(item(.symbol(.comma), comma))
    let wasInIndices = isInIndices
    isInIndices = true
    script += scriptRun(onlyOneLetter: false)
    isInIndices = wasInIndices
  }

  private static func isNumber(_ item: Formula.Item) -> Bool {
    if case .number(let digits) = item.kind { return !digits.contains(".") }
    return false
  }

  /// Takes the sign of a new value before a relation: w5+ = 0.36, w5 new = 0.36.
  private mutating func takeUpdateMark() -> Formula.Item? {
    let start = position
    if next == "+" {
      position += 1
      if isBeforeRelation { return item(.symbol(.plus), start) }
    } else {
      skipSpaces()
      guard next == "n" else {
        position = start
        return nil
      }
      let word = position
      while Self.isASCIILetter(next), position - word < PlainTextWords.longest { position += 1 }
      let letters = text(word, position)
      if PlainTextWords.newWords.contains(letters), isBeforeRelation {
        return item(.text(letters), word)
      }
    }
    position = start
    return nil
  }

  /// Whether a sign of equality comes next.
  private var isBeforeRelation: Bool {
    var index = position
    while let scalar = at(index), Self.isSpace(scalar) { index += 1 }
    switch at(index) {
    case "=", "\u{2248}", "~", "\u{2190}": return true
    case ":": return at(index + 1) == "="
    case "<": return at(index + 1) == "-"
    default: return false
    }
  }

  /// Reads what stands behind ^ or _.
  private mutating func parseScript(
    _ mark: Int, isSuperscript: Bool
  ) throws(PlainTextError) -> Formula {
    guard let scalar = next else { throw .missingScript(range(mark)) }
    let wasInIndices = isInIndices
    isInIndices = !isSuperscript
    defer { isInIndices = wasInIndices }
    switch scalar {
    case "(": return [try parseFence(.parenthesis, ")")]
    case "[": return [try parseFence(.bracket, "]")]
    case "{":
      guard case .fenced(_, let content, _) = try parseFence(.brace, "}").kind else { return [] }
      if content.isEmpty { throw .missingScript(range(mark)) }
      return content
    default: break
    }
    let start = position
    if isSuperscript {
      if scalar == "+" {
        position += 1
        return [item(.symbol(.plus), start)]
      }
      var sign: Formula = []
      if UnicodeLetters.symbol(scalar) == .minus {
        position += 1
        sign = [item(.symbol(.minus), start)]
      }
      let run = scriptRun(onlyOneLetter: true)
      if run.isEmpty { throw .missingScript(range(mark)) }
      return sign + run
    }
    let run = scriptRun(onlyOneLetter: false)
    if run.isEmpty { throw .missingScript(range(mark)) }
    return run
  }

  /// Takes letters and digits that stand together: `jk`, `12`, `h1`, `new`.
  private mutating func scriptRun(onlyOneLetter: Bool) -> Formula {
    var result = Formula()
    while let scalar = next {
      let start = position
      if Self.isDigit(scalar) {
        while Self.isDigit(next) || next == "." && Self.isDigit(at(position + 1)) { position += 1 }
        result.append(item(.number(text(start, position)), start))
      } else if Self.isASCIILetter(scalar) {
        var end = position
        while end - position <= PlainTextWords.longest, Self.isASCIILetter(at(end)) { end += 1 }
        if end - start > 1, let meaning = PlainTextWords.meaning(of: text(start, end)) {
          position = end
          switch meaning {
          case .letter(let letter): result.append(item(.identifier(letter, .italic), start))
          default: result.append(item(.text(text(start, end)), start))
          }
        } else {
          position += 1
          result.append(item(.identifier(text(start, position), .italic), start))
        }
      } else if scalar.isLetterOfFormula, !UnicodeLetters.isScript(scalar),
        UnicodeLetters.hatted(scalar) == nil, !ControlCharacters.isHarmful(scalar)
      {
        position += 1
        result.append(item(.identifier(text(start, position), .italic), start))
      } else {
        break
      }
      if onlyOneLetter { break }
    }
    return result
  }

  /// Reads raised or lowered characters that stand together.
  private mutating func parseUnicodeScript(
    _ isSuperscript: Bool
  ) throws(PlainTextError) -> Formula {
    let start = position
    if let scalar = next, let (_, digit) = UnicodeLetters.plain(ofScript: scalar),
      Self.isDigit(digit), at(position + 1).map({ !UnicodeLetters.isScript($0) }) ?? true
    {
      // One digit, as most are.
      position += 1
      return [item(.number(String(digit)), start)]
    }
    var plain: [Unicode.Scalar] = []
    while let scalar = next, let (isSame, letter) = UnicodeLetters.plain(ofScript: scalar),
      isSame == isSuperscript
    {
      plain.append(letter)
      position += 1
    }
    let whole = range(start)
    var index = 0
    let formula = Self.script(plain, &index, isNested: false, isSuperscript, whole)
    guard index == plain.count, !formula.isEmpty else { throw .missingScript(whole) }
    return formula
  }

  /// Returns the name of a function that stands at a place of a raised text: eˡⁿˣ.
  private static func function(_ plain: [Unicode.Scalar], _ index: Int) -> String? {
    guard isASCIILetter(plain[index]) else { return nil }
    var name = ""
    var found: String?
    for scalar in plain[index...].prefix(PlainTextWords.longest) {
      guard isASCIILetter(scalar) else { break }
      name.unicodeScalars.append(scalar)
      if case .function(let function)? = PlainTextWords.meaning(of: name) { found = function }
    }
    return found
  }

  /// Returns script characters as a formula: letters, numbers, signs, parentheses.
  private static func script(
    _ plain: [Unicode.Scalar], _ index: inout Int, isNested: Bool, _ isSuperscript: Bool,
    _ whole: SourceRange
  ) -> Formula {
    var result = Formula()
    while index < plain.count {
      let scalar = plain[index]
      if scalar == ")" {
        // A parenthesis that nothing opened is left for the caller to report.
        return result
      }
      if isSuperscript, let name = function(plain, index) {
        index += name.unicodeScalars.count
        result.append(Formula.Item(.functionName(name), source: whole))
        continue
      }
      index += 1
      if isDigit(scalar) {
        var digits = String(Character(scalar))
        while index < plain.count, isDigit(plain[index]) {
          digits.unicodeScalars.append(plain[index])
          index += 1
        }
        result.append(Formula.Item(.number(digits), source: whole))
      } else if scalar == "(" {
        guard !isNested || plain.count < 256 else { return result }
        let content = script(plain, &index, isNested: true, isSuperscript, whole)
        guard index < plain.count else {
          index = plain.count + 1
          return result
        }
        index += 1
        result.append(
          Formula.Item(.fenced(.parenthesis, content, .parenthesis), source: whole))
      } else if let symbol = UnicodeLetters.symbol(scalar) {
        result.append(Formula.Item(.symbol(symbol), source: whole))
      } else {
        result.append(
          Formula.Item(.identifier(String(Character(scalar)), .italic), source: whole))
      }
    }
    return result
  }
}
