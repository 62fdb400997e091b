import BackpropEngine
import ExactArithmetic

/// Mistakes in the derivatives of the cost by weights and biases.
extension MistakeCatalogue {
  /// Adds the mistakes in ∂C/∂w^l_jk = δ^l_j a^(l−1)_k of one sample.
  func addWeightGradientMistakes(
    _ layer: Int, _ unit: Int, _ from: Int, at moment: TraceMoment, _ inputs: Inputs,
    to list: inout MistakeList<Scalar>
  ) {
    guard let error = inputs(.error(layer: layer, unit: unit), moment),
      let a = inputs(previous(layer, from), moment)
    else { return }
    let gradient = error * a
    list.add(.gradientIsError, error)
    list.add(.gradientSign, -gradient)
    list.add(.gradientWithRate, learningRate * gradient)
    func add(_ kind: MistakeKind, _ factor: TraceQuantity) {
      list.add(kind, product(error, inputs(factor, moment)))
    }
    if layer > 1 {
      if activation(ofLayer: layer - 1) != .identity {
        add(.gradientUsedWeightedInput, .weightedInput(layer: layer - 1, unit: from))
      }
      if from <= network.width(0) { add(.gradientUsedInput, .input(unit: from)) }
    }
    add(.gradientUsedOwnActivation, .activation(layer: layer, unit: unit))
    add(.gradientUsedWeight, .weight(layer: layer, unit: unit, from: from))
    if unit != from, from <= network.width(layer), unit <= network.width(layer - 1) {
      list.add(
        .gradientSwappedIndices,
        product(
          inputs(.error(layer: layer, unit: from), moment),
          inputs(previous(layer, unit), moment)))
    }
    addNextErrorMistake(layer, unit, factor: a, at: moment, inputs, to: &list)
    addExtraDerivative(gradient, layer, unit, at: moment, inputs, to: &list)
  }

  /// Adds the mistakes in ∂C/∂b^l_j of one sample: δ^l_j, with a shared bias the layer's sum of them.
  func addBiasGradientMistakes(
    _ layer: Int, _ unit: Int, at moment: TraceMoment, _ inputs: Inputs,
    to list: inout MistakeList<Scalar>
  ) {
    let isShared = problem.biasUpdate == .shared
    let error =
      isShared
      ? sum(over: network.width(layer)) { inputs(.error(layer: layer, unit: $0), moment) }
      : inputs(.error(layer: layer, unit: unit), moment)
    guard let error else { return }
    list.add(.gradientSign, -error)
    list.add(.gradientWithRate, learningRate * error)
    for from in 1...network.width(layer - 1) {
      list.add(
        .biasGradientTimesActivation, product(error, inputs(previous(layer, from), moment)))
    }
    if isShared { return }
    addNextErrorMistake(layer, unit, factor: nil, at: moment, inputs, to: &list)
    addExtraDerivative(error, layer, unit, at: moment, inputs, to: &list)
  }

  /// Adds the mistakes in the gradient of a batch; those of one sample, where it has no more.
  ///
  /// - Parameter from: the unit that a weight comes from; nil: the gradient by the bias.
  func addBatchGradientMistakes(
    _ layer: Int, _ unit: Int, from: Int?, at moment: TraceMoment, _ inputs: Inputs,
    to list: inout MistakeList<Scalar>
  ) {
    let batch = problem.batch(ofUpdate: moment.update)
    let decay = decay(layer, unit, from: from, at: moment, inputs)
    func sampleGradient(_ sample: Int) -> Scalar? {
      let own = moment.with(sample: sample)
      guard let from else { return inputs(.biasGradient(layer: layer, unit: unit), own) }
      return inputs(.weightGradient(layer: layer, unit: unit, from: from), own)
        ?? product(
          inputs(.error(layer: layer, unit: unit), own), inputs(previous(layer, from), own))
    }
    if batch.count == 1 {
      var own = MistakeList<Scalar>()
      let sample = moment.with(sample: batch[0])
      if let from {
        addWeightGradientMistakes(layer, unit, from, at: sample, inputs, to: &own)
      } else {
        addBiasGradientMistakes(layer, unit, at: sample, inputs, to: &own)
      }
      for mistake in own.values { list.add(mistake.kind, decay.map { mistake.value + $0 }) }
      return
    }
    guard let decay, let total = sum(over: batch.count, { sampleGradient(batch[$0 - 1]) }),
      let mean = try? total.divided(by: number(batch.count))
    else { return }
    switch problem.reduction {
    case .mean: list.add(.batchSum, total + decay)
    case .sum: list.add(.batchMean, mean + decay)
    }
    list.add(.batchLastOnly, sampleGradient(batch[batch.count - 1]).map { $0 + decay })
    let right = (problem.reduction == .mean ? mean : total) + decay
    list.add(.gradientSign, -right)
    list.add(.gradientWithRate, learningRate * right)
    if moment.update == 1 {
      list.add(.onlineForBatch, onlineGradient(layer, unit, from: from).map { $0 + decay })
    }
  }

  // MARK: Parts

  private func addNextErrorMistake(
    _ layer: Int, _ unit: Int, factor: Scalar?, at moment: TraceMoment, _ inputs: Inputs,
    to list: inout MistakeList<Scalar>
  ) {
    guard layer < network.depth else { return }
    let count = network.width(layer + 1)
    guard count == 1 || unit <= count else { return }
    let next = inputs(.error(layer: layer + 1, unit: count == 1 ? 1 : unit), moment)
    list.add(.gradientNextError, factor.map { product(next, $0) } ?? next)
  }

  private func addExtraDerivative(
    _ gradient: Scalar, _ layer: Int, _ unit: Int, at moment: TraceMoment, _ inputs: Inputs,
    to list: inout MistakeList<Scalar>
  ) {
    if activation(ofLayer: layer) == .identity { return }
    list.add(
      .gradientExtraDerivative, product(gradient, derivative(layer, unit, at: moment, inputs)))
  }

  /// Returns the regulariser's part of a derivative; 0 without one and for a bias.
  func decay(
    _ layer: Int, _ unit: Int, from: Int?, at moment: TraceMoment, _ inputs: Inputs
  ) -> Scalar? {
    guard let from, let regularizer = problem.regularizer else { return .zero }
    guard let w = inputs(.weight(layer: layer, unit: unit, from: from), moment),
      let slope = try? regularizer.derivative(at: w)
    else { return nil }
    return Scalar(regularizer.strength.value, precision: precision) * slope
  }
}
