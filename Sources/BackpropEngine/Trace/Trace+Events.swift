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
}

extension Trace {
  /// Everything that was computed, in order; given numbers are left out.
  ///
  /// First the passes of all samples, then each update: the passes of its batch (from the second
  /// on), the batch's gradient and cost, the new parameters, the cost after the step. Events are
  /// made as they are asked for, a layer of a sample at a time.
  public var events: some Sequence<TraceEvent> {
    stages.lazy.flatMap { stage in
      quantities(of: stage).lazy.filter { value(of: $0, at: stage.moment) != nil }
        .map { TraceEvent($0, at: stage.moment) }
    }
  }

  /// A part of the computation that is short enough to be listed at once.
  private struct Stage: Sendable {
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

  private var stages: [Stage] {
    let layers = 1...problem.network.depth
    var stages: [Stage] = []
    func append(passOf sample: Int, update: Int) {
      let moment = TraceMoment(update: update, sample: sample)
      stages += layers.map { Stage(kind: .forward(layer: $0), moment: moment) }
      stages.append(Stage(kind: .cost, moment: moment))
      guard problem.hasBackwardPass else { return }
      stages += layers.reversed().map { Stage(kind: .errors(layer: $0), moment: moment) }
      stages += layers.map { Stage(kind: .sampleGradient(layer: $0), moment: moment) }
    }
    for sample in 1...problem.samples.count { append(passOf: sample, update: 1) }
    for update in 0..<updateCount {
      let moment = TraceMoment(update: update + 1)
      if update > 0 {
        for sample in batch(ofUpdate: update + 1) { append(passOf: sample, update: update + 1) }
      }
      if problem.hasBackwardPass {
        stages.append(Stage(kind: .batchCost, moment: moment))
        stages += layers.map { Stage(kind: .batchGradient(layer: $0), moment: moment) }
      }
      stages += layers.map { Stage(kind: .update(layer: $0), moment: moment) }
      stages.append(Stage(kind: .updatedCost, moment: moment))
    }
    return stages
  }

  private func quantities(of stage: Stage) -> [TraceQuantity] {
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
      return [.regularization, .batchCost]
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
