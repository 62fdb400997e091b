public import BackpropEngine
public import MathSyntax

extension TraceQuantity {
  /// The layer that the quantity belongs to, if to one.
  var layer: Int? {
    switch self {
    case .weight(let layer, _, _), .bias(let layer, _), .weightedInput(let layer, _),
      .activation(let layer, _), .activationDerivative(let layer, _), .error(let layer, _),
      .weightGradient(let layer, _, _), .biasGradient(let layer, _),
      .batchWeightGradient(let layer, _, _), .batchBiasGradient(let layer, _),
      .updatedWeight(let layer, _, _), .updatedBias(let layer, _), .state(_, let layer, _, _):
      layer
    case .input: 0
    case .target, .softmaxJacobian, .cost, .costDerivative, .batchCost, .regularization,
      .updatedCost:
      nil
    }
  }

  /// Whether this is δ.
  var isError: Bool { if case .error = self { true } else { false } }

  /// Whether this is a weight or bias from before the update.
  var isParameter: Bool {
    switch self {
    case .weight, .bias: true
    default: false
    }
  }

  /// Whether an update leaves another value behind for the next one.
  var isChangedByUpdates: Bool {
    if case .state = self { true } else { isParameter }
  }

  /// What formulas call the quantity; `whole` leaves its units out, for the vector or matrix.
  public func formulaQuantity(whole: Bool = false) -> MathExpression {
    func index(_ unit: Int) -> Index? { whole ? nil : .number(unit) }
    func slope(_ quantity: Quantity) -> MathExpression {
      .partial(.quantity(.cost()), by: .quantity(quantity))
    }
    switch self {
    case .input(let unit): return .quantity(.input(index(unit)))
    case .target(let unit): return .quantity(.target(index(unit)))
    case .weight(let layer, let unit, let from):
      return .quantity(.weight(.number(layer), to: index(unit), from: index(from)))
    case .bias(let layer, let unit): return .quantity(.bias(.number(layer), index(unit)))
    case .weightedInput(let layer, let unit):
      return .quantity(.weightedInput(.number(layer), index(unit)))
    case .activation(let layer, let unit):
      return .quantity(.activation(.number(layer), index(unit)))
    case .activationDerivative(let layer, let unit):
      return .apply(
        .activation(layer: .number(layer), order: 1),
        .quantity(.weightedInput(.number(layer), index(unit))))
    case .softmaxJacobian(let output, let input):
      return .partial(
        .quantity(.activation(.last, .number(output))),
        by: .quantity(.weightedInput(.last, .number(input))))
    case .cost, .batchCost: return .quantity(.cost())
    case .updatedCost: return .quantity(Quantity.cost().updated)
    case .costDerivative(let unit): return slope(.activation(.last, index(unit)))
    case .error(let layer, let unit): return .quantity(.error(.number(layer), index(unit)))
    case .weightGradient(let layer, let unit, let from),
      .batchWeightGradient(let layer, let unit, let from):
      return slope(.weight(.number(layer), to: index(unit), from: index(from)))
    case .biasGradient(let layer, let unit), .batchBiasGradient(let layer, let unit):
      return slope(.bias(.number(layer), index(unit)))
    case .regularization: return .quantity(Quantity(.regularization))
    case .updatedWeight(let layer, let unit, let from):
      return .quantity(Quantity.weight(.number(layer), to: index(unit), from: index(from)).updated)
    case .updatedBias(let layer, let unit):
      return .quantity(Quantity.bias(.number(layer), index(unit)).updated)
    case .state(let state, let layer, let unit, let from):
      return .quantity(
        Quantity(
          state.quantityKind, layer: .number(layer), unit: index(unit),
          from: from.flatMap(index), isUpdated: true))
    }
  }
}

extension MathExpression {
  /// The quantity as it was before the update.
  var withoutUpdate: MathExpression {
    guard case .quantity(var quantity) = self else { return self }
    quantity.isUpdated = false
    return .quantity(quantity)
  }
}
