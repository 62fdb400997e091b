import ExactArithmetic

extension Formula {
  /// Whether a sum over paths stands in the formula, whose nodes have names of their own.
  public var holdsSumOverPaths: Bool {
    items.contains { item in
      if case .largeOperator(.sum, let lower, _) = item.kind {
        return lower.items.contains { $0.isSymbol(.to) }
      }
      return false
    }
  }
}

extension ExpressionParser {
  /// Reads Σ over paths z = z_0 → … → z_l = L of Π ∂z_i/∂z_{i−1}, which is ∂L/∂z; nil where the limit
  /// is no path.
  ///
  /// The product must run along the edges of the path, each once; anything else is an error.
  mutating func sumOverPaths(
    _ lower: Formula, _ item: Formula.Item
  ) throws(NotationError) -> MathExpression? {
    var limits = lower.items[...]
    if limits.count == 1, case .fenced(_, let content, _) = limits[limits.startIndex].kind {
      limits = content.items[...]
    }
    guard limits.contains(where: { $0.isSymbol(.to) }) else { return nil }
    let nodes = limits.split { $0.isSymbol(.to) }.map(Array.init)
    guard nodes.count >= 2, let start = Self.end(of: nodes[0]),
      let goal = Self.end(of: nodes[nodes.count - 1]), start.node.name == goal.node.name
    else { throw .noPattern(SourceRange.covering(Array(limits))) }

    guard let sign = next, case .largeOperator(.product, let from, let to) = sign.kind,
      let fraction = follower(1), case .fraction(let above, let below) = fraction.kind,
      let upper = Self.differential(above), let under = Self.differential(below),
      upper.name == start.node.name, under.name == start.node.name,
      let (variable, first) = lowerLimit(from), let last = index(to),
      let top = index(upper.index), let bottom = index(under.index), top == bottom + 1
    else { throw .noPattern(next?.source ?? item.source) }
    // The first edge leaves the start and the last one reaches the goal.
    let shift = top.offset
    guard case .variable(variable) = top.base, let source = index(start.node.index),
      let target = index(goal.node.index), first + (shift - 1) == source,
      last + shift == target
    else { throw .noPattern(fraction.source) }
    position += 2
    return partial(
      try inner(Formula(goal.value), within: item.source),
      by: try inner(Formula(start.value), within: item.source))
  }

  /// z_0 with the name z and the index 0.
  private typealias Node = (name: String, index: Formula)

  /// The end of a path: z = z_0 or z_l = L, in either order.
  private static func end(of items: [Formula.Item]) -> (node: Node, value: [Formula.Item])? {
    guard let place = items.firstIndex(where: { $0.isSymbol(.equals) }) else { return nil }
    let left = Array(items[..<place])
    let right = Array(items[(place + 1)...])
    guard !left.isEmpty, !right.isEmpty else { return nil }
    if let node = node(right[...]) { return (node, left) }
    return node(left[...]).map { ($0, right) }
  }

  private static func node(_ items: ArraySlice<Formula.Item>) -> Node? {
    guard items.count == 1, let item = items.first,
      case .script(let base, let sub, let sup) = item.kind, sup.isEmpty, !sub.isEmpty,
      let name = LetterTable.key(base)
    else { return nil }
    return (name, sub)
  }

  private static func differential(_ formula: Formula) -> Node? {
    guard let first = formula.items.first, formula.items.count == 2 else { return nil }
    switch first.kind {
    case .symbol(.partial), .identifier("d", _): return node(formula.items[1...])
    default: return nil
    }
  }

  private func index(_ formula: Formula) -> Index? {
    var items = formula.items[...]
    let index = reader.quantities.indices.index(&items, isLayer: false)
    return items.isEmpty ? index : nil
  }

  /// i = 1 below a sign.
  private func lowerLimit(_ formula: Formula) -> (IndexVariable, Index)? {
    guard formula.items.count > 2, formula.items[1].isSymbol(.equals),
      case .variable(let variable)? = index([formula.items[0]])?.base,
      let first = index(Formula(Array(formula.items[2...])))
    else { return nil }
    return (variable, first)
  }

  // MARK: Units along paths

