import BackpropEngine
import MathSyntax

/// Function letters of which it is open whose function they are: the σ of σ(0.3775), in a network whose
/// layers have different functions.
///
/// It may be the function of the layer that the line is about, or the logistic function, which has the
/// same letter in many lectures. A line is judged by the reading that does most for it.
enum LooseFunctions {
  /// Returns the readings of a chain, the one as it stands last; only that one where nothing is open.
  static func readings(_ chain: Chain, in network: Network) -> [Chain] {
    let layers = network.layers
    guard layers.contains(where: { $0.activation != layers[0].activation }),
      chain.sides.contains(where: { $0.expression.map(hasLoose) ?? false })
    else { return [chain] }
    var readings: [Chain] = []
    if let layer = layer(of: chain.sides[0].expression, network) {
      readings.append(
        chain.mapExpressions { expression in
          replaced(expression, layer: layer) { layer, order in
            .activation(layer: .number(Swift.max(1, layer)), order: order)
          }
        })
    }
    readings.append(
      chain.mapExpressions { expression in
        replaced(expression, layer: 0) { _, order in
          order == 0 ? .logistic : .derivative(.logistic)
        }
      })
    return readings + [chain]
  }

  /// Returns a chain with the declared function, or the logistic one, for σ of a plain number: σ(0) = 0.5
  /// says something without a network too; nil where there is none.
  static func ofNumbers(_ chain: Chain, _ declared: Activation?) -> Chain? {
    let function: MathFunction
    switch declared {
    case nil, .sigmoid: function = .logistic
    case .tanh: function = .hyperbolicTangent
    case .relu: function = .rectifier
    default: return nil
    }
    return chain.replacing { expression in
      guard case .apply(.activation(nil, let order), let argument) = expression, order <= 1,
        argument.isNumeric
      else { return nil }
      return .apply(order == 0 ? function : .derivative(function), argument)
    }
  }

  private static func hasLoose(_ expression: MathExpression) -> Bool {
    isLoose(expression) || expression.containsPart(where: hasLoose)
  }

  private static func isLoose(_ expression: MathExpression) -> Bool {
    guard case .apply(.activation(nil, let order), let argument) = expression, order <= 1 else {
      return false
    }
    if case .quantity(let quantity) = argument { return quantity.layer == nil }
    return true
  }

  /// The layer that a left side is about.
  private static func layer(of expression: MathExpression?, _ network: Network) -> Int? {
    switch expression?.instantiated([:], depth: network.depth) {
    case .quantity(let quantity): number(quantity.layer)
    case .partial(_, by: .quantity(let quantity)): number(quantity.layer)
    default: nil
    }
  }

  private static func number(_ index: Index?) -> Int? {
    guard let index, index.base == .number, index.offset > 0 else { return nil }
    return index.offset
  }

  /// Returns an expression with every open function replaced; within another one, it belongs to the
  /// layer before.
  private static func replaced(
    _ expression: MathExpression, layer: Int, _ function: (Int, Int) -> MathFunction
  ) -> MathExpression {
    guard isLoose(expression), case .apply(.activation(_, let order), let argument) = expression
    else { return expression.mapParts { replaced($0, layer: layer, function) } }
    return .apply(function(layer, order), replaced(argument, layer: layer - 1, function))
  }
}

extension Chain {
  /// Returns the chain with other expressions at the same places.
  func mapExpressions(_ transform: (MathExpression) -> MathExpression) -> Chain {
    var result = self
    for index in sides.indices {
      result.sides[index].expression = sides[index].expression.map(transform)
    }
    return result
  }
}
