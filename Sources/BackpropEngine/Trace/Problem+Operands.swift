import ExactArithmetic

extension Problem {
  /// Returns the quantities that a quantity is computed from, in the order of its formula.
  ///
  /// All are read at the quantity's own moment, with these exceptions: a quantity of the batch
  /// takes those of a sample from every sample of its batch, and an optimiser's state takes its own
  /// value after the update before. Given numbers have no operands.
  ///
  /// - Complexity: O(operands).
  public func operands(of quantity: TraceQuantity) -> [TraceQuantity] {
    switch quantity {
    case .input, .target, .weight, .bias: []
    case .weightedInput(let layer, let unit): weightedInputOperands(layer, unit)
    case .activation(let layer, let unit): activationOperands(layer, unit)
    case .activationDerivative(let layer, let unit): derivativeOperands(layer, unit)
    case .softmaxJacobian(let output, let input):
      output == input ? [outputActivation(output)] : [output, input].map(outputActivation)
    case .cost: outputUnits.flatMap { [outputActivation($0), .target(unit: $0)] }
    case .costDerivative(let unit): [outputActivation(unit), .target(unit: unit)]
    case .error(let layer, let unit):
      layer == network.depth ? outputErrorOperands(unit) : hiddenErrorOperands(layer, unit)
    case .weightGradient(let layer, let unit, let from):
      [.error(layer: layer, unit: unit), activation(layer: layer - 1, unit: from)]
    case .biasGradient(let layer, let unit):
      biasUpdate == .shared
        ? (1...network.width(layer)).map { .error(layer: layer, unit: $0) }
        : [.error(layer: layer, unit: unit)]
    case .batchWeightGradient(let layer, let unit, let from):
      [.weightGradient(layer: layer, unit: unit, from: from)]
        + (regularizer == nil ? [] : [.weight(layer: layer, unit: unit, from: from)])
    case .batchBiasGradient(let layer, let unit): [.biasGradient(layer: layer, unit: unit)]
    case .batchCost: [.cost] + (regularizer == nil ? [] : [.regularization])
    case .regularization: regularizer == nil ? [] : allWeights(TraceQuantity.weight)
    case .updatedWeight(let layer, let unit, let from):
      updateOperands(layer, unit, from: from)
    case .updatedBias(let layer, let unit): updateOperands(layer, unit, from: nil)
    case .updatedCost: updatedCostOperands
    case .state(let kind, let layer, let unit, let from):
      stateOperands(kind, layer, unit, from: from)
    }
  }

  // MARK: Forward

  private var outputUnits: ClosedRange<Int> { 1...network.width(network.depth) }

  private func outputActivation(_ unit: Int) -> TraceQuantity {
    .activation(layer: network.depth, unit: unit)
  }

  private func activation(layer: Int, unit: Int) -> TraceQuantity {
    layer == 0 ? .input(unit: unit) : .activation(layer: layer, unit: unit)
  }

  private func weightedInputOperands(_ layer: Int, _ unit: Int) -> [TraceQuantity] {
    (1...network.width(layer - 1)).flatMap { from in
      [.weight(layer: layer, unit: unit, from: from), activation(layer: layer - 1, unit: from)]
    } + [.bias(layer: layer, unit: unit)]
  }

  private func activationOperands(_ layer: Int, _ unit: Int) -> [TraceQuantity] {
    if layer == 0 { return [.input(unit: unit)] }
    guard network.layers[layer - 1].activation == .softmax else {
      return [.weightedInput(layer: layer, unit: unit)]
    }
    return outputUnits.map { .weightedInput(layer: layer, unit: $0) }
  }

  // MARK: Backward

  private func derivativeOperands(_ layer: Int, _ unit: Int) -> [TraceQuantity] {
    switch network.layers[layer - 1].activation {
    case .identity, .step, .sign: []
    case .sigmoid, .tanh, .scaledTanh, .softmax: [.activation(layer: layer, unit: unit)]
    case .relu, .leakyReLU, .relu6, .elu, .softplus, .square:
      [.weightedInput(layer: layer, unit: unit)]
    }
  }

