public import ExactArithmetic

/// How a gradient becomes new weights; names, defaults and rules are PyTorch's.
public enum Optimizer: Hashable, Sendable {
  case sgd(SGD)
  case adagrad(AdaGrad)
  case rmsprop(RMSProp)
  case adam(Adam)
  /// The perceptron rule w += η (t − a) x, b += η (t − a), sample by sample; one layer only.
  case perceptron(learningRate: TypedNumber)

  /// Stochastic gradient descent, with momentum where asked for.
  public struct SGD: Hashable, Sendable {
    /// η.
    public var learningRate: TypedNumber
    /// How much of the last step is kept; 0: none.
    public var momentum = TypedNumber(0)
    /// How much of the gradient is kept out of the velocity.
    public var dampening = TypedNumber(0)
    /// λ of the term λ w that the gradient gets before anything else.
    public var weightDecay = TypedNumber(0)
    /// Whether the step looks ahead along the velocity (Nesterov's momentum).
    public var nesterov = false
    /// Whether the cost is made larger instead of smaller.
    public var maximize = false

    /// Creates settings with PyTorch's defaults for the rest.
    public init(learningRate: TypedNumber) { self.learningRate = learningRate }
  }

  /// AdaGrad: each parameter's rate falls with the sum of its squared gradients.
  public struct AdaGrad: Hashable, Sendable {
    /// η.
    public var learningRate: TypedNumber
    /// How fast η falls: η / (1 + (t − 1) decay).
    public var learningRateDecay = TypedNumber(0)
    /// λ of the term λ w that the gradient gets before anything else.
    public var weightDecay = TypedNumber(0)
    /// What the sums of squares start at.
    public var initialAccumulatorValue = TypedNumber(0)
    /// What keeps a divisor away from 0.
    public var epsilon = TypedNumber(value: Rational(1, 10_000_000_000), text: "1e-10")
    /// Whether the cost is made larger instead of smaller.
    public var maximize = false

    /// Creates settings with PyTorch's defaults for the rest.
    public init(learningRate: TypedNumber) { self.learningRate = learningRate }
  }

  /// RMSProp: each parameter's rate is divided by a running root mean square of its gradients.
  public struct RMSProp: Hashable, Sendable {
    /// η.
    public var learningRate: TypedNumber
    /// How much of the running mean of squares is kept.
    public var alpha = TypedNumber(value: Rational(99, 100), text: "0.99")
    /// What keeps a divisor away from 0.
    public var epsilon = TypedNumber(value: Rational(1, 100_000_000), text: "1e-8")
    /// λ of the term λ w that the gradient gets before anything else.
    public var weightDecay = TypedNumber(0)
    /// How much of the last step is kept; 0: none.
    public var momentum = TypedNumber(0)
    /// Whether the variance of the gradient takes the place of its mean square.
    public var centered = false
    /// Whether the cost is made larger instead of smaller.
    public var maximize = false

    /// Creates settings with PyTorch's defaults for the rest.
    public init(learningRate: TypedNumber) { self.learningRate = learningRate }
  }

  /// Adam: running means of the gradient and of its square, both corrected for their start at 0.
  public struct Adam: Hashable, Sendable {
    /// η.
    public var learningRate: TypedNumber
    /// How much of the running mean of the gradient is kept.
    public var beta1 = TypedNumber(value: Rational(9, 10), text: "0.9")
    /// How much of the running mean of its square is kept.
    public var beta2 = TypedNumber(value: Rational(999, 1000), text: "0.999")
    /// What keeps a divisor away from 0.
    public var epsilon = TypedNumber(value: Rational(1, 100_000_000), text: "1e-8")
    /// λ of the term λ w that the gradient gets before anything else.
    public var weightDecay = TypedNumber(0)
    /// Whether the largest mean square so far takes the place of the last one.
    public var amsgrad = false
    /// Whether the cost is made larger instead of smaller.
    public var maximize = false

    /// Creates settings with PyTorch's defaults for the rest.
    public init(learningRate: TypedNumber) { self.learningRate = learningRate }
  }
}
