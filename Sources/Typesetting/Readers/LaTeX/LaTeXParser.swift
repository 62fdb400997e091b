import MathSyntax

/// Builds a formula from tokens by recursive descent.
struct LaTeXParser {
  let bytes: [UInt8]
  let reader: LaTeXFormulaReader
  var tokens: [LaTeXToken]
  var position = 0
  var depth = 0
  /// The style that a command such as `\mathbf` gives to letters.
  var style: Formula.LetterStyle?
  /// The token at which an open bar is closed.
  var closingBar: Int?
  /// Whether `&` and `\\` are passed over: within parentheses that go over several lines.
  var ignoresLayout = false
  /// Whether the innermost grid is an alignment rather than a matrix.
  var isInLines = true
  private let end: Int

  init(
    _ bytes: [UInt8], range: Range<Int>, reader: LaTeXFormulaReader, depth: Int = 0
  ) throws(LaTeXError) {
    self.bytes = bytes
    self.reader = reader
    self.depth = depth
    end = range.upperBound
    var tokenizer = LaTeXTokenizer(bytes, range: range, words: reader.words)
    tokens = try tokenizer.tokenize()
  }

  // MARK: Tokens

  var next: LaTeXToken? { position < tokens.count ? tokens[position] : nil }

  var endRange: SourceRange {
    let last = tokens.last?.range.upperBound ?? end
    return SourceRange(max(0, last - 1), last)
  }

  mutating func enter(_ range: SourceRange) throws(LaTeXError) {
    depth += 1
    if depth > LaTeXFormulaReader.nestingLimit {
      throw .nestedTooDeeply(limit: LaTeXFormulaReader.nestingLimit, range)
    }
  }

  func item(_ kind: Formula.Kind, from start: Int) -> Formula.Item {
    let lower = start < tokens.count ? tokens[start].range.lowerBound : end
    let upper = position > start ? tokens[position - 1].range.upperBound : lower
    return Formula.Item(kind, source: SourceRange(lower, upper))
  }

  // MARK: Wholes

  mutating func parseWhole() throws(LaTeXError) -> Formula {
    isInLines = false
    let formula = try parseSequence()
    if let token = next { throw unexpected(token) }
    return formula
  }

  /// Returns the rows of an alignment, or of what stands between the dollars of a display.
  mutating func parseRows() throws(LaTeXError) -> [LaTeXFormulaReader.Row] {
    let rows = try parseCells()
    if let token = next { throw unexpected(token) }
    // An environment around everything is only layout.
    if rows.count == 1, rows[0].cells.count == 1, rows[0].cells[0].items.count == 1,
      case .grid(.matrix(.none), let inner) = rows[0].cells[0].items[0].kind
    {
      return inner.map { cells in
        let ranges = cells.flatMap(\.items).compactMap(\.source)
        return LaTeXFormulaReader.Row(
          cells: cells,
          range: SourceRange(
            ranges.map(\.lowerBound).min() ?? rows[0].range.lowerBound,
            ranges.map(\.upperBound).max() ?? rows[0].range.upperBound))
      }
    }
    return rows
  }

  /// Reads rows of cells up to the end of the environment.
  mutating func parseCells() throws(LaTeXError) -> [LaTeXFormulaReader.Row] {
    var rows: [LaTeXFormulaReader.Row] = []
    var cells: [Formula] = []
    var start = next?.range.lowerBound ?? end
    let outer = (ignoresLayout, closingBar, style)
    (ignoresLayout, closingBar) = (false, nil)
    defer { (ignoresLayout, closingBar, style) = outer }
    while true {
      style = outer.2
      cells.append(try parseSequence())
      switch next?.kind {
      case .alignment: position += 1
      case .rowEnd:
        rows.append(
          .init(cells: cells, range: SourceRange(start, tokens[position].range.lowerBound)))
        cells = []
        position += 1
        start = next?.range.lowerBound ?? end
      default:
        if cells.count > 1 || cells[0].items.count > 0 {
          let upper = position > 0 ? tokens[position - 1].range.upperBound : end
          rows.append(.init(cells: cells, range: SourceRange(start, max(start, upper))))
        }
        return rows
      }
    }
  }

  /// The error for a token at which a formula ends too early.
  private func unexpected(_ token: LaTeXToken) -> LaTeXError {
    switch token.kind {
    case .closeBrace: .unmatchedClosingBrace(token.range)
    case .alignment: .unexpectedAlignment(token.range)
    case .rowEnd: .unexpectedRowEnd(token.range)
    case .end(let name): .unexpectedEnd(name, token.range)
    case .command("right"): .unexpectedRight(token.range)
    default: .unmatchedClosing(text(of: token), token.range)
    }
  }

  func text(of token: LaTeXToken) -> String {
    String(decoding: bytes[token.range.lowerBound..<token.range.upperBound], as: UTF8.self)
  }

  // MARK: Sequences

