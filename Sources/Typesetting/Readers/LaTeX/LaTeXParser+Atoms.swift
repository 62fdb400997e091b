import MathSyntax

extension LaTeXParser {
  /// Reads one part without scripts; layout gives nothing, groups may give several items.
  mutating func parseAtom() throws(LaTeXError) -> Formula {
    guard let token = next else { return [] }
    let start = position
    position += 1
    switch token.kind {
    case .letter(let name): return [item(.identifier(name, style ?? .italic), from: start)]
    case .word(let word):
      return reader.words[word] == .name
        ? [item(.identifier(word, style ?? .italic), from: start)]
        : [item(.functionName(word), from: start)]
    case .number(let digits): return number(digits, from: start)
    case .openBrace: return try parseGroup(token)
    case .mark(let scalar): return try parseMark(scalar, token)
    case .command(let name): return try parseCommand(name, token)
    case .begin(let name): return try parseEnvironment(name, token)
    case .text(let words): return try parseText(words, from: start)
    case .blank(let name): return [item(.blank(name), from: start)]
    case .prime: return [item(.symbol(.prime), from: start)]
    case .closeBrace, .superscript, .subscript, .alignment, .rowEnd, .end: return []
    }
  }

  /// Returns a number; 1e-3 is 1 × 10⁻³.
  private func number(_ digits: String, from start: Int) -> Formula {
    guard let mark = digits.utf8.firstIndex(of: UInt8(ascii: "e")) else {
      return [item(.number(digits), from: start)]
    }
    var exponent = digits[digits.index(after: mark)...]
    var power: Formula = []
    if exponent.first == "-" {
      power = [.symbol(.minus)]
      exponent.removeFirst()
    }
    power.append(.number(String(exponent)))
    return [
      item(.number(String(digits[..<mark])), from: start), item(.symbol(.times), from: start),
      item(.script(.number("10"), sub: [], sup: power), from: start),
    ]
  }

  /// Reads the rest of a group whose brace has been passed.
  mutating func parseGroup(_ open: LaTeXToken) throws(LaTeXError) -> Formula {
    try enter(open.range)
    let outer = (style, closingBar, ignoresLayout)
    (closingBar, ignoresLayout) = (nil, ignoresLayout)
    defer { (style, closingBar, ignoresLayout) = outer }
    let content = try parseSequence()
    switch next?.kind {
    case .closeBrace: position += 1
    case nil, .end, .alignment, .rowEnd: throw .unmatchedOpeningBrace(open.range)
    default:
      if let token = next { throw .unmatchedClosing(text(of: token), token.range) }
    }
    depth -= 1
    return content
  }

  /// Reads the argument of a command: a group, or a single token as TeX has it.
  mutating func parseArgument(of owner: LaTeXToken) throws(LaTeXError) -> Formula {
    guard let token = next else { throw missing(owner) }
    switch token.kind {
    case .openBrace:
      position += 1
      return try parseGroup(token)
    case .number(let digits)
    where digits.utf8.count > 1 && digits.utf8.first != UInt8(ascii: ".")
      && !digits.utf8.contains(UInt8(ascii: "e")):
      // \frac12: only the first digit.
      let range = token.range
      let middle = range.lowerBound + 1
      tokens[position].range.lowerBound = middle
      tokens[position].kind = .number(String(digits.dropFirst()))
      return [
        Formula.Item(
          .number(String(digits.prefix(1))), source: SourceRange(range.lowerBound, middle))
      ]
    case .closeBrace, .superscript, .subscript, .alignment, .rowEnd, .end: throw missing(owner)
    case .mark, .command, .letter, .word, .number, .prime, .begin, .text, .blank:
      try enter(token.range)
      let result = try parseAtom()
      depth -= 1
      return result
    }
  }

  private func missing(_ owner: LaTeXToken) -> LaTeXError {
    switch owner.kind {
    case .command(let name): .missingArgument(name, owner.range)
    default: .missingScript(owner.range)
    }
  }

  // MARK: Marks

