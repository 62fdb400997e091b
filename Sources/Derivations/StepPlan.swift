import BackpropEngine
import MathSyntax

/// The steps of one update in the order in which a person does them, each with its number.
struct StepPlan {
  /// A group of steps under one heading.
  struct Group {
    var part: ExplanationOptions.Part
    /// The layer, or nil for what belongs to all.
    var layer: Int?
    var quantities: [TraceQuantity]
    /// The number of the group's first step.
    var firstNumber: Int
  }

  let moment: TraceMoment
  let problem: Problem
  private let isNumbered: Bool
  private(set) var groups: [Group] = []
  private(set) var numbers: [TraceQuantity: Int] = [:]
  /// How many steps there are.
  private(set) var count = 0

  /// Plans one update.
  ///
  /// - Parameters:
  ///   - hasUpdate: whether the trace holds this update; else only passes are planned.
  ///   - isNumbered: whether anybody will ask for the number of a step by its quantity.
  init(
    _ problem: Problem, at moment: TraceMoment, hasUpdate: Bool, isNumbered: Bool = true
  ) {
    self.moment = moment
    self.isNumbered = isNumbered
    let network = problem.network
    self.problem = problem
    for layer in 1...network.depth {
      let units = 1...network.width(layer)
      add(.z, layer, units.map { .weightedInput(layer: layer, unit: $0) })
      add(.a, layer, units.map { .activation(layer: layer, unit: $0) })
    }
    if problem.hasBackwardPass {
      add(.cost, nil, [.cost])
      for layer in (1...network.depth).reversed() {
        add(.delta, layer, (1...network.width(layer)).map { .error(layer: layer, unit: $0) })
      }
      for layer in (1...network.depth).reversed() {
        add(
          .gradient, layer,
          parameters(layer) { unit, from in
            from.map { .weightGradient(layer: layer, unit: unit, from: $0) }
              ?? .biasGradient(layer: layer, unit: unit)
          })
      }
      if !Meaning.isSingle(problem, moment), hasUpdate { addBatch() }
    }
    if hasUpdate { addUpdate() }
  }

  /// The number of units of a layer.
  func problemWidth(_ layer: Int) -> Int { problem.network.width(layer) }

  /// Whether a layer's biases are worth a line.
  func showsBiases(_ layer: Int) -> Bool { problem.showsBiases(layer: layer) }

  private mutating func addBatch() {
    add(.cost, nil, (problem.regularizer == nil ? [] : [.regularization]) + [.batchCost])
    for layer in (1...problem.network.depth).reversed() {
      add(
        .gradient, layer,
        parameters(layer) { unit, from in
          from.map { .batchWeightGradient(layer: layer, unit: unit, from: $0) }
            ?? .batchBiasGradient(layer: layer, unit: unit)
        })
    }
  }

  private mutating func addUpdate() {
    for layer in (1...problem.network.depth).reversed() {
      var quantities: [TraceQuantity] = []
      for kind in problem.optimizer.stateKinds {
        quantities += parameters(layer) { unit, from in
          .state(kind, layer: layer, unit: unit, from: from)
        }.filter { quantity in
          if case .state(_, _, _, nil) = quantity { problem.biasUpdate != .fixed } else { true }
        }
      }
      quantities += parameters(layer) { unit, from in
        from.map { .updatedWeight(layer: layer, unit: unit, from: $0) }
          ?? .updatedBias(layer: layer, unit: unit)
      }
      add(.update, layer, quantities)
    }
  }

  private mutating func add(
    _ part: ExplanationOptions.Part, _ layer: Int?, _ quantities: [TraceQuantity]
  ) {
    groups.append(
      Group(part: part, layer: layer, quantities: quantities, firstNumber: count + 1))
    if isNumbered {
      numbers.reserveCapacity(count + quantities.count)
      for (position, quantity) in quantities.enumerated() {
        numbers[quantity] = count + position + 1
      }
    }
    count += quantities.count
  }

  /// Returns something for each weight and bias of a layer, unit by unit; `from` nil: the bias.
  private func parameters(
    _ layer: Int, _ make: (_ unit: Int, _ from: Int?) -> TraceQuantity
  ) -> [TraceQuantity] {
    let sources = Array(1...problem.network.width(layer - 1)) as [Int?]
    let hasBiases = problem.showsBiases(layer: layer)
    return (1...problem.network.width(layer)).flatMap { unit in
      (sources + (hasBiases ? [nil] : [])).map { make(unit, $0) }
    }
  }
}

extension Problem {
  /// Whether a layer's biases are worth a line: they were given, or learning will change them.
  func showsBiases(layer: Int) -> Bool {
    network.layers[layer - 1].hasBiases || (hasUpdates && biasUpdate != .fixed)
  }
}
