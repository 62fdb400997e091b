public import BackpropEngine
import ExactArithmetic

/// Problems drawn from a seed: the same seed gives the same problem everywhere.
///
/// Numbers have two decimals and are small enough that no function overflows and every cost is
/// defined: before a cost with logarithms, outputs lie inside its domain.
public enum RandomProblem {
  /// All activation functions, some with several parameters.
  public static let activations: [Activation] = [
    .identity, .step, .sign, .sigmoid, .tanh, .scaledTanh, .relu,
    .leakyReLU(slope: ProblemExamples.number("0.01")),
    .leakyReLU(slope: ProblemExamples.number("-0.5")), .relu6,
    .elu(alpha: ProblemExamples.number("1")), .elu(alpha: ProblemExamples.number("0.4")),
    .softplus, .square, .softmax,
  ]

  /// The activation functions that a hidden layer may have.
  public static let hiddenActivations = activations.filter { $0 != .softmax }

  /// The activation functions whose values are fractions for all fractions.
  public static let rationalActivations: [Activation] = [
    .identity, .step, .sign, .relu, .leakyReLU(slope: ProblemExamples.number("0.01")), .relu6,
    .square,
  ]

  /// Whether the outputs of an activation function can lie inside the domain of a cost.
  public static func allows(_ cost: Cost, after activation: Activation) -> Bool {
    switch cost {
    case .halfSquaredError, .squaredError: true
    case .binaryCrossEntropy, .crossEntropy: activation != .step && activation != .sign
    }
  }

  /// Returns a problem in which everything is drawn.
  public static func draw(seed: UInt64) -> Problem {
    var random = Draw(seed: seed)
    while true {
      let output = random.element(of: activations)
      let cost = random.element(of: Cost.allCases)
      guard allows(cost, after: output) else { continue }
      return random.problem(hidden: hiddenActivations, output: output, cost: cost)
    }
  }

  /// Returns a problem with given functions; the network has one to four layers.
  ///
  /// - Precondition: `allows(cost, after: output)`, and `hidden` is not softmax.
  public static func draw(
    hidden: Activation, output: Activation, cost: Cost, seed: UInt64
  ) -> Problem {
    var random = Draw(seed: seed)
    return random.problem(hidden: [hidden], output: output, cost: cost)
  }

  /// Returns a problem whose numbers are all fractions, updates by gradient descent included.
  public static func drawRational(seed: UInt64) -> Problem {
    var random = Draw(seed: seed)
    let output = random.element(of: rationalActivations)
    let cost = random.element(of: [Cost.halfSquaredError, .squaredError])
    var problem = random.problem(hidden: rationalActivations, output: output, cost: cost)
    problem.optimizer = .sgd(random.gradientDescent())
    return problem
  }
}

/// The dice of one problem.
private struct Draw {
  var generator: SplitMix64

  /// Whether an update must be small, so that outputs stay inside the domain of a logarithm.
  var needsSmallSteps = false

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  mutating func learningRate(_ hundredths: ClosedRange<Int>) -> TypedNumber {
    needsSmallSteps ? ProblemExamples.number("0.001") : self.hundredths(hundredths)
  }

  mutating func element<Element>(of elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &generator)]
  }

  mutating func bool() -> Bool { Bool.random(using: &generator) }

  mutating func hundredths(_ range: ClosedRange<Int>) -> TypedNumber {
    let value = Int.random(in: range, using: &generator)
    let digits = value.magnitude % 100
    let text = "\(value < 0 ? "-" : "")\(value.magnitude / 100).\(digits < 10 ? "0" : "")\(digits)"
    return TypedNumber(value: Rational(value, 100), text: text)
  }

  mutating func problem(hidden: [Activation], output: Activation, cost: Cost) -> Problem {
    let needsDomain = cost == .binaryCrossEntropy || cost == .crossEntropy
    needsSmallSteps = needsDomain && output != .sigmoid && output != .softmax
    let depth = Int.random(in: 1...4, using: &generator)
    var width = Int.random(in: 1...3, using: &generator)
    let inputs = width
    var layers: [Network.Layer] = []
    for layer in 1...depth {
      let isOutput = layer == depth
      let activation = isOutput ? output : element(of: hidden)
      // A softmax of one unit is constant; binary cross-entropy has no value at its 1.
      let units = Int.random(in: (activation == .softmax ? 2 : 1)...3, using: &generator)
      // z stays near 1; before a logarithm between 0.2 and 0.5, where every f is inside (0, 1).
      let reach = isOutput && needsDomain ? 8 / width : 100 / width
      layers.append(
        Network.Layer(
          activation: activation,
          weights: Matrix(
            rows: units, columns: width,
            entries: (0..<(units * width)).map { _ in hundredths(-reach...reach) }),
          biases: (0..<units).map { _ in
            isOutput && needsDomain ? hundredths(32...38) : hundredths(-50...50)
          }
        ))
      width = units
    }
    let samples = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
      Problem.Sample(
        input: (0..<inputs).map { _ in hundredths(-100...100) },
        target: (0..<width).map { _ in hundredths(needsDomain ? 0...100 : -100...100) }
      )
    }
    var problem = Problem(
      network: Network(layers: layers), cost: cost, samples: samples)
    problem.reduction = element(of: Reduction.allCases)
    problem.batchSize = bool() ? nil : Int.random(in: 1...samples.count, using: &generator)
    problem.derivativeAtKink = bool() ? .zero : .one
    problem.biasUpdate = element(of: Problem.BiasUpdate.allCases)
    if problem.biasUpdate == .shared { shareBiases(of: &problem.network) }
    problem.regularizer = regularizer()
    problem.optimizer = optimizer()
    return problem
  }

  private func shareBiases(of network: inout Network) {
    for layer in network.layers.indices {
      let biases = network.layers[layer].biases
      network.layers[layer].biases = biases.map { _ in biases[0] }
    }
  }

  private mutating func regularizer() -> Regularizer? {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: .l1(hundredths(1...20))
    case 1: .l2(hundredths(1...20))
    case 2: .weightElimination(hundredths(1...20))
    default: nil
    }
  }

  mutating func gradientDescent() -> Optimizer.SGD {
    var settings = Optimizer.SGD(learningRate: learningRate(1...20))
    if bool() { settings.momentum = hundredths(10...90) }
    if settings.momentum.value != 0 {
      settings.nesterov = bool()
      if !settings.nesterov, bool() { settings.dampening = hundredths(10...50) }
    }
    if bool() { settings.weightDecay = hundredths(1...10) }
    return settings
  }

  private mutating func optimizer() -> Optimizer {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0:
      return .adagrad(.init(learningRate: learningRate(1...20)))
    case 1:
      var settings = Optimizer.RMSProp(learningRate: learningRate(1...5))
      settings.centered = bool()
      settings.epsilon = ProblemExamples.number("0.01")
      if bool() { settings.momentum = hundredths(10...90) }
      return .rmsprop(settings)
    case 2:
      var settings = Optimizer.Adam(learningRate: learningRate(1...5))
      settings.amsgrad = bool()
      return .adam(settings)
    default:
      return .sgd(gradientDescent())
    }
  }
}
