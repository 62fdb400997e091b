import ExactArithmetic

extension Run {
  /// Returns a quantity at a moment, or nil where there is no such quantity.
  ///
  /// - Complexity: O(1); `biasGradient` with a shared bias, O(units of the layer).
  public func value(of quantity: TraceQuantity, at moment: TraceMoment) -> Scalar? {
    switch quantity {
    case .input(let unit): return sample(moment)?.input.entry(unit)
    case .target(let unit): return sample(moment)?.target?.entry(unit)
    case .weight(let layer, let unit, let from):
      return parameters(before: moment.update)?.weight(layer: layer, unit: unit, from: from)
    case .bias(let layer, let unit):
      return parameters(before: moment.update)?.bias(layer: layer, unit: unit)

    case .weightedInput(let layer, let unit):
      return pass(moment)?.weightedInputs.entry(layer)?.entry(unit)
    case .activation(let layer, let unit):
      return pass(moment)?.activations.entry(layer + 1)?.entry(unit)
    case .activationDerivative(let layer, let unit):
      return pass(moment)?.derivatives.entry(layer)?.entry(unit)
    case .softmaxJacobian(let output, let input): return jacobian(output, input, at: moment)
    case .cost: return pass(moment)?.cost
    case .costDerivative(let unit): return costDerivative(unit, at: moment)

    case .error(let layer, let unit): return pass(moment)?.errors.entry(layer)?.entry(unit)
    case .weightGradient(let layer, let unit, let from):
      guard let pass = pass(moment), let error = pass.errors.entry(layer)?.entry(unit),
        let previous = pass.activations.entry(layer)?.entry(from)
      else { return nil }
      return error * previous
    case .biasGradient(let layer, let unit):
      guard let errors = pass(moment)?.errors.entry(layer), let error = errors.entry(unit) else {
        return nil
      }
      guard numbers.problem.biasUpdate == .shared else { return error }
      return errors.reduce(.zero) { $0 + $1 }

    case .batchWeightGradient(let layer, let unit, let from):
      return update(moment)?.gradient?.weight(layer: layer, unit: unit, from: from)
    case .batchBiasGradient(let layer, let unit):
      return update(moment)?.gradient?.bias(layer: layer, unit: unit)
    case .batchCost: return update(moment)?.cost
    case .regularization: return update(moment)?.regularization
    case .updatedWeight(let layer, let unit, let from):
      return update(moment)?.parameters.weight(layer: layer, unit: unit, from: from)
    case .updatedBias(let layer, let unit):
      return update(moment)?.parameters.bias(layer: layer, unit: unit)
    case .updatedCost: return update(moment)?.updatedCost
    case .state(let kind, let layer, let unit, let from):
      return state(kind, layer: layer, unit: unit, from: from, at: moment)
    }
  }

  private func sample(_ moment: TraceMoment) -> NumericProblem<Scalar>.Sample? {
    numbers.samples.entry(moment.sample)
  }

  private func update(_ moment: TraceMoment) -> Update? { updates.entry(moment.update) }

  /// Before the first update all samples have a pass; later those of the batch have.
  func pass(_ moment: TraceMoment) -> SamplePass<Scalar>? {
    if moment.update == 1 { return passes.entry(moment.sample) }
    guard let update = update(moment), (1...passes.count).contains(moment.sample),
      let position = numbers.problem.batchPosition(
        ofSample: moment.sample, update: moment.update)
    else { return nil }
    return update.passes[position]
  }

  private func jacobian(_ output: Int, _ input: Int, at moment: TraceMoment) -> Scalar? {
    guard let function = numbers.functions.last, function.activation == .softmax,
      let outputs = pass(moment)?.outputs, outputs.entry(output) != nil,
      outputs.entry(input) != nil
    else { return nil }
    return Softmax.jacobian(of: outputs, output: output - 1, input: input - 1)
  }

  private func costDerivative(_ unit: Int, at moment: TraceMoment) -> Scalar? {
    guard let cost = numbers.cost, let target = sample(moment)?.target?.entry(unit),
      let output = pass(moment)?.outputs.entry(unit)
    else { return nil }
    // Where it has no value, as −y/a at a = 0, the short rules for δ do not need it.
    return try? cost.derivative(output: output, target: target)
  }

  private func state(
    _ kind: OptimizerState, layer: Int, unit: Int, from: Int?, at moment: TraceMoment
  ) -> Scalar? {
    guard let update = update(moment), let slot = update.memory.kinds.firstIndex(of: kind),
      let biases = update.memory.biases.entry(layer)?[slot], (1...biases.count).contains(unit)
    else { return nil }
    guard let from else { return biases[unit - 1] }
    let columns = numbers.problem.network.width(layer - 1)
    guard (1...columns).contains(from) else { return nil }
    return update.memory.weights[layer - 1][slot][(unit - 1) * columns + from - 1]
  }
}

extension Array {
  /// Returns the element that is counted `number` from 1, or nil where there is none.
  fileprivate func entry(_ number: Int) -> Element? {
    number >= 1 && number <= count ? self[number - 1] : nil
  }
}
