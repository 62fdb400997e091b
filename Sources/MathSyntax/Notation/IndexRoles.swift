/// Exchanges the letters k and i where a lecture lets i feed j feed k.
///
/// Nielsen sums over k towards either side; other lectures call a unit of the layer before i. The
/// exchange depends only on the layers at which the letters stand, so doing it twice changes nothing.
enum IndexRoles {
  /// Returns the expressions of one statement with k and i exchanged if one of them feeds.
  static func exchanged(_ expressions: [MathExpression]) -> [MathExpression] {
    guard areExchanged(in: expressions) else { return expressions }
    return expressions.map { $0.renamingVariables(exchange) }
  }

  /// Whether k or i feeds, so that the two change places.
  static func areExchanged(in expressions: [MathExpression]) -> Bool {
    expressions.contains(where: hasFeedingUnit)
  }

  static func exchange(_ variable: IndexVariable) -> IndexVariable {
    switch variable {
    case .otherUnit: .thirdUnit
    case .thirdUnit: .otherUnit
    default: variable
    }
  }

  private static func hasFeedingUnit(_ expression: MathExpression) -> Bool {
    if case .quantity(let quantity) = expression { return hasFeedingUnit(quantity) }
    return expression.containsPart(where: hasFeedingUnit)
  }

  private static func hasFeedingUnit(_ quantity: Quantity) -> Bool {
    if isOfRole(quantity.from) { return true }
    guard isOfRole(quantity.unit) else { return false }
    if quantity.kind == .input { return true }
    guard let layer = quantity.layer else { return false }
    return layer.base != .number ? layer.offset < 0 : layer.offset == 0
  }

  private static func isOfRole(_ index: Index?) -> Bool {
    switch index?.base {
    case .variable(.otherUnit), .variable(.thirdUnit): true
    default: false
    }
  }
}

extension MathExpression {
  /// Returns the expression with every index variable replaced, bound ones too.
  public func renamingVariables(_ rename: (IndexVariable) -> IndexVariable) -> MathExpression {
    func renamed(_ index: Index) -> Index {
      guard case .variable(let variable) = index.base else { return index }
      return Index(base: .variable(rename(variable)), offset: index.offset)
    }
    switch self {
    case .quantity(let quantity): return .quantity(quantity.mapIndices(renamed))
    case .index(let index): return .index(renamed(index))
    case .apply(.activation(let layer, let order), let argument):
      return .apply(
        .activation(layer: layer.map(renamed), order: order), argument.renamingVariables(rename))
    case .summation(let sum):
      return .summation(
        Summation(
          rename(sum.variable), over: sum.domain.mapIndices(renamed),
          sum.body.renamingVariables(rename)))
    default: return mapParts { $0.renamingVariables(rename) }
    }
  }
}
