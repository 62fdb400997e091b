import BackpropEngine
import ExactArithmetic
import MathSyntax

/// Biases that are written short: the one bias of a layer in lectures that count straight through, where
/// b_1 is a number and not the vector of the biases of layer 1, and the b of z = w₁x₁ + w₂x₂ + b.
///
/// Elsewhere the reader of the notation tells b_2 of unit 2 from that of layer 2, while it still knows
/// what was written: b^1_2 is never the bias of layer 2.
enum SharedBiases {
  /// Returns the readings of a chain, the one as it stands first; only that one where nothing is open.
  static func readings(
    _ chain: Chain, in problem: Problem, _ notation: Notation
  ) -> [Chain] {
    var readings = [chain]
    if notation.numbering == .straightThrough {
      let layers = problem.network.layers.indices.map { index -> Bool in
        problem.biasUpdate == .shared || isUniform(problem.network.layers[index].biases)
      }
      func ofLayer(_ expression: MathExpression) -> MathExpression? {
        guard case .quantity(var quantity) = expression, quantity.kind == .bias,
          let layer = number(of: quantity, in: problem.network), layers.indices.contains(layer - 1),
          layers[layer - 1]
        else { return nil }
        // All units of the layer have the same bias, so the first one speaks for them.
        quantity.layer = .number(layer)
        quantity.unit = 1
        return .quantity(quantity)
      }
      if let reading = chain.replacing(ofLayer) { readings.append(reading) }
    }
    if let (layer, unit) = unit(of: chain.sides[0].expression, problem.network) {
      func ofUnit(_ expression: MathExpression) -> MathExpression? {
        guard case .quantity(var quantity) = expression, quantity.kind == .bias,
          quantity.unit == nil, quantity.layer == nil
        else { return nil }
        quantity.layer = .number(layer)
        quantity.unit = .number(unit)
        return .quantity(quantity)
      }
      if let reading = chain.replacing(ofUnit) { readings.append(reading) }
    }
    return readings
  }

  private static func isUniform(_ biases: [TypedNumber]) -> Bool {
    biases.allSatisfy { $0.value == biases[0].value }
  }

  /// The number that a bias has where layers are counted, not units.
  private static func number(of bias: Quantity, in network: Network) -> Int? {
    guard let layer = bias.layer?.number else { return nil }
    guard let unit = bias.unit?.number else { return layer }
    guard (1...network.depth).contains(layer) else { return nil }
    return (1..<layer).reduce(unit) { $0 + network.width($1) }
  }

  /// The unit that a left side is about.
  private static func unit(
    of expression: MathExpression?, _ network: Network
  ) -> (layer: Int, unit: Int)? {
    guard case .quantity(let quantity)? = expression?.instantiated([:], depth: network.depth),
      quantity.kind == .weightedInput || quantity.kind == .activation,
      let layer = quantity.layer?.number, (1...network.depth).contains(layer),
      let unit = quantity.unit?.number
    else { return nil }
    return (layer, unit)
  }
}

extension Chain {
  /// Returns the chain with parts replaced; nil where there are none of them.
  func replacing(_ replacement: (MathExpression) -> MathExpression?) -> Chain? {
    func isAffected(_ expression: MathExpression) -> Bool {
      if let other = replacement(expression) { return other != expression }
      return expression.containsPart(where: isAffected)
    }
    func replaced(_ expression: MathExpression) -> MathExpression {
      replacement(expression) ?? expression.mapParts(replaced)
    }
    guard sides.contains(where: { $0.expression.map(isAffected) ?? false }) else { return nil }
    return mapExpressions(replaced)
  }
}
