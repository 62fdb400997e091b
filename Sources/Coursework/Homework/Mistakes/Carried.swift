import BackpropEngine
import ExactArithmetic

/// Mistakes in a step that was not written down, as they show in the next one.
extension MistakeCatalogue {
  /// Adds the numbers that mistakes in the steps before a quantity give.
  func addCarriedMistakes(
    in quantity: TraceQuantity, at moment: TraceMoment, _ inputs: Inputs,
    to list: inout MistakeList<Scalar>
  ) {
    switch quantity {
    case .activation(let layer, let unit)
    where layer >= 1 && activation(ofLayer: layer) != .softmax:
      var before = MistakeList<Scalar>()
      addMistakes(in: .weightedInput(layer: layer, unit: unit), at: moment, inputs, to: &before)
      for mistake in before.values {
        list.add(mistake.kind, try? functions[layer - 1].value(at: mistake.value))
      }
    case .error(let layer, let unit) where layer < network.depth:
      addCarriedErrors(layer, unit, at: moment, inputs, to: &list)
    case .weightGradient(let layer, let unit, let from):
      guard let a = inputs(previous(layer, from), moment) else { return }
      for mistake in allMistakes(in: .error(layer: layer, unit: unit), at: moment, inputs) {
        list.add(mistake.kind, mistake.value * a)
      }
    case .biasGradient(let layer, let unit) where problem.biasUpdate != .shared:
      for mistake in allMistakes(in: .error(layer: layer, unit: unit), at: moment, inputs) {
        list.add(mistake.kind, mistake.value)
      }
    case .batchWeightGradient(let layer, let unit, let from):
      addCarriedBatch(layer, unit, from: from, at: moment, inputs, to: &list)
    case .batchBiasGradient(let layer, let unit):
      addCarriedBatch(layer, unit, from: nil, at: moment, inputs, to: &list)
    case .updatedWeight(let layer, let unit, let from):
      addCarriedUpdate(
        from: .weight(layer: layer, unit: unit, from: from),
        by: .batchWeightGradient(layer: layer, unit: unit, from: from), at: moment, inputs,
        to: &list)
    case .updatedBias(let layer, let unit) where problem.biasUpdate != .fixed:
      addCarriedUpdate(
        from: .bias(layer: layer, unit: unit), by: .batchBiasGradient(layer: layer, unit: unit),
        at: moment, inputs, to: &list)
    default: break
    }
  }

  /// Returns the mistakes in the step of a quantity and in those before it.
  private func allMistakes(
    in quantity: TraceQuantity, at moment: TraceMoment, _ inputs: Inputs
  ) -> [MistakenValue<Scalar>] {
    var list = MistakeList<Scalar>()
    addMistakes(in: quantity, at: moment, inputs, to: &list)
    addCarriedMistakes(in: quantity, at: moment, inputs, to: &list)
    return list.values
  }

  /// The same mistake in the errors of all units of the next layer.
  private func addCarriedErrors(
    _ layer: Int, _ unit: Int, at moment: TraceMoment, _ inputs: Inputs,
    to list: inout MistakeList<Scalar>
  ) {
    let count = network.width(layer + 1)
    let weights = all(count) {
      inputs(.weight(layer: layer + 1, unit: $0, from: unit), moment)
    }
    guard let weights, let slope = derivative(layer, unit, at: moment, inputs) else { return }
    let units = (1...count).map {
      allMistakes(in: .error(layer: layer + 1, unit: $0), at: moment, inputs)
    }
    addSums(of: units, to: &list) { total, next, index in
      (total ?? .zero) + weights[index] * next
    } finish: {
      $0 * slope
    }
  }

  /// The same mistake in the gradients of all samples of a batch.
  private func addCarriedBatch(
    _ layer: Int, _ unit: Int, from: Int?, at moment: TraceMoment, _ inputs: Inputs,
    to list: inout MistakeList<Scalar>
  ) {
    let batch = problem.batch(ofUpdate: moment.update)
    guard let decay = decay(layer, unit, from: from, at: moment, inputs) else { return }
    let quantity: TraceQuantity =
      from.map { .weightGradient(layer: layer, unit: unit, from: $0) }
      ?? .biasGradient(layer: layer, unit: unit)
    let samples = batch.map { sample in
      let own = moment.with(sample: sample)
      // Of one sample, the mistakes of its gradient are the batch's own.
      guard batch.count == 1 else { return allMistakes(in: quantity, at: own, inputs) }
      var carried = MistakeList<Scalar>()
      addCarriedMistakes(in: quantity, at: own, inputs, to: &carried)
      return carried.values
    }
    let divisor =
      problem.reduction == .mean && batch.count > 1 ? number(batch.count) : nil
    addSums(of: samples, to: &list) { total, next, _ in
      total.map { $0 + next } ?? next
    } finish: { total in
      guard let divisor else { return total + decay }
      return (try? total.divided(by: divisor)).map { $0 + decay }
    }
  }

  private func addCarriedUpdate(
    from old: TraceQuantity, by gradient: TraceQuantity, at moment: TraceMoment,
    _ inputs: Inputs, to list: inout MistakeList<Scalar>
  ) {
    guard case .sgd(let settings) = problem.optimizer, settings.momentum.value == 0,
      settings.weightDecay.value == 0, !settings.maximize, let old = inputs(old, moment)
    else { return }
    for mistake in allMistakes(in: gradient, at: moment, inputs) {
      list.add(mistake.kind, old - learningRate * mistake.value)
    }
  }

  /// Adds a sum for every mistake that can be made in all the lists, the n-th way of making it with
  /// the n-th.
  private func addSums(
    of lists: [[MistakenValue<Scalar>]], to result: inout MistakeList<Scalar>,
    _ add: (Scalar?, Scalar, Int) -> Scalar, finish: (Scalar) -> Scalar?
  ) {
    guard let first = lists.first else { return }
    for (position, mistake) in first.enumerated() {
      let occurrence = first[..<position].count { $0.kind == mistake.kind }
      var total: Scalar?
      for (index, list) in lists.enumerated() {
        guard let same = list.occurrence(occurrence, of: mistake.kind) else {
          total = nil
          break
        }
        total = add(total, same, index)
      }
      result.add(mistake.kind, total.flatMap(finish))
    }
  }
}

extension Array {
  /// Returns the number of the n-th way of making a mistake, n counted from 0.
  fileprivate func occurrence<Scalar>(
    _ number: Int, of kind: MistakeKind
  ) -> Scalar? where Element == MistakenValue<Scalar> {
    var rest = number
    for element in self where element.kind == kind {
      if rest == 0 { return element.value }
      rest -= 1
    }
    return nil
  }
}