  /// Reads Σ_{mn…q} ∂C/∂a^L_m ∂a^L_m/∂a^{L−1}_n ⋯ ∂a^{l+1}_q/∂a^l_j: the sum over all units that a path
  /// can lead through, one of each layer, of what its edges multiply to.
  ///
  /// The product of the edges between the first unit of the paths and what follows the last one, summed
  /// over all units between, is the derivative of the one by the other: Σ_m ∂C/∂a^L_m ∂a^L_m/∂a^l_j.
  mutating func sumOverUnitsOfPaths(
    _ limits: Formula, _ first: Formula.Item, _ item: Formula.Item
  ) throws(NotationError) -> MathExpression {
    let variables = try limits.items.filter { !Self.isDots($0) && !Self.isComma($0) }.map {
      item throws(NotationError) in try boundVariable([item], item)
    }
    let end = endOfTerm
    let halves = items[position..<end].split(
      omittingEmptySubsequences: false, whereSeparator: Self.isDots)
    guard halves.count == 2, variables.count >= 2 else { throw .noPattern(item.source) }
    var edges: [[Edge]] = []
    for half in halves {
      guard let found = Self.edges(try inner(Formula(Array(half)), within: first.source)) else {
        throw .noPattern(SourceRange.covering(half))
      }
      edges.append(found)
    }
    position = end

    /// The variable of a node that the sum runs over.
    func summed(_ node: MathExpression) -> IndexVariable? {
      guard case .quantity(let quantity) = node, case .variable(let unit)? = quantity.unit?.base,
        quantity.from == nil
      else { return nil }
      return variables.contains(unit) ? unit : nil
    }
    let nodes = edges.map { [$0[0].of] + $0.map(\.by) }
    let all = nodes[0] + nodes[1]
    guard let start = all.firstIndex(where: { summed($0) != nil }), start < nodes[0].count,
      let variable = summed(all[start]), all[start...].compactMap(summed) == variables,
      let last = all.lastIndex(where: { summed($0) != nil }), last + 1 < all.count,
      last - start + 1 == variables.count, last >= nodes[0].count,
      nodes.allSatisfy({ Self.descends($0) }), Self.isBelow(all[last + 1], all[last]),
      case .quantity(let top) = all[start], case .quantity(let bottom) = all[last],
      top.kind == bottom.kind, let layer = top.layer
    else { throw .noPattern(item.source) }
    let kept = Array(all[...start]) + Array(all[(last + 1)...])
    let factors = zip(kept, kept.dropFirst()).map { MathExpression.partial($0, by: $1) }
    return .summation(
      .init(
        variable, over: .units(layer: layer), factors.count == 1 ? factors[0] : .product(factors)))
  }

  /// ∂X/∂Y as a step from X to Y.
  private typealias Edge = (of: MathExpression, by: MathExpression)

  /// Returns the derivatives that a product consists of, each beginning where the one before ends.
  private static func edges(_ expression: MathExpression) -> [Edge]? {
    let factors: [MathExpression]
    if case .product(let all) = expression { factors = all } else { factors = [expression] }
    var edges: [Edge] = []
    for factor in factors {
      guard case .partial(let above, by: let below) = factor,
        edges.last.map({ $0.by == above }) ?? true
      else { return nil }
      edges.append((above, below))
    }
    return edges.isEmpty ? nil : edges
  }

  /// Whether neighbours that are values of units are so in neighbouring layers.
  private static func descends(_ nodes: [MathExpression]) -> Bool {
    zip(nodes, nodes.dropFirst()).allSatisfy { above, below in
      guard case .quantity(let upper) = above, case .quantity(let lower) = below,
        upper.kind == lower.kind
      else { return true }
      return isBelow(below, above)
    }
  }

  private static func isBelow(_ lower: MathExpression, _ upper: MathExpression) -> Bool {
    guard case .quantity(let below) = lower, case .quantity(let above) = upper,
      below.kind == above.kind, let layer = above.layer
    else { return false }
    return below.layer == layer - 1
  }

  // MARK: Products

  /// How many factors a product may be written out as.
  private static let longestProduct = 64

  /// Reads Π from one number to another, written out.
  mutating func repeatedProduct(
    _ lower: Formula, _ upper: Formula, _ item: Formula.Item
  ) throws(NotationError) -> MathExpression {
    guard let first = next, let (variable, from) = lowerLimit(lower), let to = index(upper),
      let start = from.number, let end = to.number, start <= end,
      end - start < Self.longestProduct
    else { throw .unexpected(Self.name(of: item), item.source) }
    let body = try remainingChain(first)
    let factors = (start...end).map { body.instantiated([variable: $0]) }
    return factors.count == 1 ? factors[0] : .product(factors)
  }
}
