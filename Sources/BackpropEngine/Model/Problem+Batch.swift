extension Problem {
  /// The number of samples that one update looks at.
  ///
  /// - Precondition: a batch size that is given is between 1 and the number of samples.
  public var samplesPerUpdate: Int {
    if let batchSize {
      precondition(
        (1...samples.count).contains(batchSize), "a batch has between one and all samples")
      return batchSize
    }
    if case .perceptron = optimizer { return 1 }
    return samples.count
  }

  /// Returns the samples of update `update`, in turn and round again; all counted from 1.
  public func batch(ofUpdate update: Int) -> [Int] {
    let size = samplesPerUpdate
    return (0..<size).map { ((update - 1) * size + $0) % samples.count + 1 }
  }

  /// Whether updates can be done: by a backward pass, or by the perceptron rule.
  public var hasUpdates: Bool {
    if hasBackwardPass { return true }
    guard case .perceptron = optimizer else { return false }
    return samples.allSatisfy { $0.target != nil }
  }

  /// How δ^L follows from the outputs.
  public var outputErrorRule: OutputErrorRule {
    switch (network.layers[network.depth - 1].activation, cost) {
    case (.sigmoid, .binaryCrossEntropy): .difference
    case (.softmax, .crossEntropy): .weightedDifference
    case (.softmax, _): .jacobian
    default: .product
    }
  }
}

/// How δ^L follows from the outputs: by BP1, or by what is left of it after cancelling.
public enum OutputErrorRule: Hashable, Sendable {
  /// δ_j = ∂C/∂a_j · f'(z_j).
  case product
  /// δ_j = Σ_k ∂C/∂a_k · ∂a_k/∂z_j: softmax.
  case jacobian
  /// δ_j = a_j − y_j: sigmoid with binary cross-entropy.
  case difference
  /// δ_j = (Σ_k y_k) a_j − y_j: softmax with cross-entropy.
  case weightedDifference
}
