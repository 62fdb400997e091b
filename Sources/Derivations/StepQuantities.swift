import BackpropEngine

/// The quantities that are computed together, in order: made when somebody asks, not held.
struct StepQuantities: RandomAccessCollection {
  /// Quantities of one kind.
  enum Run {
    /// A few that stand for themselves.
    case list([TraceQuantity])
    /// One for every weight of a layer, with the unit's bias behind its weights where there is one.
    case parameters(Kind, layer: Int, units: Int, sources: Int, hasBiases: Bool)
    /// One for every unit of a layer.
    case units(UnitKind, layer: Int, count: Int)

    var count: Int {
      switch self {
      case .list(let quantities): quantities.count
      case .parameters(_, _, let units, let sources, let hasBiases):
        units * (sources + (hasBiases ? 1 : 0))
      case .units(_, _, let count): count
      }
    }

    subscript(position: Int) -> TraceQuantity {
      switch self {
      case .list(let quantities): return quantities[position]
      case .parameters(let kind, let layer, _, let sources, let hasBiases):
        let (row, column) = position.quotientAndRemainder(
          dividingBy: sources + (hasBiases ? 1 : 0))
        return kind.quantity(
          layer: layer, unit: row + 1, from: column < sources ? column + 1 : nil)
      case .units(let kind, let layer, _):
        return kind.quantity(layer: layer, unit: position + 1)
      }
    }

    /// Returns where a quantity is, or nil where it is not.
    func position(of quantity: TraceQuantity) -> Int? {
      switch self {
      case .list(let quantities): return quantities.firstIndex(of: quantity)
      case .parameters(let kind, let layer, let units, let sources, let hasBiases):
        guard let (unit, from) = kind.place(of: quantity, layer: layer), unit <= units else {
          return nil
        }
        let column = from ?? sources + 1
        let columns = sources + (hasBiases ? 1 : 0)
        return column <= columns ? (unit - 1) * columns + column - 1 : nil
      case .units(let kind, let layer, let count):
        guard let unit = kind.unit(of: quantity, layer: layer), unit <= count else { return nil }
        return unit - 1
      }
    }
  }

  /// What there is one of for every weight and bias.
  enum Kind {
    case gradient
    case batchGradient
    case state(OptimizerState)
    case updated

    func quantity(layer: Int, unit: Int, from: Int?) -> TraceQuantity {
      switch (self, from) {
      case (.gradient, let from?): .weightGradient(layer: layer, unit: unit, from: from)
      case (.gradient, nil): .biasGradient(layer: layer, unit: unit)
      case (.batchGradient, let from?): .batchWeightGradient(layer: layer, unit: unit, from: from)
      case (.batchGradient, nil): .batchBiasGradient(layer: layer, unit: unit)
      case (.state(let state), _): .state(state, layer: layer, unit: unit, from: from)
      case (.updated, let from?): .updatedWeight(layer: layer, unit: unit, from: from)
      case (.updated, nil): .updatedBias(layer: layer, unit: unit)
      }
    }

    /// Returns the unit, and the source unless it is a bias, of a quantity of this kind and layer.
    func place(of quantity: TraceQuantity, layer: Int) -> (unit: Int, from: Int?)? {
      switch (self, quantity) {
      case (.gradient, .weightGradient(layer, let unit, let from)),
        (.batchGradient, .batchWeightGradient(layer, let unit, let from)),
        (.updated, .updatedWeight(layer, let unit, let from)):
        return (unit, from)
      case (.gradient, .biasGradient(layer, let unit)),
        (.batchGradient, .batchBiasGradient(layer, let unit)),
        (.updated, .updatedBias(layer, let unit)):
        return (unit, nil)
      case (.state(let wanted), .state(let state, layer, let unit, let from)):
        return state == wanted ? (unit, from) : nil
      default: return nil
      }
    }
  }

  /// What there is one of for every unit.
  enum UnitKind {
    case weightedInput
    case activation
    case error

    func quantity(layer: Int, unit: Int) -> TraceQuantity {
      switch self {
      case .weightedInput: .weightedInput(layer: layer, unit: unit)
      case .activation: .activation(layer: layer, unit: unit)
      case .error: .error(layer: layer, unit: unit)
      }
    }

    func unit(of quantity: TraceQuantity, layer: Int) -> Int? {
      switch (self, quantity) {
      case (.weightedInput, .weightedInput(layer, let unit)),
        (.activation, .activation(layer, let unit)), (.error, .error(layer, let unit)):
        unit
      default: nil
      }
    }
  }

  let runs: [Run]
  let endIndex: Int

  init(_ runs: [Run]) {
    self.runs = runs
    endIndex = runs.reduce(0) { $0 + $1.count }
  }

  var startIndex: Int { 0 }

  subscript(position: Int) -> TraceQuantity {
    var rest = position
    for run in runs {
      let count = run.count
      if rest < count { return run[rest] }
      rest -= count
    }
    preconditionFailure("there are only \(endIndex) quantities")
  }

  /// Returns where a quantity is, or nil where it is not.
  func position(of quantity: TraceQuantity) -> Int? {
    var start = 0
    for run in runs {
      if let position = run.position(of: quantity) { return start + position }
      start += run.count
    }
    return nil
  }
}
