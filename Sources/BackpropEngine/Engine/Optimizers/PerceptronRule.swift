import ExactArithmetic

/// The perceptron rule: w' = w + η (t − a) x, b' = b + η (t − a).
///
/// No derivative is needed, so it works with `step` and `sign`. Corrections of several samples in
/// a batch are reduced as gradients are.
struct PerceptronRule<Scalar: ElementaryFunctions>: Sendable {
  let learningRate: Scalar

  func step(_ parameters: inout [Scalar], correction: [Scalar]) {
    for index in 0..<parameters.count {
      parameters[index] = parameters[index] + learningRate * correction[index]
    }
  }
}

extension NumericProblem {
  /// Returns (t − a) x for the weights and t − a for the biases, reduced over the batch.
  ///
  /// - Parameter batch: the samples of `passes`, counted from 1, which all have targets.
  func perceptronCorrection(
    _ passes: [SamplePass<Scalar>], batch: [Int], _ parameters: Parameters<Scalar>,
    at moment: TraceMoment
  ) throws(EngineError) -> Parameters<Scalar> {
    var errorPasses = passes
    for (position, sample) in batch.enumerated() {
      let target = samples[sample - 1].target ?? []
      let a = passes[position].outputs
      errorPasses[position].errors = [(0..<a.count).map { target[$0] - a[$0] }]
    }
    return try batchGradient(errorPasses, parameters, regularized: false, at: moment)
  }
}
