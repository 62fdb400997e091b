import BackpropEngine
import ExactArithmetic
import TestSupport
import Testing

@Suite struct OptimizerTests {
  /// A tanh and a sigmoid layer, three samples, two an update.
  static let problem: Problem = {
    var problem = Problem(
      network: Network(layers: [
        .init(.tanh, [["0.2", "-0.4"], ["0.7", "0.1"]], ["0.1", "-0.2"]),
        .init(.sigmoid, [["0.6", "-0.3"]], ["0.05"]),
      ]),
      cost: .halfSquaredError,
      samples: [
        .init(["0.5", "-1"], ["1"]), .init(["1", "0.25"], ["0"]), .init(["-0.75", "0.5"], ["0.5"]),
      ])
    problem.batchSize = 2
    return problem
  }()

  static func number(_ text: String) -> TypedNumber { ProblemExamples.number(text) }

  /// The settings that the reference numbers belong to.
  static let cases: [(String, Optimizer)] = {
    var momentum = Optimizer.SGD(learningRate: number("0.5"))
    momentum.momentum = number("0.9")
    var dampened = momentum
    dampened.dampening = number("0.5")
    var nesterov = momentum
    nesterov.momentum = number("0.5")
    nesterov.weightDecay = number("0.1")
    var ascent = nesterov
    nesterov.nesterov = true
    ascent.maximize = true

    var adagrad = Optimizer.AdaGrad(learningRate: number("0.1"))
    adagrad.learningRateDecay = number("0.25")
    adagrad.weightDecay = number("0.1")
    adagrad.initialAccumulatorValue = number("0.5")
    adagrad.epsilon = number("0.001")
    adagrad.maximize = true

    let plain = Optimizer.RMSProp(learningRate: number("0.01"))
    var pushed = plain
    pushed.momentum = number("0.5")
    var centered = plain
    centered.alpha = number("0.9")
    centered.centered = true
    var everything = centered
    everything.epsilon = number("0.01")
    everything.weightDecay = number("0.1")
    everything.momentum = number("0.5")
    everything.maximize = true

    var amsgrad = Optimizer.Adam(learningRate: number("0.1"))
    amsgrad.beta1 = number("0.5")
    amsgrad.beta2 = number("0.25")
    amsgrad.amsgrad = true
    var adam = amsgrad
    adam.epsilon = number("0.01")
    adam.weightDecay = number("0.1")
    adam.maximize = true

    return [
      ("sgd, plain", .sgd(.init(learningRate: number("0.5")))),
      ("sgd, momentum", .sgd(momentum)),
      ("sgd, momentum and dampening", .sgd(dampened)),
      ("sgd, Nesterov and weight decay", .sgd(nesterov)),
      ("sgd, maximize", .sgd(ascent)),
      ("adagrad, plain", .adagrad(.init(learningRate: number("0.1")))),
      ("adagrad, everything", .adagrad(adagrad)),
      ("rmsprop, plain", .rmsprop(plain)),
      ("rmsprop, centered", .rmsprop(centered)),
      ("rmsprop, momentum", .rmsprop(pushed)),
      ("rmsprop, everything", .rmsprop(everything)),
      ("adam, plain", .adam(.init(learningRate: number("0.1")))),
      ("adam, amsgrad", .adam(amsgrad)),
      ("adam, everything", .adam(adam)),
    ]
  }()

  @Test(arguments: cases)
  func `five updates give the parameters and the cost that PyTorch gives`(
    name: String, optimizer: Optimizer
  ) throws {
    var problem = Self.problem
    problem.optimizer = optimizer
    let trace = try Trace.compute(problem, arithmetic: .double, updates: 5)
    let moment = TraceMoment(update: 5)
    var found: [Double] = []
    for layer in 1...2 {
      let units = 1...problem.network.width(layer)
      for unit in units {
        for from in 1...2 {
          found.append(
            try trace.double(.updatedWeight(layer: layer, unit: unit, from: from), at: moment))
        }
      }
      for unit in units {
        found.append(try trace.double(.updatedBias(layer: layer, unit: unit), at: moment))
      }
    }
    found.append(try trace.double(.updatedCost, at: moment))
    let expected = try #require(TorchReference.numbers[name])
    #expect(found.count == expected.count)
    for (found, expected) in zip(found, expected) { #expect(abs(found - expected) < 1e-12) }
  }

  @Test func `every reference belongs to a case`() {
    #expect(Set(Self.cases.map(\.0)) == Set(TorchReference.numbers.keys))
  }

  // MARK: The documented algorithms, recomputed number by number

  /// C = ½ w², so that the gradient is w itself.
  static let parabola: Problem = {
    var problem = Problem(
      network: Network(layers: [.init(.identity, [["3/4"]])]), cost: .halfSquaredError,
      samples: [.init(["1"], ["0"])])
    problem.biasUpdate = .fixed
    return problem
  }()

  static let weight = TraceQuantity.updatedWeight(layer: 1, unit: 1, from: 1)

  static func state(_ kind: OptimizerState) -> TraceQuantity {
    .state(kind, layer: 1, unit: 1, from: 1)
  }

  @Test func `momentum is exact in fractions, and the first velocity is the gradient`() throws {
    var settings = Optimizer.SGD(learningRate: Self.number("1/2"))
    settings.momentum = Self.number("2/3")
    settings.dampening = Self.number("1/5")
    settings.weightDecay = Self.number("1/10")
    var problem = Self.parabola
    problem.optimizer = .sgd(settings)
    let trace = try Trace.compute(problem, updates: 4)
    #expect(trace.arithmetic == .rational)
    var w = Rational(3, 4)
    var velocity = Rational.zero
    for update in 1...4 {
      let gradient = w + Rational(1, 10) * w
      velocity = update == 1 ? gradient : Rational(2, 3) * velocity + Rational(4, 5) * gradient
      w = w - Rational(1, 2) * velocity
      let moment = TraceMoment(update: update)
      #expect(trace.value(of: Self.state(.velocity), at: moment) == .rational(velocity))
      #expect(trace.value(of: Self.weight, at: moment) == .rational(w))
    }
  }

  @Test func `the first step of Adam is exact in fractions`() throws {
    var problem = Self.parabola
    var settings = Optimizer.Adam(learningRate: Self.number("1/10"))
    settings.epsilon = Self.number("1/100")
    problem.optimizer = .adam(settings)
    let trace = try Trace.compute(problem)
    #expect(trace.arithmetic == .rational)
    #expect(trace.value(of: Self.state(.firstMoment)) == .rational(Rational(3, 40)))
    #expect(trace.value(of: Self.state(.secondMoment)) == .rational(Rational(9, 16000)))
    // 3/4 − 1/10 · (3/4) / (3/4 + 1/100).
    #expect(
      trace.value(of: Self.weight) == .rational(Rational(3, 4) - Rational(75, 760)))
  }

