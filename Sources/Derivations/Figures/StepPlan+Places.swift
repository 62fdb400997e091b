import BackpropEngine
import MathSyntax

extension StepPlan {
  /// Returns the units and connections that a quantity is worked out from and at: first where its
  /// own value belongs, then where the numbers come from.
  func places(of quantity: TraceQuantity) -> [NetworkDiagram.Place] {
    let network = problem.network
    switch quantity {
    case .weightedInput(let layer, let unit):
      return [.unit(layer: layer, unit: unit)]
        + (1...network.width(layer - 1)).flatMap { from -> [NetworkDiagram.Place] in
          [
            .connection(layer: layer, to: unit, from: from),
            .unit(layer: layer - 1, unit: from),
          ]
        }
    case .activation(let layer, let unit), .activationDerivative(let layer, let unit):
      guard network.layers[layer - 1].activation == .softmax else {
        return [.unit(layer: layer, unit: unit)]
      }
      let units = 1...network.width(layer)
      return [.unit(layer: layer, unit: unit)]
        + units.filter { $0 != unit }.map { .unit(layer: layer, unit: $0) }
    case .cost, .costDerivative:
      return (1...network.width(network.depth)).map { .unit(layer: network.depth, unit: $0) }
    case .error(let layer, let unit):
      guard layer < network.depth else { return [.unit(layer: layer, unit: unit)] }
      return [.unit(layer: layer, unit: unit)]
        + (1...network.width(layer + 1)).flatMap { to -> [NetworkDiagram.Place] in
          [.connection(layer: layer + 1, to: to, from: unit), .unit(layer: layer + 1, unit: to)]
        }
    case .weight(let layer, let unit, let from), .weightGradient(let layer, let unit, let from),
      .batchWeightGradient(let layer, let unit, let from),
      .updatedWeight(let layer, let unit, let from), .state(_, let layer, let unit, let from?):
      return [
        .connection(layer: layer, to: unit, from: from), .unit(layer: layer - 1, unit: from),
        .unit(layer: layer, unit: unit),
      ]
    case .bias(let layer, let unit), .biasGradient(let layer, let unit),
      .batchBiasGradient(let layer, let unit), .updatedBias(let layer, let unit),
      .state(_, let layer, let unit, nil):
      return [.unit(layer: layer, unit: unit)]
    case .input(let unit): return [.unit(layer: 0, unit: unit)]
    case .target(let unit): return [.unit(layer: network.depth, unit: unit)]
    case .softmaxJacobian(let output, let input):
      return [.unit(layer: network.depth, unit: output), .unit(layer: network.depth, unit: input)]
    case .batchCost, .regularization, .updatedCost: return []
    }
  }
}
