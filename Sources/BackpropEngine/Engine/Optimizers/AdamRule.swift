import ExactArithmetic

/// Adam: m = β₁ m + (1 − β₁) g, v = β₂ v + (1 − β₂) g², w' = w − η m̂ / (√v̂ + ε).
///
/// m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ) undo the start at 0; with amsgrad the largest v so far
/// takes the place of v. In the first update v̂ = g², so that its root is exact in fractions.
///
/// - SeeAlso: PyTorch, torch.optim.Adam; Kingma and Ba, Adam, 2015.
struct AdamRule<Scalar: ElementaryFunctions>: Sendable {
  let learningRate: Scalar
  let beta1: Scalar
  let beta2: Scalar
  let epsilon: Scalar
  let weightDecay: Scalar?
  let amsgrad: Bool
  let maximize: Bool

  init(_ settings: Optimizer.Adam, _ number: (TypedNumber) -> Scalar) {
    learningRate = number(settings.learningRate)
    beta1 = number(settings.beta1)
    beta2 = number(settings.beta2)
    epsilon = number(settings.epsilon)
    weightDecay = settings.weightDecay.value == 0 ? nil : number(settings.weightDecay)
    amsgrad = settings.amsgrad
    maximize = settings.maximize
  }

  func step(
    _ parameters: inout [Scalar], gradient: [Scalar], update: Int, state: inout [[Scalar]],
    entry: inout Int
  ) throws(ArithmeticFault) {
    let correction1 = .one - Self.power(beta1, update)
    let correction2 = .one - Self.power(beta2, update)
    for index in 0..<parameters.count {
      entry = index
      let parameter = parameters[index]
      var slope = maximize ? -gradient[index] : gradient[index]
      if let weightDecay { slope = slope + weightDecay * parameter }
      let firstMoment = beta1 * state[0][index] + (.one - beta1) * slope
      var secondMoment = beta2 * state[1][index] + (.one - beta2) * (slope * slope)
      state[0][index] = firstMoment
      state[1][index] = secondMoment
      if amsgrad {
        secondMoment = try secondMoment.maximum(state[2][index])
        state[2][index] = secondMoment
      }
      let mean = try firstMoment.divided(by: correction1)
      let root = try secondMoment.divided(by: correction2).squareRoot()
      parameters[index] = parameter - learningRate * (try mean.divided(by: root + epsilon))
    }
  }

  /// Returns `base` to the power of `exponent`, by squaring.
  private static func power(_ base: Scalar, _ exponent: Int) -> Scalar {
    var result = Scalar.one
    var square = base
    var remaining = exponent
    while remaining > 0 {
      if remaining & 1 == 1 { result = result * square }
      remaining >>= 1
      if remaining > 0 { square = square * square }
    }
    return result
  }
}
