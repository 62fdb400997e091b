import MathSyntax

extension TextFormulaState {
  /// Prints the parts of a formula one after the other.
  mutating func write(_ formula: Formula) {
    var previous: FormulaRole?
    var previousItem: Formula.Item?
    for item in formula.items {
      let role = FormulaRole(of: item, after: previous)
      if let last = previous, let lastItem = previousItem {
        separate(lastItem, last, item, role)
      }
      write(item)
      previous = role
      previousItem = item
    }
  }

  // MARK: Spaces

  private mutating func separate(
    _ left: Formula.Item, _ before: FormulaRole, _ right: Formula.Item, _ role: FormulaRole
  ) {
    switch (before, role) {
    case (_, .relation):
      space(.relation(depth: depth))
    case (_, .additive):
      space(.additive(depth: depth))
    case (_, .multiplicative):
      space(.multiplicative(depth: depth))
    case (.relation, _), (.additive, _), (.multiplicative, _), (.space, _), (_, .space):
      space()
    case (.sign, _), (.prefix, _), (.division, _), (_, .division), (_, .postfix), (_, .punctuation):
      break
    case (.punctuation, _):
      space(.afterPunctuation(depth: depth))
      if case .symbol(.period) = left.kind { pendingSpace = 0 }
    case (_, .text), (.text, _):
      pendingSpace = 1
      pendingRank = .juxtaposition(depth: depth)
    case (.function, _):
      if !isArgument(right) { space() }
    case (.largeOperator, _), (_, .largeOperator), (_, .function), (_, .prefix), (_, .sign):
      space(.juxtaposition(depth: depth))
    case (.ordinary, .ordinary), (.postfix, .ordinary):
      separateFactors(left, right)
    }
  }

  private mutating func separateFactors(_ left: Formula.Item, _ right: Formula.Item) {
    if isCall(left, right) { return }
    // dC and Δw are one quantity, 2x and 2(a − y) are read as one.
    if case .identifier("d", _) = left.kind { return }
    if case .identifier("Δ", _) = left.kind { return }
    if case .number = left.kind, isArgument(right) || isPlainLetter(right) { return }
    if case .fraction(let numerator, let denominator) = left.kind,
      !isNumber(numerator) || !isNumber(denominator), case .fraction = right.kind
    {
      space(.multiplicative(depth: depth))
      emit(isASCII ? "*" : "·")
      space()
      return
    }
    space(.juxtaposition(depth: depth))
    // x_k d without a space would have two indices.
    if endsInMark { pendingSpace = 1 }
  }

  private func isNumber(_ formula: Formula) -> Bool {
    guard formula.items.count == 1, case .number = formula.items[0].kind else { return false }
    return true
  }

  private func isArgument(_ item: Formula.Item) -> Bool {
    if case .fenced(.parenthesis, _, _) = item.kind { true } else { false }
  }

  /// Whether a letter with parentheses behind it is a function of what stands in them; with an index,
  /// h_j (1 − h_j), it rather is a factor.
  private func isCall(_ left: Formula.Item, _ right: Formula.Item) -> Bool {
    guard case .fenced(.parenthesis, let argument, _) = right.kind, isFunctionLetter(left) else {
      return false
    }
    guard case .script(_, let sub, _) = left.kind, !sub.isEmpty else { return true }
    return !roles(of: argument).contains(.additive)
  }

  private func isFunctionLetter(_ item: Formula.Item) -> Bool {
    switch item.kind {
    case .identifier(let name, _): writer.functionLetters.contains(name)
    case .script(let base, _, _): isFunctionLetter(base)
    default: false
    }
  }

  /// A letter without scripts that cannot be taken for the exponent of a number, as in 2e.
  private func isPlainLetter(_ item: Formula.Item) -> Bool {
    switch item.kind {
    case .identifier(let name, _): name != "e" && name != "E" && name.count == 1
    case .script(let base, _, _): isPlainLetter(base)
    default: false
    }
  }

  // MARK: Parts

  mutating func write(_ item: Formula.Item) {
    switch item.kind {
    case .identifier(let name, let style): emit(letter(name, style))
    case .number(let digits): emit(ControlCharacters.visible(digits))
    case .symbol(let symbol): emit(text(of: symbol))
    case .functionName(let name): emit(ControlCharacters.visible(name))
    case .script(let base, let sub, let sup): writeScript(base, sub: sub, sup: sup)
    case .accent(let accent, let content): write(accent, over: content)
    case .fraction(let numerator, let denominator): writeFraction(numerator, denominator)
    case .root(let radicand): writeRoot(radicand)
    case .fenced(let opening, let content, let closing):
      emit(text(of: opening, isOpening: true))
      // ||a| + b| has no one reading.
      if opening == .bar, holdsBar(content) {
        writeInParentheses(content)
      } else {
        nested { $0.write(content) }
      }
      emit(text(of: closing, isOpening: false))
    case .largeOperator(let sign, let lower, let upper):
      emit(text(of: sign))
      writeScripts(sub: lower, sup: upper, isSubFirst: true)
    case .grid(let grid, let rows): write(grid, rows)
    case .text(let words): writeWords(words)
    case .blank: emit("____")
    }
  }

