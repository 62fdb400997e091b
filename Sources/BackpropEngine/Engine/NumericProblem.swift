public import ExactArithmetic

/// A problem with its numbers in one arithmetic: what the passes compute on.
///
/// Every number that a pass records is validated, and a fault names the quantity it struck.
public struct NumericProblem<Scalar: ElementaryFunctions>: Sendable {
  /// The problem as it was given.
  public let problem: Problem
  /// The parameters that the first update starts from.
  public let initialParameters: Parameters<Scalar>
  /// The activation function of each layer, from layer 1.
  let functions: [ActivationFunction<Scalar>]
  /// Input and target of each sample.
  let samples: [Sample]
  let cost: Cost?
  let hasBackwardPass: Bool
  let outputErrorRule: OutputErrorRule
  /// The number of samples of an update.
  let batchSize: Int
  /// The divisor of a sum over a batch; nil where it is 1.
  let batchDivisor: Scalar?
  /// The divisor of a sum over all samples; nil where it is 1.
  let sampleDivisor: Scalar?
  /// λ of the regulariser; zero without one.
  let regularizerStrength: Scalar
  let precision: Int
  let bitLimit: Int?

  /// The numbers of one sample.
  struct Sample: Sendable {
    let input: [Scalar]
    let target: [Scalar]?
  }

  /// Converts a problem.
  ///
  /// - Parameters:
  ///   - precision: bits kept by arithmetics of variable precision.
  ///   - bitLimit: how long a numerator or denominator may get; nil: as long as it will.
  /// - Throws: an error in an `input`, `target`, `weight` or `bias` that does not fit.
  /// - Precondition: shapes agree, softmax is in the last layer only, and the perceptron rule has
  ///   one layer. The reader of problem files sees to it.
  public init(
    _ problem: Problem, precision: Int = 0, bitLimit: Int? = nil
  ) throws(EngineError) {
    let network = problem.network
    precondition(
      network.layers.dropLast().allSatisfy { $0.activation != .softmax },
      "softmax is for the last layer"
    )
    if case .perceptron = problem.optimizer {
      precondition(network.depth == 1, "the perceptron rule is for one layer")
    }
    self.problem = problem
    self.precision = precision
    self.bitLimit = bitLimit
    cost = problem.cost
    hasBackwardPass = problem.hasBackwardPass
    outputErrorRule = problem.outputErrorRule
    func divisor(_ count: Int) -> Scalar? {
      guard problem.reduction == .mean, count > 1 else { return nil }
      return Scalar(Rational(count), precision: precision)
    }
    batchSize = problem.samplesPerUpdate
    batchDivisor = divisor(batchSize)
    sampleDivisor = divisor(problem.samples.count)
    regularizerStrength = Scalar(problem.regularizer?.strength.value ?? 0, precision: precision)
    functions = network.layers.map {
      ActivationFunction(
        $0.activation, derivativeAtKink: problem.derivativeAtKink, precision: precision)
    }

    let number = Conversion(precision: precision, bitLimit: bitLimit)
    var parameters = Parameters<Scalar>(weights: [], biases: [])
    for (index, layer) in network.layers.enumerated() {
      let rows = layer.weights.rows
      let columns = layer.weights.columns
      let weights = try number.convert(layer.weights.entries, sample: 1) { entry in
        .weight(layer: index + 1, unit: entry / columns + 1, from: entry % columns + 1)
      }
      parameters.weights.append(Matrix(rows: rows, columns: columns, entries: weights))
      parameters.biases.append(
        try number.convert(layer.biases, sample: 1) { .bias(layer: index + 1, unit: $0 + 1) })
    }
    initialParameters = parameters

    var samples: [Sample] = []
    for (index, sample) in problem.samples.enumerated() {
      precondition(sample.input.count == network.width(0), "an input has one entry per input unit")
      let input = try number.convert(sample.input, sample: index + 1) { .input(unit: $0 + 1) }
      var target: [Scalar]?
      if let typed = sample.target {
        precondition(typed.count == network.width(network.depth), "one target per output unit")
        target = try number.convert(typed, sample: index + 1) { .target(unit: $0 + 1) }
      }
      samples.append(Sample(input: input, target: target))
    }
    self.samples = samples
  }

  /// How typed numbers are converted.
  private struct Conversion {
    let precision: Int
    let bitLimit: Int?

    func convert(
      _ typed: [TypedNumber], sample: Int, quantity: (Int) -> TraceQuantity
    ) throws(EngineError) -> [Scalar] {
      var numbers: [Scalar] = []
      numbers.reserveCapacity(typed.count)
      for (index, entry) in typed.enumerated() {
        let number = Scalar(entry.value, precision: precision)
        do {
          try number.validate(bitLimit: bitLimit)
        } catch {
          throw EngineError(error, in: quantity(index), at: TraceMoment(sample: sample))
        }
        numbers.append(number)
      }
      return numbers
    }
  }
}
