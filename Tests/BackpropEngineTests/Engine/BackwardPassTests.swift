import BackpropEngine
import ExactArithmetic
import TestSupport
import Testing

@Suite struct BackwardPassTests {
  /// A hidden function, an output function and a cost that go together.
  struct Combination: Sendable, CustomTestStringConvertible {
    let hidden: Activation
    let output: Activation
    let cost: Cost
    var testDescription: String { "\(hidden.name), \(output.name), \(cost.rawValue)" }

    /// Every output function with every cost it allows; hidden functions take turns.
    static let all: [Combination] = {
      let hidden = RandomProblem.hiddenActivations
      var combinations: [Combination] = []
      for output in RandomProblem.activations {
        for cost in Cost.allCases where RandomProblem.allows(cost, after: output) {
          combinations.append(
            Combination(
              hidden: hidden[combinations.count % hidden.count], output: output, cost: cost))
        }
      }
      return combinations
    }()
  }

  @Test(arguments: Combination.all)
  func `errors and gradients agree with central differences`(_ combination: Combination) throws {
    let trace = try awayFromKinks(seed: 7) { seed in
      RandomProblem.draw(
        hidden: combination.hidden, output: combination.output, cost: combination.cost, seed: seed)
    }
    try expectAgreement(trace)
  }

  @Test(arguments: 0..<20)
  func `gradients of batches and later updates agree with central differences`(
    seed: UInt64
  ) throws {
    let trace = try awayFromKinks(seed: seed, updates: 3, RandomProblem.draw)
    for update in 1...3 {
      let sample = trace.batch(ofUpdate: update)[0]
      try expectAgreement(trace, at: TraceMoment(update: update, sample: sample))
    }
  }

  @Test(arguments: Combination.all)
  func `the short rules for the output error agree with the Jacobian`(
    _ combination: Combination
  ) throws {
    let problem = RandomProblem.draw(
      hidden: combination.hidden, output: combination.output, cost: combination.cost, seed: 1)
    let trace = try Trace.compute(problem, arithmetic: .double)
    let long = try #require(trace.outputErrorsByJacobian())
    for unit in 1...problem.network.width(problem.network.depth) {
      let short = try trace.double(.error(layer: problem.network.depth, unit: unit))
      #expect(abs(short - long[unit - 1].double) < 1e-14)
    }
  }

  @Test func `softmax with cross-entropy weights the outputs by the sum of the targets`() throws {
    var problem = ProblemExamples.withWeightsOfTwoTwoTwo(hidden: .sigmoid, output: .softmax)
    problem.cost = .crossEntropy
    problem.samples = [.init(["0.05", "0.10"], ["0.5", "1.5"])]
    let trace = try Trace.compute(problem, arithmetic: .double)
    let long = try #require(trace.outputErrorsByJacobian())
    for unit in 1...2 {
      let output = try trace.double(.activation(layer: 2, unit: unit))
      let error = try trace.double(.error(layer: 2, unit: unit))
      #expect(error == 2 * output - [0.5, 1.5][unit - 1])
      #expect(abs(error - long[unit - 1].double) < 1e-14)
    }
  }

  @Test(arguments: 0..<40)
  func `with fractions, central differences in the last layer are exact`(seed: UInt64) throws {
    // The cost is a polynomial of degree 2 in z, w and b of an identity output layer.
    var problem = RandomProblem.draw(
      hidden: RandomProblem.rationalActivations[Int(seed) % 7], output: .identity,
      cost: seed % 2 == 0 ? .halfSquaredError : .squaredError, seed: seed)
    problem.biasUpdate = .perUnit
    problem.optimizer = .sgd(.init(learningRate: ProblemExamples.number("0.1")))
    let trace = try Trace.compute(problem, arithmetic: .rational)
    let depth = problem.network.depth
    for unit in 1...problem.network.width(depth) {
      let variable = TraceQuantity.weightedInput(layer: depth, unit: unit)
      let error = trace.value(of: .error(layer: depth, unit: unit))
      let difference = try #require(trace.exactCentralDifference(in: variable))
      #expect(error == Value(difference))
      for from in 1...problem.network.width(depth - 1) {
        let weight = TraceQuantity.weight(layer: depth, unit: unit, from: from)
        let gradient = trace.value(of: .weightGradient(layer: depth, unit: unit, from: from))
        #expect(gradient == trace.exactCentralDifference(in: weight).map { Value($0) })
      }
    }
  }

