import BackpropEngine
import Coursework
import ExactArithmetic
import MathSyntax
import Testing
import Typesetting

@Suite struct ProblemFileTests {
  private static let layers = #""layers": [{"activation": "identity", "weights": [[1, 2]]}]"#

  private static func read(_ text: String) throws -> Problem {
    try ProblemFile.read(Array(text.utf8))
  }

  @Test func `typed numbers are exact and keep their text`() throws {
    let problem = try Self.read(
      """
      {"layers": [{"activation": "tanh", "weights": [[0.40, "1/3"]], "biases": [1e-3]}],
       "samples": [{"input": [0.1, -2]}]}
      """)
    let layer = problem.network.layers[0]
    #expect(layer.weights[1, 1].text == "0.40")
    #expect(layer.weights[1, 1].value == ExactNumber(Rational(2, 5)))
    #expect(layer.weights[1, 2].value == ExactNumber(Rational(1, 3)))
    #expect(layer.biases[0].value == ExactNumber(Rational(1, 1000)))
    #expect(problem.samples[0].input[1].value == -2)
    #expect(problem.cost == nil)
  }

  @Test func `what is not given has its default`() throws {
    let problem = try Self.read("{\(Self.layers), \"samples\": [{\"input\": [1, 2]}]}")
    #expect(problem.optimizer == .sgd(.init(learningRate: TypedNumber(Rational(1, 10)))))
    #expect(problem.reduction == .mean)
    #expect(problem.biasUpdate == .perUnit)
    #expect(problem.derivativeAtKink == .zero)
    #expect(problem.batchSize == nil)
    #expect(problem.regularizer == nil)
    #expect(problem.network.layers[0].biases.map(\.value) == [0])
  }

  @Test(arguments: Activation.names)
  func `every activation is read by its name`(name: String) throws {
    let problem = try Self.read(
      """
      {"layers": [{"activation": "\(name)", "weights": [[1], [2]]}], "samples": [{"input": [1]}]}
      """)
    #expect(problem.network.layers[0].activation.name == name)
  }

