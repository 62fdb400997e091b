public import BackpropEngine

/// What a derivation is about: the functions that were declared, and general ones for the rest.
public struct IdentityAssumptions: Hashable, Sendable {
  /// The activation function of the hidden layers, and of the output where it has no other; nil: any
  /// smooth function.
  public var activation: Activation?
  /// The activation function of the last layer; nil: that of the others.
  public var outputActivation: Activation?
  /// The cost of a sample; nil: any smooth function of the outputs and targets.
  public var cost: Cost?
  /// The derivative of relu at 0.
  public var derivativeAtKink = Problem.DerivativeAtKink.zero

  /// Creates assumptions; without any, everything is general.
  public init(
    activation: Activation? = nil, outputActivation: Activation? = nil, cost: Cost? = nil
  ) {
    self.activation = activation
    self.outputActivation = outputActivation
    self.cost = cost
  }
}