  private func outputErrorOperands(_ unit: Int) -> [TraceQuantity] {
    switch outputErrorRule {
    case .product:
      [.costDerivative(unit: unit), .activationDerivative(layer: network.depth, unit: unit)]
    case .jacobian:
      outputUnits.flatMap {
        [.costDerivative(unit: $0), .softmaxJacobian(output: $0, input: unit)]
      }
    case .difference: [outputActivation(unit), .target(unit: unit)]
    case .weightedDifference: [outputActivation(unit)] + outputUnits.map { .target(unit: $0) }
    }
  }

  private func hiddenErrorOperands(_ layer: Int, _ unit: Int) -> [TraceQuantity] {
    (1...network.width(layer + 1)).flatMap { next in
      [
        .weight(layer: layer + 1, unit: next, from: unit),
        .error(layer: layer + 1, unit: next),
      ]
    } + [.activationDerivative(layer: layer, unit: unit)]
  }

  // MARK: Update

  private func allWeights(_ quantity: (Int, Int, Int) -> TraceQuantity) -> [TraceQuantity] {
    (1...network.depth).flatMap { layer in
      (1...network.width(layer)).flatMap { unit in
        (1...network.width(layer - 1)).map { quantity(layer, unit, $0) }
      }
    }
  }

  private func parameter(_ layer: Int, _ unit: Int, from: Int?) -> TraceQuantity {
    from.map { .weight(layer: layer, unit: unit, from: $0) } ?? .bias(layer: layer, unit: unit)
  }

  private func batchGradient(_ layer: Int, _ unit: Int, from: Int?) -> TraceQuantity {
    from.map { .batchWeightGradient(layer: layer, unit: unit, from: $0) }
      ?? .batchBiasGradient(layer: layer, unit: unit)
  }

  private func updateOperands(_ layer: Int, _ unit: Int, from: Int?) -> [TraceQuantity] {
    let old = parameter(layer, unit, from: from)
    if from == nil, biasUpdate == .fixed { return [old] }
    if case .perceptron = optimizer {
      // A shared bias takes the corrections of all its units.
      let units = from == nil && biasUpdate == .shared ? outputUnits : unit...unit
      return [old]
        + units.flatMap { [.target(unit: $0), .activation(layer: layer, unit: $0)] }
        + (from.map { [.input(unit: $0)] } ?? [])
    }
    let gradient = batchGradient(layer, unit, from: from)
    let states = optimizer.stateKinds.map {
      TraceQuantity.state($0, layer: layer, unit: unit, from: from)
    }
    switch optimizer {
    case .sgd(let settings) where !states.isEmpty && !settings.nesterov: return [old] + states
    case .adam(let settings) where settings.amsgrad: return [old, states[0], states[2]]
    case .adam: return [old] + states
    case .rmsprop(let settings) where settings.momentum.value != 0:
      return [old, states[states.count - 1]]
    case .sgd, .adagrad, .rmsprop, .perceptron: return [old, gradient] + states
    }
  }

  private func stateOperands(
    _ kind: OptimizerState, _ layer: Int, _ unit: Int, from: Int?
  ) -> [TraceQuantity] {
    let own = TraceQuantity.state(kind, layer: layer, unit: unit, from: from)
    let gradient = batchGradient(layer, unit, from: from)
    switch kind {
    case .velocity, .firstMoment, .secondMoment, .squareAverage, .gradientAverage, .sum:
      return [own, gradient]
    case .largestSecondMoment:
      return [own, .state(.secondMoment, layer: layer, unit: unit, from: from)]
    case .momentumBuffer:
      let averages = optimizer.stateKinds.filter { $0 != .momentumBuffer }
      return [own, gradient]
        + averages.map { .state($0, layer: layer, unit: unit, from: from) }
    }
  }

  private var updatedCostOperands: [TraceQuantity] {
    (1...network.width(0)).map { .input(unit: $0) }
      + outputUnits.map { .target(unit: $0) }
      + allWeights(TraceQuantity.updatedWeight)
      + (1...network.depth).flatMap { layer in
        (1...network.width(layer)).map { .updatedBias(layer: layer, unit: $0) }
      }
  }
}

extension Trace {
  /// Returns the quantities that a quantity is computed from; see `Problem.operands(of:)`.
  public func operands(of quantity: TraceQuantity) -> [TraceQuantity] {
    problem.operands(of: quantity)
  }
}