  static let optimizers: [(String, Optimizer)] = [
    (
      #"{"name": "sgd", "learningRate": 0.1}"#,
      .sgd(.init(learningRate: TypedNumber(Rational(1, 10))))
    ),
    (
      #"{"name": "perceptron", "learningRate": "1/2"}"#,
      .perceptron(learningRate: TypedNumber(Rational(1, 2)))
    ),
    (#"{"name": "adam"}"#, .adam(.init(learningRate: TypedNumber(Rational(1, 1000))))),
    (#"{"name": "rmsprop"}"#, .rmsprop(.init(learningRate: TypedNumber(Rational(1, 100))))),
    (#"{"name": "adagrad"}"#, .adagrad(.init(learningRate: TypedNumber(Rational(1, 100))))),
  ]

  @Test(arguments: optimizers)
  func `optimisers have the parameters and defaults of PyTorch`(
    text: String, expected: Optimizer
  ) throws {
    let problem = try Self.read(
      "{\(Self.layers), \"samples\": [{\"input\": [1, 2]}], \"optimizer\": \(text)}")
    #expect(problem.optimizer == expected)
  }

  /// A text, the start of what is said about it, and the text that is pointed at.
  static let mistakes: [(text: String, message: String, place: String)] = [
    ("", "the text is empty", ""),
    ("{\"layers\": [],}", "a comma with nothing behind it", ","),
    (
      "{\"cost\": \"squared-error\", \"cost\": \"cross-entropy\"}",
      "the name \"cost\" appears twice", "\"cost\""
    ),
    ("[1]", "the problem: found a list, expected an object", "[1]"),
    ("{}", "the problem: \"layers\" is missing", "{}"),
    ("{\"layrs\": []}", "the problem: unknown key \"layrs\"", "\"layrs\""),
    ("{\"layers\": []}", "layers: found an empty list", "[]"),
    (
      #"{"layers": [{"activation": "sigmod", "weights": [[1]]}]}"#,
      "layers[0].activation: unknown name \"sigmod\"", "\"sigmod\""
    ),
    (
      #"{"layers": [{"activation": "relu", "weights": [[1, 2], [3]]}]}"#,
      "layers[0].weights[1]: 1 numbers, but the first row has 2", "[3]"
    ),
    (
      #"{"layers": [{"activation": "relu", "weights": [[1, "x"]]}]}"#,
      "layers[0].weights[0][1]: \"x\" is no number", "\"x\""
    ),
    (
      #"{"layers": [{"activation": "relu", "weights": [["1/0"]]}]}"#,
      "layers[0].weights[0][0]: \"1/0\" is no number", "\"1/0\""
    ),
    (
      #"{"layers": [{"activation": "relu", "weights": [["nan"]]}]}"#,
      "layers[0].weights[0][0]: \"nan\" is no number", "\"nan\""
    ),
    (
      #"{"layers": [{"activation": "relu", "weights": [[1]], "biases": [1, 2]}]}"#,
      "layers[0].biases: 2 biases for 1 unit", "[1, 2]"
    ),
    (
      #"{"layers": [{"activation": "softmax", "weights": [[1]]}, {"activation": "relu", "weights": [[1]]}]}"#,
      "layers[0].activation: softmax in layer 1", "\"softmax\""
    ),
    (
      #"{"layers": [{"activation": "relu", "weights": [[1], [2]]}, {"activation": "relu", "weights": [[1]]}]}"#,
      "layers[1].weights: 1 weight a row, but the layer before has 2 units", "[[1]]"
    ),
    ("{\(layers), \"samples\": []}", "samples: found an empty list", "[]"),
    (
      "{\(layers), \"samples\": [{\"input\": [1]}]}", "samples[0].input: found 1 number", "[1]"
    ),
    (
      "{\(layers), \"cost\": \"binary-cross-entropy\", \"samples\": [{\"input\": [1, 1], \"target\": [2]}]}",
      "samples[0].target[0]: a target of 2", "2"
    ),
    (
      "{\(layers), \"cost\": \"cross-entropy\", \"samples\": [{\"input\": [1, 1], \"target\": [-1]}]}",
      "samples[0].target[0]: a target of -1", "-1"
    ),
    (
      "{\(layers), \"samples\": [{\"input\": [1, 1]}], \"batchSize\": 2}",
      "batchSize: found 2", "2"
    ),
    (
      "{\(layers), \"samples\": [{\"input\": [1, 1]}], \"optimizer\": {\"name\": \"sgdd\"}}",
      "optimizer.name: unknown name \"sgdd\"", "\"sgdd\""
    ),
    (
      "{\(layers), \"samples\": [{\"input\": [1, 1]}], \"optimizer\": {\"name\": \"sgd\", \"betas\": 1}}",
      "optimizer: unknown key \"betas\"", "\"betas\""
    ),
    (
      "{\(layers), \"samples\": [{\"input\": [1, 1]}], \"regularizer\": {\"l2\": -1}}",
      "regularizer.l2: found -1", "-1"
    ),
    (
      "{\(layers), \"samples\": [{\"input\": [\(String(repeating: "1", count: 100_000)), 1]}]}",
      "samples[0].input[0]: \"1111", ""
    ),
  ]

  @Test(arguments: mistakes)
  func `a mistake is told with its path and its place`(
    text: String, message: String, place: String
  ) throws {
    let error = try #require(throws: ProblemFileError.self) {
      try ProblemFile.read(Array(text.utf8))
    }
    let diagnostic = error.diagnostic
    #expect(diagnostic.summary.hasPrefix(message), "\(diagnostic.summary)")
    if !place.isEmpty {
      let range = try #require(diagnostic.range)
      let bytes = Array(text.utf8)[range.lowerBound..<range.upperBound]
      #expect(String(decoding: bytes, as: UTF8.self) == place)
    }
    #expect(diagnostic.summary.count < 300)
  }

  @Test func `a name that is nearly right is suggested`() throws {
    let error = try #require(throws: ProblemFileError.self) {
      try Self.read(#"{"layers": [{"activation": "sigmod", "weights": [[1]]}]}"#)
    }
    #expect(error.diagnostic.hints.first == "did you mean \"sigmoid\"?")
  }
}
