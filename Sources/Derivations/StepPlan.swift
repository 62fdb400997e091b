import BackpropEngine
import MathSyntax

/// The steps of one update in the order in which a person does them, each with its number.
struct StepPlan {
  /// A group of steps under one heading.
  struct Group {
    var part: ExplanationOptions.Part
    /// The layer, or nil for what belongs to all.
    var layer: Int?
    var quantities: StepQuantities
    /// The number of the group's first step.
    var firstNumber: Int
  }

  let moment: TraceMoment
  let problem: Problem
  private(set) var groups: [Group] = []
  /// How many steps there are.
  private(set) var count = 0

  /// Plans one update.
  ///
  /// - Parameter hasUpdate: whether the trace holds this update; else only passes are planned.
  init(_ problem: Problem, at moment: TraceMoment, hasUpdate: Bool) {
    self.moment = moment
    let network = problem.network
    self.problem = problem
    for layer in 1...network.depth {
      add(.z, layer, [units(.weightedInput, layer)])
      add(.a, layer, [units(.activation, layer)])
    }
    if problem.hasBackwardPass {
      add(.cost, nil, [.list([.cost])])
      for layer in (1...network.depth).reversed() { add(.delta, layer, [units(.error, layer)]) }
      for layer in (1...network.depth).reversed() {
        add(.gradient, layer, [parameters(.gradient, layer)])
      }
      if !Meaning.isSingle(problem, moment), hasUpdate { addBatch() }
    }
    if hasUpdate { addUpdate() }
  }

  /// The number of each step by its quantity.
  var numbers: Numbers { Numbers(groups: groups) }

  /// The numbers of steps; they are counted, not stored.
  struct Numbers {
    fileprivate let groups: [Group]

    /// The number of the step that computes a quantity, or nil where there is none.
    subscript(quantity: TraceQuantity) -> Int? {
      for group in groups where group.layer == quantity.layer {
        if let position = group.quantities.position(of: quantity) {
          return group.firstNumber + position
        }
      }
      return nil
    }
  }

  /// The number of units of a layer.
  func problemWidth(_ layer: Int) -> Int { problem.network.width(layer) }

  /// Whether a layer's biases are worth a line.
  func showsBiases(_ layer: Int) -> Bool { problem.showsBiases(layer: layer) }

  private mutating func addBatch() {
    add(
      .cost, nil, [.list((problem.regularizer == nil ? [] : [.regularization]) + [.batchCost])])
    for layer in (1...problem.network.depth).reversed() {
      add(.gradient, layer, [parameters(.batchGradient, layer)])
    }
  }

  private mutating func addUpdate() {
    for layer in (1...problem.network.depth).reversed() {
      let memory = problem.optimizer.stateKinds.map { state in
        parameters(.state(state), layer, withBiases: problem.biasUpdate != .fixed)
      }
      add(.update, layer, memory + [parameters(.updated, layer)])
    }
  }

  private mutating func add(
    _ part: ExplanationOptions.Part, _ layer: Int?, _ runs: [StepQuantities.Run]
  ) {
    let quantities = StepQuantities(runs)
    groups.append(
      Group(part: part, layer: layer, quantities: quantities, firstNumber: count + 1))
    count += quantities.count
  }

  private func units(_ kind: StepQuantities.UnitKind, _ layer: Int) -> StepQuantities.Run {
    .units(kind, layer: layer, count: problem.network.width(layer))
  }

  /// Returns one for each weight and bias of a layer, unit by unit.
  private func parameters(
    _ kind: StepQuantities.Kind, _ layer: Int, withBiases: Bool = true
  ) -> StepQuantities.Run {
    .parameters(
      kind, layer: layer, units: problem.network.width(layer),
      sources: problem.network.width(layer - 1),
      hasBiases: withBiases && problem.showsBiases(layer: layer))
  }
}

extension Problem {
  /// Whether a layer's biases are worth a line: they were given, or learning will change them.
  func showsBiases(layer: Int) -> Bool {
    network.layers[layer - 1].hasBiases || (hasUpdates && biasUpdate != .fixed)
  }
}
