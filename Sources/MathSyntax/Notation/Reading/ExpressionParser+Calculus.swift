import ExactArithmetic

extension ExpressionParser {
  // MARK: Derivatives

  /// Reads a fraction: ∂X/∂Y, dX/dY, or a quotient.
  mutating func fraction(
    _ numerator: Formula, _ denominator: Formula, _ item: Formula.Item
  ) throws(NotationError) -> MathExpression {
    if Self.isHigherDifferential(numerator), Self.differentialSign(denominator) != nil {
      throw .higherDerivative(item.source)
    }
    guard let sign = Self.differentialSign(denominator),
      Self.isDifferential(numerator, like: sign)
    else {
      return .quotient(
        try inner(numerator, within: item.source), try inner(denominator, within: item.source))
    }
    let below = try inner(Formula(Array(denominator.items.dropFirst())), within: item.source)
    guard numerator.items.count > 1 else {
      // ∂/∂w, with what it is applied to behind it.
      guard next != nil else { throw .loneDifferential(item.source) }
      return partial(try factor(), by: below)
    }
    let above = try inner(Formula(Array(numerator.items.dropFirst())), within: item.source)
    try refuseCountedUnit(above, by: below, denominator.items.last)
    return partial(above, by: below)
  }

  private static func isDifferential(_ formula: Formula, like sign: MathSymbol) -> Bool {
    if differentialSign(formula) == sign { return true }
    guard sign == .divide, formula.items.count == 1 else { return false }
    if case .identifier("d", _) = formula.items[0].kind { return true }
    return false
  }

  /// Whether a formula begins with ∂² or d².
  private static func isHigherDifferential(_ formula: Formula) -> Bool {
    guard case .script(let base, let sub, let sup)? = formula.items.first?.kind, sub.isEmpty,
      !sup.isEmpty
    else { return false }
    return base.isSymbol(.partial) || LetterTable.key(base) == "d"
  }

  /// ∂ or d at the start of a formula.
  private static func differentialSign(_ formula: Formula) -> MathSymbol? {
    guard let first = formula.items.first else { return nil }
    switch first.kind {
    case .symbol(.partial): return .partial
    case .identifier(let name, _) where formula.items.count > 1 && name.isSpelled("d"):
      return .divide
    default: return nil
    }
  }

  /// ∂C/∂z is the error where a lecture writes it so.
  func partial(_ above: MathExpression, by below: MathExpression) -> MathExpression {
    if reader.quantities.notation.errorStyle == .derivative, case .quantity(let cost) = above,
      cost.kind == .cost, case .quantity(var quantity) = below, quantity.kind == .weightedInput
    {
      quantity.kind = .error
      quantity.sample = cost.sample ?? quantity.sample
      return .quantity(quantity)
    }
    return .partial(above, by: below)
  }

  /// Reads ∂C/∂w on one line; the sign ∂ has been passed.
  mutating func differential(_ item: Formula.Item) throws(NotationError) -> MathExpression {
    guard next != nil else { throw .loneDifferential(item.source) }
    let above = try factor()
    guard next?.isSymbol(.divide) ?? false, let sign = follower(1), isDifferential(sign) else {
      throw .loneDifferential(item.source)
    }
    position += 2
    guard let variable = next else { throw .loneDifferential(sign.source) }
    let below = try factor()
    try refuseCountedUnit(above, by: below, variable)
    return partial(above, by: below)
  }

  /// In ∂o_1/∂net_1, net_1 may be that of the output as well as that of the first unit of all.
  private func refuseCountedUnit(
    _ above: MathExpression, by below: MathExpression, _ item: Formula.Item?
  ) throws(NotationError) {
    guard reader.context.writesOutputsAsO, case .quantity(let output) = above,
      output.kind == .activation, output.layer == .last, case .quantity(let variable) = below,
      variable.kind == .weightedInput, variable.unit == output.unit,
      let unit = variable.unit?.number,
      variable.layer?.base == .number, case .script(_, _, let sup)? = item?.kind, sup.isEmpty
    else { return }
    throw .ambiguousIndices(
      digits: "\(unit)", readings: ["hidden unit \(unit)", "output \(unit)"], item?.source)
  }

