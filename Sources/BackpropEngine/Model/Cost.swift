/// The cost C of one sample, a function of the outputs a and the targets y.
public enum Cost: String, Hashable, Sendable, CaseIterable {
  /// C = ½ Σ (a − y)².
  case halfSquaredError = "half-squared-error"
  /// C = Σ (a − y)².
  case squaredError = "squared-error"
  /// C = −Σ [y ln a + (1 − y) ln(1 − a)], y in [0, 1].
  case binaryCrossEntropy = "binary-cross-entropy"
  /// C = −Σ y ln a, y ≥ 0.
  case crossEntropy = "cross-entropy"
}

/// How the costs of the samples in a batch become one cost.
public enum Reduction: String, Hashable, Sendable, CaseIterable {
  /// C = (1/n) Σ C_x.
  case mean
  /// C = Σ C_x.
  case sum
}
