import BackpropEngine
import ExactArithmetic
import TestSupport
import Testing

@Suite struct TraceTests {
  // MARK: Arithmetic

  @Test(arguments: 0..<20)
  func `auto stays with fractions where it can, and double precision is near them`(
    seed: UInt64
  ) throws {
    let problem = RandomProblem.drawRational(seed: seed)
    let exact = try Trace.compute(problem)
    let near = try Trace.compute(problem, arithmetic: .double)
    #expect(exact.arithmetic == .rational)
    #expect(near.arithmetic == .double)
    for event in exact.events {
      let value = try exact.double(event.quantity, at: event.moment)
      let rounded = try near.double(event.quantity, at: event.moment)
      // Where a z is 0 in fractions, rounding may put it on the other side of a kink.
      guard exact.arguments(of: event).allSatisfy({ $0 != 0 }) else { continue }
      #expect(abs(value - rounded) < 1e-12 * max(1, abs(value)), "\(event)")
    }
  }

  @Test func `auto gives fractions up when they get long`() throws {
    var problem = ProblemExamples.withWeightsOfTwoTwoTwo(hidden: .square, output: .identity)
    problem.optimizer = .sgd(.init(learningRate: ProblemExamples.number("0.1")))
    #expect(try Trace.compute(problem, updates: 2).arithmetic == .rational)
    #expect(try Trace.compute(problem, updates: 5).arithmetic == .certified)
    #expect(try Trace.compute(problem, updates: 2, bitLimit: 100).arithmetic == .certified)
    #expect(try Trace.compute(problem, arithmetic: .rational, updates: 3).arithmetic == .rational)
  }

