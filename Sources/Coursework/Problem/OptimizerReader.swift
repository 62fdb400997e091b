import BackpropEngine
import ExactArithmetic

/// Reads the optimiser of a problem file: PyTorch's parameters in camelCase, within PyTorch's
/// ranges.
enum OptimizerReader {
  private static let names = ["sgd", "adagrad", "rmsprop", "adam", "perceptron"]

  static func optimizer(_ node: ProblemNode) throws(ProblemFileError) -> Optimizer {
    // The name comes first: which keys are known depends on it.
    guard node.isObject else {
      throw .wrongKind(
        node.place, found: node.words,
        expected: "an object such as { \"name\": \"sgd\", \"learningRate\": 0.1 }")
    }
    switch try node.required("name").name(among: names) {
    case "sgd": return .sgd(try sgd(node))
    case "adagrad": return .adagrad(try adagrad(node))
    case "rmsprop": return .rmsprop(try rmsprop(node))
    case "adam": return .adam(try adam(node))
    default:
      try node.checkKeys(["name", "learningRate"])
      return .perceptron(learningRate: try rate(node, default: tenth))
    }
  }

  private static let tenth = decimal(1, 10, "0.1")

  private static func sgd(_ node: ProblemNode) throws(ProblemFileError) -> Optimizer.SGD {
    try node.checkKeys([
      "name", "learningRate", "momentum", "dampening", "nesterov", "weightDecay", "maximize",
    ])
    var settings = Optimizer.SGD(learningRate: try rate(node, default: tenth))
    try set(&settings.momentum, node["momentum"])
    if let dampening = node["dampening"] { settings.dampening = try dampening.number() }
    try set(&settings.weightDecay, node["weightDecay"])
    try set(&settings.nesterov, node["nesterov"])
    try set(&settings.maximize, node["maximize"])
    if settings.nesterov, settings.momentum.value == 0 || settings.dampening.value != 0 {
      throw .notAllowed(
        node["nesterov"]?.place ?? node.place, found: "nesterov without a momentum of its own",
        expected: "nesterov needs a momentum above 0 and no dampening")
    }
    return settings
  }

  private static func adagrad(_ node: ProblemNode) throws(ProblemFileError) -> Optimizer.AdaGrad {
    try node.checkKeys([
      "name", "learningRate", "learningRateDecay", "lrDecay", "weightDecay",
      "initialAccumulatorValue", "eps", "maximize",
    ])
    var settings = Optimizer.AdaGrad(
      learningRate: try rate(node, default: decimal(1, 100, "0.01")))
    try set(&settings.learningRateDecay, node["learningRateDecay"] ?? node["lrDecay"])
    try set(&settings.weightDecay, node["weightDecay"])
    try set(&settings.initialAccumulatorValue, node["initialAccumulatorValue"])
    try set(&settings.epsilon, node["eps"])
    try set(&settings.maximize, node["maximize"])
    return settings
  }

  private static func rmsprop(_ node: ProblemNode) throws(ProblemFileError) -> Optimizer.RMSProp {
    try node.checkKeys([
      "name", "learningRate", "alpha", "eps", "weightDecay", "momentum", "centered", "maximize",
    ])
    var settings = Optimizer.RMSProp(
      learningRate: try rate(node, default: decimal(1, 100, "0.01")))
    if let alpha = node["alpha"] {
      settings.alpha = try alpha.number("a share from 0 to 1") { $0 >= 0 && $0 <= 1 }
    }
    try set(&settings.epsilon, node["eps"])
    try set(&settings.weightDecay, node["weightDecay"])
    try set(&settings.momentum, node["momentum"])
    try set(&settings.centered, node["centered"])
    try set(&settings.maximize, node["maximize"])
    return settings
  }

  private static func adam(_ node: ProblemNode) throws(ProblemFileError) -> Optimizer.Adam {
    try node.checkKeys([
      "name", "learningRate", "betas", "eps", "weightDecay", "amsgrad", "maximize",
    ])
    var settings = Optimizer.Adam(
      learningRate: try rate(node, default: decimal(1, 1000, "0.001")))
    if let betas = node["betas"] {
      let both = try betas.elements(expected: "two numbers [0.9, 0.999]")
      guard both.count == 2 else {
        throw .wrongKind(
          betas.place, found: ProblemReader.counted(both.count, "number"),
          expected: "two numbers [0.9, 0.999]")
      }
      settings.beta1 = try share(both[0])
      settings.beta2 = try share(both[1])
    }
    try set(&settings.epsilon, node["eps"])
    try set(&settings.weightDecay, node["weightDecay"])
    try set(&settings.amsgrad, node["amsgrad"])
    try set(&settings.maximize, node["maximize"])
    return settings
  }

  // MARK: Parts

  private static func share(_ node: ProblemNode) throws(ProblemFileError) -> TypedNumber {
    try node.number("a share from 0 to below 1") { $0 >= 0 && $0 < 1 }
  }

  private static func rate(
    _ node: ProblemNode, default standard: TypedNumber
  ) throws(ProblemFileError) -> TypedNumber {
    guard let rate = node["learningRate"] else { return standard }
    return try rate.number("a learning rate of at least 0") { $0 >= 0 }
  }

  private static func set(
    _ setting: inout TypedNumber, _ node: ProblemNode?
  ) throws(ProblemFileError) {
    if let node { setting = try node.number("a number of at least 0") { $0 >= 0 } }
  }

  private static func set(_ setting: inout Bool, _ node: ProblemNode?) throws(ProblemFileError) {
    if let node { setting = try node.boolean() }
  }

  private static func decimal(_ numerator: Int, _ denominator: Int, _ text: String) -> TypedNumber {
    TypedNumber(value: Rational(BigInt(numerator), BigInt(denominator)), text: text)
  }
}
