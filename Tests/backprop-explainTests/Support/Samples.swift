/// Problem files that tests of the command line use.
enum Samples {
  /// A small problem that is exact in fractions.
  static let net = """
    {
      "title": "A small network",
      "layers": [
        { "activation": "relu", "weights": [[1, -0.5], [0.25, 2]], "biases": [0.5, 0] },
        { "activation": "identity", "weights": [[1, -1]] }
      ],
      "cost": "half-squared-error",
      "samples": [
        { "input": [1, 2], "target": [1] },
        { "input": [0, 1], "target": [0] }
      ],
      "optimizer": { "name": "sgd", "learningRate": 0.5 }
    }

    """

  /// A problem with one layer, to be spoiled.
  static func problem(
    activation: String = "sigmoid", weights: String = "[[1, 2]]", cost: String = "squared-error",
    target: String = "[1]"
  ) -> String {
    """
    {
      "layers": [{ "activation": "\(activation)", "weights": \(weights) }],
      "cost": "\(cost)",
      "samples": [{ "input": [1, 2], "target": \(target) }]
    }

    """
  }

  /// A lesson.
  static let lesson = """
    ---
    title: A small lesson
    summary: Nothing to learn
    problem: small
    ---

    Look at $z^1_1$.

    ```problem small
    {
      "layers": [{ "activation": "identity", "weights": [[1, 2]] }],
      "samples": [{ "input": [1, 2] }]
    }
    ```

    ```explain steps
    problem: small
    ```

    """
}
