public import BackpropEngine
import MathSyntax

/// Values that were rounded before they were carried on, by what they are and when.
struct CarriedValues: Sendable {
  private struct Key: Hashable, Sendable {
    let quantity: TraceQuantity
    let update: Int
    /// The sample, or 0 for what is the same for all samples.
    let sample: Int
  }

  private var values: [Key: NumberLiteral] = [:]

  subscript(quantity: TraceQuantity, moment: TraceMoment) -> NumberLiteral? {
    get { values.isEmpty ? nil : values[key(quantity, moment)] }
    set { values[key(quantity, moment)] = newValue }
  }

  private func key(_ quantity: TraceQuantity, _ moment: TraceMoment) -> Key {
    Key(
      quantity: quantity, update: moment.update,
      sample: quantity.belongsToSample ? moment.sample : 0)
  }
}

extension TraceQuantity {
  /// Whether each sample has a value of its own.
  public var belongsToSample: Bool {
    switch self {
    case .input, .target, .weightedInput, .activation, .activationDerivative, .softmaxJacobian,
      .cost, .costDerivative, .error, .weightGradient, .biasGradient:
      true
    case .weight, .bias, .batchWeightGradient, .batchBiasGradient, .batchCost, .regularization,
      .updatedWeight, .updatedBias, .updatedCost, .state:
      false
    }
  }
}
