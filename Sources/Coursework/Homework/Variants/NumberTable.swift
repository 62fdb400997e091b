import BackpropEngine
import ExactArithmetic

/// The numbers of one sample and one update as doubles in one array, for thousands of lookups.
///
/// Looking a number up in a trace finds out each time which arithmetic it is in.
struct NumberTable: Sendable {
  private var numbers: [Double] = []
  private let layout: Layout

  /// Where the numbers of a network of some shape are.
  struct Layout: Sendable {
    fileprivate let depth: Int
    /// The units before each layer; the input is layer 0.
    fileprivate var unitsBefore: [Int] = []
    /// The weights before each layer, and the width of the layer before.
    fileprivate var weightsBefore = [0]
    fileprivate var widths: [Int] = []
    fileprivate var unitCount = 0
    fileprivate var weightCount = 0
    fileprivate var quantities: [(place: Int, quantity: TraceQuantity)] = []

    init(_ problem: Problem) {
      let network = problem.network
      depth = network.depth
      widths = (0...depth).map(network.width)
      for width in widths {
        unitsBefore.append(unitCount)
        unitCount += width
      }
      for layer in 1...depth {
        weightsBefore.append(weightCount)
        weightCount += widths[layer] * widths[layer - 1]
      }
      var places: [(place: Int, quantity: TraceQuantity)] = []
      func add(_ quantity: TraceQuantity) {
        if let place = place(of: quantity) { places.append((place, quantity)) }
      }
      for unit in 1...widths[0] { add(.input(unit: unit)) }
      for unit in 1...widths[depth] {
        add(.target(unit: unit))
        add(.costDerivative(unit: unit))
      }
      add(.cost)
      for layer in 1...depth {
        for unit in 1...widths[layer] {
          add(.weightedInput(layer: layer, unit: unit))
          add(.activation(layer: layer, unit: unit))
          add(.activationDerivative(layer: layer, unit: unit))
          add(.error(layer: layer, unit: unit))
          add(.bias(layer: layer, unit: unit))
          add(.biasGradient(layer: layer, unit: unit))
          add(.batchBiasGradient(layer: layer, unit: unit))
          add(.updatedBias(layer: layer, unit: unit))
          for from in 1...widths[layer - 1] {
            add(.weight(layer: layer, unit: unit, from: from))
            add(.weightGradient(layer: layer, unit: unit, from: from))
            add(.batchWeightGradient(layer: layer, unit: unit, from: from))
            add(.updatedWeight(layer: layer, unit: unit, from: from))
          }
        }
      }
      quantities = places
    }

    /// Sections of units: 0 z, 1 a (and the input), 2 f', 3 δ, 4 b, 5 ∂C/∂b, 6 the batch's, 7 b';
    /// then of weights: 0 w, 1 ∂C/∂w, 2 the batch's, 3 w'; then y, ∂C/∂a and C.
    fileprivate var count: Int { 8 * unitCount + 4 * weightCount + 2 * widths[depth] + 1 }

    @inline(__always)
    private func unit(_ section: Int, _ layer: Int, _ unit: Int) -> Int {
      section * unitCount + unitsBefore[layer] + unit - 1
    }

    @inline(__always)
    private func weight(_ section: Int, _ layer: Int, _ unit: Int, _ from: Int) -> Int {
      8 * unitCount + section * weightCount + weightsBefore[layer]
        + (unit - 1) * widths[layer - 1] + from - 1
    }

    @inline(__always)
    private func output(_ section: Int, _ unit: Int) -> Int {
      8 * unitCount + 4 * weightCount + section * widths[depth] + unit - 1
    }

    /// Returns where a quantity is, or nil where it is not kept.
    @inline(__always)
    fileprivate func place(of quantity: TraceQuantity) -> Int? {
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
  }

  /// Copies the numbers of a trace.
  init(_ trace: Trace, at moment: TraceMoment, _ layout: Layout) {
    self.layout = layout
    numbers = [Double](repeating: .nan, count: layout.count)
    for (place, quantity) in layout.quantities {
      if let value = trace.value(of: quantity, at: moment) { numbers[place] = value.approximate }
    }
  }

  /// Returns a number, or nil where it is not kept.
  @inline(__always)
  subscript(quantity: TraceQuantity) -> Double? {
    guard let place = layout.place(of: quantity) else { return nil }
    let number = numbers[place]
    return number.isNaN ? nil : number
  }
}
