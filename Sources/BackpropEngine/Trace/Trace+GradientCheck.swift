public import ExactArithmetic

extension Trace {
  /// Returns the central difference of one quantity in another, in double precision.
  ///
  /// Its error is about 10⁻¹⁰ of the numbers' size: the step h is 2⁻¹⁷, near the cube root of the
  /// precision, where the errors of the formula and of rounding are about equal; it grows with the
  /// nudged number.
  ///
  /// - Parameters:
  ///   - result: `cost`, `batchCost`, or a `weightedInput` or `activation` of the sample.
  ///   - variable: a `weight`, a `bias` or, but for `batchCost`, an `input`, `weightedInput` or
  ///     `activation` of the sample.
  /// - Returns: nil where one of the two is no such quantity or cannot be computed.
  public func centralDifference(
    of result: TraceQuantity = .cost, in variable: TraceQuantity,
    at moment: TraceMoment = TraceMoment()
  ) -> Double? {
    guard let numbers = try? NumericProblem<Double>(problem),
      let parameters = doubleParameters(before: moment.update),
      let value = value(of: variable, at: moment)?.approximate
    else { return nil }
    let step = 0x1p-17 * max(1, value.magnitude.binade)
    return try? GradientCheck(numbers, parameters)
      .centralDifference(of: result, in: variable, at: moment, step: step)
  }

  /// Returns the central difference of one quantity in another as an exact number.
  ///
  /// - Parameter step: h, not zero.
  /// - Returns: nil where the trace is not in exact numbers, and as `centralDifference`.
  public func exactCentralDifference(
    of result: TraceQuantity = .cost, in variable: TraceQuantity,
    at moment: TraceMoment = TraceMoment(), step: Rational = Rational(1, 1024)
  ) -> ExactNumber? {
    guard case .rational(let run) = run,
      let parameters = run.content.parameters(before: moment.update)
    else { return nil }
    return try? GradientCheck(run.content.numbers, parameters)
      .centralDifference(of: result, in: variable, at: moment, step: ExactNumber(step))
  }

  private func doubleParameters(before update: Int) -> Parameters<Double>? {
    switch run {
    case .rational(let run):
      run.content.parameters(before: update)?.map { Double($0) }
    case .certified(let run):
      run.content.parameters(before: update)?.map { $0.erased.approximate }
    case .double(let run): run.content.parameters(before: update)
    }
  }
}
