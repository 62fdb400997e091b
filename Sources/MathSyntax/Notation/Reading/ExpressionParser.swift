import ExactArithmetic

/// Builds an expression from the parts of a formula by recursive descent.
///
///     sum     = sign? product (("+" | "−") product)*
///     product = chain ("⊙" chain)*
///     chain   = factor (("·" | "×" | "*" | "/")? factor)*
struct ExpressionParser {
  let reader: NotationReader
  let items: [Formula.Item]
  var position = 0
  var depth: Int
  /// Units that stand on the left of the statement; a sum without an index runs over others.
  var fixedUnits: Set<IndexVariable> = []
  /// Whether the statement is about the output of the network, so that z_k without a layer is of the
  /// last one.
  var isAboutOutput = false
  /// Whether a sum over units of a layer that is not written waits for the rest of its statement.
  var leavesLayersOpen = false
  /// What stands above an argument that has just been passed over: the 2 of h(x)².
  var pendingPower: Formula?

  init(_ reader: NotationReader, _ items: [Formula.Item], depth: Int) {
    self.reader = reader
    self.items = items
    self.depth = depth
  }

  var next: Formula.Item? { position < items.count ? items[position] : nil }

  /// The symbol at hand; nil where something else is.
  private var nextSymbol: MathSymbol? {
    guard position < items.count, case .symbol(let symbol) = items[position].kind else {
      return nil
    }
    return symbol
  }

  func follower(_ count: Int) -> Formula.Item? {
    position + count < items.count ? items[position + count] : nil
  }

  // MARK: Wholes

  /// Reads all parts as one expression.
  ///
  /// - Parameter owner: where the expression stands, for messages about an empty one.
  mutating func whole(within owner: SourceRange?) throws(NotationError) -> MathExpression {
    guard !items.isEmpty else { throw .empty(owner) }
    guard depth <= NotationReader.nestingLimit else {
      throw .nestedTooDeeply(limit: NotationReader.nestingLimit, owner ?? items[0].source)
    }
    let expression = try sum()
    if let item = next {
      if item.isSymbol(.plusMinus) { throw .twoValued(item.source) }
      throw .unexpected(Self.name(of: item), item.source)
    }
    return expression
  }

  /// Reads a formula within the one at hand.
  func inner(_ formula: Formula, within owner: SourceRange?) throws(NotationError) -> MathExpression
  {
    var parser = ExpressionParser(reader, formula.items, depth: depth + 1)
    parser.fixedUnits = fixedUnits
    parser.isAboutOutput = isAboutOutput
    parser.leavesLayersOpen = leavesLayersOpen
    return try parser.whole(within: owner)
  }

  /// Reads the parts of a list between commas or semicolons.
  func list(_ formula: Formula, within owner: SourceRange?) throws(NotationError)
    -> [MathExpression]
  {
    var results: [MathExpression] = []
    for part in Self.cells(formula) { results.append(try inner(part, within: owner)) }
    return results
  }

  /// Entries of a vector: each of them, or a series as the vector of a whole layer.
  enum Entries {
    case each([MathExpression])
    case whole(MathExpression)
  }

  /// Reads the entries of a vector, dots among them: (x_1, …, x_n).
  func entries(
    _ cells: [Formula], within owner: SourceRange?
  ) throws(NotationError) -> Entries {
    var parts: [MathExpression] = []
    var places: [Int] = []
    for cell in cells {
      if cell.items.count == 1, Self.isAnyDots(cell.items[0]) {
        places.append(parts.count)
      } else {
        parts.append(try inner(cell, within: owner))
      }
    }
    guard !places.isEmpty else { return .each(parts) }
    // Dots before the last part, at the end, or both: (x_1, …, x_i, …).
    let endsWithDots = places.last == parts.count
    guard places.count <= (endsWithDots ? 2 : 1), endsWithDots || places[0] == parts.count - 1,
      let series = endsWithDots && places.count == 1 ? Series(start: parts) : Series(parts)
    else { throw .noPattern(owner) }
    if let last = series.last?.number {
      guard !endsWithDots, last >= series.first, last - series.first < 256 else {
        throw .noPattern(owner)
      }
      return .each((series.first...last).map { series.body.instantiated([series.variable: $0]) })
    }
    guard series.first == 1, series.endsAtLast, let vector = series.vector else {
      throw .noPattern(owner)
    }
    return .whole(vector)
  }

  private static func isAnyDots(_ item: Formula.Item) -> Bool {
    switch item.kind {
    case .symbol(.verticalEllipsis), .symbol(.diagonalEllipsis): true
    default: isDots(item)
    }
  }

  /// Returns the parts of a list between commas or semicolons.
  static func cells(_ formula: Formula) -> [Formula] {
    formula.items.split(omittingEmptySubsequences: false, whereSeparator: isComma)
      .map { Formula(Array($0)) }
  }

  static func isComma(_ item: Formula.Item) -> Bool {
    item.isSymbol(.comma) || item.isSymbol(.semicolon)
  }