  private func holdsBar(_ formula: Formula) -> Bool {
    formula.items.contains { item in
      switch item.kind {
      case .symbol(.verticalBar), .fenced(.bar, _, _), .fenced(.doubleBar, _, _): true
      case .script(let base, _, _): holdsBar([base])
      default: false
      }
    }
  }

  /// Writes something between fences, where line breaks are less welcome.
  mutating func nested(_ body: (inout Self) -> Void) {
    depth += 1
    body(&self)
    depth -= 1
  }

  private mutating func writeWords(_ words: String) {
    let visible = ControlCharacters.visible(words)
    for (position, word) in visible.split(separator: " ").enumerated() {
      if position > 0 {
        pendingSpace = 1
        pendingRank = .juxtaposition(depth: depth)
      }
      emit(String(word))
    }
  }

  private func letter(_ name: String, _ style: Formula.LetterStyle) -> String {
    if isASCII { return LaTeXNames.spelledOut(name) }
    let visible = ControlCharacters.visible(name)
    switch style {
    case .blackboard: return FormulaLetters.blackboard[visible] ?? visible
    case .italic, .upright, .bold, .calligraphic: return visible
    }
  }

  private mutating func write(_ accent: Formula.Accent, over content: Formula) {
    let inner = tightText(of: content)
    if isASCII || inner.unicodeScalars.count != 1 {
      let name =
        switch accent {
        case .hat: "hat"
        case .tilde: "tilde"
        case .bar: "bar"
        case .arrow: "vec"
        case .dot: "dot"
        }
      emit(name + "(")
      nested { $0.write(content) }
      emit(")")
      return
    }
    emit(FormulaLetters.accented(inner, accent))
  }

  private mutating func writeRoot(_ radicand: Formula) {
    emit(isASCII ? "sqrt" : "√")
    if !isASCII, isSingle(radicand), !startsWithFence(radicand) {
      write(radicand)
    } else {
      writeInParentheses(radicand)
    }
  }

  /// Whether parentheses would be taken for those of the root: √(x)² is not √((x)²).
  private func startsWithFence(_ formula: Formula) -> Bool {
    guard case .script(let base, _, _)? = formula.items.first?.kind else { return false }
    if case .fenced = base.kind { return true }
    return false
  }

  // MARK: Fractions

  private mutating func writeFraction(_ numerator: Formula, _ denominator: Formula) {
    // Behind an operator a minus sign needs parentheses here, where no bar holds the numerator.
    let startsNegative = numerator.items.first?.kind == .symbol(.minus) && !pieces.isEmpty
    if needsParentheses(asNumerator: numerator) || startsNegative {
      writeInParentheses(numerator)
    } else {
      write(numerator)
    }
    emit("/")
    if needsParentheses(asDenominator: denominator) {
      writeInParentheses(denominator)
    } else {
      write(denominator)
    }
  }

  private func needsParentheses(asNumerator formula: Formula) -> Bool {
    roles(of: formula).contains { role in
      switch role {
      case .additive, .relation, .division, .punctuation, .space, .text, .largeOperator: true
      default: false
      }
    } || formula.items.contains { if case .fraction = $0.kind { true } else { false } }
      || formula.isEmpty
  }

  private func needsParentheses(asDenominator formula: Formula) -> Bool {
    var items = formula.items[...]
    // ∂w and dw count as one.
    switch items.first?.kind {
    case .symbol(.partial), .symbol(.nabla), .identifier("d", _):
      if items.count == 2 { items = items.dropFirst() }
    case .identifier, .functionName, .script:
      // So does f(x), which has no space in it.
      if items.count == 2, let first = items.first, let last = items.last, isArgument(last),
        isCall(first, last) || FormulaRole(of: first, after: nil) == .function
      {
        items = items.dropFirst()
      }
    default: break
    }
    return !isSingle(Formula(Array(items)))
  }

  private func roles(of formula: Formula) -> [FormulaRole] {
    var previous: FormulaRole?
    return formula.items.map { item in
      let role = FormulaRole(of: item, after: previous)
      previous = role
      return role
    }
  }

  /// Whether a formula is one part that holds together without parentheses.
  private func isSingle(_ formula: Formula) -> Bool {
    guard formula.items.count == 1 else { return false }
    switch formula.items[0].kind {
    case .fraction, .largeOperator, .text, .root: return false
    case .symbol, .identifier, .number, .functionName, .script, .accent, .fenced, .grid, .blank:
      return true
    }
  }

  private mutating func writeInParentheses(_ formula: Formula) {
    emit("(")
    nested { $0.write(formula) }
    emit(")")
  }
}
