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
}