  mutating func enter(_ item: Formula.Item) throws(NotationError) {
    depth += 1
    if depth > NotationReader.nestingLimit {
      throw .nestedTooDeeply(limit: NotationReader.nestingLimit, item.source)
    }
  }

  // MARK: Sums

  mutating func sum() throws(NotationError) -> MathExpression {
    var terms: [MathExpression.Term] = []
    var dots: (place: Int, range: SourceRange?)?
    var isFirst = true
    while true {
      var isSubtracted = false
      var sign: Formula.Item?
      if let symbol = nextSymbol, symbol == .plus || symbol == .minus {
        isSubtracted = symbol == .minus
        sign = next
        position += 1
      } else if !isFirst {
        break
      }
      if let item = next, nextSymbol != nil, Self.isDots(item) {
        guard dots == nil, !terms.isEmpty else { throw .noPattern(item.source) }
        dots = (terms.count, item.source)
        position += 1
        isFirst = false
        continue
      }
      // A term may have a sign of its own behind the first: 0.4 + −0.05.
      if sign != nil, nextSymbol == .minus {
        isSubtracted.toggle()
        sign = next
        position += 1
      }
      guard position < items.count else {
        throw sign.map { .missingOperand(of: Self.name(of: $0), $0.source) } ?? .empty(nil)
      }
      let product = try product(after: sign)
      if isFirst, nextSymbol != .plus, nextSymbol != .minus {
        return isSubtracted ? .negation(product) : product
      }
      terms.append(.init(product, isSubtracted: isSubtracted))
      isFirst = false
    }
    if let dots { return try expanded(terms, dots.place, dots.range) }
    guard terms.count == 1 else { return .sum(terms) }
    return terms[0].isSubtracted ? .negation(terms[0].expression) : terms[0].expression
  }

  static func isDots(_ item: Formula.Item) -> Bool {
    switch item.kind {
    case .symbol(.ellipsis), .symbol(.centeredEllipsis): true
    default: false
    }
  }

  /// w_1 x_1 + … + w_n x_n is a sum over what differs between its ends.
  ///
  /// What stands before or behind the series, as the b in w_1 x_1 + … + w_n x_n + b, stays.
  private func expanded(
    _ terms: [MathExpression.Term], _ place: Int, _ range: SourceRange?
  ) throws(NotationError) -> MathExpression {
    guard place >= 1, place < terms.count else { throw .noPattern(range) }
    let last = terms[place]
    // As many terms before the dots as belong to the series.
    for start in 0..<place {
      if start == 1, let sum = overAllWeights(terms, place) { return sum }
      let inSeries = terms[start...place]
      guard inSeries.allSatisfy({ $0.isSubtracted == last.isSubtracted }),
        let series = Series(inSeries.map(\.expression))
      else { continue }
      let sum = MathExpression.Term(
        try summed(series, range), isSubtracted: last.isSubtracted)
      let all = Array(terms[..<start]) + [sum] + Array(terms[(place + 1)...])
      guard all.count == 1 else { return .sum(all) }
      return last.isSubtracted ? .negation(sum.expression) : sum.expression
    }
    if place == 1, let sum = overAllWeights(terms, place) { return sum }
    throw .noPattern(range)
  }

  /// Returns |w_11^1| + |w_12^1| + … + |w_12^3| as the sum over all weights; nil where it is none.
  ///
  /// The last two terms alone may look like a series from layer to layer.
  private func overAllWeights(
    _ terms: [MathExpression.Term], _ place: Int
  ) -> MathExpression? {
    guard place == terms.count - 1, terms.allSatisfy({ !$0.isSubtracted }) else { return nil }
    return WeightSeries.sum(terms.map(\.expression), reader.context)
  }

  /// Returns the sum of a series; one that ends at a letter, as in x_1 + … + x_n, takes all units.
  private func summed(_ series: Series, _ range: SourceRange?) throws(NotationError)
    -> MathExpression
  {
    if series.endsAtLast, series.first == 1,
      let domain = IndexDomain.of(series.variable, in: series.body)
    {
      return .summation(.init(series.variable, over: domain, series.body))
    }
    guard let last = series.last else { throw .noPattern(range) }
    return .summation(
      .init(series.variable, over: .range(.number(series.first), last), series.body))
  }

  // MARK: Products

  private mutating func product(after sign: Formula.Item?) throws(NotationError) -> MathExpression {
    let first = try chain(after: sign)
    guard isAtElementwiseSign else { return first }
    var operands = [first]
    while isAtElementwiseSign, let item = next {
      position += 1
      operands.append(try chain(after: item))
    }
    return .hadamard(operands)
  }

  private var isAtElementwiseSign: Bool { nextSymbol.map(isElementwise) ?? false }

  private func isElementwise(_ symbol: MathSymbol) -> Bool {
    if symbol == .hadamard || symbol == .circle { return true }
    return symbol == .asterisk && reader.quantities.notation.elementwiseProduct == .asterisk
  }

