public import BackpropEngine
import ExactArithmetic

/// A network without numbers: how many units each layer has, and its functions.
public struct NetworkShape: Hashable, Sendable {
  /// The units of each layer, the input first.
  public let widths: [Int]
  /// The activation function of the hidden layers.
  public let activation: Activation
  /// The activation function of the last layer.
  public let outputActivation: Activation
  /// The cost of a sample.
  public let cost: Cost

  /// Weights that a worksheet may have: more is no exercise by hand.
  public static let weightLimit = 200

  /// Reads a shape such as `2-3-1`.
  ///
  /// - Parameter outputActivation: nil: as the hidden layers have.
  /// - Throws: `shape` for what is no shape, `tooLarge`, `softmaxInside`, `costOutside`.
  public init(
    parsing text: String, activation: Activation = .sigmoid, outputActivation: Activation? = nil,
    cost: Cost = .halfSquaredError
  ) throws(VariantError) {
    var widths: [Int] = []
    for part in text.split(separator: "-", omittingEmptySubsequences: false) {
      guard let width = Int(part), (1...100).contains(width), part.allSatisfy(\.isNumber) else {
        throw .shape(text)
      }
      widths.append(width)
    }
    guard (2...10).contains(widths.count) else { throw .shape(text) }
    let weights = zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    guard weights <= Self.weightLimit else { throw .tooLarge(weights: weights) }
    let output = outputActivation ?? activation
    guard activation != .softmax || widths.count == 2 else { throw .softmaxInside }
    if output == .softmax, widths[widths.count - 1] == 1 { throw .softmaxOfOneUnit }
    if cost.hasLogarithms, !output.isProbability { throw .costOutside(cost, output) }
    self.widths = widths
    self.activation = activation
    self.outputActivation = output
    self.cost = cost
  }

  /// The shape as it is typed.
  public var text: String { widths.map(String.init).joined(separator: "-") }

  /// A problem of this shape whose numbers are still to be drawn.
  func template(_ numbers: NumberKind) -> Problem {
    let zero = TypedNumber(0)
    let layers = (1..<widths.count).map { layer in
      Network.Layer(
        activation: layer == widths.count - 1 ? outputActivation : activation,
        weights: Matrix(
          rows: widths[layer], columns: widths[layer - 1],
          entries: Array(repeating: zero, count: widths[layer] * widths[layer - 1])),
        biases: Array(repeating: zero, count: widths[layer]))
    }
    var problem = Problem(
      network: Network(layers: layers), cost: cost,
      samples: [
        .init(
          input: Array(repeating: zero, count: widths[0]),
          target: Array(repeating: zero, count: widths[widths.count - 1]))
      ])
    // A rate of 1 would hide whether it was forgotten.
    problem.optimizer = .sgd(
      .init(
        learningRate: numbers == .integers
          ? TypedNumber(2) : TypedNumber(value: Rational(1, 2), text: "0.5")))
    return problem
  }
}

extension Activation {
  /// Whether its values are between 0 and 1, as the cross-entropies need.
  var isProbability: Bool { self == .sigmoid || self == .softmax }

  /// Whether it is a curve without kinks, jumps or straight parts.
  var isSmooth: Bool {
    switch self {
    case .sigmoid, .tanh, .scaledTanh, .softplus, .square, .softmax: true
    case .identity, .step, .sign, .relu, .leakyReLU, .relu6, .elu: false
    }
  }

  /// Whether it has a kink, beside which its derivative is a constant.
  var hasKink: Bool {
    switch self {
    case .relu, .leakyReLU, .relu6, .elu: true
    case .identity, .step, .sign, .sigmoid, .tanh, .scaledTanh, .softplus, .square, .softmax: false
    }
  }
}