  private func isDifferential(_ item: Formula.Item) -> Bool {
    switch item.kind {
    case .symbol(.partial): true
    case .identifier(let name, _): name.isSpelled("d")
    default: false
    }
  }

  /// Reads dC/dw on one line; nil where the d is something else.
  mutating func straightDerivative(
    _ base: Formula.Item, _ sub: Formula, _ sup: Formula, _ item: Formula.Item
  ) throws(NotationError) -> MathExpression? {
    guard sub.isEmpty, sup.isEmpty, case .identifier(let name, _) = base.kind, name.isSpelled("d"),
      next != nil, follower(1)?.isSymbol(.divide) ?? false, let sign = follower(2),
      isDifferential(sign),
      follower(3) != nil
    else { return nil }
    return try differential(item)
  }

  /// Reads ∇C; the sign has been passed.
  mutating func gradient(
    by sub: Formula, _ item: Formula.Item
  ) throws(NotationError) -> MathExpression {
    var variable = sub.isEmpty ? nil : try inner(sub, within: item.source)
    if case .quantity(var outputs)? = variable, outputs.kind == .activation,
      outputs.layer == .last, outputs.unit == nil
    {
      // ∇_h C is what others call ∇_a C.
      outputs.layer = nil
      variable = .quantity(outputs)
    }
    return .gradient(of: try operand(of: item), by: variable)
  }

  // MARK: Sums

  /// Reads a sum; its sign with the limits has been passed.
  mutating func summation(
    _ lower: Formula, _ upper: Formula, _ item: Formula.Item
  ) throws(NotationError) -> MathExpression {
    guard let first = next else { throw .missingOperand(of: "Σ", item.source) }
    var limits = lower
    if limits.items.count == 1, case .fenced(.parenthesis, let content, _) = limits.items[0].kind {
      limits = content
    }
    if limits.items.contains(where: Self.isDots) {
      return try sumOverUnitsOfPaths(limits, first, item)
    }
    let body = try remainingChain(first)
    if limits.isEmpty { return try withoutIndex(body, item) }
    if let place = limits.items.firstIndex(where: Self.isRelation) {
      guard limits.items[place].isSymbol(.equals) else {
        throw .unexpected(Self.name(of: limits.items[place]), limits.items[place].source)
      }
      let variable = try boundVariable(limits.items[..<place], item)
      return try ranged(
        variable, from: Formula(Array(limits.items[(place + 1)...])), to: upper, body, item)
    }
    // Several indices below one sign are as many sums.
    var result = body
    for part in limits.items.split(whereSeparator: Self.isComma).reversed() {
      for place in part.indices.reversed() {
        let variable = try boundVariable(part[place...place], item)
        result = try overUnits(variable, result, item)
      }
    }
    return result
  }

  /// What a sum adds up reaches to the next term.
  mutating func remainingChain(_ first: Formula.Item) throws(NotationError)
    -> MathExpression
  {
    let start = position
    position = endOfTerm
    return try inner(Formula(Array(items[start..<position])), within: first.source)
  }

  /// Where the term ends that begins here.
  var endOfTerm: Int {
    // A sign at the start belongs to what is summed: Σ −y ln a.
    var end = position + (next?.isSymbol(.minus) ?? false ? 1 : 0)
    while end < items.count, !Self.endsTerm(items, end) { end += 1 }
    return end
  }

  /// Whether a term ends here: at a sign that is not that of a factor, a relation or a comma.
  private static func endsTerm(_ items: [Formula.Item], _ place: Int) -> Bool {
    switch items[place].kind {
    case .symbol(.plus), .symbol(.minus):
      guard place > 0, case .symbol(let before) = items[place - 1].kind else { return true }
      return ![.dot, .times, .asterisk, .divide].contains(before)
    case .symbol(let symbol): return symbol.isRelation || isComma(items[place])
    case .text: return true
    default: return false
    }
  }

  func boundVariable(
    _ items: ArraySlice<Formula.Item>, _ item: Formula.Item
  ) throws(NotationError) -> IndexVariable {
    if items.count == 1, case .identifier("l", _)? = items.first?.kind {
      return reader.quantities.indices.variable("ℓ")
    }
    var rest = items
    guard
      case .variable(let variable)? = reader.quantities.indices.index(&rest, isLayer: false)?.base,
      rest.isEmpty
    else { throw .noIndex(items.first?.source ?? item.source) }
    return variable
  }

