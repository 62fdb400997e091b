/// One number of a trace: what was computed, and when.
public struct TraceEvent: Hashable, Sendable {
  /// What was computed.
  public let quantity: TraceQuantity
  /// The update and the sample; the sample is 1 where the quantity belongs to none.
  public let moment: TraceMoment

  /// Creates an event.
  public init(_ quantity: TraceQuantity, at moment: TraceMoment) {
    self.quantity = quantity
    self.moment = moment
  }

  /// Hashes quantity and moment as one number.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(quantity.summary ^ moment.sample << 10 ^ moment.update << 50)
  }
}

extension Trace {
  /// Everything that was computed, in order; given numbers are left out.
  ///
  /// First the passes of all samples, then each update: the passes of its batch (from the second
  /// on), the batch's cost and gradient, the new parameters, the cost after the step.
  public var events: TraceEvents { TraceEvents(TraceStages(problem, updates: updateCount)) }
}

/// The events of a trace in order, made as they are asked for: one layer of a sample at a time.
public struct TraceEvents: Sequence, Sendable {
  private let stages: TraceStages

  fileprivate init(_ stages: TraceStages) { self.stages = stages }

  /// Returns an iterator at the first event.
  public func makeIterator() -> Iterator { Iterator(stages: stages) }

  /// The place that a loop over events has reached.
  public struct Iterator: IteratorProtocol, Sendable {
    fileprivate let stages: TraceStages
    private var nextStage = 0
    private var quantities: [TraceQuantity] = []
    private var nextQuantity = 0

    fileprivate init(stages: TraceStages) { self.stages = stages }

    /// Returns the next event, or nil after the last.
    public mutating func next() -> TraceEvent? {
      while nextQuantity == quantities.count {
        guard nextStage < stages.stages.count else { return nil }
        quantities = stages.quantities(of: stages.stages[nextStage])
        nextStage += 1
        nextQuantity = 0
      }
      nextQuantity += 1
      return TraceEvent(
        quantities[nextQuantity - 1], at: stages.stages[nextStage - 1].moment)
    }
  }
}

/// The parts of a computation, in order, and what each consists of.
private struct TraceStages: Sendable {
  let problem: Problem
  let stages: [Stage]

  /// A part of the computation that is short enough to be listed at once.
  struct Stage: Sendable {
    let kind: Kind
    let moment: TraceMoment

    enum Kind: Sendable {
      case forward(layer: Int)
      case cost
      case errors(layer: Int)
      case sampleGradient(layer: Int)
      case batchCost
      case batchGradient(layer: Int)
      case update(layer: Int)
      case updatedCost
    }
  }

  init(_ problem: Problem, updates: Int) {
    let layers = 1...problem.network.depth
    var stages: [Stage] = []
    func append(passOf sample: Int, update: Int) {
      let moment = TraceMoment(update: update, sample: sample)
      stages += layers.map { Stage(kind: .forward(layer: $0), moment: moment) }
      if problem.cost != nil, problem.samples[sample - 1].target != nil {
        stages.append(Stage(kind: .cost, moment: moment))
      }
      guard problem.hasBackwardPass else { return }
      stages += layers.reversed().map { Stage(kind: .errors(layer: $0), moment: moment) }
      stages += layers.map { Stage(kind: .sampleGradient(layer: $0), moment: moment) }
    }
    for sample in 1...problem.samples.count { append(passOf: sample, update: 1) }
    for update in 0..<updates {
      let moment = TraceMoment(update: update + 1)
      if update > 0 {
        for sample in problem.batch(ofUpdate: update + 1) {
          append(passOf: sample, update: update + 1)
        }
      }
      if problem.hasBackwardPass {
        stages.append(Stage(kind: .batchCost, moment: moment))
        stages += layers.map { Stage(kind: .batchGradient(layer: $0), moment: moment) }
      }
      stages += layers.map { Stage(kind: .update(layer: $0), moment: moment) }
      if problem.hasBackwardPass {
        stages.append(Stage(kind: .updatedCost, moment: moment))
      }
    }
    self.problem = problem
    self.stages = stages
  }

  func quantities(of stage: Stage) -> [TraceQuantity] {
    let network = problem.network
    switch stage.kind {
    case .forward(let layer):
      let units = 1...network.width(layer)
      return units.map { .weightedInput(layer: layer, unit: $0) }
        + units.map { .activation(layer: layer, unit: $0) }
    case .cost:
      return [.cost]
    case .errors(let layer):
      return errorQuantities(layer)
    case .sampleGradient(let layer):
      return parameterQuantities(
        layer, weight: TraceQuantity.weightGradient, bias: TraceQuantity.biasGradient)
    case .batchCost:
      return (problem.regularizer == nil ? [] : [.regularization]) + [.batchCost]
    case .batchGradient(let layer):
      return parameterQuantities(
        layer, weight: TraceQuantity.batchWeightGradient, bias: TraceQuantity.batchBiasGradient)
    case .update(let layer):
      let states = problem.optimizer.stateKinds
      return states.flatMap { kind in
        parameterQuantities(
          layer, weight: { .state(kind, layer: $0, unit: $1, from: $2) },
          bias: { .state(kind, layer: $0, unit: $1, from: nil) })
      }
        + parameterQuantities(
          layer, weight: TraceQuantity.updatedWeight, bias: TraceQuantity.updatedBias)
    case .updatedCost:
      return [.updatedCost]
    }
  }

  /// What the rule of a layer's error takes, then the error; a short rule takes no derivatives.
  private func errorQuantities(_ layer: Int) -> [TraceQuantity] {
    let units = 1...problem.network.width(layer)
    let errors = units.map { TraceQuantity.error(layer: layer, unit: $0) }
    let slopes = units.map { TraceQuantity.activationDerivative(layer: layer, unit: $0) }
    guard layer == problem.network.depth else { return slopes + errors }
    let costSlopes = units.map { TraceQuantity.costDerivative(unit: $0) }
    switch problem.outputErrorRule {
    case .product: return costSlopes + slopes + errors
    case .jacobian:
      let jacobian = units.flatMap { output in
        units.map { TraceQuantity.softmaxJacobian(output: output, input: $0) }
      }
      return costSlopes + jacobian + errors
    case .difference, .weightedDifference: return errors
    }
  }

  private func parameterQuantities(
    _ layer: Int, weight: (Int, Int, Int) -> TraceQuantity, bias: (Int, Int) -> TraceQuantity
  ) -> [TraceQuantity] {
    let units = 1...problem.network.width(layer)
    return units.flatMap { unit in
      (1...problem.network.width(layer - 1)).map { weight(layer, unit, $0) }
    } + units.map { bias(layer, $0) }
  }
}
