public import ExactArithmetic

/// Everything that is computed for a problem, in one arithmetic.
///
/// First the passes of all samples, then update after update: the batch, the passes of its samples
/// at the parameters of that moment, the gradient, the new parameters, the cost after the step. A
/// sample's own weight gradients are products that are made when they are looked up.
public struct Run<Scalar: ElementaryFunctions>: Sendable {
  let numbers: NumericProblem<Scalar>
  /// The passes of all samples before the first update.
  let passes: [SamplePass<Scalar>]
  /// The updates done, from the first.
  let updates: [Update]

  /// One update of the parameters.
  struct Update: Sendable {
    /// The passes of the batch's samples, in the batch's order.
    let passes: [SamplePass<Scalar>]
    /// The gradient of the batch's cost; nil without a backward pass.
    let gradient: Parameters<Scalar>?
    /// The batch's cost, regulariser included; nil without a backward pass.
    let cost: Scalar?
    /// The regulariser's part of `cost`.
    let regularization: Scalar?
    /// What the optimiser remembers after the update.
    let memory: OptimizerMemory<Scalar>
    /// The parameters after the update.
    let parameters: Parameters<Scalar>
    /// The batch's cost after the update, regulariser included.
    let updatedCost: Scalar?
  }

  /// Computes everything.
  ///
  /// - Parameters:
  ///   - updates: how many updates; none are done where the problem lacks what they need.
  ///   - precision: bits kept by arithmetics of variable precision.
  ///   - bitLimit: how long a numerator or denominator may get; nil: as long as it will.
  /// - Throws: the first number that cannot be computed.
  public init(
    _ problem: Problem, updates count: Int, precision: Int = 0, bitLimit: Int? = nil
  ) throws(EngineError) {
    let numbers = try NumericProblem<Scalar>(problem, precision: precision, bitLimit: bitLimit)
    self.numbers = numbers
    var parameters = numbers.initialParameters
    var passes: [SamplePass<Scalar>] = []
    for sample in 0..<problem.samples.count {
      passes.append(try numbers.pass(parameters, at: TraceMoment(sample: sample + 1)))
    }
    self.passes = passes

    var updates: [Update] = []
    let rule = UpdateRule<Scalar>(problem.optimizer, precision: precision)
    var memory = OptimizerMemory(problem.optimizer, for: parameters, precision: precision)
    for update in 0..<(problem.hasUpdates ? count : 0) {
      let moment = TraceMoment(update: update + 1)
      let batch = problem.batch(ofUpdate: update + 1)
      var batchPasses: [SamplePass<Scalar>] = []
      for sample in batch {
        batchPasses.append(
          update == 0
            ? passes[sample - 1]
            : try numbers.pass(parameters, at: TraceMoment(update: update + 1, sample: sample)))
      }
      let regularization =
        numbers.hasBackwardPass ? try numbers.regularization(parameters, at: moment) : nil
      let gradient =
        numbers.hasBackwardPass
        ? try numbers.batchGradient(batchPasses, parameters, at: moment) : nil
      let cost =
        numbers.hasBackwardPass
        ? try numbers.reducedCost(
          batchPasses.compactMap(\.cost), divisor: numbers.batchDivisor,
          regularization: regularization, in: .batchCost, at: moment)
        : nil
      try numbers.advance(
        &parameters, memory: &memory, by: rule, gradient: gradient, passes: batchPasses,
        batch: batch, update: update + 1)
      updates.append(
        Update(
          passes: batchPasses, gradient: gradient, cost: cost, regularization: regularization,
          memory: memory, parameters: parameters,
          updatedCost: try numbers.updatedCost(parameters, batch: batch, at: moment)))
    }
    self.updates = updates
  }

  /// Returns the parameters that update `update` starts from, or nil where it is not known.
  func parameters(before update: Int) -> Parameters<Scalar>? {
    if update == 1 { return numbers.initialParameters }
    guard update > 1, update - 2 < updates.count else { return nil }
    return updates[update - 2].parameters
  }
}

extension NumericProblem {
  /// Returns the pass of a sample: forward, and backward where a cost and all targets are given.
  func pass(
    _ parameters: Parameters<Scalar>, at moment: TraceMoment
  ) throws(EngineError) -> SamplePass<Scalar> {
    var pass = try forwardPass(parameters, at: moment)
    pass.cost = try cost(outputs: pass.outputs, at: moment)
    if hasBackwardPass { try addBackwardPass(to: &pass, parameters, at: moment) }
    return pass
  }

  /// Does one update of the parameters and of the optimiser's memory.
  func advance(
    _ parameters: inout Parameters<Scalar>, memory: inout OptimizerMemory<Scalar>,
    by rule: UpdateRule<Scalar>, gradient: Parameters<Scalar>?, passes: [SamplePass<Scalar>],
    batch: [Int], update: Int
  ) throws(EngineError) {
    let moment = TraceMoment(update: update)
    if case .perceptron = rule {
      let correction = try perceptronCorrection(passes, batch: batch, parameters, at: moment)
      try apply(rule, gradient: correction, to: &parameters, memory: &memory, update: update)
    } else if let gradient {
      try apply(rule, gradient: gradient, to: &parameters, memory: &memory, update: update)
    }
  }

  /// Returns the cost of a batch after an update, regulariser included, or nil without a cost.
  func updatedCost(
    _ parameters: Parameters<Scalar>, batch: [Int], at moment: TraceMoment
  ) throws(EngineError) -> Scalar? {
    guard hasBackwardPass else { return nil }
    var moment = moment
    do {
      var costs: [Scalar] = []
      costs.reserveCapacity(batch.count)
      for sample in batch {
        moment.sample = sample
        let outputs = try forwardPass(parameters, at: moment).outputs
        if let cost = try cost(outputs: outputs, at: moment) { costs.append(cost) }
      }
      return try reducedCost(
        costs, divisor: batchDivisor, regularization: try regularization(parameters, at: moment),
        in: .updatedCost, at: moment)
    } catch {
      // The numbers on the way belong to no quantity of this update.
      throw EngineError(error.fault, in: .updatedCost, at: moment)
    }
  }
}
