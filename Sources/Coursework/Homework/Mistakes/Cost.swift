import BackpropEngine
import ExactArithmetic

/// Mistakes in the cost and in its derivative by an output.
extension MistakeCatalogue {
  /// Adds the mistakes in the cost of one sample.
  func addCostMistakes(
    at moment: TraceMoment, _ inputs: Inputs, to list: inout MistakeList<Scalar>
  ) {
    guard let cost = problem.cost, let outputs = outputs(at: moment, inputs),
      let targets = targets(at: moment, inputs),
      let value = value(of: cost, outputs, targets)
    else { return }
    switch cost {
    case .halfSquaredError:
      list.add(.costNoHalf, value + value)
      list.add(.costNoSquare, half * differences(outputs, targets))
    case .squaredError:
      list.add(.costExtraHalf, half * value)
      list.add(.costNoSquare, differences(outputs, targets))
    case .binaryCrossEntropy, .crossEntropy:
      if let logarithms {
        list.add(.costLog10, try? value.divided(by: logarithms.ten))
        list.add(.costLog2, try? value.divided(by: logarithms.two))
      }
      list.add(.crossEntropySign, -value)
      list.add(
        .crossEntropyWrongProbability,
        try? cost.value(outputs: outputs.map { .one - $0 }, targets: targets))
      if cost == .crossEntropy, outputs.count > 1 {
        list.add(
          .crossEntropyBinaryOnSoftmax,
          try? Cost.binaryCrossEntropy.value(outputs: outputs, targets: targets))
      }
    }
    if outputs.count > 1 {
      list.add(.costMean, try? value.divided(by: number(outputs.count)))
    }
  }

  /// The cost; the half is converted once, not with each cost.
  private func value(of cost: Cost, _ outputs: [Scalar], _ targets: [Scalar]) -> Scalar? {
    guard cost == .halfSquaredError else {
      return try? cost.value(outputs: outputs, targets: targets)
    }
    return (try? Cost.squaredError.value(outputs: outputs, targets: targets)).map { half * $0 }
  }

  /// Adds the mistakes in the cost of a batch; those of one sample, where it has no more.
  func addBatchCostMistakes(
    at moment: TraceMoment, _ inputs: Inputs, to list: inout MistakeList<Scalar>
  ) {
    let batch = problem.batch(ofUpdate: moment.update)
    let regularization = inputs(.regularization, moment) ?? .zero
    if batch.count == 1 {
      var own = MistakeList<Scalar>()
      addCostMistakes(at: moment.with(sample: batch[0]), inputs, to: &own)
      for mistake in own.values { list.add(mistake.kind, mistake.value + regularization) }
      return
    }
    let total = sum(over: batch.count) { inputs(.cost, moment.with(sample: batch[$0 - 1])) }
    guard let total, let mean = try? total.divided(by: number(batch.count)) else { return }
    switch problem.reduction {
    case .mean: list.add(.costSum, total + regularization)
    case .sum: list.add(.costMean, mean + regularization)
    }
    let right = problem.reduction == .mean ? mean : total
    if problem.cost == .halfSquaredError { list.add(.costNoHalf, right + right + regularization) }
    if problem.cost == .squaredError { list.add(.costExtraHalf, half * right + regularization) }
  }

  /// Adds the mistakes in ∂C/∂a_j.
  func addCostDerivativeMistakes(
    _ unit: Int, at moment: TraceMoment, _ inputs: Inputs, to list: inout MistakeList<Scalar>
  ) {
    let depth = network.depth
    guard let cost = problem.cost, let y = inputs(.target(unit: unit), moment),
      let a = inputs(.activation(layer: depth, unit: unit), moment),
      let slope = try? cost.derivative(output: a, target: y)
    else { return }
    list.add(.outputErrorSign, -slope)
    if cost.hasLogarithms {
      if let logarithms {
        list.add(.crossEntropyErrorLog10, try? slope.divided(by: logarithms.ten))
        list.add(.crossEntropyErrorLog2, try? slope.divided(by: logarithms.two))
      }
    } else {
      list.add(.factorTwo, slope + slope)
      list.add(.factorHalf, half * slope)
      if activation(ofLayer: depth) != .identity,
        let z = inputs(.weightedInput(layer: depth, unit: unit), moment)
      {
        list.add(.weightedInputInError, try? cost.derivative(output: z, target: y))
      }
    }
  }

  // MARK: Outputs and targets

  /// Returns a^L, or nil where one of them is not known.
  func outputs(at moment: TraceMoment, _ inputs: Inputs) -> [Scalar]? {
    let depth = network.depth
    return all(network.width(depth)) { inputs(.activation(layer: depth, unit: $0), moment) }
  }

  /// Returns y, or nil where one of them is not known.
  func targets(at moment: TraceMoment, _ inputs: Inputs) -> [Scalar]? {
    all(network.width(network.depth)) { inputs(.target(unit: $0), moment) }
  }

  /// Returns the numbers of all units, or nil where one of them is not known.
  @inline(__always)
  func all(_ count: Int, _ entry: (Int) -> Scalar?) -> [Scalar]? {
    var entries: [Scalar] = []
    entries.reserveCapacity(count)
    for unit in 1...count {
      guard let value = entry(unit) else { return nil }
      entries.append(value)
    }
    return entries
  }

  private func differences(_ outputs: [Scalar], _ targets: [Scalar]) -> Scalar {
    var total = Scalar.zero
    for (a, y) in zip(outputs, targets) { total = total + (a - y) }
    return total
  }
}

extension TraceMoment {
  /// Returns the moment in another sample.
  func with(sample: Int) -> TraceMoment { TraceMoment(update: update, sample: sample) }
}
