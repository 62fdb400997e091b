public import ExactArithmetic

/// The training of a perceptron, sample by sample, until an epoch has no mistake.
///
/// If the samples can be separated, it ends; how long it takes is bounded.
///
/// - SeeAlso: Novikoff, On convergence proofs on perceptrons, 1962.
public struct PerceptronTraining<Scalar: ElementaryFunctions>: Sendable {
  /// The steps, one a sample, in order.
  public let steps: [Step]
  /// The number of epochs done, the last one perhaps without a mistake.
  public let epochs: Int
  /// Whether the last epoch had no mistake.
  public let hasConverged: Bool
  /// The parameters at the end.
  public let parameters: Parameters<Scalar>

  /// One sample's turn.
  public struct Step: Sendable {
    /// The epoch, from 1.
    public let epoch: Int
    /// The sample, from 1.
    public let sample: Int
    /// a, unit by unit.
    public let outputs: [Scalar]
    /// t − a, unit by unit.
    public let errors: [Scalar]
    /// Whether an output was wrong.
    public let isMistake: Bool
    /// The parameters after the step.
    public let parameters: Parameters<Scalar>
  }

  /// Trains until an epoch has no mistake, or for `epochs` epochs.
  ///
  /// - Throws: the first number that cannot be computed.
  /// - Precondition: the optimiser is `perceptron`, the network has one layer, and all samples have
  ///   targets.
  public init(
    _ problem: Problem, epochs limit: Int, precision: Int = 0, bitLimit: Int? = nil
  ) throws(EngineError) {
    guard case .perceptron = problem.optimizer, problem.hasUpdates else {
      preconditionFailure("a perceptron learns by the perceptron rule, from targets")
    }
    var single = problem
    single.batchSize = 1
    let numbers = try NumericProblem<Scalar>(single, precision: precision, bitLimit: bitLimit)
    let rule = UpdateRule<Scalar>(single.optimizer, precision: precision)
    var parameters = numbers.initialParameters
    var memory = OptimizerMemory(single.optimizer, for: parameters, precision: precision)
    var steps: [Step] = []
    var epoch = 0
    var hasConverged = false
    while epoch < limit, !hasConverged {
      epoch += 1
      hasConverged = true
      for sample in 1...single.samples.count {
        let update = steps.count + 1
        let pass = try numbers.forwardPass(
          parameters, at: TraceMoment(update: update, sample: sample))
        let target = numbers.samples[sample - 1].target ?? []
        let errors = zip(target, pass.outputs).map { $0 - $1 }
        let isMistake = errors.contains { $0.sign != .zero }
        if isMistake { hasConverged = false }
        try numbers.advance(
          &parameters, memory: &memory, by: rule, gradient: Parameters(weights: [], biases: []),
          passes: [pass], batch: [sample], update: update)
        steps.append(
          Step(
            epoch: epoch, sample: sample, outputs: pass.outputs, errors: errors,
            isMistake: isMistake, parameters: parameters))
      }
    }
    self.steps = steps
    self.epochs = epoch
    self.hasConverged = hasConverged
    self.parameters = parameters
  }
}
