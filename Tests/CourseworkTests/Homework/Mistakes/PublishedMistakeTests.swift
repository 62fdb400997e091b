import BackpropEngine
import Coursework
import ExactArithmetic
import TestSupport
import Testing

/// Mistakes with numbers that are known from elsewhere.
@Suite struct PublishedMistakeTests {
  private static func ids(
    _ problem: Problem, _ quantity: TraceQuantity, _ written: Double, decimals: Int,
    significantDigits: Int = 4
  ) throws -> [String] {
    let trace = try Trace.compute(problem, arithmetic: .double)
    let unit = (0..<decimals).reduce(1.0) { unit, _ in unit / 10 }
    return MistakeCatalogue<Double>(problem).explanations(
      of: quantity, significantDigits: significantDigits
    ) {
      trace.value(of: $0, at: $1)?.approximate
    } matching: {
      abs($0 - written) <= unit / 2
    }.map(\.id)
  }

  @Test(arguments: [(1, 0.3825), (2, 0.3900)])
  func `a printed weighted input with the weights the other way round is explained`(
    unit: Int, printed: Double
  ) throws {
    let ids = try Self.ids(
      ProblemExamples.twoTwoTwo, .weightedInput(layer: 1, unit: unit), printed, decimals: 4)
    #expect(ids == ["FWD_TRANSPOSED"])
  }

  @Test func `a printed activation that was cut off is explained`() throws {
    // σ(0.3825) = 0.59447…
    let right = try (0.3825).logistic()
    let printed = Rational(5944, 10000)
    let isRight: WritingMistake.Acceptance = { number, decimals in
      abs(Double(number) - right) <= 0.5 / Double(Rational(10).power(decimals))
    }
    #expect(!isRight(printed, 4))
    #expect(WritingMistake.isTruncation(printed, decimals: 4, of: isRight))
  }

  /// z = (1, 2, 0.5), the second class: the numbers of each mistake in the error of softmax.
  @Test(arguments: [
    ("DOUBLE_SOFTMAX_JAC", [0.0905, -0.1327, 0.0422]),
    ("DOUBLE_SOFTMAX_DIAG", [0.0411, -0.0867, 0.0169]),
    ("SOFTMAX_NO_JAC", [0, -1.5910, 0]), ("SOFTMAX_DIAG_ONLY", [0, -0.3715, 0]),
  ])
  func `mistakes in the error of softmax have the numbers that were measured`(
    id: String, numbers: [Double]
  ) throws {
    let problem = MistakeSetting.softmax.problem
    let trace = try Trace.compute(problem, arithmetic: .double)
    for unit in 1...3 {
      let values = MistakeCatalogue<Double>(problem).values(of: .error(layer: 1, unit: unit)) {
        trace.value(of: $0, at: $1)?.approximate
      }
      let value = try #require(values.first { $0.kind.rawValue == id }?.value)
      #expect(abs(value - numbers[unit - 1]) <= 0.00005)
    }
  }

  /// Weights of 1 and −1, inputs 0 and 1: one number has many explanations, or none shows.
  private static let plusMinusOne: Problem = {
    var problem = Problem(
      network: Network(layers: [
        .init(.sigmoid, [["1", "-1"], ["-1", "1"]], ["0.5", "-0.5"]),
        .init(.sigmoid, [["1", "1"]], ["-1"]),
      ]),
      cost: .halfSquaredError, samples: [.init(["1", "0"], ["1"])])
    problem.optimizer = .sgd(.init(learningRate: ProblemExamples.number("0.5")))
    return problem
  }()

  @Test func `weights of one hide the mistakes of the hidden error`() throws {
    let trace = try Trace.compute(Self.plusMinusOne, arithmetic: .double)
    let quantity = TraceQuantity.error(layer: 1, unit: 1)
    let right = try #require(trace.value(of: quantity)?.approximate)
    #expect(abs(right - -0.018643) <= 0.0000005)
    let values = MistakeCatalogue<Double>(Self.plusMinusOne).values(of: quantity) {
      trace.value(of: $0, at: $1)?.approximate
    }
    let hidden = Set(values.filter { abs($0.value - right) <= 1e-12 }.map(\.kind))
    #expect(hidden.isSuperset(of: [.forgotWeights, .wrongColumn]))
  }

  @Test func `four mistakes give the same number in the output error`() throws {
    let ids = try Self.ids(
      Self.plusMinusOne, .error(layer: 2, unit: 1), -0.25, decimals: 4, significantDigits: 2)
    #expect(
      Set(ids).isSuperset(of: [
        "FACTOR_2", "F_FOR_FPRIME", "FPRIME_ONE_MINUS_A", "Z_FOR_A_IN_ERROR",
      ]))
  }

  @Test func `inputs and weights of one hide the mistakes of the gradient`() throws {
    let trace = try Trace.compute(Self.plusMinusOne, arithmetic: .double)
    let values = MistakeCatalogue<Double>(Self.plusMinusOne).values(
      of: .weightGradient(layer: 2, unit: 1, from: 1)
    ) { trace.value(of: $0, at: $1)?.approximate }
    for kind in [
      MistakeKind.gradientUsedInput, .gradientUsedWeight, .gradientIsError,
    ] {
      #expect(values.contains { $0.kind == kind && abs($0.value - -0.125) <= 1e-12 })
    }
  }

  @Test func `the two by two by two network tells all mistakes by four decimals`() throws {
    let problem = ProblemExamples.twoTwoTwo
    let trace = try Trace.compute(problem, arithmetic: .double)
    let catalogue = MistakeCatalogue<Double>(problem)
    // The cost after the update takes more: mistakes in the weights hardly show in it.
    for event in trace.events where event.quantity != .updatedCost {
      let right = try #require(trace.value(of: event.quantity, at: event.moment)?.approximate)
      let values = catalogue.values(of: event.quantity, at: event.moment) {
        trace.value(of: $0, at: $1)?.approximate
      }
      for value in values {
        let digits = [value.value, right].map { ($0 * 10000 + 0.5).rounded(.down) }
        #expect(digits[0] != digits[1], "\(value.kind) in \(event.quantity)")
      }
    }
  }

  @Test func `numbers of a numerical derivative are told from each other`() {
    let costs = DifferenceCosts<Double>(after: 1.21, middle: 1, before: 0.81, step: 0.1)
    let numbers = costs.mistakes.map { ($0.kind, ($0.value * 1000 + 0.5).rounded(.down)) }
    #expect(numbers.map(\.0) == [.differenceNotHalved, .forwardDifference, .differenceNotReset])
    #expect(numbers.map(\.1) == [4000, 2100, 1050])
  }
}
