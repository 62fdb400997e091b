import BackpropEngine
import Coursework
import ExactArithmetic
import TestSupport
import Testing

/// Every mistake of the catalogue is made by a formula of its own, and named.
@Suite struct MistakeCatalogueTests {
  typealias N = MistakeNumbers

  @Test(arguments: forward + cost + output + hidden + gradient + update + others)
  func `a mistake that is made is named`(mistake: MistakeCase) throws {
    let numbers = try MistakeNumbers(
      mistake.setting.problem, updates: mistake.moment.update)
    let wrong = mistake.wrong(numbers)
    let catalogue = MistakeCatalogue<Double>(mistake.setting.problem)
    let named = catalogue.explanations(
      of: mistake.quantity, at: mistake.moment, significantDigits: 6
    ) {
      numbers.trace.value(of: $0, at: $1)?.approximate
    } matching: {
      abs($0 - wrong) <= 1e-12
    }
    #expect(named.map(\.id).contains(mistake.kind.rawValue), "\(named.map(\.id))")
  }

  @Test(arguments: forward + cost + output + hidden + gradient + update + others)
  func `certified arithmetic gives the same numbers`(mistake: MistakeCase) throws {
    let problem = mistake.setting.problem
    let numbers = try MistakeNumbers(problem, updates: mistake.moment.update)
    let wrong = mistake.wrong(numbers)
    let trace = try Trace.compute(
      problem, arithmetic: .certified, updates: mistake.moment.update)
    let values = MistakeCatalogue<Certified>(problem, precision: 128).values(
      of: mistake.quantity, at: mistake.moment
    ) { trace.value(of: $0, at: $1).map(certified) }
    let same = values.filter { $0.kind == mistake.kind }
    #expect(same.contains { abs($0.value.erased.approximate - wrong) <= 1e-12 })
  }

  @Test func `every mistake of the catalogue is made in one of the tests`() {
    let made = Set(
      (Self.forward + Self.cost + Self.output + Self.hidden + Self.gradient + Self.update
        + Self.others).map(\.kind))
    let elsewhere: Set<MistakeKind> = [
      .differenceNotHalved, .forwardDifference, .differenceNotReset, .truncated, .roundedTooEarly,
      .runningEquals, .sign, .scale, .digitsSwapped, .swapped, .degenerate,
    ]
    #expect(Set(MistakeKind.allCases).subtracting(made) == elsewhere)
  }

  @Test(arguments: MistakeKind.allCases)
  func `a mistake has a sentence of its own that ends in a full stop`(kind: MistakeKind) {
    #expect(kind.sentence.hasSuffix("."))
    #expect(kind.sentence.count <= 140)
    #expect(kind.sentence.utf8.allSatisfy { $0 < 128 })
  }

  // MARK: Forward

  private static let z22 = TraceQuantity.weightedInput(layer: 2, unit: 2)
  private static let a22 = TraceQuantity.activation(layer: 2, unit: 2)
  private static let p2 = TraceQuantity.activation(layer: 1, unit: 2)

  static let forward: [MistakeCase] = [
    MistakeCase(.forwardNoBias, .sigmoid, z22) {
      $0.w(2, 2, 1) * $0.a(1, 1) + $0.w(2, 2, 2) * $0.a(1, 2)
    },
    MistakeCase(.forwardBiasSign, .sigmoid, z22) { $0.z(2, 2) - 2 * 0.6 },
    MistakeCase(.forwardBiasPerInput, .sigmoid, z22) { $0.z(2, 2) + 0.6 },
    MistakeCase(.forwardBiasAfter, .sigmoid, a22) { N.sigma($0.z(2, 2) - 0.6) + 0.6 },
    MistakeCase(.forwardTransposed, .sigmoid, z22) { 0.45 * $0.a(1, 1) + 0.55 * $0.a(1, 2) + 0.6 },
    MistakeCase(.forwardNoActivation, .sigmoid, a22) { $0.z(2, 2) },
    MistakeCase(.forwardDoubleActivation, .sigmoid, a22) { N.sigma(N.sigma($0.z(2, 2))) },
    MistakeCase(.forwardUsedWeightedInput, .sigmoid, z22) {
      0.5 * $0.z(1, 1) + 0.55 * $0.z(1, 2) + 0.6
    },
    MistakeCase(.forwardWrongFunction, .sigmoid, a22) { N.tanh($0.z(2, 2)) },
    MistakeCase(.forwardWrongFunction, .tanh, a22) { N.sigma($0.z(2, 2)) },
    MistakeCase(.forwardExponentSign, .sigmoid, a22) { 1 / (1 + N.exp($0.z(2, 2))) },
    MistakeCase(.softmaxNotNormalized, .softmax, p2) { _ in N.exp(2) },
    MistakeCase(.softmaxLinear, .softmax, p2) { _ in 2 / 3.5 },
    MistakeCase(.softmaxPerUnit, .softmax, p2) { _ in N.sigma(2) },
  ]

