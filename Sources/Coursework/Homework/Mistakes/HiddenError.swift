import BackpropEngine
import ExactArithmetic

/// Mistakes in sending the error back through a layer.
extension MistakeCatalogue {
  /// Adds the mistakes in δ^l_j = (Σ_k w^(l+1)_kj δ^(l+1)_k) f'(z^l_j).
  func addHiddenErrorMistakes(
    _ layer: Int, _ unit: Int, at moment: TraceMoment, _ inputs: Inputs,
    to list: inout MistakeList<Scalar>
  ) {
    let count = network.width(layer + 1)
    guard let weights = all(count, { inputs(weight(layer + 1, $0, from: unit), moment) }),
      let errors = all(count, { inputs(.error(layer: layer + 1, unit: $0), moment) }),
      let slope = derivative(layer, unit, at: moment, inputs)
    else { return }
    let sum = dot(weights, errors)
    let isLinear = activation(ofLayer: layer) == .identity
    if !isLinear { list.add(.forgotDerivativeAtHidden, sum) }
    list.add(.hiddenErrorSign, -(sum * slope))
    addWeightMistakes(layer, unit, weights, errors, slope, at: moment, inputs, to: &list)
    addNextLayerMistakes(layer, weights, errors, sum, slope, at: moment, inputs, to: &list)
    forEachWrongDerivative(layer, unit, at: moment, inputs) { list.add($0, sum * $1) }
    if !isLinear, let value = try? functions[layer - 1].value(at: sum) {
      list.add(
        .derivativeOfSum, try? functions[layer - 1].derivative(at: sum, value: value))
    }
    if count == 1 || unit <= count {
      list.add(.copiedError, count == 1 ? errors[0] : errors[unit - 1])
    }
    addVanishingMistakes(layer, sum, slope, at: moment, inputs, to: &list)
  }

  /// The sum over the next layer, with other weights or without them.
  private func addWeightMistakes(
    _ layer: Int, _ unit: Int, _ weights: [Scalar], _ errors: [Scalar], _ slope: Scalar,
    at moment: TraceMoment, _ inputs: Inputs, to list: inout MistakeList<Scalar>
  ) {
    let count = errors.count
    let width = network.width(layer)
    if count > 1 {
      for k in 0..<count { list.add(.noSum, weights[k] * errors[k] * slope) }
      list.add(
        .meanOverOutputs, try? (dot(weights, errors) * slope).divided(by: number(count)))
    }
    list.add(.forgotWeights, sum(over: count) { errors[$0 - 1] }.map { $0 * slope })
    func add(_ kind: MistakeKind, _ weight: (Int) -> TraceQuantity) {
      let other = sum(over: count) { product(inputs(weight($0), moment), errors[$0 - 1]) }
      list.add(kind, other.map { $0 * slope })
    }
    add(.updatedWeights) { .updatedWeight(layer: layer + 1, unit: $0, from: unit) }
    if count > 1, count == width {
      add(.transposedWeights) { weight(layer + 1, unit, from: $0) }
    }
    for other in 1...width where other != unit {
      add(.wrongColumn) { weight(layer + 1, $0, from: other) }
    }
    if network.width(layer - 1) >= count {
      add(.ownWeights) { weight(layer, unit, from: $0) }
    }
    if width >= count, network.width(layer - 1) >= unit, width > 1 {
      add(.ownWeights) { weight(layer, $0, from: unit) }
    }
  }

  /// What belongs to the next layer and has no place here.
  private func addNextLayerMistakes(
    _ layer: Int, _ weights: [Scalar], _ errors: [Scalar], _ sum: Scalar, _ slope: Scalar,
    at moment: TraceMoment, _ inputs: Inputs, to list: inout MistakeList<Scalar>
  ) {
    let count = errors.count
    let next = activation(ofLayer: layer + 1)
    if let biases = all(count, { inputs(.bias(layer: layer + 1, unit: $0), moment) }),
      biases.contains(where: { $0.sign != .zero })
    {
      list.add(.biasBackpropagated, (sum + dot(biases, errors)) * slope)
    }
    guard next != .softmax, next != .identity,
      let slopes = all(count, { derivative(layer + 1, $0, at: moment, inputs) })
    else { return }
    for other in slopes { list.add(.derivativeOfOutput, sum * other) }
    let twice = self.sum(over: count) { weights[$0 - 1] * errors[$0 - 1] * slopes[$0 - 1] }
    list.add(.outputDerivativeTwice, twice.map { $0 * slope })
    guard layer + 1 == network.depth, problem.outputErrorRule == .product, let cost = problem.cost,
      let outputs = outputs(at: moment, inputs), let targets = targets(at: moment, inputs)
    else { return }
    let raw = self.sum(over: count) { k in
      (try? cost.derivative(output: outputs[k - 1], target: targets[k - 1]))
        .map { weights[k - 1] * $0 }
    }
    list.add(.rawErrorBack, raw.map { $0 * slope })
  }

  @inline(__always)
  private func weight(_ layer: Int, _ unit: Int, from: Int) -> TraceQuantity {
    .weight(layer: layer, unit: unit, from: from)
  }

  @inline(__always)
  private func dot(_ first: [Scalar], _ second: [Scalar]) -> Scalar {
    var total = first[0] * second[0]
    for index in 1..<max(first.count, 1) { total = total + first[index] * second[index] }
    return total
  }
}
