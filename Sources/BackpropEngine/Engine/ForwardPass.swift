import ExactArithmetic

/// The numbers of one sample that are computed at one set of parameters.
struct SamplePass<Scalar: ElementaryFunctions>: Sendable {
  /// z^l of each layer, from layer 1.
  var weightedInputs: [[Scalar]]
  /// a^l of each layer, from layer 0, the input.
  var activations: [[Scalar]]
  /// C, where there are a cost and a target.
  var cost: Scalar?
  /// f'(z^l) of each layer, from layer 1; empty without a backward pass.
  var derivatives: [[Scalar]] = []
  /// δ^l of each layer, from layer 1; empty without a backward pass.
  var errors: [[Scalar]] = []

  /// a^L.
  var outputs: [Scalar] { activations[activations.count - 1] }
}

extension NumericProblem {
  /// Returns z and a of every layer for a sample.
  ///
  /// z(l) = W(l) a(l−1) + b(l), a(l) = f(z(l)), with a(0) the input.
  ///
  /// - Complexity: O(number of weights).
  func forwardPass(
    _ parameters: Parameters<Scalar>, at moment: TraceMoment
  ) throws(EngineError) -> SamplePass<Scalar> {
    var pass = SamplePass<Scalar>(
      weightedInputs: [], activations: [samples[moment.sample - 1].input])
    pass.weightedInputs.reserveCapacity(functions.count)
    for layer in 1...functions.count {
      let z = try weightedInputs(
        layer: layer, previous: pass.activations[layer - 1], parameters, at: moment)
      let a = try activations(layer: layer, z, at: moment)
      pass.weightedInputs.append(z)
      pass.activations.append(a)
    }
    return pass
  }

  /// Returns z(l) = W(l) a(l−1) + b(l).
  func weightedInputs(
    layer: Int, previous: [Scalar], _ parameters: Parameters<Scalar>, at moment: TraceMoment
  ) throws(EngineError) -> [Scalar] {
    let entries = parameters.weights[layer - 1].entries
    let biases = parameters.biases[layer - 1]
    let columns = previous.count
    var z: [Scalar] = []
    z.reserveCapacity(biases.count)
    for unit in 0..<biases.count {
      let sum = Scalar.dot(
        entries, start: unit * columns, stride: 1, previous, adding: biases[unit])
      do {
        try sum.validate(bitLimit: bitLimit)
      } catch {
        throw EngineError(error, in: .weightedInput(layer: layer, unit: unit + 1), at: moment)
      }
      z.append(sum)
    }
    return z
  }

  /// Returns a(l) = f(z(l)).
  func activations(
    layer: Int, _ z: [Scalar], at moment: TraceMoment
  ) throws(EngineError) -> [Scalar] {
    let function = functions[layer - 1]
    var a: [Scalar] = []
    var unit = 0
    do {
      if function.activation == .softmax {
        a = try Softmax.values(at: z, faultyUnit: &unit)
        unit = 0
        while unit < z.count {
          try a[unit].validate(bitLimit: bitLimit)
          unit += 1
        }
      } else {
        a.reserveCapacity(z.count)
        while unit < z.count {
          let value = try function.value(at: z[unit])
          try value.validate(bitLimit: bitLimit)
          a.append(value)
          unit += 1
        }
      }
    } catch {
      throw EngineError(error, in: .activation(layer: layer, unit: unit + 1), at: moment)
    }
    return a
  }

  /// Returns the cost of a sample from its outputs, or nil without a cost or a target.
  func cost(outputs: [Scalar], at moment: TraceMoment) throws(EngineError) -> Scalar? {
    guard let cost, let target = samples[moment.sample - 1].target else { return nil }
    do {
      let value = try cost.value(outputs: outputs, targets: target)
      try value.validate(bitLimit: bitLimit)
      return value
    } catch {
      throw EngineError(error, in: .cost, at: moment)
    }
  }
}
