public import ExactArithmetic

/// A long training of a network: the cost after each epoch and where it ends.
///
/// An epoch has as many updates as it takes for every sample to have had its turn. The passes in
/// between are not kept.
public struct Training<Scalar: ElementaryFunctions>: Sendable {
  /// The cost over all samples after each epoch, regulariser included; empty without a cost.
  public let costs: [Scalar]
  /// The number of epochs done.
  public let epochs: Int
  /// The parameters at the end.
  public let parameters: Parameters<Scalar>
  /// The outputs of every sample at the end.
  public let outputs: [[Scalar]]
  /// Whether the training ended because its goal was reached.
  public let hasReachedGoal: Bool

  /// When a training may end early.
  public enum Goal: Hashable, Sendable {
    /// The cost over all samples is below a number.
    case costBelow(Rational)
    /// Every output differs by less than a number from its target; 1/2: all samples are right.
    case outputsWithin(Rational)
  }

  /// Trains for some epochs, or until the goal is reached.
  ///
  /// - Throws: the first number that cannot be computed.
  public init(
    _ problem: Problem, epochs limit: Int, goal: Goal? = nil, precision: Int = 0,
    bitLimit: Int? = nil
  ) throws(EngineError) {
    let numbers = try NumericProblem<Scalar>(problem, precision: precision, bitLimit: bitLimit)
    let rule = UpdateRule<Scalar>(problem.optimizer, precision: precision)
    let size = problem.samplesPerUpdate
    let updatesPerEpoch = (problem.samples.count + size - 1) / size
    var parameters = numbers.initialParameters
    var memory = OptimizerMemory(problem.optimizer, for: parameters, precision: precision)
    var costs: [Scalar] = []
    var passes = try numbers.forwardPasses(parameters, update: 1)
    var epoch = 0
    var update = 0
    var hasReachedGoal = false
    while epoch < limit, !hasReachedGoal, problem.hasUpdates {
      for _ in 0..<updatesPerEpoch {
        update += 1
        // With one batch an epoch, its passes are those that the last epoch's cost was found from.
        try numbers.doUpdate(
          update, &parameters, memory: &memory, by: rule,
          passes: updatesPerEpoch == 1 ? passes : nil)
      }
      epoch += 1
      passes = try numbers.forwardPasses(parameters, update: update)
      let moment = TraceMoment(update: update)
      let cost = try numbers.totalCost(passes, parameters, at: moment)
      if let cost { costs.append(cost) }
      if let goal { hasReachedGoal = numbers.isReached(goal, cost: cost, passes: passes) }
    }
    self.costs = costs
    self.epochs = epoch
    self.parameters = parameters
    self.outputs = passes.map(\.outputs)
    self.hasReachedGoal = hasReachedGoal
  }
}

extension Training where Scalar == Double {
  /// Trains in double precision.
  ///
  /// - Throws: the first number that cannot be computed.
  public static func compute(
    _ problem: Problem, epochs: Int, goal: Goal? = nil
  ) throws(EngineError) -> Training {
    try Training(problem, epochs: epochs, goal: goal)
  }
}

extension NumericProblem {
  /// Returns the forward passes of all samples.
  fileprivate func forwardPasses(
    _ parameters: Parameters<Scalar>, update: Int
  ) throws(EngineError) -> [SamplePass<Scalar>] {
    var passes: [SamplePass<Scalar>] = []
    passes.reserveCapacity(samples.count)
    for sample in 0..<samples.count {
      let moment = TraceMoment(update: update, sample: sample + 1)
      passes.append(try forwardPass(parameters, at: moment))
    }
    return passes
  }

  /// Does update `update` without keeping what it is made of.
  ///
  /// - Parameter passes: the forward passes of the batch, where they are known.
  fileprivate func doUpdate(
    _ update: Int, _ parameters: inout Parameters<Scalar>,
    memory: inout OptimizerMemory<Scalar>, by rule: UpdateRule<Scalar>,
    passes known: [SamplePass<Scalar>]?
  ) throws(EngineError) {
    let batch = problem.batch(ofUpdate: update)
    var passes: [SamplePass<Scalar>] = []
    passes.reserveCapacity(batch.count)
    for (position, sample) in batch.enumerated() {
      let moment = TraceMoment(update: update, sample: sample)
      var pass =
        if let known { known[position] } else { try forwardPass(parameters, at: moment) }
      if hasBackwardPass { try addBackwardPass(to: &pass, parameters, at: moment) }
      passes.append(pass)
    }
    var gradient = Parameters<Scalar>(weights: [], biases: [])
    if hasBackwardPass {
      gradient = try batchGradient(passes, parameters, at: TraceMoment(update: update))
    }
    try advance(
      &parameters, memory: &memory, by: rule, gradient: gradient, passes: passes, batch: batch,
      update: update)
  }

  /// Returns the cost over all samples, regulariser included, or nil without a cost.
  fileprivate func totalCost(
    _ passes: [SamplePass<Scalar>], _ parameters: Parameters<Scalar>, at moment: TraceMoment
  ) throws(EngineError) -> Scalar? {
    guard hasBackwardPass else { return nil }
    var costs: [Scalar] = []
    costs.reserveCapacity(passes.count)
    for sample in 0..<passes.count {
      let moment = TraceMoment(update: moment.update, sample: sample + 1)
      if let cost = try cost(outputs: passes[sample].outputs, at: moment) { costs.append(cost) }
    }
    return try reducedCost(
      costs, divisor: sampleDivisor, regularization: try regularization(parameters, at: moment),
      in: .updatedCost, at: moment)
  }

  fileprivate func isReached(
    _ goal: Training<Scalar>.Goal, cost: Scalar?, passes: [SamplePass<Scalar>]
  ) -> Bool {
    switch goal {
    case .costBelow(let bound):
      guard let cost else { return false }
      return (cost - Scalar(bound, precision: precision)).sign == .negative
    case .outputsWithin(let tolerance):
      let bound = Scalar(tolerance, precision: precision)
      return zip(samples, passes).allSatisfy { sample, pass in
        zip(sample.target ?? [], pass.outputs).allSatisfy { target, output in
          (output - target - bound).sign == .negative
            && (target - output - bound).sign == .negative
        }
      }
    }
  }
}