  static let cost: [MistakeCase] = [
    MistakeCase(.costNoHalf, .sigmoid, .cost) { $0.e(1) * $0.e(1) + $0.e(2) * $0.e(2) },
    MistakeCase(.costExtraHalf, .squares, .cost) { ($0.e(1) * $0.e(1) + $0.e(2) * $0.e(2)) / 2 },
    MistakeCase(.costMean, .sigmoid, .cost) { ($0.e(1) * $0.e(1) + $0.e(2) * $0.e(2)) / 4 },
    MistakeCase(.costMean, .summedBatch, .batchCost) { $0.value(.batchCost) / 4 },
    MistakeCase(.costSum, .batch, .batchCost) { numbers in
      (1...4).reduce(0) { $0 + numbers.value(.cost, sample: $1) }
    },
    MistakeCase(.costNoSquare, .sigmoid, .cost) { ($0.e(1) + $0.e(2)) / 2 },
    MistakeCase(.costLog10, .softmax, .cost) { -N.ln($0.a(1, 2)) / N.ln(10) },
    MistakeCase(.costLog2, .softmax, .cost) { -N.ln($0.a(1, 2)) / N.ln(2) },
    MistakeCase(.crossEntropyWrongProbability, .softmax, .cost) { -N.ln(1 - $0.a(1, 2)) },
    MistakeCase(.crossEntropySign, .softmax, .cost) { N.ln($0.a(1, 2)) },
    MistakeCase(.crossEntropyBinaryOnSoftmax, .softmax, .cost) {
      -N.ln(1 - $0.a(1, 1)) - N.ln($0.a(1, 2)) - N.ln(1 - $0.a(1, 3))
    },
  ]

  // MARK: Errors

  private static let d2 = TraceQuantity.error(layer: 2, unit: 2)
  private static let p1 = TraceQuantity.error(layer: 1, unit: 1)

