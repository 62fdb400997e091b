import BackpropEngine
import Coursework
import ExactArithmetic
import TestSupport
import Testing

/// How mistakes are chosen among those that fit.
@Suite struct ExplanationTests {
  private static let problem = ProblemExamples.twoTwoTwo

  private static func explanations(
    _ quantity: TraceQuantity, significantDigits: Int = 6, carrying: Bool = false,
    within tolerance: Double = 1e-12, _ wrong: (MistakeNumbers) -> Double
  ) throws -> [Mistake] {
    let numbers = try MistakeNumbers(problem)
    let written = wrong(numbers)
    return MistakeCatalogue<Double>(problem).explanations(
      of: quantity, significantDigits: significantDigits, carrying: carrying
    ) {
      numbers.trace.value(of: $0, at: $1)?.approximate
    } matching: {
      abs($0 - written) <= tolerance
    }
  }

  private static let output = TraceQuantity.error(layer: 2, unit: 1)
  private static let gradient = TraceQuantity.weightGradient(layer: 2, unit: 1, from: 1)

  @Test func `one significant digit proves no mistake`() throws {
    #expect(try Self.explanations(Self.output, significantDigits: 1) { $0.e(1) }.isEmpty)
    #expect(try !Self.explanations(Self.output, significantDigits: 2) { $0.e(1) }.isEmpty)
  }

  @Test func `a number that too many families of mistakes give proves none`() throws {
    #expect(try Self.explanations(Self.output, within: 10) { $0.e(1) }.isEmpty)
  }

  @Test func `the simplest mistake comes first`() throws {
    for quantity in [Self.output, .error(layer: 1, unit: 1), Self.gradient] {
      let numbers = try MistakeNumbers(Self.problem)
      let edits = MistakeCatalogue<Double>(Self.problem).values(of: quantity) {
        numbers.trace.value(of: $0, at: $1)?.approximate
      }.map(\.kind.edits)
      #expect(edits == edits.sorted())
    }
  }

  @Test func `a wrong sign or a factor beside a mistake is named with it`() throws {
    let minus = try Self.explanations(Self.output) { -$0.e(1) }
    #expect(minus.map(\.id) == ["FORGOT_FPRIME_OUT+SIGN"])
    let double = try Self.explanations(Self.output) { 2 * $0.e(1) * $0.a(2, 1) }
    #expect(double.first?.id == "F_FOR_FPRIME+FACTOR_2")
    #expect(double.allSatisfy { $0.edits > 1 })
  }

  @Test func `two mistakes without a sign or a factor are not looked for`() throws {
    let both = try Self.explanations(.error(layer: 1, unit: 1)) {
      (0.4 * $0.e(1) + 0.45 * $0.e(2)) * $0.a(1, 1)
    }
    #expect(both.isEmpty)
  }

  @Test func `a mistake in a step that was not written down is named where it shows`() throws {
    let wrong = { (numbers: MistakeNumbers) in numbers.e(1) * numbers.a(1, 1) }
    #expect(try Self.explanations(Self.gradient, wrong).isEmpty)
    #expect(
      try Self.explanations(Self.gradient, carrying: true, wrong).map(\.id)
        == ["FORGOT_FPRIME_OUT"])
    let updated = TraceQuantity.updatedWeight(layer: 2, unit: 1, from: 1)
    #expect(
      try Self.explanations(updated, carrying: true) { 0.4 - 0.5 * $0.e(1) * $0.a(1, 1) }
        .map(\.id) == ["FORGOT_FPRIME_OUT"])
    let hidden = TraceQuantity.updatedWeight(layer: 1, unit: 2, from: 1)
    let ids = try Self.explanations(hidden, carrying: true) {
      0.25 - 0.5 * (0.45 * $0.e(1) + 0.55 * $0.e(2)) * $0.s(1, 2) * 0.05
    }.map(\.id)
    #expect(Set(ids) == ["FORGOT_FPRIME_OUT", "RAW_ERROR_BACK"])
    let activation = TraceQuantity.activation(layer: 1, unit: 1)
    #expect(
      try Self.explanations(activation, carrying: true) { _ in MistakeNumbers.sigma(0.0275) }
        .map(\.id) == ["FWD_NO_BIAS"])
  }

  @Test func `mistakes that few digits do not tell from the right number are named`() throws {
    let numbers = try MistakeNumbers(Self.problem)
    let quantity = TraceQuantity.error(layer: 1, unit: 1)
    let right = numbers.value(quantity)
    func coarse(_ unit: Double) -> [String] {
      MistakeCatalogue<Double>(Self.problem).indistinguishable(of: quantity, from: right) {
        numbers.trace.value(of: $0, at: $1)?.approximate
      } matching: {
        abs($0 - right) <= unit / 2
      }.map(\.id)
    }
    #expect(coarse(0.01).contains("UPDATED_W"))
    #expect(!coarse(0.0001).contains("UPDATED_W"))
    #expect(coarse(0.00001).isEmpty)
  }

  @Test func `a mistake that changes nothing is not called coarse`() throws {
    // The input is 1, so that a weight's gradient is its bias's.
    var problem = Self.problem
    problem.samples = [.init(["1", "0.5"], ["0", "1"])]
    let numbers = try MistakeNumbers(problem)
    let quantity = TraceQuantity.weightGradient(layer: 1, unit: 1, from: 1)
    let right = numbers.value(quantity)
    let coarse = MistakeCatalogue<Double>(problem).indistinguishable(of: quantity, from: right) {
      numbers.trace.value(of: $0, at: $1)?.approximate
    } matching: {
      abs($0 - right) <= 1e-9
    }
    #expect(coarse.isEmpty)
  }

  @Test func `the student's own numbers are what a mistake starts from`() throws {
    // A wrong z of 0.4 was written; its sigmoid was taken twice.
    let numbers = try MistakeNumbers(Self.problem)
    let written = MistakeNumbers.sigma(MistakeNumbers.sigma(0.4))
    let named = MistakeCatalogue<Double>(Self.problem).explanations(
      of: .activation(layer: 1, unit: 1), significantDigits: 6
    ) { quantity, moment in
      switch quantity {
      case .weightedInput(1, 1): 0.4
      case .activation(1, 1): MistakeNumbers.sigma(0.4)
      default: numbers.trace.value(of: quantity, at: moment)?.approximate
      }
    } matching: {
      abs($0 - written) <= 1e-12
    }
    #expect(named.map(\.id) == ["FWD_DOUBLE_ACT"])
  }

  @Test func `other quantities of the same kind are listed, the nearest first`() {
    let problem = Self.problem
    let weights = problem.quantitiesConfusable(
      with: .weightGradient(layer: 2, unit: 1, from: 2))
    #expect(weights.count == 7)
    #expect(weights.first?.quantity == .weightGradient(layer: 2, unit: 2, from: 1))
    #expect(Set(weights).count == 7)
    let errors = problem.quantitiesConfusable(with: .error(layer: 1, unit: 2)).map(\.quantity)
    #expect(
      errors == [
        .error(layer: 1, unit: 1), .error(layer: 2, unit: 1), .error(layer: 2, unit: 2),
      ])
    let samples = ProblemExamples.xor.quantitiesConfusable(with: .cost, at: .init(sample: 2))
    #expect(samples.map(\.moment.sample) == [1, 3, 4])
  }
}
