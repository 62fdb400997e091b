import BackpropEngine
import ExactArithmetic

/// Mistakes in the cost after an update: right numbers, put into a network that was not updated rightly.
extension MistakeCatalogue {
  /// Adds the costs that the batch has after a mistaken update.
  ///
  /// Published examples often leave the biases alone, which shows in no other number so plainly.
  func addUpdatedCostMistakes(
    at moment: TraceMoment, _ inputs: Inputs, to list: inout MistakeList<Scalar>
  ) {
    guard problem.regularizer == nil else { return }
    if problem.biasUpdate != .fixed {
      list.add(
        .updateBiasKept,
        batchCost(
          at: moment, inputs,
          weight: { inputs(.updatedWeight(layer: $0, unit: $1, from: $2), moment) },
          bias: { inputs(.bias(layer: $0, unit: $1), moment) }))
    }
    guard case .sgd(let settings) = problem.optimizer, settings.momentum.value == 0 else { return }
    if settings.weightDecay.value == 0, !settings.maximize, network.depth > 1,
      problem.biasUpdate != .shared
    {
      if problem.biasUpdate == .perUnit {
        list.add(
          .updatedWeights, costByUpdatedWeights(at: moment, inputs, keepingBiases: false))
      }
      list.add(
        .updatedWeights, with: problem.biasUpdate == .fixed ? nil : .updateBiasKept,
        costByUpdatedWeights(at: moment, inputs, keepingBiases: true))
    }
    // w + η g = 2w − w', and w − g = w − (w − w')/η.
    func opposite(_ old: Scalar?, _ new: Scalar?) -> Scalar? {
      guard let old, let new else { return nil }
      return old + old - new
    }
    func full(_ old: Scalar?, _ new: Scalar?) -> Scalar? {
      guard let old, let new, let step = try? (old - new).divided(by: learningRate) else {
        return nil
      }
      return old - step
    }
    for (kind, change) in [(MistakeKind.updateUphill, opposite), (.updateWithoutRate, full)] {
      list.add(
        kind,
        batchCost(
          at: moment, inputs,
          weight: {
            change(
              inputs(.weight(layer: $0, unit: $1, from: $2), moment),
              inputs(.updatedWeight(layer: $0, unit: $1, from: $2), moment))
          },
          bias: {
            change(
              inputs(.bias(layer: $0, unit: $1), moment),
              inputs(.updatedBias(layer: $0, unit: $1), moment))
          }))
    }
  }

  /// Returns the batch's cost after an update in which errors went back through weights that were
  /// updated already, layer by layer from the last one.
  private func costByUpdatedWeights(
    at moment: TraceMoment, _ inputs: Inputs, keepingBiases: Bool
  ) -> Scalar? {
    let batch = problem.batch(ofUpdate: moment.update)
    let depth = network.depth
    var rate = learningRate
    if problem.reduction == .mean, batch.count > 1 {
      guard let share = try? rate.divided(by: number(batch.count)) else { return nil }
      rate = share
    }
    // New weights and biases by layers, the last one first, and each sample's errors in that layer.
    var layers: [(weights: [[Scalar]], biases: [Scalar])] = []
    var errors: [[Scalar]] = []
    for layer in (1...depth).reversed() {
      let units = network.width(layer)
      var own: [[Scalar]] = []
      for (index, sample) in batch.enumerated() {
        let there = moment.with(sample: sample)
        let deltas = all(units) { unit -> Scalar? in
          guard let after = layers.last, errors.indices.contains(index) else {
            return inputs(.error(layer: layer, unit: unit), there)
          }
          var back = Scalar.zero
          for (row, error) in zip(after.weights, errors[index]) {
            back = back + row[unit - 1] * error
          }
          return derivative(layer, unit, at: there, inputs).map { back * $0 }
        }
        guard let deltas else { return nil }
        own.append(deltas)
      }
      errors = own
      func total(_ unit: Int, _ factor: (Int) -> Scalar?) -> Scalar? {
        sum(over: batch.count) { place in
          factor(batch[place - 1]).map { errors[place - 1][unit - 1] * $0 }
        }
      }
      var weights: [[Scalar]] = []
      for unit in 1...units {
        let row = all(network.width(layer - 1)) { from -> Scalar? in
          guard let old = inputs(.weight(layer: layer, unit: unit, from: from), moment),
            let slope = total(unit, { inputs(previous(layer, from), moment.with(sample: $0)) })
          else { return nil }
          return old - rate * slope
        }
        guard let row else { return nil }
        weights.append(row)
      }
      let biases = all(units) { unit -> Scalar? in
        guard let old = inputs(.bias(layer: layer, unit: unit), moment) else { return nil }
        return keepingBiases ? old : total(unit, { _ in .one }).map { old - rate * $0 }
      }
      guard let biases else { return nil }
      layers.append((weights, biases))
    }
    return batchCost(
      at: moment, inputs, weight: { layers[depth - $0].weights[$1 - 1][$2 - 1] },
      bias: { layers[depth - $0].biases[$1 - 1] })
  }

  /// Returns the batch's cost with other weights and biases, or nil where it cannot be computed.
  private func batchCost(
    at moment: TraceMoment, _ inputs: Inputs, weight: (Int, Int, Int) -> Scalar?,
    bias: (Int, Int) -> Scalar?
  ) -> Scalar? {
    guard let cost = problem.cost else { return nil }
    let batch = problem.batch(ofUpdate: moment.update)
    var total = Scalar.zero
    for sample in batch {
      let own = moment.with(sample: sample)
      guard let targets = targets(at: own, inputs),
        var values = all(network.width(0), { inputs(.input(unit: $0), own) })
      else { return nil }
      for layer in 1...network.depth {
        let before = values
        let sums = all(network.width(layer)) { unit in
          guard var sum = bias(layer, unit) else { return nil }
          for (index, value) in before.enumerated() {
            guard let factor = weight(layer, unit, index + 1) else { return nil }
            sum = sum + factor * value
          }
          return sum
        }
        guard let sums, let outputs = self.outputs(ofLayer: layer, sums) else { return nil }
        values = outputs
      }
      guard let value = try? cost.value(outputs: values, targets: targets) else { return nil }
      total = total + value
    }
    guard problem.reduction == .mean, batch.count > 1 else { return total }
    return try? total.divided(by: number(batch.count))
  }

  private func outputs(ofLayer layer: Int, _ sums: [Scalar]) -> [Scalar]? {
    if activation(ofLayer: layer) == .softmax { return try? Softmax.values(at: sums) }
    return all(sums.count) { try? functions[layer - 1].value(at: sums[$0 - 1]) }
  }
}
