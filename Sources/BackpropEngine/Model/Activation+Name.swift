import ExactArithmetic

extension Activation {
  /// The names of all activation functions, as problem files write them.
  public static let names = [
    "identity", "step", "sign", "sigmoid", "tanh", "scaled-tanh", "relu", "leaky-relu", "relu6",
    "elu", "softplus", "square", "softmax",
  ]

  /// The name of the function, as problem files write it, without its parameter.
  public var name: String {
    switch self {
    case .identity: "identity"
    case .step: "step"
    case .sign: "sign"
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .scaledTanh: "scaled-tanh"
    case .relu: "relu"
    case .leakyReLU: "leaky-relu"
    case .relu6: "relu6"
    case .elu: "elu"
    case .softplus: "softplus"
    case .square: "square"
    case .softmax: "softmax"
    }
  }

  /// Creates a function from its name, with the usual parameter where it has one; nil for a name that
  /// there is not.
  public init?(name: String) {
    switch name {
    case "identity": self = .identity
    case "step": self = .step
    case "sign": self = .sign
    case "sigmoid": self = .sigmoid
    case "tanh": self = .tanh
    case "scaled-tanh": self = .scaledTanh
    case "relu": self = .relu
    case "leaky-relu": self = .leakyReLU(slope: TypedNumber(value: Rational(1, 100), text: "0.01"))
    case "relu6": self = .relu6
    case "elu": self = .elu(alpha: TypedNumber(1))
    case "softplus": self = .softplus
    case "square": self = .square
    case "softmax": self = .softmax
    default: return nil
    }
  }
}

extension Activation {
  /// Creates the function of a name, with the usual parameter where it has one; nil: no such name.
  public init?(named name: String) {
    switch name {
    case "identity": self = .identity
    case "step": self = .step
    case "sign": self = .sign
    case "sigmoid": self = .sigmoid
    case "tanh": self = .tanh
    case "scaled-tanh": self = .scaledTanh
    case "relu": self = .relu
    case "leaky-relu": self = .leakyReLU(slope: TypedNumber(value: Rational(1, 100), text: "0.01"))
    case "relu6": self = .relu6
    case "elu": self = .elu(alpha: TypedNumber(1))
    case "softplus": self = .softplus
    case "square": self = .square
    case "softmax": self = .softmax
    default: return nil
    }
  }
}