  @Test func `auto does not hide an error that every arithmetic has`() {
    var problem = Problem(
      network: Network(layers: [.init(.identity, [["0"]])]), cost: .crossEntropy,
      samples: [.init(["1"], ["1"])])
    problem.biasUpdate = .fixed
    #expect {
      try Trace.compute(problem)
    } throws: { error in
      (error as? EngineError)?.fault == .logarithmOfNonPositive(argument: "0")
    }
  }

  @Test func `sigmoid is exact in fractions at zero`() throws {
    let problem = Problem(
      network: Network(layers: [.init(.sigmoid, [["2", "-1"]], ["-1"])]), cost: .squaredError,
      samples: [.init(["1", "1"], ["1"])])
    let trace = try Trace.compute(problem, updates: 0)
    #expect(trace.arithmetic == .rational)
    #expect(trace.value(of: .error(layer: 1, unit: 1)) == .rational(Rational(-1, 4)))
  }

  // MARK: Lookup

  @Test(arguments: [
    TraceQuantity.input(unit: 0), .input(unit: 3), .target(unit: 3),
    .weight(layer: 0, unit: 1, from: 1), .weight(layer: 1, unit: 1, from: 3),
    .weight(layer: 3, unit: 1, from: 1), .weight(layer: 1, unit: -1, from: 1),
    .bias(layer: 1, unit: 3), .weightedInput(layer: 0, unit: 1), .weightedInput(layer: 3, unit: 1),
    .activation(layer: -1, unit: 1), .activation(layer: 2, unit: 0), .error(layer: 0, unit: 1),
    .error(layer: 2, unit: 3), .softmaxJacobian(output: 1, input: 1), .regularization,
    .weightGradient(layer: 2, unit: 1, from: 0), .biasGradient(layer: 2, unit: 3),
    .batchWeightGradient(layer: 2, unit: 3, from: 1), .updatedBias(layer: 0, unit: 1),
    .state(.velocity, layer: 1, unit: 1, from: 1), .costDerivative(unit: 3),
  ])
  func `there is no value of a quantity that the network does not have`(
    _ quantity: TraceQuantity
  ) throws {
    let trace = try Trace.compute(ProblemExamples.twoTwoTwo)
    #expect(trace.value(of: quantity) == nil)
  }

  @Test(arguments: [(0, 1), (-1, 1), (3, 1), (1, 0), (1, 5), (2, -3)])
  func `there is no value at a moment that was not computed`(update: Int, sample: Int) throws {
    let trace = try Trace.compute(ProblemExamples.xor, updates: 2)
    let moment = TraceMoment(update: update, sample: sample)
    #expect(trace.value(of: .activation(layer: 1, unit: 1), at: moment) == nil)
  }

  @Test func `the parameters after the last update can be asked for as those before the next`()
    throws
  {
    let trace = try Trace.compute(ProblemExamples.xor, updates: 2)
    for update in 1...2 {
      let before = TraceMoment(update: update)
      let after = TraceMoment(update: update + 1)
      #expect(
        trace.value(of: .updatedWeight(layer: 1, unit: 2, from: 1), at: before)
          == trace.value(of: .weight(layer: 1, unit: 2, from: 1), at: after))
      #expect(
        trace.value(of: .updatedBias(layer: 2, unit: 1), at: before)
          == trace.value(of: .bias(layer: 2, unit: 1), at: after))
    }
    let beyond = TraceMoment(update: 4)
    #expect(trace.value(of: .bias(layer: 2, unit: 1), at: beyond) == nil)
  }

  @Test func `the first layer's activations are the input`() throws {
    let trace = try Trace.compute(ProblemExamples.twoTwoTwo)
    #expect(try trace.double(.activation(layer: 0, unit: 2)) == 0.1)
    #expect(try trace.double(.input(unit: 2)) == 0.1)
  }

  @Test func `the softmax Jacobian is there for every pair of outputs`() throws {
    var problem = ProblemExamples.withWeightsOfTwoTwoTwo(hidden: .identity, output: .softmax)
    problem.cost = .squaredError
    let trace = try Trace.compute(problem, arithmetic: .double)
    let first = try trace.double(.activation(layer: 2, unit: 1))
    let second = try trace.double(.activation(layer: 2, unit: 2))
    #expect(try trace.double(.softmaxJacobian(output: 1, input: 2)) == first * (0 - second))
    #expect(try trace.double(.softmaxJacobian(output: 2, input: 2)) == second * (1 - second))
    #expect(try trace.double(.activationDerivative(layer: 2, unit: 2)) == second * (1 - second))
    #expect(trace.value(of: .softmaxJacobian(output: 3, input: 1)) == nil)
  }

  // MARK: Operands and events

  @Test(arguments: 0..<60)
  func `every operand of an event was given or computed before it`(seed: UInt64) throws {
    try expectOperandsFirst(RandomProblem.draw(seed: seed))
  }

  @Test(arguments: Problem.BiasUpdate.allCases)
  func `the perceptron rule's operands were given or computed before it`(
    _ biasUpdate: Problem.BiasUpdate
  ) throws {
    var problem = ProblemExamples.perceptron { $0 || $1 }
    problem.biasUpdate = biasUpdate
    try expectOperandsFirst(problem)
    problem.cost = .halfSquaredError
    problem.batchSize = 3
    try expectOperandsFirst(problem)
  }

  private func expectOperandsFirst(_ problem: Problem) throws {
    let trace = try Trace.compute(problem, arithmetic: .double, updates: 2)
    #expect(trace.updateCount == 2)
    var computed: Set<TraceEvent> = []
    for event in trace.events {
      #expect(trace.value(of: event.quantity, at: event.moment) != nil, "\(event)")
      for operand in trace.operands(of: event.quantity) where !operand.isGiven {
        // A state follows from its own value after the update before; the first has none.
        if operand == event.quantity { continue }
        let samples =
          operand.belongsToSample && !event.quantity.belongsToSample
          ? trace.batch(ofUpdate: event.moment.update)
          : [operand.belongsToSample ? event.moment.sample : 1]
        for sample in samples {
          let moment = TraceMoment(update: event.moment.update, sample: sample)
          #expect(computed.contains(TraceEvent(operand, at: moment)), "\(event) from \(operand)")
        }
      }
      #expect(computed.insert(event).inserted, "\(event) twice")
    }
  }

  @Test func `the events of one unit are its passes and its update, in order`() throws {
    let problem = Problem(
      network: Network(layers: [.init(.relu, [["2"]], ["1"])]), cost: .squaredError,
      samples: [.init(["3"], ["4"])])
    let trace = try Trace.compute(problem)
    let expected: [TraceQuantity] = [
      .weightedInput(layer: 1, unit: 1), .activation(layer: 1, unit: 1), .cost,
      .costDerivative(unit: 1), .activationDerivative(layer: 1, unit: 1),
      .error(layer: 1, unit: 1), .weightGradient(layer: 1, unit: 1, from: 1),
      .biasGradient(layer: 1, unit: 1), .batchCost,
      .batchWeightGradient(layer: 1, unit: 1, from: 1), .batchBiasGradient(layer: 1, unit: 1),
      .updatedWeight(layer: 1, unit: 1, from: 1), .updatedBias(layer: 1, unit: 1), .updatedCost,
    ]
    #expect(trace.events.map(\.quantity) == expected)
    #expect(trace.events.allSatisfy { $0.moment == TraceMoment() })
  }

  @Test func `operands come in the order of the formula`() {
    let problem = ProblemExamples.twoTwoTwo
    #expect(
      problem.operands(of: .weightedInput(layer: 1, unit: 2)) == [
        .weight(layer: 1, unit: 2, from: 1), .input(unit: 1),
        .weight(layer: 1, unit: 2, from: 2), .input(unit: 2), .bias(layer: 1, unit: 2),
      ])
    #expect(
      problem.operands(of: .error(layer: 1, unit: 2)) == [
        .weight(layer: 2, unit: 1, from: 2), .error(layer: 2, unit: 1),
        .weight(layer: 2, unit: 2, from: 2), .error(layer: 2, unit: 2),
        .activationDerivative(layer: 1, unit: 2),
      ])
    #expect(problem.operands(of: .weight(layer: 1, unit: 1, from: 1)).isEmpty)
  }
}

extension Trace {
  /// The weighted inputs of an event's update, of all samples.
  fileprivate func arguments(of event: TraceEvent) -> [Double] {
    var arguments: [Double] = []
    for sample in 1...problem.samples.count {
      for layer in 1...problem.network.depth {
        for unit in 1...problem.network.width(layer) {
          let moment = TraceMoment(update: event.moment.update, sample: sample)
          let z = value(of: .weightedInput(layer: layer, unit: unit), at: moment)
          if let z { arguments.append(z.double) }
        }
      }
    }
    return arguments
  }
}

extension TraceQuantity {
  fileprivate var isGiven: Bool {
    switch self {
    case .input, .target, .weight, .bias: true
    default: false
    }
  }

  fileprivate var belongsToSample: Bool {
    switch self {
    case .weightedInput, .activation, .activationDerivative, .softmaxJacobian, .cost,
      .costDerivative, .error, .weightGradient, .biasGradient:
      true
    default: false
    }
  }
}
