extension NotationReader {
  /// What the conditions of a statement say about its letters.
  public struct Restrictions: Hashable, Sendable {
    /// Comparisons of indices and numbers: l = 1, i ≠ j, l ≥ 1.
    public var comparisons: [Comparison]
    /// Conditions that say something else.
    public var others: [Statement.Condition]
  }

  /// Returns what the conditions of a statement say, in the letters of its expressions.
  ///
  /// A range such as l = L, …, 1 becomes two comparisons.
  public func restrictions(of statement: Statement) -> Restrictions {
    var result = Restrictions(comparisons: [], others: [])
    // The roles of k and i were exchanged in the statement if one of them feeds.
    let isExchanged =
      notation.indexLetters.thirdUnitFeeds
      && IndexRoles.areExchanged(in: statement.sides.map(\.expression))
    for condition in Self.joined(statement.conditions) {
      guard let comparisons = comparisons(condition.formula.items, isExchanged) else {
        result.others.append(condition)
        continue
      }
      result.comparisons += comparisons
    }
    return result
  }

  /// Returns what a formula says of indices, such as i ≠ j or l = L, …, 1; nil for one that says more.
  public func indexCondition(_ formula: Formula) -> [Comparison]? {
    guard StatementReader(reader: self).isIndexCondition(formula.items),
      case .identifier(let name, _)? = formula.items.first?.kind, Self.indexLetters.contains(name)
    else { return nil }
    return comparisons(formula.items, false)
  }

  /// Letters that stand for nothing but indices in a sentence of their own.
  private static let indexLetters: Set<String> = [
    "i", "j", "k", "l", "ℓ",
  ]

  /// Returns the conditions with ranges such as l = L, …, 1 in one piece.
  private static func joined(_ conditions: [Statement.Condition]) -> [Statement.Condition] {
    var results: [Statement.Condition] = []
    var continues = false
    for condition in conditions {
      let isDots = condition.formula.items.allSatisfy { item in
        item.kind == .symbol(.ellipsis) || item.kind == .symbol(.centeredEllipsis)
      }
      let hasRelation = condition.formula.items.contains { item in
        if case .symbol(let symbol) = item.kind { symbol.isRelation } else { false }
      }
      if let last = results.indices.last, isDots || continues || !hasRelation {
        results[last].formula.items.append(Formula.Item(.symbol(.comma)))
        results[last].formula.items += condition.formula.items
      } else {
        results.append(condition)
      }
      continues = isDots
    }
    return results
  }

  private func comparisons(_ items: [Formula.Item], _ isExchanged: Bool) -> [Comparison]? {
    var parts: [[Formula.Item]] = [[]]
    var relations: [MathSymbol] = []
    var isRange = false
    for item in items {
      switch item.kind {
      case .symbol(let symbol) where symbol.isRelation:
        relations.append(symbol)
        parts.append([])
      case .symbol(.comma), .symbol(.ellipsis), .symbol(.centeredEllipsis):
        isRange = true
        parts.append([])
      default: parts[parts.count - 1].append(item)
      }
    }
    parts.removeAll(where: \.isEmpty)
    let isLayer = parts.first.map(isLayerLetter) ?? false
    var indices: [Index] = []
    for part in parts {
      var rest = part[...]
      guard let index = quantities.indices.index(&rest, isLayer: isLayer || isLayerLetter(part)),
        rest.isEmpty
      else { return nil }
      indices.append(isExchanged ? Self.exchanged(index) : index)
    }
    if isRange {
      guard relations == [.equals], indices.count >= 3, let last = indices.last else { return nil }
      return Self.range(indices[0], indices[1], last)
    }
    guard indices.count == relations.count + 1, !relations.isEmpty else { return nil }
    var results: [Comparison] = []
    for (place, symbol) in relations.enumerated() {
      guard let relation = Self.relation(symbol) else { return nil }
      results.append(Comparison(.index(indices[place]), relation, .index(indices[place + 1])))
    }
    return results
  }

  private static func range(_ variable: Index, _ first: Index, _ last: Index) -> [Comparison] {
    // L, …, 1 counts down.
    let isDown =
      switch (first.number, last.number) {
      case (nil, _?): true
      case (let first?, let last?): first > last
      default: false
      }
    let (lower, upper) = isDown ? (last, first) : (first, last)
    var results = [Comparison(.index(variable), .greaterOrEqual, .index(lower))]
    // To the last unit, n, says no more than that there is one.
    if case .variable = upper.base { return results }
    results.append(Comparison(.index(variable), .lessOrEqual, .index(upper)))
    return results
  }

  private static func exchanged(_ index: Index) -> Index {
    guard case .variable(let variable) = index.base else { return index }
    return Index(base: .variable(IndexRoles.exchange(variable)), offset: index.offset)
  }

  private func isLayerLetter(_ items: [Formula.Item]) -> Bool {
    guard case .identifier(let name, _)? = items.first?.kind else { return false }
    let letters = notation.indexLetters
    return [letters.layer, letters.lastLayer, "l", "ℓ", "L"].contains(name)
  }

  private static func relation(_ symbol: MathSymbol) -> Comparison.Relation? {
    switch symbol {
    case .equals: .equal
    case .notEquals: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: nil
    }
  }
}
