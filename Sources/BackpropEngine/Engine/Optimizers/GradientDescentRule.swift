import ExactArithmetic

/// Stochastic gradient descent: w' = w − η g, with momentum w' = w − η v.
///
/// v = μ v + (1 − dampening) g, in the first update v = g; with Nesterov's momentum w' = w − η (g +
/// μ v). Before that g gets the weight decay λ w, and its sign turns where `maximize` is set.
///
/// - SeeAlso: PyTorch, torch.optim.SGD.
struct GradientDescentRule<Scalar: ElementaryFunctions>: Sendable {
  let learningRate: Scalar
  let momentum: Scalar?
  let gradientShare: Scalar
  let weightDecay: Scalar?
  let nesterov: Bool
  let maximize: Bool

  init(_ settings: Optimizer.SGD, _ number: (TypedNumber) -> Scalar) {
    learningRate = number(settings.learningRate)
    momentum = settings.momentum.value == 0 ? nil : number(settings.momentum)
    gradientShare = .one - number(settings.dampening)
    weightDecay = settings.weightDecay.value == 0 ? nil : number(settings.weightDecay)
    nesterov = settings.nesterov
    maximize = settings.maximize
  }

  func step(
    _ parameters: inout [Scalar], gradient: [Scalar], update: Int, state: inout [[Scalar]]
  ) {
    for index in 0..<parameters.count {
      let parameter = parameters[index]
      var slope = maximize ? -gradient[index] : gradient[index]
      if let weightDecay { slope = slope + weightDecay * parameter }
      if let momentum {
        let velocity =
          update == 1 ? slope : momentum * state[0][index] + gradientShare * slope
        state[0][index] = velocity
        slope = nesterov ? slope + momentum * velocity : velocity
      }
      parameters[index] = parameter - learningRate * slope
    }
  }
}
