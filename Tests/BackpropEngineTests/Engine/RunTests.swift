import BackpropEngine
import ExactArithmetic
import TestSupport
import Testing

@Suite struct RunTests {
  static func number(_ text: String) -> TypedNumber { ProblemExamples.number(text) }

  // MARK: The 2-2-2 example

  @Test(arguments: [
    (TraceQuantity.cost, 0.298371109, 1e-9),
    (.error(layer: 2, unit: 1), 0.138498562, 1e-9),
    (.error(layer: 2, unit: 2), -0.0380982365, 1e-10),
    (.error(layer: 1, unit: 1), 0.00877135, 1e-8),
    (.weightGradient(layer: 2, unit: 1, from: 1), 0.0821670406, 1e-10),
    (.weightGradient(layer: 2, unit: 1, from: 2), 0.0826676278, 1e-10),
    (.updatedWeight(layer: 1, unit: 1, from: 1), 0.149780716, 1e-9),
    (.updatedWeight(layer: 2, unit: 1, from: 1), 0.35891648, 1e-8),
  ])
  func `the example has its well-known numbers`(
    _ quantity: TraceQuantity, value: Double, unit: Double
  ) throws {
    let trace = try Trace.compute(ProblemExamples.twoTwoTwo)
    #expect(trace.arithmetic == .certified)
    #expect(abs(try trace.double(quantity) - value) <= unit / 2)
  }

  @Test(arguments: [
    (Problem.BiasUpdate.fixed, 0.291027774, 0.35, 0.35),
    (.perUnit, 0.280471447, 0.345614323, 0.345022873),
    (.shared, 0.285750887, 0.340637195, 0.340637195),
  ])
  func `each way to update biases has its own cost after the step`(
    _ biasUpdate: Problem.BiasUpdate, cost: Double, first: Double, second: Double
  ) throws {
    var problem = ProblemExamples.twoTwoTwo
    problem.biasUpdate = biasUpdate
    let trace = try Trace.compute(problem)
    #expect(abs(try trace.double(.updatedCost) - cost) <= 5e-10)
    #expect(abs(try trace.double(.updatedBias(layer: 1, unit: 1)) - first) <= 5e-10)
    #expect(abs(try trace.double(.updatedBias(layer: 1, unit: 2)) - second) <= 5e-10)
  }

  // MARK: Fractions, worked out here number by number

  /// The weights of the example with leaky-relu layers: every z is positive.
  @Test(arguments: Problem.BiasUpdate.allCases)
  func `a leaky-relu network equals the computation written out here`(
    _ biasUpdate: Problem.BiasUpdate
  ) throws {
    let leaky = Activation.leakyReLU(slope: Self.number("0.01"))
    var problem = ProblemExamples.withWeightsOfTwoTwoTwo(hidden: leaky, output: leaky)
    problem.biasUpdate = biasUpdate
    let trace = try Trace.compute(problem)
    #expect(trace.arithmetic == .rational)

    func q(_ numerator: Int, _ denominator: Int = 100) -> Rational {
      Rational(numerator, denominator)
    }
    func f(_ z: Rational) -> Rational { z > 0 ? z : q(1) * z }
    let x = [q(5), q(10)]
    let y = [q(1), q(99)]
    let w1 = [[q(15), q(20)], [q(25), q(30)]]
    let w2 = [[q(40), q(45)], [q(50), q(55)]]
    func forward(
      _ w1: [[Rational]], _ b1: [Rational], _ w2: [[Rational]], _ b2: [Rational]
    ) -> (h: [Rational], a: [Rational], cost: Rational) {
      let h = (0..<2).map { f(w1[$0][0] * x[0] + w1[$0][1] * x[1] + b1[$0]) }
      let a = (0..<2).map { f(w2[$0][0] * h[0] + w2[$0][1] * h[1] + b2[$0]) }
      let cost = (a[0] - y[0]) * (a[0] - y[0]) + (a[1] - y[1]) * (a[1] - y[1])
      return (h, a, q(1, 2) * cost)
    }
    let b1 = [q(35), q(35)]
    let b2 = [q(60), q(60)]
    let (h, a, cost) = forward(w1, b1, w2, b2)
    let d2 = [a[0] - y[0], a[1] - y[1]]
    let d1 = (0..<2).map { w2[0][$0] * d2[0] + w2[1][$0] * d2[1] }
    let half = q(1, 2)
    let new1 = (0..<2).map { j in (0..<2).map { w1[j][$0] - half * d1[j] * x[$0] } }
    let new2 = (0..<2).map { j in (0..<2).map { w2[j][$0] - half * d2[j] * h[$0] } }
    func biases(_ old: [Rational], _ errors: [Rational]) -> [Rational] {
      switch biasUpdate {
      case .fixed: old
      case .perUnit: (0..<2).map { old[$0] - half * errors[$0] }
      case .shared: (0..<2).map { old[$0] - half * (errors[0] + errors[1]) }
      }
    }
    let after = forward(new1, biases(b1, d1), new2, biases(b2, d2))

    func expect(_ quantity: TraceQuantity, _ value: Rational) {
      #expect(trace.value(of: quantity) == .rational(value), "\(quantity)")
    }
    for j in 1...2 {
      expect(.activation(layer: 1, unit: j), h[j - 1])
      expect(.activation(layer: 2, unit: j), a[j - 1])
      expect(.activationDerivative(layer: 1, unit: j), 1)
      expect(.costDerivative(unit: j), a[j - 1] - y[j - 1])
      expect(.error(layer: 1, unit: j), d1[j - 1])
      expect(.error(layer: 2, unit: j), d2[j - 1])
      expect(.updatedBias(layer: 1, unit: j), biases(b1, d1)[j - 1])
      expect(.updatedBias(layer: 2, unit: j), biases(b2, d2)[j - 1])
      for k in 1...2 {
        expect(.weightGradient(layer: 1, unit: j, from: k), d1[j - 1] * x[k - 1])
        expect(.batchWeightGradient(layer: 2, unit: j, from: k), d2[j - 1] * h[k - 1])
        expect(.updatedWeight(layer: 1, unit: j, from: k), new1[j - 1][k - 1])
        expect(.updatedWeight(layer: 2, unit: j, from: k), new2[j - 1][k - 1])
      }
    }
    expect(.cost, cost)
    expect(.batchCost, cost)
    expect(.updatedCost, after.cost)
  }

