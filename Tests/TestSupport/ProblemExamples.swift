public import BackpropEngine
public import ExactArithmetic

extension Network.Layer {
  /// Creates a layer from numbers as a person types them.
  public init(_ activation: Activation, _ weights: [[String]], _ biases: [String]? = nil) {
    self.init(
      activation: activation,
      weights: Matrix(rows: weights.map { $0.map(ProblemExamples.number) }),
      biases: biases?.map(ProblemExamples.number)
    )
  }
}

extension Problem.Sample {
  /// Creates a sample from numbers as a person types them.
  public init(_ input: [String], _ target: [String]? = nil) {
    self.init(
      input: input.map(ProblemExamples.number), target: target?.map(ProblemExamples.number))
  }
}

/// Problems that several tests look at.
public enum ProblemExamples {
  /// Returns the number that a text means.
  ///
  /// - Precondition: the text is a number.
  public static func number(_ text: String) -> TypedNumber {
    do {
      return try TypedNumber(parsing: text)
    } catch {
      preconditionFailure("\(text) is no number")
    }
  }

  /// Two inputs, two hidden units, two outputs; all sigmoid, with numbers known from many lecture notes.
  public static let twoTwoTwo = withWeightsOfTwoTwoTwo(hidden: .sigmoid, output: .sigmoid)

  /// The network of `twoTwoTwo` with other activation functions.
  public static func withWeightsOfTwoTwoTwo(hidden: Activation, output: Activation) -> Problem {
    var problem = Problem(
      network: Network(layers: [
        .init(hidden, [["0.15", "0.20"], ["0.25", "0.30"]], ["0.35", "0.35"]),
        .init(output, [["0.40", "0.45"], ["0.50", "0.55"]], ["0.60", "0.60"]),
      ]),
      cost: .halfSquaredError,
      samples: [.init(["0.05", "0.10"], ["0.01", "0.99"])]
    )
    problem.optimizer = .sgd(.init(learningRate: number("0.5")))
    return problem
  }

  /// The four samples of a function of two bits.
  public static func samples(of function: (Bool, Bool) -> Bool) -> [Problem.Sample] {
    [(false, false), (false, true), (true, false), (true, true)].map { first, second in
      .init([first ? "1" : "0", second ? "1" : "0"], [function(first, second) ? "1" : "0"])
    }
  }

  /// XOR for two sigmoid hidden units and one sigmoid output.
  public static let xor: Problem = {
    var problem = Problem(
      network: Network(layers: [
        .init(.sigmoid, [["1.5", "-2"], ["2.5", "-3"]], ["0.3", "-0.4"]),
        .init(.sigmoid, [["4", "-4.5"]], ["0.6"]),
      ]),
      cost: .halfSquaredError,
      samples: samples { $0 != $1 }
    )
    problem.optimizer = .sgd(.init(learningRate: number("0.5")))
    return problem
  }()

  /// One `step` unit with the perceptron rule, starting at zero, learning rate 1.
  public static func perceptron(_ function: (Bool, Bool) -> Bool) -> Problem {
    var problem = Problem(
      network: Network(layers: [.init(.step, [["0", "0"]], ["0"])]),
      samples: samples(of: function)
    )
    problem.optimizer = .perceptron(learningRate: number("1"))
    return problem
  }
}
