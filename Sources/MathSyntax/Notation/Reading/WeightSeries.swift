/// Terms about one weight after the other, from the first weight of a network to its last.
enum WeightSeries {
  /// Returns the sum over all weights; nil where the terms do not run through them.
  ///
  /// f(w_11^1) + f(w_12^1) + … + f(w_21^2) gives Σ_l Σ_j Σ_k f(w_jk^l).
  ///
  /// - Parameter parts: the first terms, and the last behind the dots.
  static func sum(_ parts: [MathExpression], _ context: NotationContext) -> MathExpression? {
    guard let widths = context.widths, widths.count > 1, let tail = parts.last,
      let head = parts.first
    else { return nil }
    let depth = widths.count - 1
    let first = weight(1, 1, 1)
    func term(_ quantity: Quantity) -> MathExpression { head.replacing(first, by: quantity) }
    guard head != term(general), !hasFreeUnits(head),
      tail == term(weight(depth, widths[depth], widths[depth - 1])),
      parts.dropLast() == starts(widths, count: parts.count - 1).map(term)[...]
    else { return nil }
    let body = term(general)
    let row = MathExpression.summation(.init(.otherUnit, over: .units(layer: layer - 1), body))
    let matrix = MathExpression.summation(.init(.unit, over: .units(layer: layer), row))
    return .summation(.init(.layer, over: .range(1, .last), matrix))
  }

  private static let layer = Index.variable(.layer)
  private static let general = Quantity.weight(
    layer, to: .variable(.unit), from: .variable(.otherUnit))

  private static func weight(_ layer: Int, _ unit: Int, _ from: Int) -> Quantity {
    .weight(.number(layer), to: .number(unit), from: .number(from))
  }

  private static func hasFreeUnits(_ expression: MathExpression) -> Bool {
    !IndexDomain.freeUnits(of: expression).isEmpty
  }

  /// The first weights, row by row.
  private static func starts(_ widths: [Int], count: Int) -> [Quantity] {
    var result: [Quantity] = []
    for layer in 1..<widths.count {
      for unit in 1...widths[layer] {
        for from in 1...widths[layer - 1] {
          if result.count == count { return result }
          result.append(weight(layer, unit, from))
        }
      }
    }
    return result
  }
}

extension MathExpression {
  fileprivate func replacing(_ quantity: Quantity, by other: Quantity) -> MathExpression {
    if case .quantity(quantity) = self { return .quantity(other) }
    return mapParts { $0.replacing(quantity, by: other) }
  }
}
