import BackpropEngine
import ExactArithmetic

/// Mistakes in the step from old weights and biases to new ones.
extension MistakeCatalogue {
  /// Adds the mistakes in w' = w − η g, or in the perceptron rule.
  ///
  /// Optimisers with rules of their own have no catalogue of mistakes; a kept bias shows in all.
  ///
  /// - Parameter from: the unit that a weight comes from; nil: a bias.
  func addUpdateMistakes(
    _ layer: Int, _ unit: Int, from: Int?, at moment: TraceMoment, _ inputs: Inputs,
    to list: inout MistakeList<Scalar>
  ) {
    guard let old = inputs(parameter(layer, unit, from), moment) else { return }
    if from == nil, problem.biasUpdate == .fixed { return }
    if case .perceptron = problem.optimizer {
      addPerceptronMistakes(unit, from: from, old, at: moment, inputs, to: &list)
      return
    }
    if from == nil { list.add(.updateBiasKept, old) }
    guard let slope = stepSlope(layer, unit, from: from, at: moment, inputs) else { return }
    let step = learningRate * slope
    list.add(.updateUphill, old + step)
    list.add(.updateWithoutRate, old - slope)
    list.add(.updateStepOnly, -step)
    list.add(.updateRateTwice, old - learningRate * step)
    let batch = batch(ofUpdate: moment.update)
    if from != nil, batch.count == 1 {
      let error = inputs(.error(layer: layer, unit: unit), moment.with(sample: batch[0]))
      list.add(.updateByError, error.map { old - learningRate * $0 })
    }
    if moment.update == 1, let online {
      let last = TraceMoment(update: batch.count)
      let quantity: TraceQuantity =
        from.map { .updatedWeight(layer: layer, unit: unit, from: $0) }
        ?? .updatedBias(layer: layer, unit: unit)
      list.add(.onlineForBatch, online.value(of: quantity, at: last))
    }
  }

  /// Returns what the learning rate is multiplied by: the gradient, or with momentum the velocity.
  private func stepSlope(
    _ layer: Int, _ unit: Int, from: Int?, at moment: TraceMoment, _ inputs: Inputs
  ) -> Scalar? {
    if isPlainDescent { return inputs(batchGradient(layer, unit, from), moment) }
    guard case .sgd(let settings) = problem.optimizer else { return nil }
    if settings.momentum.value != 0 {
      // The plain rule in the first update only; later the velocity as it was worked out.
      if settings.nesterov { return nil }
      return inputs(.state(.velocity, layer: layer, unit: unit, from: from), moment)
    }
    guard var slope = inputs(batchGradient(layer, unit, from), moment) else { return nil }
    if settings.maximize { slope = -slope }
    guard settings.weightDecay.value != 0 else { return slope }
    let decay = Scalar(settings.weightDecay.value, precision: precision)
    return inputs(parameter(layer, unit, from), moment).map { slope + decay * $0 }
  }

  // MARK: Online instead of batch

  /// Returns the run of somebody who updates after every sample of the first batch, or nil where that
  /// is no mistake or has no numbers in this arithmetic.
  static func online(_ problem: Problem, precision: Int) -> Run<Scalar>? {
    guard case .sgd = problem.optimizer, problem.hasBackwardPass, problem.samplesPerUpdate > 1
    else { return nil }
    var single = problem
    single.batchSize = 1
    return try? Run<Scalar>(single, updates: problem.samplesPerUpdate, precision: precision)
  }

  /// Returns the first batch's gradient with each sample's at weights that are already updated.
  func onlineGradient(_ layer: Int, _ unit: Int, from: Int?) -> Scalar? {
    guard let online else { return nil }
    let count = problem.samplesPerUpdate
    let total = sum(over: count) { sample in
      let own = TraceMoment(update: sample, sample: sample)
      let quantity: TraceQuantity =
        from.map { .weightGradient(layer: layer, unit: unit, from: $0) }
        ?? .biasGradient(layer: layer, unit: unit)
      return online.value(of: quantity, at: own)
    }
    guard problem.reduction == .mean else { return total }
    return total.flatMap { try? $0.divided(by: number(count)) }
  }

  // MARK: Names of quantities

  private func parameter(_ layer: Int, _ unit: Int, _ from: Int?) -> TraceQuantity {
    from.map { .weight(layer: layer, unit: unit, from: $0) } ?? .bias(layer: layer, unit: unit)
  }

  private func batchGradient(_ layer: Int, _ unit: Int, _ from: Int?) -> TraceQuantity {
    from.map { .batchWeightGradient(layer: layer, unit: unit, from: $0) }
      ?? .batchBiasGradient(layer: layer, unit: unit)
  }
}