  /// A network of identities and squares with one path has C = (w₂ (w₁ x)² − y)².
  @Test func `fractions agree with a derivative worked out by hand`() throws {
    var problem = Problem(
      network: Network(layers: [.init(.square, [["1/3"]]), .init(.identity, [["-2/5"]])]),
      cost: .squaredError, samples: [.init(["3/2"], ["1/7"])])
    problem.optimizer = .sgd(.init(learningRate: ProblemExamples.number("1/2")))
    let trace = try Trace.compute(problem)
    #expect(trace.arithmetic == .rational)
    // a₁ = 1/4, a₂ = −1/10, C = (−17/70)²; ∂C/∂w₂ = 2(−17/70)/4; ∂C/∂w₁ = 2(−17/70)(−2/5)2(1/2)(3/2).
    #expect(trace.value(of: .cost) == .rational(Rational(289, 4900)))
    let second = TraceQuantity.weightGradient(layer: 2, unit: 1, from: 1)
    let first = TraceQuantity.weightGradient(layer: 1, unit: 1, from: 1)
    #expect(trace.value(of: second) == .rational(Rational(-17, 140)))
    #expect(trace.value(of: first) == .rational(Rational(51, 175)))
    let updated = TraceQuantity.updatedWeight(layer: 1, unit: 1, from: 1)
    #expect(trace.value(of: updated) == .rational(Rational(1, 3) - Rational(51, 350)))
  }

  /// Compares the errors and gradients of a sample, and the gradient of its batch.
  ///
  /// Of each layer all errors are compared, and one weight and one bias of each unit.
  private func expectAgreement(_ trace: Trace, at moment: TraceMoment = TraceMoment()) throws {
    let network = trace.problem.network
    func compare(
      _ gradient: TraceQuantity, _ result: TraceQuantity, in variable: TraceQuantity
    ) throws {
      let found = try trace.double(gradient, at: moment)
      let expected = try #require(
        trace.centralDifference(of: result, in: variable, at: moment), "\(variable)")
      #expect(abs(found - expected) < 1e-8 * max(1, abs(expected)), "\(gradient)")
    }
    for layer in 1...network.depth {
      for unit in 1...network.width(layer) {
        let z = TraceQuantity.weightedInput(layer: layer, unit: unit)
        let bias = TraceQuantity.bias(layer: layer, unit: unit)
        let from = unit % network.width(layer - 1) + 1
        let weight = TraceQuantity.weight(layer: layer, unit: unit, from: from)
        try compare(.error(layer: layer, unit: unit), .cost, in: z)
        try compare(.biasGradient(layer: layer, unit: unit), .cost, in: bias)
        try compare(.weightGradient(layer: layer, unit: unit, from: from), .cost, in: weight)
        try compare(.batchBiasGradient(layer: layer, unit: unit), .batchCost, in: bias)
        try compare(
          .batchWeightGradient(layer: layer, unit: unit, from: from), .batchCost, in: weight)
      }
    }
  }

  /// Returns the trace of the first drawn problem in which no nudge can cross a kink or a jump.
  private func awayFromKinks(
    seed: UInt64, updates: Int = 1, _ draw: (UInt64) -> Problem
  ) throws -> Trace {
    for attempt in 0..<1000 as Range<UInt64> {
      let problem = draw(seed + 1_000_000 * attempt)
      let trace = try Trace.compute(problem, arithmetic: .double, updates: updates)
      if trace.isAwayFromKinks { return trace }
    }
    Issue.record("no problem away from kinks")
    return try Trace.compute(draw(seed), arithmetic: .double, updates: updates)
  }
}

extension Trace {
  /// Whether every weighted input and regularised weight is well away from a kink.
  fileprivate var isAwayFromKinks: Bool {
    events.allSatisfy { event in
      guard let value = value(of: event.quantity, at: event.moment) else { return true }
      switch event.quantity {
      case .weightedInput:
        return abs(value.double) > 1e-3 && abs(value.double - 6) > 1e-3
      case .updatedWeight:
        return abs(value.double) > 1e-3
      default:
        return true
      }
    }
      && problem.network.layers.allSatisfy { layer in
        layer.weights.entries.allSatisfy { $0.value != 0 }
      }
  }
}
