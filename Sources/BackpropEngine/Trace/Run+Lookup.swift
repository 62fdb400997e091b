import ExactArithmetic

// Every lookup goes straight to the number through the arrays that hold it: a struct that is taken
// out of its array on the way costs a reference count for each of its own arrays.

extension Run {
  /// Returns a quantity at a moment, or nil where there is no such quantity.
  ///
  /// - Complexity: O(1); `biasGradient` with a shared bias, O(units of the layer).
  public func value(of quantity: TraceQuantity, at moment: TraceMoment) -> Scalar? {
    switch quantity {
    case .input(let unit):
      guard hasSample(moment) else { return nil }
      return numbers.samples[moment.sample - 1].input.entry(unit)
    case .target(let unit):
      guard hasSample(moment) else { return nil }
      return numbers.samples[moment.sample - 1].target?.entry(unit)
    case .weight(let layer, let unit, let from):
      if moment.update == 1 {
        return numbers.initialParameters.weight(layer: layer, unit: unit, from: from)
      }
      guard hasUpdate(moment.update - 1) else { return nil }
      return updates[moment.update - 2].parameters.weight(layer: layer, unit: unit, from: from)
    case .bias(let layer, let unit):
      if moment.update == 1 { return numbers.initialParameters.bias(layer: layer, unit: unit) }
      guard hasUpdate(moment.update - 1) else { return nil }
      return updates[moment.update - 2].parameters.bias(layer: layer, unit: unit)

    case .weightedInput(let layer, let unit):
      guard let pass = passIndex(moment) else { return nil }
      return passes[pass].weightedInputs.entry(layer, unit)
    case .activation(let layer, let unit):
      guard let pass = passIndex(moment) else { return nil }
      return passes[pass].activations.entry(layer + 1, unit)
    case .activationDerivative(let layer, let unit):
      guard let pass = passIndex(moment) else { return nil }
      return passes[pass].derivatives.entry(layer, unit)
    case .softmaxJacobian(let output, let input):
      return jacobian(output, input, at: moment)
    case .cost:
      guard let pass = passIndex(moment) else { return nil }
      return passes[pass].cost
    case .costDerivative(let unit):
      return costDerivative(unit, at: moment)

    case .error(let layer, let unit):
      guard let pass = passIndex(moment) else { return nil }
      return passes[pass].errors.entry(layer, unit)
    case .weightGradient(let layer, let unit, let from):
      guard let pass = passIndex(moment), let error = passes[pass].errors.entry(layer, unit),
        let previous = passes[pass].activations.entry(layer, from)
      else { return nil }
      return error * previous
    case .biasGradient(let layer, let unit):
      guard let pass = passIndex(moment), let error = passes[pass].errors.entry(layer, unit)
      else { return nil }
      guard numbers.problem.biasUpdate == .shared else { return error }
      return passes[pass].errors[layer - 1].reduce(.zero) { $0 + $1 }

    case .batchWeightGradient(let layer, let unit, let from):
      guard hasUpdate(moment.update) else { return nil }
      return updates[moment.update - 1].gradient.weight(layer: layer, unit: unit, from: from)
    case .batchBiasGradient(let layer, let unit):
      guard hasUpdate(moment.update) else { return nil }
      return updates[moment.update - 1].gradient.bias(layer: layer, unit: unit)
    case .batchCost:
      return hasUpdate(moment.update) ? updates[moment.update - 1].cost : nil
    case .regularization:
      return hasUpdate(moment.update) ? updates[moment.update - 1].regularization : nil
    case .updatedWeight(let layer, let unit, let from):
      guard hasUpdate(moment.update) else { return nil }
      return updates[moment.update - 1].parameters.weight(layer: layer, unit: unit, from: from)
    case .updatedBias(let layer, let unit):
      guard hasUpdate(moment.update) else { return nil }
      return updates[moment.update - 1].parameters.bias(layer: layer, unit: unit)
    case .updatedCost:
      return hasUpdate(moment.update) ? updates[moment.update - 1].updatedCost : nil
    case .state(let kind, let layer, let unit, let from):
      guard hasUpdate(moment.update) else { return nil }
      return updates[moment.update - 1].memory.value(kind, layer: layer, unit: unit, from: from)
    }
  }

  /// Returns the parameters that update `update` starts from, or nil where it is not known.
  func parameters(before update: Int) -> Parameters<Scalar>? {
    if update == 1 { return numbers.initialParameters }
    return hasUpdate(update - 1) ? updates[update - 2].parameters : nil
  }

  /// Returns where in `passes` the pass of a sample is, or nil where there is none.
  ///
  /// Before the first update all samples have a pass; later those of the batch have.
  func passIndex(_ moment: TraceMoment) -> Int? {
    let count = numbers.samples.count
    guard moment.sample >= 1, moment.sample <= count else { return nil }
    if moment.update == 1 { return moment.sample - 1 }
    let size = numbers.batchSize
    guard hasUpdate(moment.update) else { return nil }
    let start = (moment.update - 1) * size % count
    let position = (moment.sample - 1 - start + count) % count
    return position < size ? count + (moment.update - 2) * size + position : nil
  }

  private func hasSample(_ moment: TraceMoment) -> Bool {
    moment.sample >= 1 && moment.sample <= numbers.samples.count
  }

  private func hasUpdate(_ update: Int) -> Bool { update >= 1 && update <= updates.count }

  private func jacobian(_ output: Int, _ input: Int, at moment: TraceMoment) -> Scalar? {
    guard let pass = passIndex(moment),
      numbers.functions[numbers.functions.count - 1].activation == .softmax
    else { return nil }
    let outputs = passes[pass].outputs
    guard outputs.entry(output) != nil, outputs.entry(input) != nil else { return nil }
    return Softmax.jacobian(of: outputs, output: output - 1, input: input - 1)
  }

  private func costDerivative(_ unit: Int, at moment: TraceMoment) -> Scalar? {
    guard let cost = numbers.cost, let pass = passIndex(moment),
      let target = numbers.samples[moment.sample - 1].target?.entry(unit),
      let output = passes[pass].outputs.entry(unit)
    else { return nil }
    // Where it has no value, as −y/a at a = 0, the short rules for δ do not need it.
    return try? cost.derivative(output: output, target: target)
  }
}

extension OptimizerMemory {
  /// Returns what is remembered for a parameter, or nil where there is no such number.
  fileprivate func value(
    _ kind: OptimizerState, layer: Int, unit: Int, from: Int?
  ) -> Scalar? {
    guard let slot = kinds.firstIndex(of: kind), layer >= 1, layer <= biases.count else {
      return nil
    }
    let rows = biases[layer - 1][slot].count
    guard unit >= 1, unit <= rows else { return nil }
    guard let from else { return biases[layer - 1][slot][unit - 1] }
    let columns = weights[layer - 1][slot].count / rows
    guard from >= 1, from <= columns else { return nil }
    return weights[layer - 1][slot][(unit - 1) * columns + from - 1]
  }
}

extension Array {
  /// Returns the element that is counted `number` from 1, or nil where there is none.
  fileprivate func entry(_ number: Int) -> Element? {
    number >= 1 && number <= count ? self[number - 1] : nil
  }

  /// Returns an element of an array inside this one, both counted from 1, or nil.
  fileprivate func entry<Entry>(_ row: Int, _ number: Int) -> Entry? where Element == [Entry] {
    guard row >= 1, row <= count, number >= 1, number <= self[row - 1].count else { return nil }
    return self[row - 1][number - 1]
  }
}