  private func ranged(
    _ variable: IndexVariable, from lower: Formula, to upper: Formula, _ body: MathExpression,
    _ item: Formula.Item
  ) throws(NotationError) -> MathExpression {
    let indices = reader.quantities.indices
    let isLayer = variable == .layer
    var start = lower.items[...]
    guard let first = indices.index(&start, isLayer: isLayer), start.isEmpty else {
      throw .noIndex(SourceRange.covering(lower.items) ?? item.source)
    }
    guard !upper.isEmpty else { throw .noIndex(item.source) }
    var end = upper.items[...]
    if end.count == 1, case .fenced(.parenthesis, let content, _) = end[0].kind {
      end = content.items[...]
    }
    let upperItems = Array(end)
    if first == 1, upperItems.count == 1,
      LetterTable.key(upperItems[0]) == LetterTable.key(reader.notation.letters[.batchSize]),
      let samples = overSamples(variable, body)
    {
      return samples
    }
    let last = indices.index(&end, isLayer: isLayer)
    let isIndex = last != nil && end.isEmpty
    var isWhole = false
    if !isIndex {
      var parser = ExpressionParser(reader, upperItems, depth: depth + 1)
      guard case .quantity(let width) = try parser.whole(within: item.source), width.kind == .width
      else { throw .noIndex(SourceRange.covering(upperItems) ?? item.source) }
      if let layer = width.layer, first == 1 {
        return .summation(.init(variable, over: .units(layer: layer), body))
      }
      isWhole = true
    } else if case .variable = last?.base, last?.offset == 0, !isLayer {
      // Σ from 1 to n: to the last unit there is.
      isWhole = true
    }
    if first == 0, reader.notation.biasStyle == .weightFromZero, isWhole {
      let bias = body.instantiated([variable: 0])
      return .sum([.init(try overUnits(variable, body, item)), .init(Self.withZeroUnit(bias))])
    }
    if isWhole, first == 1 { return try overUnits(variable, body, item) }
    guard let last, isIndex else { throw .noIndex(item.source) }
    return .summation(.init(variable, over: .range(first, last), body))
  }

  /// A sum up to the number of samples: an index at x, y, the output or the cost is a sample's.
  private func overSamples(
    _ variable: IndexVariable, _ body: MathExpression
  ) -> MathExpression? {
    let renamed = Self.takingSample(body, .variable(variable))
    guard IndexDomain.of(variable, in: renamed) == .samples,
      !IndexDomain.freeUnits(of: renamed).contains(variable)
    else { return nil }
    // Every notation has a letter for samples of its own.
    let sum = MathExpression.summation(.init(variable, over: .samples, renamed))
    return sum.renamingVariables { $0 == variable ? .sample : $0 }
  }

  private static func takingSample(_ expression: MathExpression, _ index: Index)
    -> MathExpression
  {
    guard case .quantity(var quantity) = expression else {
      return expression.mapParts { takingSample($0, index) }
    }
    guard quantity.unit == index, quantity.sample == nil else { return expression }
    switch quantity.kind {
    case .input, .target: break
    case .activation where quantity.layer == .last: break
    default: return expression
    }
    quantity.unit = nil
    quantity.sample = index
    return .quantity(quantity)
  }

  /// w_0j x_0 is the bias.
  private static func withZeroUnit(_ expression: MathExpression) -> MathExpression {
    switch expression {
    case .quantity(var quantity) where quantity.kind == .weight && quantity.from == 0:
      quantity.kind = .bias
      quantity.from = nil
      return .quantity(quantity)
    case .product(let factors):
      let kept = factors.map(withZeroUnit).filter { $0 != 1 }
      return kept.count == 1 ? kept[0] : .product(kept)
    case .quantity(let quantity)
    where (quantity.kind == .activation || quantity.kind == .input) && quantity.unit == 0:
      return 1
    default: return expression
    }
  }

