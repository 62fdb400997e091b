public import ExactArithmetic

/// Everything that is computed for a problem, in one arithmetic.
///
/// First the passes of all samples, then update after update: the batch, the passes of its samples
/// at the parameters of that moment, the gradient, the new parameters, the cost after the step. A
/// sample's own weight gradients are products that are made when they are looked up.
public struct Run<Scalar: ElementaryFunctions>: Sendable {
  let numbers: NumericProblem<Scalar>
  /// The passes of all samples before the first update, then those of the later updates' batches.
  ///
  /// One flat array, so that a lookup copies none of them.
  let passes: [SamplePass<Scalar>]
  /// The updates done, from the first.
  let updates: [Update]

  /// One update of the parameters.
  struct Update: Sendable {
    /// The gradient of the batch's cost; empty without a backward pass.
    let gradient: Parameters<Scalar>
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

    var updates: [Update] = []
    let rule = UpdateRule<Scalar>(problem.optimizer, precision: precision)
    var memory = OptimizerMemory(problem.optimizer, for: parameters, precision: precision)
    for update in 0..<(problem.hasUpdates ? count : 0) {
      let batch = problem.batch(ofUpdate: update + 1)
      var batchPasses: [SamplePass<Scalar>] = []
      for sample in batch {
        let moment = TraceMoment(update: update + 1, sample: sample)
        batchPasses.append(
          update == 0 ? passes[sample - 1] : try numbers.pass(parameters, at: moment))
      }
      if update > 0 { passes += batchPasses }
      updates.append(
        try numbers.update(
          update + 1, batch: batch, passes: batchPasses, parameters: &parameters, memory: &memory,
          by: rule))
    }
    self.passes = passes
    self.updates = updates
  }
}

extension NumericProblem {
  /// Does one update and returns what it consists of.
  fileprivate func update(
    _ update: Int, batch: [Int], passes: [SamplePass<Scalar>],
    parameters: inout Parameters<Scalar>, memory: inout OptimizerMemory<Scalar>,
    by rule: UpdateRule<Scalar>
  ) throws(EngineError) -> Run<Scalar>.Update {
    let moment = TraceMoment(update: update)
    var gradient = Parameters<Scalar>(weights: [], biases: [])
    var cost: Scalar?
    var regularization: Scalar?
    if hasBackwardPass {
      regularization = try self.regularization(parameters, at: moment)
      cost = try reducedCost(
        passes.compactMap(\.cost), divisor: batchDivisor, regularization: regularization,
        in: .batchCost, at: moment)
      gradient = try batchGradient(passes, parameters, at: moment)
    }
    try advance(
      &parameters, memory: &memory, by: rule, gradient: gradient, passes: passes, batch: batch,
      update: update)
    return Run<Scalar>.Update(
      gradient: gradient, cost: cost, regularization: regularization, memory: memory,
      parameters: parameters,
      updatedCost: try updatedCost(parameters, batch: batch, at: moment))
  }

  /// Returns the pass of a sample: forward, and backward where a cost and all targets are given.
  func pass(
    _ parameters: Parameters<Scalar>, at moment: TraceMoment
  ) throws(EngineError) -> SamplePass<Scalar> {
    var pass = try forwardPass(parameters, at: moment)
    pass.cost = try cost(outputs: pass.outputs, at: moment)
    if hasBackwardPass { try addBackwardPass(to: &pass, parameters, at: moment) }
    return pass
  }

  /// Moves the parameters and the optimiser's memory on by one update.
  ///
  /// - Parameter gradient: the gradient of the batch's cost; the perceptron rule ignores it.
  func advance(
    _ parameters: inout Parameters<Scalar>, memory: inout OptimizerMemory<Scalar>,
    by rule: UpdateRule<Scalar>, gradient: Parameters<Scalar>, passes: [SamplePass<Scalar>],
    batch: [Int], update: Int
  ) throws(EngineError) {
    let moment = TraceMoment(update: update)
    if case .perceptron = rule {
      let correction = try perceptronCorrection(passes, batch: batch, parameters, at: moment)
      try apply(rule, gradient: correction, to: &parameters, memory: &memory, update: update)
    } else {
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
