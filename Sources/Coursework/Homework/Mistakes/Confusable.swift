public import BackpropEngine

extension Problem {
  /// Returns the quantities of the same kind that may be mistaken for this one: another unit, weight,
  /// layer or sample, the nearest first.
  ///
  /// A quantity that belongs to no sample has none in other samples.
  public func quantitiesConfusable(
    with quantity: TraceQuantity, at moment: TraceMoment = TraceMoment()
  ) -> [TraceEvent] {
    var events: [TraceEvent] = []
    func add(_ other: TraceQuantity) {
      if other != quantity { events.append(TraceEvent(other, at: moment)) }
    }
    func addUnits(_ layer: Int, _ name: (Int, Int) -> TraceQuantity) {
      for near in layers(nearest: layer) {
        for unit in 1...network.width(near) { add(name(near, unit)) }
      }
    }
    func addWeights(
      _ layer: Int, _ unit: Int, _ from: Int, _ name: (Int, Int, Int) -> TraceQuantity
    ) {
      // Exchanged indices first.
      if from <= network.width(layer), unit <= network.width(layer - 1) {
        add(name(layer, from, unit))
      }
      for near in layers(nearest: layer) {
        for other in 1...network.width(near) {
          for source in 1...network.width(near - 1)
          where near != layer || other != from || source != unit {
            add(name(near, other, source))
          }
        }
      }
    }
    var belongsToSample = true
    switch quantity {
    case .weightedInput(let layer, _):
      addUnits(layer) { .weightedInput(layer: $0, unit: $1) }
    case .activation(let layer, _) where layer > 0:
      addUnits(layer) { .activation(layer: $0, unit: $1) }
    case .activationDerivative(let layer, _):
      addUnits(layer) { .activationDerivative(layer: $0, unit: $1) }
    case .error(let layer, _):
      addUnits(layer) { .error(layer: $0, unit: $1) }
    case .biasGradient(let layer, _):
      addUnits(layer) { .biasGradient(layer: $0, unit: $1) }
    case .costDerivative:
      for unit in 1...network.width(network.depth) { add(.costDerivative(unit: unit)) }
    case .softmaxJacobian:
      let units = 1...network.width(network.depth)
      for output in units {
        for input in units { add(.softmaxJacobian(output: output, input: input)) }
      }
    case .weightGradient(let layer, let unit, let from):
      addWeights(layer, unit, from) { .weightGradient(layer: $0, unit: $1, from: $2) }
    case .batchWeightGradient(let layer, let unit, let from):
      belongsToSample = false
      addWeights(layer, unit, from) { .batchWeightGradient(layer: $0, unit: $1, from: $2) }
    case .updatedWeight(let layer, let unit, let from):
      belongsToSample = false
      addWeights(layer, unit, from) { .updatedWeight(layer: $0, unit: $1, from: $2) }
    case .batchBiasGradient(let layer, _):
      belongsToSample = false
      addUnits(layer) { .batchBiasGradient(layer: $0, unit: $1) }
    case .updatedBias(let layer, _):
      belongsToSample = false
      addUnits(layer) { .updatedBias(layer: $0, unit: $1) }
    case .cost:
      break
    case .input, .target, .weight, .bias, .activation, .batchCost, .regularization, .updatedCost,
      .state:
      return []
    }
    if belongsToSample {
      for sample in 1...samples.count where sample != moment.sample {
        let other = TraceMoment(update: moment.update, sample: sample)
        events.append(TraceEvent(quantity, at: other))
      }
    }
    return events
  }

  /// The layers, the nearest to one of them first.
  private func layers(nearest layer: Int) -> [Int] {
    (1...network.depth).sorted {
      let (first, second) = (abs($0 - layer), abs($1 - layer))
      return first == second ? $0 < $1 : first < second
    }
  }
}
