public import BackpropEngine
public import ExactArithmetic

/// The numbers that known mistakes give in a problem, in one arithmetic.
///
/// Every mistake is one wrong step: it is worked out from the quantities that stand before the wrong
/// one, which a lookup gives. From a trace, they are the mistakes of somebody whose other numbers are
/// right; from a student's own numbers, perhaps as intervals, those that follow from them.
///
/// Fractions have no exponentials: `Certified` numbers do, and are exact while they can be. Where an
/// arithmetic lacks a mistake's number, the mistake is left out.
public struct MistakeCatalogue<Scalar: ElementaryFunctions>: Sendable {
  /// Returns a quantity at a moment, or nil where it is not known.
  public typealias Inputs = (TraceQuantity, TraceMoment) -> Scalar?

  let problem: Problem
  let network: Network
  let precision: Int
  /// The activation function of each layer, from layer 1.
  let functions: [ActivationFunction<Scalar>]
  /// The functions that a layer may have been given by mistake.
  let wrongFunctions: [ActivationFunction<Scalar>]
  let half: Scalar
  /// ln 2 and ln 10, where the cost has logarithms and the arithmetic too.
  let logarithms: (two: Scalar, ten: Scalar)?
  /// η.
  let learningRate: Scalar
  /// Whether a step is η times the gradient, without momentum, decay or a sign turned round.
  let isPlainDescent: Bool
  /// The samples of the first update, counted from 1.
  let firstBatch: [Int]
  /// 0 to 9: numbers of inputs and outputs mostly are.
  private let digits: [Scalar]
  /// What somebody computes who updates after every sample; nil where that is as it should be.
  let online: Run<Scalar>?

  /// Creates the catalogue of a problem.
  ///
  /// - Parameter precision: bits kept by arithmetics of variable precision.
  public init(_ problem: Problem, precision: Int = 0) {
    self.problem = problem
    self.precision = precision
    network = problem.network
    functions = problem.network.layers.map {
      ActivationFunction(
        $0.activation, derivativeAtKink: problem.derivativeAtKink, precision: precision)
    }
    wrongFunctions = [.sigmoid, .tanh, .relu, .step].map {
      ActivationFunction($0, precision: precision)
    }
    half = Scalar(Rational(1, 2), precision: precision)
    var logarithms: (two: Scalar, ten: Scalar)?
    if problem.cost?.hasLogarithms == true,
      let two = try? Scalar(Rational(2), precision: precision).logarithm(),
      let ten = try? Scalar(Rational(10), precision: precision).logarithm()
    {
      logarithms = (two, ten)
    }
    self.logarithms = logarithms
    learningRate = Scalar(problem.optimizer.learningRate.value, precision: precision)
    if case .sgd(let settings) = problem.optimizer {
      isPlainDescent =
        settings.momentum.value == 0 && settings.weightDecay.value == 0 && !settings.maximize
    } else {
      isPlainDescent = false
    }
    firstBatch = problem.hasBackwardPass ? problem.batch(ofUpdate: 1) : []
    digits = (0...9).map { Scalar(Rational($0), precision: precision) }
    online = Self.online(problem, precision: precision)
  }

  /// Returns the numbers that mistakes in the step of a quantity give, the simplest first.
  ///
  /// Mistakes that cannot be made there are left out, and so are those whose number cannot be computed.
  /// A mistake that can be made in several ways (one unit or another) is there several times. A number
  /// may be the right one by chance: who asks compares.
  ///
  /// - Complexity: O(mistakes × operands).
  public func values(
    of quantity: TraceQuantity, at moment: TraceMoment = TraceMoment(), inputs: Inputs
  ) -> [MistakenValue<Scalar>] {
    var list = MistakeList<Scalar>(capacity: 24)
    addMistakes(in: quantity, at: moment, inputs, to: &list)
    return list.values.sortedBySimplicity()
  }