  static let output: [MistakeCase] = [
    MistakeCase(.forgotDerivativeAtOutput, .sigmoid, d2) { $0.e(2) },
    MistakeCase(.forgotDerivativeAtOutput, .softmaxSquares, p1) { $0.e(1) },
    MistakeCase(.extraDerivative, .crossEntropy, d2) { $0.e(2) * $0.s(2, 2) },
    MistakeCase(.outputErrorSign, .sigmoid, d2) { ($0.y(2) - $0.a(2, 2)) * $0.s(2, 2) },
    MistakeCase(.outputErrorSign, .softmax, p1) { -$0.a(1, 1) },
    MistakeCase(.factorTwo, .sigmoid, d2) { 2 * $0.e(2) * $0.s(2, 2) },
    MistakeCase(.factorHalf, .squares, d2) { $0.e(2) * $0.s(2, 2) },
    MistakeCase(.derivativeAtActivation, .sigmoid, d2) {
      $0.e(2) * N.sigma($0.a(2, 2)) * (1 - N.sigma($0.a(2, 2)))
    },
    MistakeCase(.derivativeFromWeightedInput, .sigmoid, d2) {
      $0.e(2) * $0.z(2, 2) * (1 - $0.z(2, 2))
    },
    MistakeCase(.functionForDerivative, .sigmoid, d2) { $0.e(2) * $0.a(2, 2) },
    MistakeCase(.derivativeOneMinusActivation, .sigmoid, d2) { $0.e(2) * (1 - $0.a(2, 2)) },
    MistakeCase(.derivativeOnlyActivation, .sigmoid, d2) { $0.e(2) * $0.a(2, 2) },
    MistakeCase(.derivativeOfOtherFunction, .sigmoid, d2) {
      $0.e(2) * (1 - $0.a(2, 2) * $0.a(2, 2))
    },
    MistakeCase(.derivativeOfOtherFunction, .tanh, d2) { $0.e(2) * $0.s(2, 2) },
    MistakeCase(.derivativeSquared, .sigmoid, d2) { $0.e(2) * $0.s(2, 2) * $0.s(2, 2) },
    MistakeCase(.costForGradient, .sigmoid, d2) { $0.e(2) * $0.e(2) / 2 * $0.s(2, 2) },
    MistakeCase(.weightedInputInError, .sigmoid, d2) { ($0.z(2, 2) - $0.y(2)) * $0.s(2, 2) },
    MistakeCase(.reluWrongSide, .relu, d2) { $0.e(2) },
    MistakeCase(.reluWrongSide, .relu, .error(layer: 2, unit: 1)) { _ in 0 },
    MistakeCase(.reluDerivativeIsWeightedInput, .relu, d2) { $0.e(2) * $0.z(2, 2) },
    MistakeCase(.doubleSoftmaxJacobian, .softmax, p1) { numbers in
      let p = (1...3).map { numbers.a(1, $0) }
      let dot = p[0] * p[0] + p[1] * (p[1] - 1) + p[2] * p[2]
      return p[0] * (p[0] - dot)
    },
    MistakeCase(.doubleSoftmaxDiagonal, .softmax, p1) { $0.a(1, 1) * $0.s(1, 1) },
    MistakeCase(.softmaxNoJacobian, .softmax, .error(layer: 1, unit: 2)) { -1 / $0.a(1, 2) },
    MistakeCase(.softmaxDiagonalOnly, .softmaxSquares, p1) { $0.e(1) * $0.s(1, 1) },
    MistakeCase(.softmaxDiagonalOnly, .softmax, .error(layer: 1, unit: 2)) { $0.a(1, 2) - 1 },
    MistakeCase(.crossEntropyErrorLog2, .softmax, p1) { $0.a(1, 1) / N.ln(2) },
    MistakeCase(.crossEntropyErrorLog10, .crossEntropy, d2) { $0.e(2) / N.ln(10) },
  ]

  private static let h1 = TraceQuantity.error(layer: 1, unit: 1)

  private static func back(_ numbers: MistakeNumbers) -> Double {
    0.4 * numbers.delta(2, 1) + 0.5 * numbers.delta(2, 2)
  }

  static let hidden: [MistakeCase] = [
    MistakeCase(.forgotDerivativeAtHidden, .sigmoid, h1) { back($0) },
    MistakeCase(.updatedWeights, .sigmoid, h1) {
      ($0.new(2, 1, 1) * $0.delta(2, 1) + $0.new(2, 2, 1) * $0.delta(2, 2)) * $0.s(1, 1)
    },
    MistakeCase(.noSum, .sigmoid, h1) { 0.4 * $0.delta(2, 1) * $0.s(1, 1) },
    MistakeCase(.noSum, .sigmoid, h1) { 0.5 * $0.delta(2, 2) * $0.s(1, 1) },
    MistakeCase(.meanOverOutputs, .sigmoid, h1) { back($0) * $0.s(1, 1) / 2 },
    MistakeCase(.forgotWeights, .sigmoid, h1) { ($0.delta(2, 1) + $0.delta(2, 2)) * $0.s(1, 1) },
    MistakeCase(.transposedWeights, .sigmoid, h1) {
      (0.4 * $0.delta(2, 1) + 0.45 * $0.delta(2, 2)) * $0.s(1, 1)
    },
    MistakeCase(.wrongColumn, .sigmoid, h1) {
      (0.45 * $0.delta(2, 1) + 0.55 * $0.delta(2, 2)) * $0.s(1, 1)
    },
    MistakeCase(.derivativeAtHiddenActivation, .sigmoid, h1) {
      back($0) * N.sigma($0.a(1, 1)) * (1 - N.sigma($0.a(1, 1)))
    },
    MistakeCase(.derivativeOfOutput, .sigmoid, h1) { back($0) * $0.s(2, 2) },
    MistakeCase(.rawErrorBack, .sigmoid, h1) { (0.4 * $0.e(1) + 0.5 * $0.e(2)) * $0.s(1, 1) },
    MistakeCase(.outputDerivativeTwice, .sigmoid, h1) {
      (0.4 * $0.delta(2, 1) * $0.s(2, 1) + 0.5 * $0.delta(2, 2) * $0.s(2, 2)) * $0.s(1, 1)
    },
    MistakeCase(.ownWeights, .sigmoid, h1) {
      (0.15 * $0.delta(2, 1) + 0.25 * $0.delta(2, 2)) * $0.s(1, 1)
    },
    MistakeCase(.ownWeights, .sigmoid, h1) {
      (0.15 * $0.delta(2, 1) + 0.20 * $0.delta(2, 2)) * $0.s(1, 1)
    },
    MistakeCase(.hiddenErrorSign, .sigmoid, h1) { -back($0) * $0.s(1, 1) },
    MistakeCase(.copiedError, .sigmoid, h1) { $0.delta(2, 1) },
    MistakeCase(.biasBackpropagated, .sigmoid, h1) {
      (back($0) + 0.6 * ($0.delta(2, 1) + $0.delta(2, 2))) * $0.s(1, 1)
    },
    MistakeCase(.derivativeOfSum, .sigmoid, h1) {
      N.sigma(back($0)) * (1 - N.sigma(back($0)))
    },
    MistakeCase(.wrongColumn, .deep, h1) {
      (0.2 * $0.delta(2, 1) + 0.6 * $0.delta(2, 2)) * $0.s(1, 1)
    },
    MistakeCase(.derivativeOfOtherFunction, .tanh, h1) { back($0) * $0.s(1, 1) },
    MistakeCase(.reluWrongSide, .relu, h1) { _ in 0 },
  ]

