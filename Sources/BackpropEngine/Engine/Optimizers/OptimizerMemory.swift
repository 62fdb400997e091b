import ExactArithmetic

/// What an optimiser remembers of every parameter from one update to the next.
struct OptimizerMemory<Scalar: ElementaryFunctions>: Sendable {
  /// The kinds of numbers remembered, in the order of the arrays below.
  let kinds: [OptimizerState]
  /// For each layer and each kind, one number per weight, row after row.
  var weights: [[[Scalar]]]
  /// For each layer and each kind, one number per bias.
  var biases: [[[Scalar]]]

  /// Creates the memory that the first update starts from.
  init(_ optimizer: Optimizer, for parameters: Parameters<Scalar>, precision: Int) {
    let kinds = optimizer.stateKinds
    var start = Scalar.zero
    if case .adagrad(let settings) = optimizer {
      start = Scalar(settings.initialAccumulatorValue.value, precision: precision)
    }
    self.kinds = kinds
    weights = parameters.weights.map { matrix in
      kinds.map { _ in Array(repeating: start, count: matrix.entries.count) }
    }
    biases = parameters.biases.map { layer in
      kinds.map { _ in Array(repeating: start, count: layer.count) }
    }
  }
}

extension NumericProblem {
  /// Replaces all parameters, and the optimiser's memory, by those after an update.
  ///
  /// - Parameter gradient: what the rule works on: the batch's gradient or, for the perceptron
  ///   rule, its correction.
  func apply(
    _ rule: UpdateRule<Scalar>, gradient: Parameters<Scalar>,
    to parameters: inout Parameters<Scalar>, memory: inout OptimizerMemory<Scalar>, update: Int
  ) throws(EngineError) {
    for index in 0..<functions.count {
      let layer = index + 1
      let columns = gradient.weights[index].columns
      var entry = 0
      do {
        try rule.step(
          &parameters.weights[index].entries, gradient: gradient.weights[index].entries,
          update: update, state: &memory.weights[index], entry: &entry)
        try validate(parameters.weights[index].entries, entry: &entry)
      } catch {
        throw EngineError(
          error,
          in: .updatedWeight(layer: layer, unit: entry / columns + 1, from: entry % columns + 1),
          at: TraceMoment(update: update))
      }
      for (slot, kind) in memory.kinds.enumerated() {
        do {
          try validate(memory.weights[index][slot], entry: &entry)
        } catch {
          throw EngineError(
            error,
            in: .state(
              kind, layer: layer, unit: entry / columns + 1, from: entry % columns + 1),
            at: TraceMoment(update: update))
        }
      }
      if problem.biasUpdate == .fixed { continue }
      do {
        try rule.step(
          &parameters.biases[index], gradient: gradient.biases[index], update: update,
          state: &memory.biases[index], entry: &entry)
        try validate(parameters.biases[index], entry: &entry)
      } catch {
        throw EngineError(
          error, in: .updatedBias(layer: layer, unit: entry + 1), at: TraceMoment(update: update))
      }
      for (slot, kind) in memory.kinds.enumerated() {
        do {
          try validate(memory.biases[index][slot], entry: &entry)
        } catch {
          throw EngineError(
            error, in: .state(kind, layer: layer, unit: entry + 1, from: nil),
            at: TraceMoment(update: update))
        }
      }
    }
  }

  private func validate(_ numbers: [Scalar], entry: inout Int) throws(ArithmeticFault) {
    for index in 0..<numbers.count {
      entry = index
      try numbers[index].validate(bitLimit: bitLimit)
    }
  }
}
