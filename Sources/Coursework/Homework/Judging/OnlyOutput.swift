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