  // MARK: Gradients and update

  private static let g12 = TraceQuantity.weightGradient(layer: 2, unit: 1, from: 2)
  private static let gb1 = TraceQuantity.biasGradient(layer: 2, unit: 1)
  private static let g = TraceQuantity.batchWeightGradient(layer: 1, unit: 2, from: 1)

  static let gradient: [MistakeCase] = [
    MistakeCase(.gradientIsError, .sigmoid, g12) { $0.delta(2, 1) },
    MistakeCase(.biasGradientTimesActivation, .sigmoid, gb1) { $0.delta(2, 1) * $0.a(1, 2) },
    MistakeCase(.gradientUsedWeightedInput, .sigmoid, g12) { $0.delta(2, 1) * $0.z(1, 2) },
    MistakeCase(.gradientUsedInput, .sigmoid, g12) { $0.delta(2, 1) * $0.x(2) },
    MistakeCase(.gradientUsedOwnActivation, .sigmoid, g12) { $0.delta(2, 1) * $0.a(2, 1) },
    MistakeCase(.gradientUsedWeight, .sigmoid, g12) { $0.delta(2, 1) * 0.45 },
    MistakeCase(.gradientSwappedIndices, .sigmoid, g12) { $0.delta(2, 2) * $0.a(1, 1) },
    MistakeCase(.gradientNextError, .sigmoid, .weightGradient(layer: 1, unit: 2, from: 1)) {
      $0.delta(2, 2) * $0.x(1)
    },
    MistakeCase(.gradientNextError, .deep, .biasGradient(layer: 2, unit: 2)) { $0.delta(3, 2) },
    MistakeCase(.gradientExtraDerivative, .sigmoid, g12) { $0.g(2, 1, 2) * $0.s(2, 1) },
    MistakeCase(.gradientWithRate, .sigmoid, g12) { $0.g(2, 1, 2) / 2 },
    MistakeCase(.gradientSign, .sigmoid, g12) { -$0.g(2, 1, 2) },
    MistakeCase(.gradientSign, .batch, g) { -$0.value(g) },
    MistakeCase(.batchSum, .batch, g) { numbers in
      (1...4).reduce(0) { $0 + numbers.delta(1, 2, sample: $1) * numbers.x(1, sample: $1) }
    },
    MistakeCase(.batchMean, .summedBatch, g) { $0.value(g) / 4 },
    MistakeCase(.batchLastOnly, .batch, g) { $0.delta(1, 2, sample: 4) * $0.x(1, sample: 4) },
    MistakeCase(.onlineForBatch, .batch, g) { online($0).gradient },
  ]