  /// A sum over all units of the layer that the index belongs to, or over all samples.
  private func overUnits(
    _ variable: IndexVariable, _ body: MathExpression, _ item: Formula.Item
  ) throws(NotationError) -> MathExpression {
    guard let domain = IndexDomain.of(variable, in: body) else {
      if variable == .sample, let samples = Self.overImpliedSamples(body) { return samples }
      if leavesLayersOpen, IndexDomain.freeUnits(of: body).contains(variable) {
        return .summation(.init(variable, over: .units(layer: LeftOutLayers.open), body))
      }
      throw .noLayerForSum(
        reader.notation.indexLetters.letter(of: variable), item.source)
    }
    guard case .units(let layer) = domain else {
      return .summation(.init(variable, over: domain, body))
    }
    return .summation(.init(variable, over: domain, Self.inLayer(layer, body, variable)))
  }

  /// Σ over samples of what names none: in Σ_x (a − y)², a and y are those of sample x.
  private static func overImpliedSamples(_ body: MathExpression) -> MathExpression? {
    let taken = body.ofSample(.variable(.sample))
    guard IndexDomain.of(.sample, in: taken) == .samples else { return nil }
    return .summation(.init(.sample, over: .samples, taken))
  }

  /// Returns what is summed with the layer of its index where letters leave it out: Σ_k y_k ln a_k.
  private static func inLayer(
    _ layer: Index, _ expression: MathExpression, _ variable: IndexVariable
  ) -> MathExpression {
    guard case .quantity(var quantity) = expression else {
      return expression.mapParts { inLayer(layer, $0, variable) }
    }
    switch quantity.kind {
    case .activation, .weightedInput, .error:
      if quantity.layer == nil, quantity.unit == .variable(variable) { quantity.layer = layer }
      return .quantity(quantity)
    default: return expression
    }
  }

  /// A sum without an index runs over the letters that do not stand on the left.
  private func withoutIndex(
    _ body: MathExpression, _ item: Formula.Item
  ) throws(NotationError) -> MathExpression {
    let free = IndexDomain.freeUnits(of: body).filter { !fixedUnits.contains($0) }
    guard !free.isEmpty else { throw .noIndexForSum(item.source) }
    var result = body
    for variable in free.reversed() { result = try overUnits(variable, result, item) }
    return result
  }
}

/// Finds out what an index runs over from where it stands.
enum IndexDomain {
  /// Returns the layer of a unit, or that the index is one of samples.
  static func of(
    _ variable: IndexVariable, in expression: MathExpression
  ) -> MathExpression.Summation.Domain? {
    if case .quantity(let quantity) = expression { return of(variable, in: quantity) }
    var found: MathExpression.Summation.Domain?
    _ = expression.containsPart { part in
      found = of(variable, in: part)
      return found != nil
    }
    return found
  }

  private static func of(
    _ variable: IndexVariable, in quantity: Quantity
  ) -> MathExpression.Summation.Domain? {
    let index = Index.variable(variable)
    if quantity.sample == index { return .samples }
    if quantity.unit == index {
      switch quantity.kind {
      case .input: return .units(layer: 0)
      case .target: return .units(layer: .last)
      default: return quantity.layer.map { .units(layer: $0) }
      }
    }
    if quantity.from == index { return quantity.layer.map { .units(layer: $0 - 1) } }
    return nil
  }

  /// Returns the units of an expression that no sum binds, in the order in which they stand.
  static func freeUnits(of expression: MathExpression) -> [IndexVariable] {
    var found: [IndexVariable] = []
    collect(expression, [], &found)
    return found
  }

  private static func collect(
    _ expression: MathExpression, _ bound: Set<IndexVariable>, _ found: inout [IndexVariable]
  ) {
    switch expression {
    case .quantity(let quantity):
      for index in [quantity.unit, quantity.from] {
        if case .variable(let variable)? = index?.base, !bound.contains(variable),
          !found.contains(variable)
        {
          found.append(variable)
        }
      }
    case .summation(let sum):
      collect(sum.body, bound.union([sum.variable]), &found)
    default:
      var inner = found
      _ = expression.containsPart { part in
        collect(part, bound, &inner)
        return false
      }
      found = inner
    }
  }
}