  // MARK: Batches

  @Test(arguments: 0..<30)
  func `the batch's gradient and cost are the mean or the sum of its samples'`(
    seed: UInt64
  ) throws {
    var problem = RandomProblem.drawRational(seed: seed)
    problem.regularizer = nil
    let trace = try Trace.compute(problem, arithmetic: .rational, updates: 2)
    let batch = trace.batch(ofUpdate: 2)
    let share = problem.reduction == .mean ? Rational(1, batch.count) : 1
    for (sampleQuantity, batchQuantity) in [
      (TraceQuantity.cost, TraceQuantity.batchCost),
      (
        .weightGradient(layer: 1, unit: 1, from: 1),
        .batchWeightGradient(layer: 1, unit: 1, from: 1)
      ),
      (.biasGradient(layer: 1, unit: 1), .batchBiasGradient(layer: 1, unit: 1)),
    ] {
      var total = Rational.zero
      for sample in batch {
        let value = trace.value(of: sampleQuantity, at: TraceMoment(update: 2, sample: sample))
        guard case .rational(let number) = value else {
          Issue.record("\(sampleQuantity) is missing")
          continue
        }
        total = total + number
      }
      let value = trace.value(of: batchQuantity, at: TraceMoment(update: 2))
      #expect(value == .rational(share * total))
    }
  }

  @Test(arguments: 0..<20)
  func `a shared bias stays shared, and its gradient is the sum over the layer`(
    seed: UInt64
  ) throws {
    var problem = RandomProblem.drawRational(seed: seed)
    problem.biasUpdate = .shared
    for layer in problem.network.layers.indices {
      let bias = problem.network.layers[layer].biases[0]
      problem.network.layers[layer].biases = problem.network.layers[layer].biases.map { _ in bias }
    }
    let trace = try Trace.compute(problem, arithmetic: .rational)
    for layer in 1...problem.network.depth {
      let units = 1...problem.network.width(layer)
      let errors = units.compactMap { trace.value(of: .error(layer: layer, unit: $0)) }
      let total = errors.dropFirst().reduce(errors[0]) { $0 + $1 }
      let updated = units.map { trace.value(of: .updatedBias(layer: layer, unit: $0)) }
      for unit in units {
        #expect(trace.value(of: .biasGradient(layer: layer, unit: unit)) == total)
        #expect(updated[unit - 1] == updated[0])
      }
    }
  }

  // MARK: Faults