  /// The gradient and the weight of somebody who updates after every sample: four small problems.
  private static func online(_ numbers: MistakeNumbers) -> (gradient: Double, weight: Double) {
    var problem = numbers.problem
    var total = 0.0
    for sample in numbers.problem.samples {
      problem.samples = [sample]
      guard let step = try? MistakeNumbers(problem) else { return (.nan, .nan) }
      total += step.g(1, 2, 1)
      for layer in 1...2 {
        let rows = problem.network.width(layer)
        let columns = problem.network.width(layer - 1)
        problem.network.layers[layer - 1].weights.entries = (1...rows).flatMap { j in
          (1...columns).map { typed(step.new(layer, j, $0)) }
        }
        problem.network.layers[layer - 1].biases = (1...rows).map {
          typed(step.value(.updatedBias(layer: layer, unit: $0)))
        }
      }
    }
    return (total / 4, Double(problem.network.layers[0].weights[2, 1].value))
  }

  private static func typed(_ value: Double) -> TypedNumber {
    TypedNumber(Rational(exactly: value) ?? .zero)
  }

  private static let new12 = TraceQuantity.updatedWeight(layer: 2, unit: 1, from: 2)

  static let update: [MistakeCase] = [
    MistakeCase(.updateUphill, .sigmoid, new12) { 0.45 + 0.5 * $0.g(2, 1, 2) },
    MistakeCase(.updateWithoutRate, .sigmoid, new12) { 0.45 - $0.g(2, 1, 2) },
    MistakeCase(.updateStepOnly, .sigmoid, new12) { -0.5 * $0.g(2, 1, 2) },
    MistakeCase(.updateByError, .sigmoid, new12) { 0.45 - 0.5 * $0.delta(2, 1) },
    MistakeCase(.updateRateTwice, .sigmoid, new12) { 0.45 - 0.25 * $0.g(2, 1, 2) },
    MistakeCase(.updateBiasKept, .sigmoid, .updatedBias(layer: 2, unit: 1)) { _ in 0.6 },
    MistakeCase(.onlineForBatch, .batch, .updatedWeight(layer: 1, unit: 2, from: 1)) {
      online($0).weight
    },
  ]

  private static let second = TraceMoment(update: 2)

  static let others: [MistakeCase] = [
    MistakeCase(
      .perceptronStrict, .perceptron, .activation(layer: 1, unit: 1), at: .init(sample: 3)
    ) {
      _ in 0
    },
    MistakeCase(.perceptronSign, .perceptron, .updatedWeight(layer: 1, unit: 1, from: 1)) { _ in
      0.25 + 0.3 * 1.5
    },
    MistakeCase(
      .perceptronAlways, .perceptron, .updatedWeight(layer: 1, unit: 1, from: 2), at: second
    ) {
      _ in -0.75 - 0.3 * 0.5 + 0.3 * 0.4
    },
    MistakeCase(.perceptronBiasKept, .perceptron, .updatedBias(layer: 1, unit: 1)) { _ in 0.5 },
    MistakeCase(.perceptronTargetPlusMinus, .perceptron, .updatedWeight(layer: 1, unit: 1, from: 1))
    {
      _ in 0.25 - 2 * 0.3 * 1.5
    },
    MistakeCase(.vanishingNoWeights, .chain, .error(layer: 1, unit: 1)) {
      $0.delta(3, 1) * $0.s(2, 1) * $0.s(1, 1)
    },
    MistakeCase(.vanishingOffByOne, .chain, .error(layer: 1, unit: 1)) {
      $0.delta(1, 1) * $0.s(1, 1)
    },
    MistakeCase(.vanishingSlopeOneHalf, .chain, .activationDerivative(layer: 1, unit: 1)) { _ in 0.5
    },
    MistakeCase(.vanishingSlopeOneHalf, .chain, .error(layer: 1, unit: 1)) {
      $0.delta(2, 1) * 0.9 / 2
    },
  ]
}

/// Returns a number of a certified trace.
func certified(_ value: Value) -> Certified {
  if case .interval(let interval) = value { return Certified(interval) }
  return Certified(value.exact ?? .zero, precision: 128)
}
