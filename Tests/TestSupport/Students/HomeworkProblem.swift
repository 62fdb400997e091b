public import BackpropEngine
import ExactArithmetic

/// Problems as they stand on exercise sheets, drawn from a seed: one sample, two decimals.
public enum HomeworkProblem {
  /// The shapes that are drawn, from the inputs to the outputs.
  public static let shapes = [[2, 2, 2], [3, 3, 2], [2, 3, 3, 1]]

  /// Returns a problem.
  public static func draw(seed: UInt64) -> Problem {
    var random = SplitMix64(seed: seed)
    let shape = shapes[Int.random(in: shapes.indices, using: &random)]
    let hidden: [Activation] = [.sigmoid, .sigmoid, .tanh, .relu, .softplus, leaky]
    var outputs: [(Activation, Cost)] = [
      (.sigmoid, .halfSquaredError), (.sigmoid, .squaredError), (.tanh, .halfSquaredError),
      (.identity, .halfSquaredError), (.sigmoid, .binaryCrossEntropy),
    ]
    if shape.last != 1 { outputs.append((.softmax, .crossEntropy)) }
    let (output, cost) = outputs[Int.random(in: outputs.indices, using: &random)]
    var layers: [Network.Layer] = []
    for layer in 1..<shape.count {
      let weights = (0..<(shape[layer] * shape[layer - 1])).map { _ in
        number(in: -100...100, &random)
      }
      layers.append(
        Network.Layer(
          activation: layer == shape.count - 1
            ? output : hidden[Int.random(in: hidden.indices, using: &random)],
          weights: Matrix(rows: shape[layer], columns: shape[layer - 1], entries: weights),
          biases: (0..<shape[layer]).map { _ in number(in: -80...80, &random) }))
    }
    let input = (0..<shape[0]).map { _ in number(in: 5...150, &random) }
    var target = (0..<(shape.last ?? 1)).map { _ in number(in: 1...99, &random) }
    if output == .softmax {
      let right = Int.random(in: target.indices, using: &random)
      target = target.indices.map { ProblemExamples.number($0 == right ? "1" : "0") }
    }
    var problem = Problem(
      network: Network(layers: layers), cost: cost,
      samples: [Problem.Sample(input: input, target: target)])
    problem.optimizer = .sgd(.init(learningRate: ProblemExamples.number("0.5")))
    return problem
  }

  private static let leaky = Activation.leakyReLU(slope: ProblemExamples.number("0.01"))

  /// Returns a number of hundredths other than 0.
  private static func number(
    in hundredths: ClosedRange<Int>, _ random: inout SplitMix64
  ) -> TypedNumber {
    var value = 0
    while value == 0 { value = Int.random(in: hundredths, using: &random) }
    let digits = value.magnitude % 100
    return ProblemExamples.number(
      "\(value < 0 ? "-" : "")\(value.magnitude / 100).\(digits < 10 ? "0" : "")\(digits)")
  }
}
