import BackpropEngine
import Coursework
import ExactArithmetic
import TestSupport
import Testing

/// The numbers of a problem as doubles, under short names, and the functions by other formulas.
struct MistakeNumbers {
  let problem: Problem
  let trace: Trace

  init(_ problem: Problem, updates: Int = 1) throws {
    self.problem = problem
    trace = try Trace.compute(problem, arithmetic: .double, updates: updates)
  }

  func value(_ quantity: TraceQuantity, sample: Int = 1, update: Int = 1) -> Double {
    trace.value(of: quantity, at: TraceMoment(update: update, sample: sample))?.approximate ?? .nan
  }

  func w(_ layer: Int, _ unit: Int, _ from: Int) -> Double {
    value(.weight(layer: layer, unit: unit, from: from))
  }
  func b(_ layer: Int, _ unit: Int) -> Double { value(.bias(layer: layer, unit: unit)) }
  func z(_ layer: Int, _ unit: Int) -> Double { value(.weightedInput(layer: layer, unit: unit)) }
  func a(_ layer: Int, _ unit: Int, sample: Int = 1) -> Double {
    value(.activation(layer: layer, unit: unit), sample: sample)
  }
  func x(_ unit: Int, sample: Int = 1) -> Double { value(.input(unit: unit), sample: sample) }
  func y(_ unit: Int) -> Double { value(.target(unit: unit)) }
  func delta(_ layer: Int, _ unit: Int, sample: Int = 1) -> Double {
    value(.error(layer: layer, unit: unit), sample: sample)
  }
  /// The slope of sigmoid at a unit.
  func s(_ layer: Int, _ unit: Int) -> Double { a(layer, unit) * (1 - a(layer, unit)) }
  func e(_ unit: Int) -> Double { a(problem.network.depth, unit) - y(unit) }
  func g(_ layer: Int, _ unit: Int, _ from: Int, sample: Int = 1) -> Double {
    value(.weightGradient(layer: layer, unit: unit, from: from), sample: sample)
  }
  func new(_ layer: Int, _ unit: Int, _ from: Int) -> Double {
    value(.updatedWeight(layer: layer, unit: unit, from: from))
  }

  static func exp(_ x: Double) -> Double { (try? x.exponential()) ?? .nan }
  static func ln(_ x: Double) -> Double { (try? x.logarithm()) ?? .nan }
  static func sigma(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
  static func tanh(_ x: Double) -> Double { 2 * sigma(2 * x) - 1 }
}

/// A mistake, where it is made, and the number that it gives, by a formula of its own.
struct MistakeCase: Sendable, CustomTestStringConvertible {
  let kind: MistakeKind
  let setting: MistakeSetting
  let quantity: TraceQuantity
  let moment: TraceMoment
  let wrong: @Sendable (MistakeNumbers) -> Double

  init(
    _ kind: MistakeKind, _ setting: MistakeSetting, _ quantity: TraceQuantity,
    at moment: TraceMoment = TraceMoment(), _ wrong: @escaping @Sendable (MistakeNumbers) -> Double
  ) {
    self.kind = kind
    self.setting = setting
    self.quantity = quantity
    self.moment = moment
    self.wrong = wrong
  }

  var testDescription: String { "\(kind.rawValue) in \(setting)" }
}

/// The problems that mistakes are made in.
enum MistakeSetting: String, Sendable, CaseIterable {
  case sigmoid, tanh, relu, crossEntropy, softmax, softmaxSquares, deep, batch, summedBatch
  case perceptron, chain, squares

  var problem: Problem {
    switch self {
    case .sigmoid: return ProblemExamples.twoTwoTwo
    case .squares:
      var problem = ProblemExamples.twoTwoTwo
      problem.cost = .squaredError
      return problem
    case .tanh: return ProblemExamples.withWeightsOfTwoTwoTwo(hidden: .tanh, output: .tanh)
    case .relu:
      var problem = ProblemExamples.withWeightsOfTwoTwoTwo(hidden: .relu, output: .relu)
      problem.network.layers[1].biases = [
        ProblemExamples.number("0.60"), ProblemExamples.number("-1.30"),
      ]
      return problem
    case .crossEntropy:
      var problem = ProblemExamples.twoTwoTwo
      problem.cost = .binaryCrossEntropy
      return problem
    case .softmax, .softmaxSquares:
      var problem = Problem(
        network: Network(layers: [
          .init(.softmax, [["1", "0"], ["2", "0"], ["0.5", "0"]], ["0", "0", "0"])
        ]),
        cost: self == .softmax ? .crossEntropy : .halfSquaredError,
        samples: [.init(["1", "0"], ["0", "1", "0"])])
      problem.optimizer = .sgd(.init(learningRate: ProblemExamples.number("0.5")))
      return problem
    case .deep:
      var problem = Problem(
        network: Network(layers: [
          .init(
            .sigmoid, [["0.3", "-0.7"], ["1.1", "0.4"], ["-0.6", "0.9"]], ["0.1", "-0.2", "0.5"]),
          .init(.sigmoid, [["0.8", "-0.5", "0.2"], ["-0.3", "1.2", "0.6"]], ["0.7", "-0.4"]),
          .init(.sigmoid, [["1.3", "-0.9"], ["0.4", "0.65"]], ["0.15", "-0.35"]),
        ]),
        cost: .halfSquaredError, samples: [.init(["0.7", "-1.2"], ["0", "1"])])
      problem.optimizer = .sgd(.init(learningRate: ProblemExamples.number("0.25")))
      return problem
    case .batch, .summedBatch:
      var problem = ProblemExamples.xor
      problem.reduction = self == .batch ? .mean : .sum
      return problem
    case .perceptron:
      var problem = ProblemExamples.perceptron { $0 && $1 }
      problem.network.layers[0] = .init(.step, [["0.25", "-0.75"]], ["0.5"])
      problem.samples = [
        .init(["1.5", "0.5"], ["0"]), .init(["0.6", "0.4"], ["0"]), .init(["1", "1"], ["1"]),
      ]
      problem.optimizer = .perceptron(learningRate: ProblemExamples.number("0.3"))
      return problem
    case .chain:
      return Problem(
        network: Network(layers: [
          .init(.sigmoid, [["0.8"]], ["0"]), .init(.sigmoid, [["0.9"]], ["0.3"]),
          .init(.sigmoid, [["1.7"]], ["-0.6"]),
        ]),
        cost: .halfSquaredError, samples: [.init(["0"], ["1"])])
    }
  }
}
