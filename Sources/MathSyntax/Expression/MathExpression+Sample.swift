extension MathExpression {
  /// Returns the expression with its quantities those of one sample, where none is named.
  public func ofSample(_ sample: Index) -> MathExpression {
    guard case .quantity(var quantity) = self else { return mapParts { $0.ofSample(sample) } }
    switch quantity.kind {
    case .input, .target, .weightedInput, .activation, .error, .cost:
      quantity.sample = quantity.sample ?? sample
      return .quantity(quantity)
    default: return self
    }
  }
}
