import ExactArithmetic

extension NumericProblem {
  /// Returns the gradient of the batch's cost, regulariser included.
  ///
  /// ∂C/∂w(l)_jk is the sum (or the mean) of δ(l)_j a(l−1)_k over the samples, ∂C/∂b(l)_j that of
  /// δ(l)_j; with a shared bias, every unit's entry is the sum over the layer.
  ///
  /// - Parameters:
  ///   - passes: the batch's samples, with their errors.
  ///   - regularized: whether the regulariser's part is added.
  /// - Complexity: O(number of weights × samples).
  /// - SeeAlso: Nielsen, Neural Networks and Deep Learning, ch. 2, (BP3) and (BP4).
  func batchGradient(
    _ passes: [SamplePass<Scalar>], _ parameters: Parameters<Scalar>, regularized: Bool = true,
    at moment: TraceMoment
  ) throws(EngineError) -> Parameters<Scalar> {
    let regularizer = regularized ? problem.regularizer : nil
    var gradient = Parameters<Scalar>(weights: [], biases: [])
    for layer in 1...functions.count {
      gradient.weights.append(
        try weightGradient(
          layer: layer, passes, weights: parameters.weights[layer - 1],
          regularizer: regularizer, at: moment))
      gradient.biases.append(try biasGradient(layer: layer, passes, at: moment))
    }
    return gradient
  }

  private func weightGradient(
    layer: Int, _ passes: [SamplePass<Scalar>], weights: Matrix<Scalar>,
    regularizer: Regularizer?, at moment: TraceMoment
  ) throws(EngineError) -> Matrix<Scalar> {
    let columns = weights.columns
    let count = passes.count
    // Row k holds a(l−1)_k of every sample, so that an entry is one dot product over the samples.
    var previous: [Scalar] = []
    if count == 1 {
      previous = passes[0].activations[layer - 1]
    } else {
      previous.reserveCapacity(columns * count)
      for unit in 0..<columns {
        for pass in passes { previous.append(pass.activations[layer - 1][unit]) }
      }
    }
    var entries: [Scalar] = []
    entries.reserveCapacity(weights.entries.count)
    var errors: [Scalar] = []
    for unit in 0..<weights.rows {
      errors.removeAll(keepingCapacity: true)
      for pass in passes { errors.append(pass.errors[layer - 1][unit]) }
      for from in 0..<columns {
        var entry = Scalar.dot(previous, start: from * count, stride: 1, errors, adding: .zero)
        do {
          if let batchDivisor { entry = try entry.divided(by: batchDivisor) }
          if let regularizer {
            let slope = try regularizer.derivative(at: weights.entries[entries.count])
            entry = entry + regularizerStrength * slope
          }
          try entry.validate(bitLimit: bitLimit)
        } catch {
          throw EngineError(
            error, in: .batchWeightGradient(layer: layer, unit: unit + 1, from: from + 1),
            at: moment)
        }
        entries.append(entry)
      }
    }
    return Matrix(rows: weights.rows, columns: columns, entries: entries)
  }

  private func biasGradient(
    layer: Int, _ passes: [SamplePass<Scalar>], at moment: TraceMoment
  ) throws(EngineError) -> [Scalar] {
    let width = passes[0].errors[layer - 1].count
    var sums = [Scalar](repeating: .zero, count: width)
    for pass in passes {
      for unit in 0..<width { sums[unit] = sums[unit] + pass.errors[layer - 1][unit] }
    }
    if problem.biasUpdate == .shared {
      var total = Scalar.zero
      for sum in sums { total = total + sum }
      sums = Array(repeating: total, count: width)
    }
    for unit in 0..<width {
      do {
        if let batchDivisor { sums[unit] = try sums[unit].divided(by: batchDivisor) }
        try sums[unit].validate(bitLimit: bitLimit)
      } catch {
        throw EngineError(error, in: .batchBiasGradient(layer: layer, unit: unit + 1), at: moment)
      }
    }
    return sums
  }

  /// Returns the regulariser's part of the cost, λ Σ over all weights, or nil without one.
  func regularization(
    _ parameters: Parameters<Scalar>, at moment: TraceMoment
  ) throws(EngineError) -> Scalar? {
    guard let regularizer = problem.regularizer else { return nil }
    do {
      var total = Scalar.zero
      for matrix in parameters.weights {
        for weight in matrix.entries { total = total + (try regularizer.value(of: weight)) }
      }
      total = regularizerStrength * total
      try total.validate(bitLimit: bitLimit)
      return total
    } catch {
      throw EngineError(error, in: .regularization, at: moment)
    }
  }

  /// Returns the cost of several samples from their own and the regulariser's part.
  func reducedCost(
    _ costs: [Scalar], divisor: Scalar?, regularization: Scalar?, in quantity: TraceQuantity,
    at moment: TraceMoment
  ) throws(EngineError) -> Scalar {
    do {
      var total = Scalar.zero
      for cost in costs { total = total + cost }
      if let divisor { total = try total.divided(by: divisor) }
      if let regularization { total = total + regularization }
      try total.validate(bitLimit: bitLimit)
      return total
    } catch {
      throw EngineError(error, in: quantity, at: moment)
    }
  }
}