  @Test func `amsgrad remembers the largest second moment`() throws {
    var problem = Self.parabola
    var settings = Optimizer.Adam(learningRate: Self.number("0.1"))
    settings.beta2 = Self.number("0.25")
    settings.amsgrad = true
    problem.optimizer = .adam(settings)
    let trace = try Trace.compute(problem, arithmetic: .double, updates: 8)
    var largest = 0.0
    var hasFallen = false
    for update in 1...8 {
      let moment = TraceMoment(update: update)
      let second = try trace.double(Self.state(.secondMoment), at: moment)
      hasFallen = hasFallen || second < largest
      largest = max(largest, second)
      #expect(try trace.double(Self.state(.largestSecondMoment), at: moment) == largest)
    }
    #expect(hasFallen)
  }

  @Test func `RMSProp with everything follows its documented algorithm`() throws {
    var problem = Self.parabola
    var settings = Optimizer.RMSProp(learningRate: Self.number("0.01"))
    settings.alpha = Self.number("0.9")
    settings.momentum = Self.number("0.5")
    settings.centered = true
    problem.optimizer = .rmsprop(settings)
    let trace = try Trace.compute(problem, arithmetic: .double, updates: 5)
    var (w, square, mean, buffer) = (0.75, 0.0, 0.0, 0.0)
    for update in 1...5 {
      square = 0.9 * square + 0.1 * w * w
      mean = 0.9 * mean + 0.1 * w
      buffer = try 0.5 * buffer + w / ((square - mean * mean).squareRoot() + 1e-8)
      w -= 0.01 * buffer
      let moment = TraceMoment(update: update)
      for (quantity, expected) in [
        (Self.state(.squareAverage), square), (Self.state(.gradientAverage), mean),
        (Self.state(.momentumBuffer), buffer), (Self.weight, w),
      ] {
        let found = try trace.double(quantity, at: moment)
        #expect(abs(found - expected) < 1e-12)
      }
    }
  }

  @Test func `AdaGrad adds up squares from its initial value`() throws {
    var problem = Self.parabola
    var settings = Optimizer.AdaGrad(learningRate: Self.number("1/2"))
    settings.initialAccumulatorValue = Self.number("1")
    settings.epsilon = Self.number("0")
    problem.optimizer = .adagrad(settings)
    // 1 + (3/4)² = (5/4)²: the root is a fraction.
    let trace = try Trace.compute(problem)
    #expect(trace.arithmetic == .rational)
    #expect(trace.value(of: Self.state(.sum)) == .rational(Rational(25, 16)))
    #expect(trace.value(of: Self.weight) == .rational(Rational(3, 4) - Rational(3, 10)))
  }

  @Test func `an optimiser without memory has no state`() throws {
    let trace = try Trace.compute(Self.parabola)
    for kind in OptimizerState.allCases {
      #expect(trace.value(of: Self.state(kind)) == nil)
    }
    #expect(Self.parabola.optimizer.stateKinds.isEmpty)
  }

  @Test func `fixed biases keep their state and still report their gradient`() throws {
    var settings = Optimizer.SGD(learningRate: Self.number("1/2"))
    settings.momentum = Self.number("1/2")
    settings.weightDecay = Self.number("1/2")
    var problem = Self.parabola
    problem.network.layers[0].biases = [Self.number("2")]
    problem.optimizer = .sgd(settings)
    let trace = try Trace.compute(problem)
    #expect(trace.value(of: .updatedBias(layer: 1, unit: 1)) == .rational(2))
    #expect(
      trace.value(of: .batchBiasGradient(layer: 1, unit: 1)) == .rational(Rational(11, 4)))
    #expect(trace.value(of: .state(.velocity, layer: 1, unit: 1, from: nil)) == .rational(0))
  }
}
