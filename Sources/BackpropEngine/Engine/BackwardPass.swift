import ExactArithmetic

extension NumericProblem {
  /// Adds the derivatives f'(z) and the errors δ of every layer to a pass.
  ///
  /// δ(L) by the rule of the output layer, then, layer by layer towards the input,
  /// δ(l) = (W(l+1)^T δ(l+1)) · f'(z(l)), product taken entry by entry.
  ///
  /// - Complexity: O(number of weights).
  /// - SeeAlso: Nielsen, Neural Networks and Deep Learning, ch. 2, (BP1) and (BP2).
  func addBackwardPass(
    to pass: inout SamplePass<Scalar>, _ parameters: Parameters<Scalar>, at moment: TraceMoment
  ) throws(EngineError) {
    let depth = functions.count
    pass.derivatives = []
    pass.derivatives.reserveCapacity(depth)
    for layer in 1...depth {
      let slopes = try derivatives(
        layer: layer, z: pass.weightedInputs[layer - 1], a: pass.activations[layer], at: moment)
      pass.derivatives.append(slopes)
    }
    var errors = [[Scalar]](repeating: [], count: depth)
    errors[depth - 1] = try outputErrors(of: pass, at: moment)
    for layer in stride(from: depth - 1, to: 0, by: -1) {
      errors[layer - 1] = try hiddenErrors(
        layer: layer, next: errors[layer], weights: parameters.weights[layer],
        derivatives: pass.derivatives[layer - 1], at: moment)
    }
    pass.errors = errors
  }

  /// Returns f'(z) of a layer; for softmax the diagonal a_j (1 − a_j) of its Jacobian.
  private func derivatives(
    layer: Int, z: [Scalar], a: [Scalar], at moment: TraceMoment
  ) throws(EngineError) -> [Scalar] {
    let function = functions[layer - 1]
    let isSoftmax = function.activation == .softmax
    var slopes: [Scalar] = []
    slopes.reserveCapacity(z.count)
    var unit = 0
    do {
      while unit < z.count {
        let slope =
          isSoftmax
          ? Softmax.jacobian(of: a, output: unit, input: unit)
          : try function.derivative(at: z[unit], value: a[unit])
        try slope.validate(bitLimit: bitLimit)
        slopes.append(slope)
        unit += 1
      }
    } catch {
      throw EngineError(error, in: .activationDerivative(layer: layer, unit: unit + 1), at: moment)
    }
    return slopes
  }

  /// Returns δ(l) of a hidden layer from δ(l+1).
  ///
  /// - Parameters:
  ///   - next: δ(l+1); n(l+1) entries.
  ///   - weights: W(l+1); n(l+1) rows, n(l) columns.
  ///   - derivatives: f'(z(l)); n(l) entries.
  private func hiddenErrors(
    layer: Int, next: [Scalar], weights: Matrix<Scalar>, derivatives: [Scalar],
    at moment: TraceMoment
  ) throws(EngineError) -> [Scalar] {
    var errors: [Scalar] = []
    errors.reserveCapacity(derivatives.count)
    for unit in 0..<derivatives.count {
      let sum = Scalar.dot(
        weights.entries, start: unit, stride: weights.columns, next, adding: .zero)
      let error = sum * derivatives[unit]
      do {
        try error.validate(bitLimit: bitLimit)
      } catch {
        throw EngineError(error, in: .error(layer: layer, unit: unit + 1), at: moment)
      }
      errors.append(error)
    }
    return errors
  }
}
