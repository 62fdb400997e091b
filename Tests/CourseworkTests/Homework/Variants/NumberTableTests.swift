import BackpropEngine
import ExactArithmetic
import TestSupport
import Testing

@testable import Coursework

@Suite struct NumberTableTests {
  /// A network, and how its cost is counted.
  struct Case: Sendable, CustomTestStringConvertible {
    var shape: String
    var activation: Activation
    var output: Activation?
    var cost = Cost.halfSquaredError
    var samples = 1
    var reduction = Reduction.mean

    var testDescription: String {
      "\(shape) \(activation.name) \(output?.name ?? "") \(cost.rawValue) \(samples) \(reduction)"
    }

    func template() throws -> Problem {
      var problem = try NetworkShape(
        parsing: shape, activation: activation, outputActivation: output, cost: cost
      ).template(.decimals)
      problem.samples = Array(repeating: problem.samples[0], count: samples)
      problem.reduction = reduction
      return problem
    }
  }

  static let cases: [Case] = [
    Case(shape: "2-2-2", activation: .sigmoid), Case(shape: "3-2-4-1", activation: .tanh),
    Case(shape: "2-3-2", activation: .sigmoid, cost: .binaryCrossEntropy),
    Case(shape: "2-2-3", activation: .relu, output: .softmax, cost: .crossEntropy),
    Case(shape: "2-2-3", activation: .softplus, output: .softmax, cost: .squaredError),
    Case(shape: "2-2-1", activation: .scaledTanh, output: .identity, cost: .squaredError),
    Case(shape: "2-2", activation: .sigmoid, output: .softmax, cost: .binaryCrossEntropy),
    Case(shape: "2-2-1", activation: .square, samples: 4),
    Case(shape: "2-3-2", activation: .relu6, samples: 3, reduction: .sum),
  ]

  @Test(arguments: cases, [1, 2, 3] as [UInt64])
  func `a pass in doubles gives what the engine gives`(_ test: Case, seed: UInt64) throws {
    let template = try test.template()
    let draw = VariantDraw(template, NumberSupply(.decimals), drawsSamples: true)
    var random = SplitMix64(seed: seed)
    for sample in 1...test.samples {
      let layout = NumberTable.Layout(template, at: TraceMoment(sample: sample))
      #expect(layout.isPlain)
      let choices = draw.choices(&random)
      let table = try #require(NumberPass.table(of: draw.given(choices), layout))
      let trace = try Trace.compute(draw.problem(choices), arithmetic: .double)
      let expected = NumberTable(trace, layout)
      var count = 0
      for quantity in layout.quantities {
        // What the engine has no use for may be there.
        guard let other = expected[quantity] else { continue }
        let number = try #require(table[quantity])
        #expect(abs(number - other) <= 1e-13 * max(1, abs(other)), "\(quantity)")
        count += 1
      }
      #expect(count > 20)
    }
  }

  @Test func `what is not plain is left to the engine`() throws {
    for change: (inout Problem) -> Void in [
      { $0.biasUpdate = .shared }, { $0.optimizer = .adam(.init(learningRate: TypedNumber(1))) },
      { $0.regularizer = .l2(TypedNumber(1)) },
    ] {
      var problem = try Self.cases[0].template()
      change(&problem)
      #expect(!NumberTable.Layout(problem, at: TraceMoment()).isPlain)
    }
  }
}