  /// Adds the mistakes in the step of a quantity, in no particular order.
  func addMistakes(
    in quantity: TraceQuantity, at moment: TraceMoment, _ inputs: Inputs,
    to list: inout MistakeList<Scalar>
  ) {
    switch quantity {
    case .weightedInput(let layer, let unit):
      addWeightedInputMistakes(layer, unit, at: moment, inputs, to: &list)
    case .activation(let layer, let unit):
      addActivationMistakes(layer, unit, at: moment, inputs, to: &list)
    case .activationDerivative(let layer, let unit):
      forEachWrongDerivative(layer, unit, at: moment, inputs) { list.add($0, $1) }
    case .cost:
      addCostMistakes(at: moment, inputs, to: &list)
    case .costDerivative(let unit):
      addCostDerivativeMistakes(unit, at: moment, inputs, to: &list)
    case .error(let layer, let unit):
      if layer == network.depth {
        addOutputErrorMistakes(unit, at: moment, inputs, to: &list)
      } else {
        addHiddenErrorMistakes(layer, unit, at: moment, inputs, to: &list)
      }
    case .weightGradient(let layer, let unit, let from):
      addWeightGradientMistakes(layer, unit, from, at: moment, inputs, to: &list)
    case .biasGradient(let layer, let unit):
      addBiasGradientMistakes(layer, unit, at: moment, inputs, to: &list)
    case .batchWeightGradient(let layer, let unit, let from):
      addBatchGradientMistakes(layer, unit, from: from, at: moment, inputs, to: &list)
    case .batchBiasGradient(let layer, let unit):
      addBatchGradientMistakes(layer, unit, from: nil, at: moment, inputs, to: &list)
    case .batchCost:
      addBatchCostMistakes(at: moment, inputs, to: &list)
    case .updatedWeight(let layer, let unit, let from):
      addUpdateMistakes(layer, unit, from: from, at: moment, inputs, to: &list)
    case .updatedBias(let layer, let unit):
      addUpdateMistakes(layer, unit, from: nil, at: moment, inputs, to: &list)
    case .updatedCost:
      addUpdatedCostMistakes(at: moment, inputs, to: &list)
    case .input, .target, .weight, .bias, .softmaxJacobian, .regularization, .state:
      break
    }
  }

  // MARK: Names of quantities

  /// a^(l−1)_k, which for the first layer is the input.
  @inline(__always)
  func previous(_ layer: Int, _ unit: Int) -> TraceQuantity {
    layer == 1 ? .input(unit: unit) : .activation(layer: layer - 1, unit: unit)
  }

  @inline(__always)
  func activation(ofLayer layer: Int) -> Activation { network.layers[layer - 1].activation }

  /// Returns a whole number.
  func number(_ value: Int) -> Scalar {
    digits.indices.contains(value)
      ? digits[value] : Scalar(Rational(value), precision: precision)
  }

  /// Returns the samples of an update, counted from 1.
  func batch(ofUpdate update: Int) -> [Int] {
    update == 1 ? firstBatch : problem.batch(ofUpdate: update)
  }
}

extension Array {
  /// Returns the mistakes with the fewest edits first, otherwise in the order of the catalogue.
  func sortedBySimplicity<Scalar>() -> Self where Element == MistakenValue<Scalar> {
    var sorted: Self = []
    sorted.reserveCapacity(count)
    for edits in 1...2 {
      for element in self where element.kind.edits == edits { sorted.append(element) }
    }
    return sorted
  }
}

extension Cost {
  /// Whether the cost is one of the cross-entropies.
  var hasLogarithms: Bool { self == .crossEntropy || self == .binaryCrossEntropy }
}

extension Optimizer {
  /// η.
  var learningRate: TypedNumber {
    switch self {
    case .sgd(let settings): settings.learningRate
    case .adagrad(let settings): settings.learningRate
    case .rmsprop(let settings): settings.learningRate
    case .adam(let settings): settings.learningRate
    case .perceptron(let rate): rate
    }
  }
}
