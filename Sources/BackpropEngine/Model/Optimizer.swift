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
    public var learningRate: TypedNumber
    public var momentum = TypedNumber(0)
    public var dampening = TypedNumber(0)
    public var weightDecay = TypedNumber(0)
    public var nesterov = false
    public var maximize = false

    public init(learningRate: TypedNumber) { self.learningRate = learningRate }
  }

  /// AdaGrad: each parameter's rate falls with the sum of its squared gradients.
  public struct AdaGrad: Hashable, Sendable {
    public var learningRate: TypedNumber
    public var learningRateDecay = TypedNumber(0)
    public var weightDecay = TypedNumber(0)
    public var initialAccumulatorValue = TypedNumber(0)
    public var epsilon = TypedNumber(value: Rational(1, 10_000_000_000), text: "1e-10")
    public var maximize = false

    public init(learningRate: TypedNumber) { self.learningRate = learningRate }
  }

  /// RMSProp: each parameter's rate is divided by a running root mean square of its gradients.
  public struct RMSProp: Hashable, Sendable {
    public var learningRate: TypedNumber
    public var alpha = TypedNumber(value: Rational(99, 100), text: "0.99")
    public var epsilon = TypedNumber(value: Rational(1, 100_000_000), text: "1e-8")
    public var weightDecay = TypedNumber(0)
    public var momentum = TypedNumber(0)
    public var centered = false
    public var maximize = false

    public init(learningRate: TypedNumber) { self.learningRate = learningRate }
  }

  /// Adam: running means of the gradient and of its square, both corrected for their start at 0.
  public struct Adam: Hashable, Sendable {
    public var learningRate: TypedNumber
    public var beta1 = TypedNumber(value: Rational(9, 10), text: "0.9")
    public var beta2 = TypedNumber(value: Rational(999, 1000), text: "0.999")
    public var epsilon = TypedNumber(value: Rational(1, 100_000_000), text: "1e-8")
    public var weightDecay = TypedNumber(0)
    public var amsgrad = false
    public var maximize = false

    public init(learningRate: TypedNumber) { self.learningRate = learningRate }
  }
}