  private mutating func parseMark(
    _ scalar: Unicode.Scalar, _ token: LaTeXToken
  ) throws(LaTeXError) -> Formula {
    let start = position - 1
    switch scalar {
    case "(": return try parseFence(.parenthesis, opened: token)
    case "[": return try parseFence(.bracket, opened: token)
    case ")", "]": throw .unmatchedClosing(text(of: token), token.range)
    case "|": return try parseBar(.bar, from: start)
    case "\u{2016}", "\u{2225}": return try parseBar(.doubleBar, from: start)
    case ":" where follows("=", token): return [compound(.defines, from: start)]
    case "<" where follows("=", token): return [compound(.lessOrEqual, from: start)]
    case ">" where follows("=", token): return [compound(.greaterOrEqual, from: start)]
    case "=" where follows(">", token): return [compound(.implies, from: start)]
    case "-" where follows(">", token): return [compound(.to, from: start)]
    default: break
    }
    if let symbol = UnicodeLetters.symbol(scalar) { return [item(.symbol(symbol), from: start)] }
    if let fraction = UnicodeLetters.fraction(scalar) {
      let kind = Formula.Kind.fraction(
        [.number(fraction.numerator)], [.number(fraction.denominator)])
      return [item(kind, from: start)]
    }
    if let sign = UnicodeLetters.largeOperator(scalar) {
      return [item(.largeOperator(sign, lower: [], upper: []), from: start)]
    }
    if let letter = UnicodeLetters.hatted(scalar) {
      return [item(.accent(.hat, [.letter(letter)]), from: start)]
    }
    if let letter = UnicodeLetters.blackboard(scalar) {
      return [item(.identifier(letter, .blackboard), from: start)]
    }
    guard scalar.isLetterOfFormula else {
      throw .unexpectedCharacter(text(of: token), token.range)
    }
    // A combining mark behind a letter is an accent above it.
    if case .mark(let mark)? = next?.kind, let accent = UnicodeLetters.accent(mark) {
      position += 1
      return [item(.accent(accent, [.letter(String(Character(scalar)))]), from: start)]
    }
    return [item(.identifier(String(Character(scalar)), style ?? .italic), from: start)]
  }

  /// Whether a character follows with nothing between.
  private func follows(_ scalar: Unicode.Scalar, _ token: LaTeXToken) -> Bool {
    guard let next, next.kind == .mark(scalar) else { return false }
    return next.range.lowerBound == token.range.upperBound
  }

  private mutating func compound(_ symbol: MathSymbol, from start: Int) -> Formula.Item {
    position += 1
    return item(.symbol(symbol), from: start)
  }

  // MARK: Environments and words

  private mutating func parseEnvironment(
    _ name: String, _ open: LaTeXToken
  ) throws(LaTeXError) -> Formula {
    let start = position - 1
    guard let environment = LaTeXCommands.environment(name) else {
      throw .unknownEnvironment(name, open.range)
    }
    try enter(open.range)
    let wasInLines = isInLines
    if case .lines = environment { isInLines = true } else { isInLines = false }
    let rows = try parseCells()
    isInLines = wasInLines
    guard let token = next else { throw .unclosedEnvironment(name, open.range) }
    switch token.kind {
    case .end(name): position += 1
    case .end(let other):
      throw .mismatchedEnvironments(other, token.range, begun: name, open.range)
    case .closeBrace: throw .unclosedEnvironment(name, open.range)
    case .command("right"): throw .unexpectedRight(token.range)
    default: throw .unmatchedClosing(text(of: token), token.range)
    }
    depth -= 1
    switch environment {
    case .grid(let grid): return [item(.grid(grid, rows.map(\.cells)), from: start)]
    case .lines:
      if rows.count <= 1 { return rows.first?.formula ?? [] }
      return [item(.grid(.matrix(.none), rows.map(\.cells)), from: start)]
    }
  }

  /// Reads words; mathematics between dollars within them is mathematics again.
  private mutating func parseText(
    _ words: SourceRange, from start: Int
  ) throws(LaTeXError) -> Formula {
    let content = bytes[words.lowerBound..<words.upperBound]
    guard content.contains(UInt8(ascii: "$")) else {
      let decoded = LaTeXText.decoded(content)
      if next?.kind == .subscript || next?.kind == .superscript || next?.kind == .mark("("),
        LaTeXCommands.nameWords.contains(decoded) || LaTeXCommands.logicWords.contains(decoded)
      {
        // \text{net}_{h1}, \text{err}(…)
        return [item(.identifier(decoded, .upright), from: start)]
      }
      let isFunction = LaTeXCommands.functionWords.contains(decoded)
      return [item(isFunction ? .functionName(decoded) : .text(decoded), from: start)]
    }
    try enter(words)
    var result = Formula()
    var part = words.lowerBound
    var isMathematics = false
    var index = part
    while index <= words.upperBound {
      let isEnd = index == words.upperBound
      if !isEnd, bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if isEnd || bytes[index] == UInt8(ascii: "$") {
        if isMathematics {
          if isEnd { throw .dollarWithin(SourceRange(part - 1, part)) }
          var inner = try LaTeXParser(bytes, range: part..<index, reader: reader, depth: depth)
          result += try inner.parseWhole()
        } else if index > part {
          let decoded = LaTeXText.decoded(bytes[part..<index])
          result.append(Formula.Item(.text(decoded), source: SourceRange(part, index)))
        }
        isMathematics.toggle()
        part = index + 1
      }
      index += 1
    }
    depth -= 1
    return result
  }
}
