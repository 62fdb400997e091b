import MathSyntax

extension LaTeXParser {
  /// Reads what a command stands for; the command itself has been passed.
  mutating func parseCommand(
    _ name: String, _ token: LaTeXToken
  ) throws(LaTeXError) -> Formula {
    let start = position - 1
    guard let meaning = LaTeXCommands.meaning(of: name) else {
      throw .unknownCommand(name, token.range)
    }
    switch meaning {
    case .letter(let letter): return [item(.identifier(letter, style ?? .italic), from: start)]
    case .symbol(let symbol): return [item(.symbol(symbol), from: start)]
    case .function(let name): return [item(.functionName(name), from: start)]
    case .largeOperator(let sign):
      return [item(.largeOperator(sign, lower: [], upper: []), from: start)]
    case .accent(let accent):
      let content = try parseArgument(of: token)
      return [item(.accent(accent, content), from: start)]
    case .style(let style): return try parseStyled(style, name, token)
    case .styleSwitch(let style):
      self.style = style
      return []
    case .fraction:
      let numerator = try parseArgument(of: token)
      let denominator = try parseArgument(of: token)
      return [item(.fraction(numerator, denominator), from: start)]
    case .root: return [try parseRoot(token)]
    case .operatorName: return [try parseOperatorName(token)]
    case .opening(let delimiter): return try parseFence(delimiter, opened: token)
    case .closing: throw .unmatchedClosing(text(of: token), token.range)
    case .bar(let delimiter): return try parseBar(delimiter, from: start)
    case .left: return [try parseLeftRight(token)]
    case .right: throw .unexpectedRight(token.range)
    case .size(let opens): return try parseSized(opens, name, token)
    case .middle:
      guard takeDelimiter() != nil else { throw .missingDelimiter(name, token.range) }
      return [item(.symbol(.verticalBar), from: start)]
    case .over: return []
    case .transparent: return try parseArgument(of: token)
    case .annotated:
      _ = try parseArgument(of: token)
      return try parseArgument(of: token)
    case .braced:
      let content = try parseArgument(of: token)
      while let next, next.kind == .subscript || next.kind == .superscript {
        position += 1
        _ = try parseArgument(of: next)
      }
      return content
    case .text(let words): return [item(.text(words), from: start)]
    case .ignored: return []
    }
  }

  // MARK: Letters

  private mutating func parseStyled(
    _ style: Formula.LetterStyle, _ name: String, _ token: LaTeXToken
  ) throws(LaTeXError) -> Formula {
    let start = position - 1
    // Upright and italic words are one name: \mathrm{net}; bold letters are one vector each.
    if name.hasPrefix("mathrm") || name == "mathsf" || name == "mathit" || name == "mathtt"
      || name == "mathnormal", let word = takeWord()
    {
      let isFunction = style == .upright && LaTeXCommands.functionWords.contains(word)
      return [item(isFunction ? .functionName(word) : .identifier(word, style), from: start)]
    }
    let outer = self.style
    self.style = style
    defer { self.style = outer }
    return try parseArgument(of: token)
  }

  /// Takes a group that holds nothing but letters and digits, the first a letter.
  private mutating func takeWord() -> String? {
    guard next?.kind == .openBrace else { return nil }
    var word = ""
    var index = position + 1
    while index < tokens.count {
      switch tokens[index].kind {
      case .letter(let letter): word += letter
      case .word(let letters): word += letters
      case .number(let digits) where !word.isEmpty && digits.allSatisfy(\.isNumber): word += digits
      case .closeBrace where !word.isEmpty:
        position = index + 1
        return word
      default: return nil
      }
      index += 1
    }
    return nil
  }

  private mutating func parseOperatorName(_ token: LaTeXToken) throws(LaTeXError) -> Formula.Item {
    let start = position - 1
    let content = try parseArgument(of: token)
    var name = ""
    for part in content.items {
      switch part.kind {
      case .identifier(let text, _), .number(let text), .functionName(let text), .text(let text):
        name += text
      case .symbol(.minus): name += "-"
      default: throw .missingArgument("operatorname", token.range)
      }
    }
    if name.isEmpty { throw .missingArgument("operatorname", token.range) }
    return item(.functionName(name), from: start)
  }