  private mutating func chain(after sign: Formula.Item?) throws(NotationError) -> MathExpression {
    var factors: [MathExpression] = []
    var wasBareNumber = false
    while !isAtEndOfChain, let item = next {
      if case .symbol(let symbol) = item.kind {
        switch symbol {
        case .dot, .times, .asterisk:
          guard !factors.isEmpty else {
            throw .missingOperand(of: Self.name(of: item), item.source)
          }
          position += 1
          if let scaled = powerOfTen(factors.last) {
            factors[factors.count - 1] = scaled
            wasBareNumber = true
            continue
          }
          wasBareNumber = isBareNumber(next)
          factors.append(try operand(of: item))
          continue
        case .divide:
          guard let dividend = factors.popLast() else {
            throw .missingOperand(of: Self.name(of: item), item.source)
          }
          position += 1
          factors.append(.quotient(dividend, try operand(of: item)))
          wasBareNumber = false
          continue
        default: break
        }
      }
      if wasBareNumber, isBareNumber(item) { throw .adjacentNumbers(item.source) }
      wasBareNumber = isBareNumber(item)
      let factor = try factor()
      if factors.isEmpty, isAtEndOfChain { return factor }
      factors.append(factor)
    }
    guard let first = factors.first else {
      if let sign { throw .missingOperand(of: Self.name(of: sign), sign.source) }
      if let item = next {
        if item.isSymbol(.plusMinus) { throw .twoValued(item.source) }
        throw .unexpected(Self.name(of: item), item.source)
      }
      throw .empty(nil)
    }
    return factors.count == 1 ? first : .product(factors)
  }

  /// Whether nothing more belongs to a chain of factors.
  private var isAtEndOfChain: Bool {
    guard position < items.count else { return true }
    switch items[position].kind {
    case .text: return true
    case .symbol(let symbol):
      switch symbol {
      case .dot, .times, .divide, .partial, .nabla, .infinity, .transpose: return false
      case .asterisk: return isElementwise(symbol)
      default: return true
      }
    default: return false
    }
  }

  private static func isEndOfChain(_ item: Formula.Item) -> Bool {
    if case .text = item.kind { return true }
    return false
  }

  private func isBareNumber(_ item: Formula.Item?) -> Bool {
    switch item?.kind {
    case .number: true
    case .script(let base, _, _): isBareNumber(base)
    default: false
    }
  }

  /// Reads what stands behind an operator; a sign before a number may follow it at once.
  mutating func operand(of sign: Formula.Item) throws(NotationError) -> MathExpression {
    guard let item = next else { throw .missingOperand(of: Self.name(of: sign), sign.source) }
    if item.isSymbol(.minus) {
      try enter(item)
      defer { depth -= 1 }
      position += 1
      guard next != nil else { throw .missingOperand(of: "−", item.source) }
      return .negation(try operand(of: item))
    }
    if Self.isEndOfChain(item) { throw .missingOperand(of: Self.name(of: sign), sign.source) }
    return try factor()
  }

  /// 8.7 · 10^{-3} is one number.
  private mutating func powerOfTen(_ last: MathExpression?) -> MathExpression? {
    guard case .number(let literal)? = last, let typed = Self.typed(literal), let item = next,
      !typed.text.utf8.contains(where: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "/") }),
      case .script(let base, let sub, let sup) = item.kind, sub.isEmpty,
      case .number("10") = base.kind
    else { return nil }
    var exponent = ""
    var parts = sup.items
    if parts.count == 1, case .fenced(.parenthesis, let content, .parenthesis) = parts[0].kind {
      parts = content.items
    }
    if parts.first?.isSymbol(.minus) ?? false {
      exponent = "-"
      parts.removeFirst()
    }
    guard parts.count == 1, case .number(let digits) = parts[0].kind,
      let number = try? TypedNumber(parsing: typed.text + "e" + exponent + digits)
    else { return nil }
    position += 1
    return .number(.typed(number))
  }

  private static func typed(_ literal: NumberLiteral) -> TypedNumber? {
    switch literal {
    case .typed(let typed): typed
    case .exact(let value) where value.isInteger: TypedNumber(value)
    default: nil
    }
  }

  // MARK: Names for messages

  static func name(of item: Formula.Item) -> String {
    switch item.kind {
    case .identifier(let name, _), .functionName(let name): name
    case .number(let digits): digits
    case .symbol(let symbol): symbol.rawValue
    case .script(let base, _, _): name(of: base)
    case .accent(_, let content): content.items.first.map(name) ?? "^"
    case .fraction: "/"
    case .root: "√"
    case .fenced: "( )"
    case .largeOperator(let sign, _, _): sign == .sum ? "Σ" : sign == .product ? "Π" : "∫"
    case .grid: "( )"
    case .text(let words): String(words.prefix(30))
    case .blank: "____"
    }
  }
}
