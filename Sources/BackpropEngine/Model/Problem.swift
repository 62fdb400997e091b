public import ExactArithmetic

/// A network with what is to be computed on it: the exercise as it was given.
public struct Problem: Hashable, Sendable {
  /// A line that says what the exercise is.
  public var title: String?
  /// The network that the exercise starts with.
  public var network: Network
  /// The cost of one sample; without it there is only a forward pass.
  public var cost: Cost?
  /// The inputs, with the targets that belong to them.
  public var samples: [Sample]
  /// How a gradient becomes new weights.
  public var optimizer: Optimizer
  /// How the costs of a batch become one.
  public var reduction = Reduction.mean
  /// Samples an update; nil: all of them (the perceptron rule: one).
  public var batchSize: Int?
  /// The derivative of relu at z = 0.
  public var derivativeAtKink = DerivativeAtKink.zero
  /// How an update treats the biases.
  public var biasUpdate = BiasUpdate.perUnit
  /// A term of the cost that depends on the weights alone.
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
    /// x.
    public var input: [TypedNumber]
    /// y.
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