  /// Reads parts up to something that closes a group, a fence, a cell or an environment.
  mutating func parseSequence() throws(LaTeXError) -> Formula {
    var formula = Formula()
    while let token = next {
      if closingBar == position { return formula }
      switch token.kind {
      case .closeBrace, .end, .mark(")"), .mark("]"): return formula
      case .alignment, .rowEnd:
        guard ignoresLayout else { return formula }
        position += 1
        // The indentation of a line that goes on is layout, too.
        while next?.kind == .command("quad") || next?.kind == .command("qquad") { position += 1 }
        continue
      case .command(let name):
        switch LaTeXCommands.meaning(of: name) {
        case .right, .closing, .size(opens: false): return formula
        case .over: return try parseOver(formula, token)
        default: break
        }
      default: break
      }
      try parsePart(into: &formula)
    }
    return formula
  }

  /// Whether a token closes a fence.
  private func closes(_ token: LaTeXToken) -> Bool {
    switch token.kind {
    case .mark(")"), .mark("]"): return true
    case .command(let name):
      switch LaTeXCommands.meaning(of: name) {
      case .closing, .size(opens: false): return true
      default: return false
      }
    default: return false
    }
  }

  private mutating func parseOver(
    _ numerator: Formula, _ token: LaTeXToken
  ) throws(LaTeXError) -> Formula {
    position += 1
    let denominator = try parseSequence()
    if numerator.isEmpty || denominator.isEmpty { throw .missingArgument("over", token.range) }
    return [
      Formula.Item(
        .fraction(numerator, denominator),
        source: SourceRange(
          numerator.items[0].source?.lowerBound ?? token.range.lowerBound,
          denominator.items.last?.source?.upperBound ?? token.range.upperBound))
    ]
  }

  // MARK: Parts

  /// Reads one part with its scripts and appends it.
  private mutating func parsePart(into formula: inout Formula) throws(LaTeXError) {
    let start = position
    if let kind = simpleKind {
      position += 1
      try append(item(kind, from: start), isGroup: false, to: &formula, from: start)
      return
    }
    let isGroup = next?.kind == .openBrace
    let isPrime = next?.kind == .prime
    if isPrime || next?.kind == .superscript || next?.kind == .subscript {
      // A script with nothing before it, as at the start of a cell.
      throw .scriptWithoutBase(tokens[position].range)
    }
    var part = try parseAtom()
    cover(&part, from: start)
    guard hasScript else {
      formula += part
      return
    }
    let isEmptyGroup = isGroup && part.isEmpty
    if isGroup, part.items.count > 1 {
      part = [item(.fenced(.none, part, .none), from: start)]
    }
    if isEmptyGroup {
      // {}^\circ is a product in one of the lectures; other scripts belong to what stands before.
      let (sub, sup) = try parseScripts()
      if sub.isEmpty, sup.items.count == 1, sup.items[0].kind == .symbol(.circle) {
        formula.append(item(.symbol(.circle), from: start))
        return
      }
      guard let base = formula.items.popLast() else {
        throw .scriptWithoutBase(tokens[start].range)
      }
      formula.append(attach(sub, sup, to: base, from: start))
      return
    }
    if !isGroup, takesCircle {
      formula += part
      appendCircle(to: &formula)
      return
    }
    guard let base = part.items.popLast() else {
      // Something that is only layout, such as \displaystyle.
      throw .scriptWithoutBase(tokens[position].range)
    }
    formula += part
    try append(base, isGroup: isGroup, to: &formula, from: start)
  }

  /// What the token at hand is, if it is a letter, a number or a sign by itself, as most are.
  private var simpleKind: Formula.Kind? {
    guard position < tokens.count else { return nil }
    switch tokens[position].kind {
    case .letter(let name): return .identifier(name, style ?? .italic)
    case .number(let digits) where !digits.utf8.contains(UInt8(ascii: "e")): return .number(digits)
    case .command(let name):
      switch LaTeXCommands.meaning(of: name) {
      case .letter(let letter): return .identifier(letter, style ?? .italic)
      case .symbol(let symbol): return .symbol(symbol)
      case .function(let name): return .functionName(name)
      case .largeOperator(let sign): return .largeOperator(sign, lower: [], upper: [])
      default: return nil
      }
    default: return nil
    }
  }

  /// Appends a part with the scripts that follow it.
  private mutating func append(
    _ base: Formula.Item, isGroup: Bool, to formula: inout Formula, from start: Int
  ) throws(LaTeXError) {
    guard hasScript else {
      formula.append(base)
      return
    }
    if !isGroup, takesCircle {
      formula.append(base)
      appendCircle(to: &formula)
      return
    }
    let (sub, sup) = try parseScripts()
    if case .largeOperator(let sign, _, _) = base.kind, !isGroup {
      formula.append(item(.largeOperator(sign, lower: sub, upper: sup), from: start))
    } else {
      formula.append(attach(sub, sup, to: base, from: start))
    }
  }

  /// \delta^\circ a has the sign of the product above the line.
  private mutating func appendCircle(to formula: inout Formula) {
    position += 2
    formula.append(item(.symbol(.circle), from: position - 1))
  }

