import ExactArithmetic

/// AdaGrad: s = s + g², w' = w − η/(1 + (t − 1) decay) · g / (√s + ε).
///
/// - SeeAlso: PyTorch, torch.optim.Adagrad.
struct AdaGradRule<Scalar: ElementaryFunctions>: Sendable {
  let learningRate: Scalar
  let learningRateDecay: Scalar
  let weightDecay: Scalar?
  let epsilon: Scalar
  let maximize: Bool

  init(_ settings: Optimizer.AdaGrad, _ number: (TypedNumber) -> Scalar) {
    learningRate = number(settings.learningRate)
    learningRateDecay = number(settings.learningRateDecay)
    weightDecay = settings.weightDecay.value == 0 ? nil : number(settings.weightDecay)
    epsilon = number(settings.epsilon)
    maximize = settings.maximize
  }

  func step(
    _ parameters: inout [Scalar], gradient: [Scalar], update: Int, state: inout [[Scalar]],
    entry: inout Int
  ) throws(ArithmeticFault) {
    let elapsed = learningRate.constant(Rational(update - 1))
    let rate = try learningRate.divided(by: .one + elapsed * learningRateDecay)
    for index in 0..<parameters.count {
      entry = index
      let parameter = parameters[index]
      var slope = maximize ? -gradient[index] : gradient[index]
      if let weightDecay { slope = slope + weightDecay * parameter }
      let sum = state[0][index] + slope * slope
      state[0][index] = sum
      let quotient = try slope.divided(by: try sum.squareRoot() + epsilon)
      parameters[index] = parameter - rate * quotient
    }
  }
}