  private mutating func parseRoot(_ token: LaTeXToken) throws(LaTeXError) -> Formula.Item {
    let start = position - 1
    guard let open = next, open.kind == .mark("[") else {
      let radicand = try parseArgument(of: token)
      return item(.root(radicand), from: start)
    }
    // The n-th root is a power: (x)^{1/n}.
    position += 1
    try enter(open.range)
    let index = try parseSequence()
    guard next?.kind == .mark("]") else { throw .unmatchedOpening("[", open.range) }
    position += 1
    depth -= 1
    let radicand = try parseArgument(of: token)
    let power: Formula = [.fraction([.number("1")], index)]
    return item(.script(.fenced(radicand), sub: [], sup: power), from: start)
  }

  // MARK: Fences

  /// Takes the delimiter behind `\left`, `\bigl` and the like.
  private mutating func takeDelimiter() -> Formula.Delimiter? {
    guard let token = next else { return nil }
    let delimiter: Formula.Delimiter
    switch token.kind {
    case .mark("("), .mark(")"): delimiter = .parenthesis
    case .mark("["), .mark("]"): delimiter = .bracket
    case .mark("|"): delimiter = .bar
    case .mark("."): delimiter = .none
    case .mark("\u{2016}"): delimiter = .doubleBar
    case .command(let name):
      switch LaTeXCommands.meaning(of: name) {
      case .opening(let meant), .closing(let meant), .bar(let meant): delimiter = meant
      default: return nil
      }
    default: return nil
    }
    position += 1
    return delimiter
  }

  /// Reads what stands within a fence whose opening delimiter has been passed.
  mutating func parseFence(
    _ opening: Formula.Delimiter, opened token: LaTeXToken
  ) throws(LaTeXError) -> Formula {
    let start = position - 1
    try enter(token.range)
    let outer = (closingBar, ignoresLayout)
    closingBar = nil
    // Parentheses may be closed on a later line of an alignment, not in another cell of a matrix.
    if isInLines { ignoresLayout = true }
    let content = try parseSequence()
    (closingBar, ignoresLayout) = outer
    guard let close = next else { throw .unmatchedOpening(text(of: token), token.range) }
    let closing: Formula.Delimiter
    switch close.kind {
    case .command(let name):
      switch LaTeXCommands.meaning(of: name) {
      case .closing(let meant):
        closing = meant
        position += 1
      case .size(opens: false):
        position += 1
        guard let meant = takeDelimiter() else { throw .missingDelimiter(name, close.range) }
        closing = meant
      default: throw .unmatchedOpening(text(of: token), token.range)
      }
    case .mark(")"):
      closing = .parenthesis
      position += 1
    case .mark("]"):
      closing = .bracket
      position += 1
    default: throw .unmatchedOpening(text(of: token), token.range)
    }
    // Half-open intervals are fine: [0, 1); a brace with a parenthesis is a slip.
    let isInterval =
      (opening == .bracket || opening == .parenthesis)
      && (closing == .bracket || closing == .parenthesis)
    guard opening == closing || isInterval || opening == .none || closing == .none else {
      throw .mismatchedDelimiters(text(of: close), close.range, opened: token.range)
    }
    depth -= 1
    let first = start > 0 && isSize(tokens[start - 1]) ? start - 1 : start
    return [fenced(opening, content, closing, from: first)]
  }

  private func isSize(_ token: LaTeXToken) -> Bool {
    guard case .command(let name) = token.kind else { return false }
    if case .size = LaTeXCommands.meaning(of: name) { return true }
    return false
  }

