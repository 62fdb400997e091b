import ExactArithmetic

/// An optimiser in one arithmetic, its constants converted once.
///
/// The rules are PyTorch's (`torch.optim`, the documented algorithm of each); a weight decay
/// there also reaches the biases.
enum UpdateRule<Scalar: ElementaryFunctions>: Sendable {
  case gradientDescent(GradientDescentRule<Scalar>)
  case adaGrad(AdaGradRule<Scalar>)
  case rmsProp(RMSPropRule<Scalar>)
  case adam(AdamRule<Scalar>)
  case perceptron(PerceptronRule<Scalar>)

  init(_ optimizer: Optimizer, precision: Int) {
    func number(_ typed: TypedNumber) -> Scalar { Scalar(typed.value, precision: precision) }
    switch optimizer {
    case .sgd(let settings): self = .gradientDescent(.init(settings, number))
    case .adagrad(let settings): self = .adaGrad(.init(settings, number))
    case .rmsprop(let settings): self = .rmsProp(.init(settings, number))
    case .adam(let settings): self = .adam(.init(settings, number))
    case .perceptron(let rate): self = .perceptron(.init(learningRate: number(rate)))
    }
  }

  /// Replaces the numbers of one tensor (a layer's weights or biases) by their new values.
  ///
  /// - Parameters:
  ///   - update: the number of this update, from 1.
  ///   - state: one array for each of `Optimizer.stateKinds`, as long as `parameters`.
  ///   - entry: after a fault, the index of the number it struck.
  func step(
    _ parameters: inout [Scalar], gradient: [Scalar], update: Int, state: inout [[Scalar]],
    entry: inout Int
  ) throws(ArithmeticFault) {
    switch self {
    case .gradientDescent(let rule):
      rule.step(&parameters, gradient: gradient, update: update, state: &state)
    case .adaGrad(let rule):
      try rule.step(
        &parameters, gradient: gradient, update: update, state: &state, entry: &entry)
    case .rmsProp(let rule):
      try rule.step(&parameters, gradient: gradient, state: &state, entry: &entry)
    case .adam(let rule):
      try rule.step(
        &parameters, gradient: gradient, update: update, state: &state, entry: &entry)
    case .perceptron(let rule):
      rule.step(&parameters, correction: gradient)
    }
  }
}

extension Optimizer {
  /// What the optimiser remembers, in the order in which it computes it.
  public var stateKinds: [OptimizerState] {
    switch self {
    case .sgd(let settings):
      settings.momentum.value == 0 ? [] : [.velocity]
    case .adagrad:
      [.sum]
    case .rmsprop(let settings):
      [.squareAverage] + (settings.centered ? [.gradientAverage] : [])
        + (settings.momentum.value == 0 ? [] : [.momentumBuffer])
    case .adam(let settings):
      [.firstMoment, .secondMoment] + (settings.amsgrad ? [.largestSecondMoment] : [])
    case .perceptron:
      []
    }
  }
}
