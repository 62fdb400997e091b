import BackpropEngine
import ExactArithmetic

/// Mistakes on the way from the input to the output.
extension MistakeCatalogue {
  /// Adds the mistakes in z^l_j = Σ_k w^l_jk a^(l−1)_k + b^l_j.
  func addWeightedInputMistakes(
    _ layer: Int, _ unit: Int, at moment: TraceMoment, _ inputs: Inputs,
    to list: inout MistakeList<Scalar>
  ) {
    let width = network.width(layer - 1)
    guard let bias = inputs(.bias(layer: layer, unit: unit), moment),
      let sum = sum(
        over: width,
        { k in
          product(
            inputs(.weight(layer: layer, unit: unit, from: k), moment),
            inputs(previous(layer, k), moment))
        })
    else { return }
    if bias.sign != .zero {
      list.add(.forwardNoBias, sum)
      list.add(.forwardBiasSign, sum - bias)
      if width > 1 { list.add(.forwardBiasPerInput, sum + number(width) * bias) }
    }
    if width > 1, network.width(layer) == width {
      let transposed = self.sum(over: width) { k in
        product(
          inputs(.weight(layer: layer, unit: k, from: unit), moment),
          inputs(previous(layer, k), moment))
      }
      list.add(.forwardTransposed, transposed.map { $0 + bias })
    }
    if layer > 1, activation(ofLayer: layer - 1) != .identity {
      let unactivated = self.sum(over: width) { k in
        product(
          inputs(.weight(layer: layer, unit: unit, from: k), moment),
          inputs(.weightedInput(layer: layer - 1, unit: k), moment))
      }
      list.add(.forwardUsedWeightedInput, unactivated.map { $0 + bias })
    }
  }

  /// Adds the mistakes in a^l_j = f(z^l_j).
  func addActivationMistakes(
    _ layer: Int, _ unit: Int, at moment: TraceMoment, _ inputs: Inputs,
    to list: inout MistakeList<Scalar>
  ) {
    guard layer >= 1, let z = inputs(.weightedInput(layer: layer, unit: unit), moment) else {
      return
    }
    let function = functions[layer - 1]
    if function.activation != .identity { list.add(.forwardNoActivation, z) }
    if function.activation == .softmax {
      addSoftmaxMistakes(layer, unit, z, at: moment, inputs, to: &list)
      return
    }
    if let bias = inputs(.bias(layer: layer, unit: unit), moment), bias.sign != .zero {
      list.add(.forwardBiasAfter, (try? function.value(at: z - bias)).map { $0 + bias })
    }
    if function.activation == .sigmoid {
      list.add(.forwardExponentSign, try? function.value(at: -z))
    }
    let a = inputs(.activation(layer: layer, unit: unit), moment) ?? (try? function.value(at: z))
    if let a, function.activation != .identity, function.activation != .relu {
      list.add(.forwardDoubleActivation, try? function.value(at: a))
    }
    for other in wrongFunctions where other.activation != function.activation {
      list.add(.forwardWrongFunction, try? other.value(at: z))
    }
    if z.sign == .zero {
      // A step function that asks for z > 0.
      if function.activation == .step { list.add(.perceptronStrict, .zero) }
      if function.activation == .sign { list.add(.perceptronStrict, -Scalar.one) }
    }
  }

  private func addSoftmaxMistakes(
    _ layer: Int, _ unit: Int, _ z: Scalar, at moment: TraceMoment, _ inputs: Inputs,
    to list: inout MistakeList<Scalar>
  ) {
    list.add(.softmaxNotNormalized, try? z.exponential())
    let total = sum(over: network.width(layer)) {
      inputs(.weightedInput(layer: layer, unit: $0), moment)
    }
    list.add(.softmaxLinear, total.flatMap { try? z.divided(by: $0) })
    list.add(.softmaxPerUnit, try? z.logistic())
  }

  // MARK: Sums

  /// Returns Σ over 1...count, or nil where a term is not known.
  @inline(__always)
  func sum(over count: Int, _ term: (Int) -> Scalar?) -> Scalar? {
    guard count > 0, var total = term(1) else { return nil }
    var number = 2
    while number <= count {
      guard let next = term(number) else { return nil }
      total = total + next
      number += 1
    }
    return total
  }

  /// Returns the product, or nil where a factor is not known.
  @inline(__always)
  func product(_ first: Scalar?, _ second: Scalar?) -> Scalar? {
    guard let first, let second else { return nil }
    return first * second
  }
}
