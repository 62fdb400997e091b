import ExactArithmetic

extension NumericProblem {
  /// Returns δ(L) = ∂C/∂z(L) of a sample, by the shortest rule that holds.
  ///
  /// Sigmoid with binary cross-entropy: a − y. Softmax with cross-entropy: (Σy) a − y. Otherwise
  /// ∂C/∂a · f'(z), for softmax with the whole Jacobian.
  func outputErrors(
    of pass: SamplePass<Scalar>, at moment: TraceMoment
  ) throws(EngineError) -> [Scalar] {
    let target = samples[moment.sample - 1].target ?? []
    let a = pass.outputs
    var errors: [Scalar] = []
    switch outputErrorRule {
    case .product, .jacobian:
      return try outputErrorsByJacobian(of: pass, at: moment)
    case .difference:
      for unit in 0..<a.count { errors.append(a[unit] - target[unit]) }
    case .weightedDifference:
      var total = Scalar.zero
      for y in target { total = total + y }
      for unit in 0..<a.count { errors.append(total * a[unit] - target[unit]) }
    }
    try validate(errors: errors, at: moment)
    return errors
  }

  /// Returns δ(L) of a sample from the definition: δ_j = Σ_k ∂C/∂a_k · ∂a_k/∂z_j.
  ///
  /// Nothing is cancelled, so this is a second route to what `outputErrors` finds. Where f acts
  /// unit by unit, the Jacobian is the diagonal of f'(z).
  func outputErrorsByJacobian(
    of pass: SamplePass<Scalar>, at moment: TraceMoment
  ) throws(EngineError) -> [Scalar] {
    guard let cost, let target = samples[moment.sample - 1].target else { return [] }
    let depth = functions.count
    let a = pass.outputs
    var slopes: [Scalar] = []
    slopes.reserveCapacity(a.count)
    for unit in 0..<a.count {
      do {
        let slope = try cost.derivative(output: a[unit], target: target[unit])
        try slope.validate(bitLimit: bitLimit)
        slopes.append(slope)
      } catch {
        throw EngineError(error, in: .costDerivative(unit: unit + 1), at: moment)
      }
    }
    var errors: [Scalar] = []
    errors.reserveCapacity(a.count)
    for unit in 0..<a.count {
      if functions[depth - 1].activation == .softmax {
        var total = Scalar.zero
        for output in 0..<a.count {
          total =
            total + slopes[output] * Softmax.jacobian(of: a, output: output, input: unit)
        }
        errors.append(total)
      } else {
        errors.append(slopes[unit] * pass.derivatives[depth - 1][unit])
      }
    }
    try validate(errors: errors, at: moment)
    return errors
  }

  private func validate(errors: [Scalar], at moment: TraceMoment) throws(EngineError) {
    for unit in 0..<errors.count {
      do {
        try errors[unit].validate(bitLimit: bitLimit)
      } catch {
        throw EngineError(
          error, in: .error(layer: functions.count, unit: unit + 1), at: moment)
      }
    }
  }
}
