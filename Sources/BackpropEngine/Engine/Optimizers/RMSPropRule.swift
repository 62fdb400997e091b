import ExactArithmetic

/// RMSProp: v = α v + (1 − α) g², w' = w − η g / (√v + ε).
///
/// Centered, √(v − m²) with m = α m + (1 − α) g takes the place of √v. With momentum μ,
/// u = μ u + g / (√v + ε) and w' = w − η u.
///
/// - SeeAlso: PyTorch, torch.optim.RMSprop.
struct RMSPropRule<Scalar: ElementaryFunctions>: Sendable {
  let learningRate: Scalar
  let alpha: Scalar
  let gradientShare: Scalar
  let epsilon: Scalar
  let weightDecay: Scalar?
  let momentum: Scalar?
  let centered: Bool
  let maximize: Bool

  init(_ settings: Optimizer.RMSProp, _ number: (TypedNumber) -> Scalar) {
    learningRate = number(settings.learningRate)
    alpha = number(settings.alpha)
    gradientShare = .one - alpha
    epsilon = number(settings.epsilon)
    weightDecay = settings.weightDecay.value == 0 ? nil : number(settings.weightDecay)
    momentum = settings.momentum.value == 0 ? nil : number(settings.momentum)
    centered = settings.centered
    maximize = settings.maximize
  }

  func step(
    _ parameters: inout [Scalar], gradient: [Scalar], state: inout [[Scalar]], entry: inout Int
  ) throws(ArithmeticFault) {
    for index in 0..<parameters.count {
      entry = index
      let parameter = parameters[index]
      var slope = maximize ? -gradient[index] : gradient[index]
      if let weightDecay { slope = slope + weightDecay * parameter }
      let squareAverage = alpha * state[0][index] + gradientShare * (slope * slope)
      state[0][index] = squareAverage
      var variance = squareAverage
      if centered {
        let gradientAverage = alpha * state[1][index] + gradientShare * slope
        state[1][index] = gradientAverage
        variance = squareAverage - gradientAverage * gradientAverage
      }
      var step = try slope.divided(by: try variance.squareRoot() + epsilon)
      if let momentum {
        let buffer = centered ? 2 : 1
        step = momentum * state[buffer][index] + step
        state[buffer][index] = step
      }
      parameters[index] = parameter - learningRate * step
    }
  }
}
