import BackpropEngine
import ExactArithmetic

/// The numbers of one sample and one update as doubles in one array, for thousands of lookups.
///
/// Looking a number up in a trace finds out each time which arithmetic it is in.
final class NumberTable: Sendable {
  private let numbers: [Double]
  private let layout: Layout

  /// Where the numbers of a network of some shape are.
  final class Layout: Sendable {
    let problem: Problem
    let moment: TraceMoment
    let depth: Int
    /// The units of each layer; the input is layer 0.
    let widths: [Int]
    /// The activation function of each layer, from layer 1.
    let functions: [ActivationFunction<Double>]
    /// η.
    let learningRate: Double
    /// The samples of the first update, counted from 1.
    let batch: [Int]
    /// Whether a pass in doubles needs no engine: plain gradient descent, a bias a unit.
    let isPlain: Bool
    /// The units before each layer.
    private let unitsBefore: [Int]
    /// The weights before each layer.
    private let weightsBefore: [Int]
    private let unitCount: Int
    private let weightCount: Int

    init(_ problem: Problem, at moment: TraceMoment) {
      self.problem = problem
      self.moment = moment
      let network = problem.network
      depth = network.depth
      let widths = (0...network.depth).map(network.width)
      self.widths = widths
      functions = network.layers.map {
        ActivationFunction($0.activation, derivativeAtKink: problem.derivativeAtKink)
      }
      learningRate = Double(problem.optimizer.learningRate.value)
      batch = problem.hasBackwardPass ? problem.batch(ofUpdate: 1) : []
      isPlain = problem.isPlain
      unitsBefore = widths.indices.map { widths[..<$0].reduce(0, +) }
      let counts = [0] + zip(widths, widths.dropFirst()).map { $0 * $1 }
      weightsBefore = counts.indices.map { counts[..<$0].reduce(0, +) }
      unitCount = widths.reduce(0, +)
      weightCount = counts.reduce(0, +)
    }

    /// Sections of units: 0 z, 1 a (and the input), 2 f', 3 δ, 4 b, 5 ∂C/∂b, 6 the batch's, 7 b';
    /// then of weights: 0 w, 1 ∂C/∂w, 2 the batch's, 3 w'; then y, ∂C/∂a and C.
    var count: Int { 8 * unitCount + 4 * weightCount + 2 * widths[depth] + 1 }

    @inline(__always)
    func unit(_ section: Int, _ layer: Int, _ unit: Int) -> Int {
      section * unitCount + unitsBefore[layer] + unit - 1
    }

    @inline(__always)
    func weight(_ section: Int, _ layer: Int, _ unit: Int, _ from: Int) -> Int {
      8 * unitCount + section * weightCount + weightsBefore[layer]
        + (unit - 1) * widths[layer - 1] + from - 1
    }

    @inline(__always)
    func output(_ section: Int, _ unit: Int) -> Int {
      8 * unitCount + 4 * weightCount + section * widths[depth] + unit - 1
    }

    /// Returns where a quantity is, or nil where it is not kept.
    @inline(__always)
    func place(of quantity: TraceQuantity) -> Int? {
      switch quantity {
      case .weightedInput(let layer, let j): unit(0, layer, j)
      case .activation(let layer, let j): unit(1, layer, j)
      case .input(let j): unit(1, 0, j)
      case .activationDerivative(let layer, let j): unit(2, layer, j)
      case .error(let layer, let j): unit(3, layer, j)
      case .bias(let layer, let j): unit(4, layer, j)
      case .biasGradient(let layer, let j): unit(5, layer, j)
      case .batchBiasGradient(let layer, let j): unit(6, layer, j)
      case .updatedBias(let layer, let j): unit(7, layer, j)
      case .weight(let layer, let j, let k): weight(0, layer, j, k)
      case .weightGradient(let layer, let j, let k): weight(1, layer, j, k)
      case .batchWeightGradient(let layer, let j, let k): weight(2, layer, j, k)
      case .updatedWeight(let layer, let j, let k): weight(3, layer, j, k)
      case .target(let j): output(0, j)
      case .costDerivative(let j): output(1, j)
      case .cost: output(2, 1)
      case .softmaxJacobian, .batchCost, .regularization, .updatedCost, .state: nil
      }
    }

    /// All quantities that are kept.
    var quantities: [TraceQuantity] {
      var all: [TraceQuantity] = [.cost]
      for unit in 1...widths[0] { all.append(.input(unit: unit)) }
      for unit in 1...widths[depth] {
        all += [.target(unit: unit), .costDerivative(unit: unit)]
      }
      for layer in 1...depth {
        for unit in 1...widths[layer] {
          all += [
            .weightedInput(layer: layer, unit: unit), .activation(layer: layer, unit: unit),
            .activationDerivative(layer: layer, unit: unit), .error(layer: layer, unit: unit),
            .bias(layer: layer, unit: unit), .biasGradient(layer: layer, unit: unit),
            .batchBiasGradient(layer: layer, unit: unit), .updatedBias(layer: layer, unit: unit),
          ]
          for from in 1...widths[layer - 1] {
            all += [
              .weight(layer: layer, unit: unit, from: from),
              .weightGradient(layer: layer, unit: unit, from: from),
              .batchWeightGradient(layer: layer, unit: unit, from: from),
              .updatedWeight(layer: layer, unit: unit, from: from),
            ]
          }
        }
      }
      return all
    }

    /// Copies the numbers of a trace.
    func numbers(of trace: Trace) -> [Double] {
      var numbers = [Double](repeating: .nan, count: count)
      for quantity in quantities {
        if let place = place(of: quantity), let value = trace.value(of: quantity, at: moment) {
          numbers[place] = value.approximate
        }
      }
      return numbers
    }
  }

  /// Copies the numbers of a trace.
  init(_ trace: Trace, _ layout: Layout) {
    self.layout = layout
    numbers = layout.numbers(of: trace)
  }

  /// Creates a table of numbers that are already in their places.
  init(_ numbers: [Double], _ layout: Layout) {
    self.layout = layout
    self.numbers = numbers
  }

  /// Returns a number, or nil where it is not kept.
  @inline(__always)
  subscript(quantity: TraceQuantity) -> Double? {
    guard let place = layout.place(of: quantity) else { return nil }
    let number = numbers[place]
    return number.isNaN ? nil : number
  }
}

extension Problem {
  /// Whether nothing but the plain rules is asked for: one cost, one step down, a bias a unit.
  fileprivate var isPlain: Bool {
    guard case .sgd(let settings) = optimizer else { return false }
    return settings.momentum.value == 0 && settings.weightDecay.value == 0 && !settings.maximize
      && biasUpdate == .perUnit && regularizer == nil && hasBackwardPass
  }
}
