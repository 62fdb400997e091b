import BackpropEngine
import MathSyntax

/// The one bias of a layer in lectures that count straight through: b_1 is a number there, and not the
/// vector of the biases of layer 1.
enum SharedBiases {
  /// Returns the readings of a chain, the one as it stands first; only that one where nothing is open.
  static func readings(
    _ chain: Chain, in problem: Problem, _ notation: Notation
  ) -> [Chain] {
    guard problem.biasUpdate == .shared, notation.numbering == .straightThrough,
      chain.sides.contains(where: { $0.expression.map(hasWhole) ?? false })
    else { return [chain] }
    return [chain, chain.mapExpressions(replaced)]
  }

  private static func isWhole(_ expression: MathExpression) -> Bool {
    guard case .quantity(let quantity) = expression else { return false }
    return quantity.kind == .bias && quantity.unit == nil && quantity.layer?.number != nil
  }

  private static func hasWhole(_ expression: MathExpression) -> Bool {
    isWhole(expression) || expression.containsPart(where: hasWhole)
  }

  /// All units of the layer have the same bias, so the first one speaks for them.
  private static func replaced(_ expression: MathExpression) -> MathExpression {
    guard isWhole(expression), case .quantity(var quantity) = expression else {
      return expression.mapParts(replaced)
    }
    quantity.unit = 1
    return .quantity(quantity)
  }
}