  @Test func `a fault names the quantity, the update and the sample`() {
    var problem = ProblemExamples.twoTwoTwo
    problem.samples.append(.init(["0.3", "0.4"], ["1", "0"]))
    #expect {
      try Trace.compute(problem, arithmetic: .rational)
    } throws: { error in
      (error as? EngineError)?.quantity == .activation(layer: 1, unit: 1)
        && (error as? EngineError)?.moment == TraceMoment(update: 1, sample: 1)
    }
  }

  @Test func `a cost that does not exist is found in its sample`() {
    var problem = ProblemExamples.withWeightsOfTwoTwoTwo(hidden: .relu, output: .identity)
    problem.cost = .crossEntropy
    problem.samples = [
      .init(["1", "1"], ["1", "0"]), .init(["-10", "0"], ["0", "1"]),
      .init(["-10", "-10"], ["1", "0"]),
    ]
    problem.network.layers[1].biases = [Self.number("0"), Self.number("0.6")]
    #expect(
      throws: EngineError(
        .logarithmOfNonPositive(argument: "0.0"), in: .cost, at: TraceMoment(sample: 3))
    ) {
      try Trace.compute(problem, arithmetic: .double)
    }
  }

  @Test func `a step to where there is no cost is an error of the cost after the step`() {
    var problem = Problem(
      network: Network(layers: [.init(.identity, [["0.5"]])]), cost: .crossEntropy,
      samples: [.init(["1"], ["1"])])
    var settings = Optimizer.SGD(learningRate: Self.number("1"))
    settings.maximize = true
    problem.optimizer = .sgd(settings)
    #expect {
      try Trace.compute(problem, arithmetic: .double)
    } throws: { error in
      (error as? EngineError)?.quantity == .updatedCost
    }
  }

  @Test func `an overflow is found where it happens`() {
    var problem = Problem(
      network: Network(layers: [
        .init(.square, [["1e100"]]), .init(.square, [["1"]]), .init(.identity, [["1"]]),
      ]),
      samples: [.init(["1"])])
    #expect(
      throws: EngineError(
        .overflow, in: .activation(layer: 2, unit: 1), at: TraceMoment(sample: 1))
    ) {
      try Trace.compute(problem, arithmetic: .double)
    }
    problem.network.layers[0].weights = Matrix(rows: [[Self.number("1e400")]])
    #expect(
      throws: EngineError(
        .overflow, in: .weight(layer: 1, unit: 1, from: 1), at: TraceMoment(sample: 1))
    ) {
      try Trace.compute(problem, arithmetic: .double)
    }
  }

  @Test func `a quotient by zero in an update is found in the weight`() {
    var problem = OptimizerTests.parabola
    var settings = Optimizer.AdaGrad(learningRate: Self.number("1"))
    settings.epsilon = Self.number("0")
    problem.optimizer = .adagrad(settings)
    problem.network.layers[0].weights = Matrix(rows: [[Self.number("0")]])
    #expect(
      throws: EngineError(
        .divisionByZero, in: .updatedWeight(layer: 1, unit: 1, from: 1), at: TraceMoment())
    ) {
      try Trace.compute(problem)
    }
  }

  // MARK: Without a backward pass

  @Test func `without a cost there is a forward pass alone`() throws {
    var problem = ProblemExamples.twoTwoTwo
    problem.cost = nil
    let trace = try Trace.compute(problem, updates: 3)
    #expect(trace.updateCount == 0)
    #expect(trace.value(of: .activation(layer: 2, unit: 2)) != nil)
    for quantity: TraceQuantity in [
      .cost, .costDerivative(unit: 1), .error(layer: 2, unit: 1), .batchCost, .updatedCost,
      .weightGradient(layer: 1, unit: 1, from: 1), .updatedWeight(layer: 1, unit: 1, from: 1),
    ] {
      #expect(trace.value(of: quantity) == nil)
    }
  }

  @Test func `a sample without a target leaves the others their cost, but no backward pass`() throws
  {
    var problem = ProblemExamples.twoTwoTwo
    problem.samples.append(.init(["1", "1"]))
    let trace = try Trace.compute(problem)
    #expect(trace.value(of: .cost, at: TraceMoment(sample: 1)) != nil)
    #expect(trace.value(of: .cost, at: TraceMoment(sample: 2)) == nil)
    #expect(trace.value(of: .error(layer: 2, unit: 1)) == nil)
    #expect(trace.updateCount == 0)
  }
}