  /// Delimiters around an array are those of a matrix; a brace before one is that of cases.
  private func fenced(
    _ opening: Formula.Delimiter, _ content: Formula, _ closing: Formula.Delimiter, from start: Int
  ) -> Formula.Item {
    if content.items.count == 1, case .grid(.matrix(.none), let rows) = content.items[0].kind {
      if opening == closing, opening != .none {
        return item(.grid(.matrix(opening), rows), from: start)
      }
      if opening == .brace, closing == .none { return item(.grid(.cases, rows), from: start) }
    }
    return item(.fenced(opening, content, closing), from: start)
  }

  private mutating func parseLeftRight(_ token: LaTeXToken) throws(LaTeXError) -> Formula.Item {
    let start = position - 1
    guard let opening = takeDelimiter() else { throw .missingDelimiter("left", token.range) }
    try enter(token.range)
    let outer = (closingBar, ignoresLayout)
    closingBar = nil
    if isInLines { ignoresLayout = true }
    let content = try parseSequence()
    (closingBar, ignoresLayout) = outer
    guard let right = next else { throw .missingRight(token.range) }
    guard right.kind == .command("right") else {
      switch right.kind {
      case .mark, .command: throw .unmatchedClosing(text(of: right), right.range)
      default: throw .missingRight(token.range)
      }
    }
    position += 1
    guard let closing = takeDelimiter() else { throw .missingDelimiter("right", right.range) }
    depth -= 1
    return fenced(opening, content, closing, from: start)
  }

  /// Reads a delimiter with its size: which way it goes decides `l` and `r`, or the delimiter itself.
  private mutating func parseSized(
    _ opens: Bool?, _ name: String, _ token: LaTeXToken
  ) throws(LaTeXError) -> Formula {
    guard let delimiterToken = next else { throw .missingDelimiter(name, token.range) }
    if opens == nil, delimiterToken.kind == .mark(")") || delimiterToken.kind == .mark("]") {
      return []
    }
    if opens == nil, case .command(let inner) = delimiterToken.kind,
      case .closing = LaTeXCommands.meaning(of: inner)
    {
      return []
    }
    guard let delimiter = takeDelimiter() else { throw .missingDelimiter(name, token.range) }
    if opens == nil, delimiter == .bar || delimiter == .doubleBar {
      return try parseBar(delimiter, from: position - 1)
    }
    return try parseFence(delimiter, opened: delimiterToken)
  }

  /// Reads |x| where a second bar follows, otherwise a bar between.
  mutating func parseBar(
    _ delimiter: Formula.Delimiter, from start: Int
  ) throws(LaTeXError) -> Formula {
    let token = tokens[start]
    let between = item(.symbol(.verticalBar), from: start)
    guard let close = matchingBar(of: delimiter) else { return [between] }
    try enter(token.range)
    let outer = (closingBar, ignoresLayout)
    closingBar = close
    let content = try parseSequence()
    (closingBar, ignoresLayout) = outer
    guard position == close else { throw .unmatchedOpening(text(of: token), token.range) }
    position += 1
    depth -= 1
    return [item(.fenced(delimiter, content, delimiter), from: start)]
  }

  /// Finds the bar that closes one that has been passed, at the same level.
  ///
  /// - Complexity: O(n) a call; bars of one level pair up, so O(n) for each level in all.
  private func matchingBar(of delimiter: Formula.Delimiter) -> Int? {
    var level = 0
    var index = position
    while index < tokens.count, index != closingBar {
      switch tokens[index].kind {
      case .openBrace, .mark("("), .mark("["), .begin: level += 1
      case .closeBrace, .mark(")"), .mark("]"), .end: level -= 1
      case .alignment, .rowEnd: if level == 0 { return nil }
      case .mark("|"): if level == 0, delimiter == .bar { return index > position ? index : nil }
      case .mark("\u{2016}"): if level == 0, delimiter == .doubleBar { return index }
      case .command(let name):
        switch LaTeXCommands.meaning(of: name) {
        case .left: level += 1
        case .right: level -= 1
        case .bar(delimiter): if level == 0 { return index > position ? index : nil }
        default: break
        }
      default: break
      }
      if level < 0 { return nil }
      index += 1
    }
    return nil
  }
}
