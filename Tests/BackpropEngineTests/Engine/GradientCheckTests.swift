import BackpropEngine
import ExactArithmetic
import TestSupport
import Testing

@Suite struct GradientCheckTests {
  /// C = ½ (w₂ (w₁ x + b₁)² − y)² at w₁ = 1/2, b₁ = 1, w₂ = −1, x = 3, y = 2.
  static let problem: Problem = {
    var problem = Problem(
      network: Network(layers: [
        .init(.square, [["1/2"]], ["1"]), .init(.identity, [["-1"]], ["0"]),
      ]),
      cost: .halfSquaredError, samples: [.init(["3"], ["2"])])
    problem.optimizer = .sgd(.init(learningRate: ProblemExamples.number("1/1000")))
    return problem
  }()

  @Test func `a central difference is the quotient that its formula says`() throws {
    let trace = try Trace.compute(Self.problem)
    func cost(_ z: ExactNumber) -> ExactNumber {
      let difference = -(z * z) - 2
      return ExactNumber(1, 2) * difference * difference
    }
    let expected = cost(3) - cost(2)
    let difference = trace.exactCentralDifference(
      in: .weightedInput(layer: 1, unit: 1), step: Rational(1, 2))
    #expect(difference == expected)
  }

  @Test func `any number of the forward pass can be looked at`() throws {
    let trace = try Trace.compute(Self.problem)
    let input = TraceQuantity.input(unit: 1)
    let z1 = TraceQuantity.weightedInput(layer: 1, unit: 1)
    let a1 = TraceQuantity.activation(layer: 1, unit: 1)
    let a2 = TraceQuantity.activation(layer: 2, unit: 1)
    #expect(trace.exactCentralDifference(of: z1, in: input) == ExactNumber(1, 2))
    #expect(trace.exactCentralDifference(of: a1, in: z1) == 5)
    #expect(trace.exactCentralDifference(of: a2, in: a1) == -1)
    #expect(trace.exactCentralDifference(of: a2, in: input) == ExactNumber(-5, 2))
    #expect(trace.exactCentralDifference(of: z1, in: a2) == 0)
    #expect(trace.exactCentralDifference(of: z1, in: z1) == 1)
  }

  @Test func `a quantity that cannot be nudged has no difference`() throws {
    let trace = try Trace.compute(Self.problem)
    for variable: TraceQuantity in [
      .target(unit: 1), .cost, .weight(layer: 1, unit: 1, from: 2), .bias(layer: 3, unit: 1),
      .weightedInput(layer: 1, unit: 2), .updatedWeight(layer: 1, unit: 1, from: 1),
    ] {
      #expect(trace.exactCentralDifference(in: variable) == nil)
      #expect(trace.centralDifference(in: variable) == nil)
    }
    let z = TraceQuantity.weightedInput(layer: 1, unit: 1)
    #expect(trace.exactCentralDifference(of: .batchCost, in: z) == nil)
    #expect(trace.centralDifference(in: z, at: TraceMoment(sample: 2)) == nil)
  }

  @Test func `a later update is checked at its own parameters`() throws {
    let trace = try Trace.compute(Self.problem, updates: 2)
    #expect(trace.arithmetic == .rational)
    let moment = TraceMoment(update: 2)
    let bias = TraceQuantity.bias(layer: 2, unit: 1)
    let gradient = trace.value(of: .biasGradient(layer: 2, unit: 1), at: moment)
    #expect(gradient == trace.exactCentralDifference(in: bias, at: moment).map { Value($0) })
    #expect(gradient != trace.value(of: .biasGradient(layer: 2, unit: 1)))
    let rounded = try #require(trace.centralDifference(in: bias, at: moment))
    #expect(try abs(rounded - trace.double(.biasGradient(layer: 2, unit: 1), at: moment)) < 1e-8)
  }

  @Test func `double precision has no fraction to give`() throws {
    let trace = try Trace.compute(Self.problem, arithmetic: .double)
    #expect(trace.exactCentralDifference(in: .bias(layer: 1, unit: 1)) == nil)
    #expect(trace.centralDifference(in: .bias(layer: 1, unit: 1)) != nil)
  }
}
