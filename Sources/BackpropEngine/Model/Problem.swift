public import ExactArithmetic

/// A network with what is to be computed on it: the exercise as it was given.
public struct Problem: Hashable, Sendable {
  public var title: String?
  public var network: Network
  /// The cost of one sample; without it there is only a forward pass.
  public var cost: Cost?
  public var samples: [Sample]
  public var optimizer: Optimizer
  public var reduction = Reduction.mean
  /// Samples an update; nil: all of them (the perceptron rule: one).
  public var batchSize: Int?
  /// The derivative of relu at z = 0.
  public var derivativeAtKink = DerivativeAtKink.zero
  public var biasUpdate = BiasUpdate.perUnit
  public var regularizer: Regularizer?

  /// Creates a problem with plain gradient descent at rate 0.1.
  public init(network: Network, cost: Cost? = nil, samples: [Sample]) {
    self.network = network
    self.cost = cost
    self.samples = samples
    optimizer = .sgd(.init(learningRate: TypedNumber(value: Rational(1, 10), text: "0.1")))
  }

  /// An input with the output that is wanted for it.
  public struct Sample: Hashable, Sendable {
    public var input: [TypedNumber]
    public var target: [TypedNumber]?

    /// Creates a sample; without `target` there is only a forward pass.
    public init(input: [TypedNumber], target: [TypedNumber]? = nil) {
      self.input = input
      self.target = target
    }
  }

  /// The derivative that relu is given where it has none.
  public enum DerivativeAtKink: Int, Hashable, Sendable {
    case zero = 0
    case one = 1
  }

  /// How an update treats the biases.
  public enum BiasUpdate: String, Hashable, Sendable, CaseIterable {
    /// Each unit has its own bias with its own gradient.
    case perUnit = "per-unit"
    /// One bias a layer; its gradient is the sum over the layer's units.
    case shared
    /// Biases stay as they are.
    case fixed
  }

  /// Whether a backward pass can be done: a cost is given, and every sample has a target.
  public var hasBackwardPass: Bool {
    cost != nil && samples.allSatisfy { $0.target != nil }
  }
}
