import BackpropEngine
import MathSyntax

/// Letters without a layer or unit in a network with one output: out = 0.75, δ = 0.14.
enum OnlyOutput {
  /// Returns the readings of a chain, the one as it stands first; only that one where nothing is open.
  static func readings(_ chain: Chain, in network: Network) -> [Chain] {
    guard network.width(network.depth) == 1 else { return [chain] }
    func ofOutput(_ expression: MathExpression) -> MathExpression? {
      guard case .quantity(var quantity) = expression, quantity.layer == nil, quantity.unit == nil,
        [.activation, .weightedInput, .error].contains(quantity.kind)
      else { return nil }
      quantity.layer = .last
      quantity.unit = 1
      return .quantity(quantity)
    }
    guard let reading = chain.replacing(ofOutput) else { return [chain] }
    return [chain, reading]
  }
}

/// Formulas about a layer that is not named, a = max(0, z), in a network whose layers have different
/// functions: they may be about the hidden layer.
enum HiddenLetters {
  /// Returns the readings of a chain, the one as it stands first; only that one where nothing is open.
  static func readings(_ chain: Chain, in network: Network) -> [Chain] {
    let layers = network.layers
    guard layers.contains(where: { $0.activation != layers[0].activation }),
      chain.sides.contains(where: { $0.expression.map(hasOpenInput) ?? false })
    else { return [chain] }
    func hidden(_ expression: MathExpression) -> MathExpression? {
      guard case .quantity(var quantity) = expression, quantity.unit == nil,
        quantity.layer == nil && quantity.kind == .weightedInput
          || quantity.kind == .activation && (quantity.layer == nil || quantity.layer == .last)
      else { return nil }
      quantity.layer = .last - 1
      return .quantity(quantity)
    }
    guard let reading = chain.replacing(hidden) else { return [chain] }
    return [chain, reading]
  }

  private static func hasOpenInput(_ expression: MathExpression) -> Bool {
    if case .quantity(let quantity) = expression {
      return quantity.kind == .weightedInput && quantity.layer == nil && quantity.unit == nil
    }
    return expression.containsPart(where: hasOpenInput)
  }
}
