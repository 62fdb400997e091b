/// The rule that a step applies.
public enum Rule: String, Hashable, Sendable, CaseIterable {
  /// z = W a + b.
  case weightedInput = "FWD-z"
  /// a = f(z).
  case activation = "FWD-a"
  /// The cost of a sample.
  case cost = "LOSS"
  /// δ of the output layer, ∂C/∂a · f'(z).
  case outputError = "BP1"
  /// δ of the output layer where cost and activation cancel: sigmoid with binary cross-entropy.
  case logisticOutputError = "SG-CE"
  /// δ of the output layer where cost and activation cancel: softmax with cross-entropy.
  case softmaxOutputError = "SM-CE"
  /// δ of the output layer through the Jacobian of softmax.
  case jacobianOutputError = "SM-J"
  /// δ of a hidden layer.
  case hiddenError = "BP2"
  /// ∂C/∂b.
  case biasGradient = "BP3"
  /// ∂C/∂w.
  case weightGradient = "BP4"
  /// Costs and gradients of the samples, put together.
  case batch = "BATCH"
  /// What the optimiser remembers.
  case optimizerState = "STATE"
  /// The new parameters.
  case update = "UPD"
  /// The perceptron rule.
  case perceptronUpdate = "PERC"
}