  /// Braces and commands around a part, as in `\mathbf{x}` and `{a}`, belong to where it stands.
  private func cover(_ part: inout Formula, from start: Int) {
    guard let last = part.items.indices.last, position > start else { return }
    let range = SourceRange(tokens[start].range.lowerBound, tokens[position - 1].range.upperBound)
    part.items[0].source?.lowerBound = range.lowerBound
    part.items[last].source?.upperBound = range.upperBound
  }

  private func attach(
    _ sub: Formula, _ sup: Formula, to base: Formula.Item, from start: Int
  ) -> Formula.Item {
    var result = item(.script(base, sub: sub, sup: sup), from: start)
    if let source = base.source { result.source?.lowerBound = source.lowerBound }
    return sub.isEmpty && sup.isEmpty ? base : result
  }

  /// Whether the sign ∘ is raised here, and something follows that it can multiply.
  private var takesCircle: Bool {
    guard position + 2 < tokens.count, tokens[position].kind == .superscript,
      tokens[position + 1].kind == .command("circ"), position > 0
    else { return false }
    if case .number = tokens[position - 1].kind { return false }
    switch tokens[position + 2].kind {
    case .letter, .word, .command, .openBrace, .mark("("): return true
    default: return false
    }
  }

  var hasScript: Bool {
    switch next?.kind {
    case .superscript, .subscript, .prime: true
    case .command("limits"), .command("nolimits"): true
    case .mark(let scalar): UnicodeLetters.isScript(scalar)
    default: false
    }
  }

  /// Reads the scripts behind a part, in any order.
  private mutating func parseScripts() throws(LaTeXError) -> (sub: Formula, sup: Formula) {
    var sub: Formula?
    var sup: Formula?
    var primes = Formula()
    while let token = next, hasScript {
      position += 1
      switch token.kind {
      case .prime: primes.append(Formula.Item(.symbol(.prime), source: token.range))
      case .subscript:
        if sub != nil { throw .doubleSubscript(token.range) }
        sub = try parseScript(token)
      case .superscript:
        if sup != nil { throw .doubleSuperscript(token.range) }
        sup = asTransposed(try parseScript(token))
      case .mark:
        let isSuperscript = try parseUnicodeScript(token, &sub, &sup)
        if !isSuperscript, sub == nil { throw .missingScript(token.range) }
      default: break
      }
    }
    return (sub ?? [], primes + (sup ?? []))
  }

  /// An upright T above the line means transposition.
  private func asTransposed(_ sup: Formula) -> Formula {
    guard sup.items.count == 1, sup.items[0].kind == .identifier("T", .upright) else { return sup }
    return [Formula.Item(.symbol(.transpose), source: sup.items[0].source)]
  }

  private mutating func parseScript(_ mark: LaTeXToken) throws(LaTeXError) -> Formula {
    guard let token = next else { throw .missingScript(mark.range) }
    switch token.kind {
    case .closeBrace, .alignment, .rowEnd, .end, .superscript, .subscript:
      throw .missingScript(mark.range)
    case .mark("-"), .mark("\u{2212}"):
      // x^-1 is meant as x^{-1}; what TeX makes of it is not.
      if position + 1 < tokens.count,
        tokens[position + 1].range.lowerBound == token.range.upperBound
      {
        switch tokens[position + 1].kind {
        case .number, .letter:
          position += 1
          let sign = Formula.Item(.symbol(.minus), source: token.range)
          let number = tokens[position]
          if case .number = number.kind { return [sign] + (try parseAtom()) }
          return [sign] + (try parseArgument(of: mark))
        default: break
        }
      }
      return try parseArgument(of: mark)
    case .prime:
      position += 1
      return [Formula.Item(.symbol(.prime), source: token.range)]
    default:
      if closes(token) { throw .missingScript(mark.range) }
      return try parseArgument(of: mark)
    }
  }

  /// Reads raised and lowered characters as scripts.
  private mutating func parseUnicodeScript(
    _ first: LaTeXToken, _ sub: inout Formula?, _ sup: inout Formula?
  ) throws(LaTeXError) -> Bool {
    guard case .mark(let scalar) = first.kind,
      let (isSuperscript, _) = UnicodeLetters.plain(ofScript: scalar)
    else { return false }
    position -= 1
    var text = ""
    var range = first.range
    while case .mark(let scalar)? = next?.kind,
      let (isSame, plain) = UnicodeLetters.plain(ofScript: scalar), isSame == isSuperscript
    {
      text.unicodeScalars.append(plain)
      range.upperBound = tokens[position].range.upperBound
      position += 1
    }
    let plain = Array(text.utf8)
    var inner = try LaTeXParser(plain, range: 0..<plain.count, reader: reader, depth: depth + 1)
    var formula: Formula
    do {
      formula = try inner.parseWhole()
    } catch {
      throw .unexpectedCharacter(self.text(of: first), first.range)
    }
    for index in formula.items.indices { formula.items[index].source = range }
    if isSuperscript {
      if sup != nil { throw .doubleSuperscript(range) }
      sup =
        formula.items.count == 1 && formula.items[0].kind == .symbol(.transpose)
        ? formula : asTransposed(formula)
    } else {
      if sub != nil { throw .doubleSubscript(range) }
      sub = formula
    }
    return isSuperscript
  }
}
