extension NotationError {
  /// The error in words for people.
  public var diagnostic: Diagnostic {
    let (summary, hints) = words
    return Diagnostic(.error, summary, range: range, hints: hints)
  }

  private var words: (summary: String, hints: [String]) {
    switch self {
    case .empty: ("nothing stands where an expression is expected", [])
    case .missingOperand(let sign, _): ("'\(sign)' lacks something to work on", [])
    case .unexpected(let what, _): ("'\(what)' does not belong here", [])
    case .unknownLetter(let letter, _):
      (
        "'\(letter)' has no meaning in this notation",
        ["the notation's letters are listed by: backprop-explain notations NAME"]
      )
    case .ambiguousLetter(let letter, let readings, _):
      (
        "'\(letter)' can mean several things here",
        ["it can be " + readings.map(\.words).joined(separator: " or ")]
      )
    case .ambiguousSuperscript(let letter, let number, _):
      (
        "the \(number) above '\(letter)' can be a layer or a power",
        [
          "write \(letter)^{(\(number))} for the layer",
          "write (\(letter))^\(number) for the power",
        ]
      )
    case .ambiguousIndices(let digits, let readings, _):
      (
        "the index \(digits) can be read in several ways",
        ["it can be " + readings.joined(separator: " or "), "put a comma between two indices"]
      )
    case .wrongIndices(let letter, let expected, _):
      ("'\(letter)' has other indices here: expected \(expected)", [])
    case .noIndex: ("this is no index", ["an index is a letter or a number, such as l+1"])
    case .functionWithoutArgument(let name, _):
      ("the function '\(name)' has no argument", ["write \(name)(…)"])
    case .unknownFunction(let name, _): ("the function '\(name)' is not known here", [])
    case .noLayerForSum(let letter, _):
      (
        "which layer does the index '\(letter)' of this sum run over?",
        ["write the layer at what is summed, or a range"]
      )
    case .noIndexForSum: ("which index does this sum run over?", ["write the index below Σ"])
    case .noPattern:
      (
        "the terms around the dots follow no pattern",
        ["the first and the last may differ in one index only"]
      )
    case .loneDifferential: ("∂ or d stands outside of a derivative", ["write ∂C/∂w"])
    case .higherDerivative:
      ("derivatives of derivatives are not taken here", ["f'' of an activation function is read"])
    case .twoValued:
      ("± says two things at once", ["write one formula with + and another with −"])
    case .adjacentNumbers: ("two numbers stand side by side", ["write · between factors"])
    case .number(let text, _): ("'\(text)' is no number that can be computed with", [])
    case .blank: ("this place is not filled in yet", [])
    case .nestedTooDeeply(let limit, _): ("more than \(limit) parts within each other", [])
    }
  }
}

extension Quantity.Kind {
  /// What the kind is called in running text.
  public var words: String {
    switch self {
    case .input: "an input"
    case .target: "a target"
    case .weightedInput: "a weighted input"
    case .activation: "an activation"
    case .weight: "a weight"
    case .bias: "a bias"
    case .error: "an error"
    case .cost: "the cost"
    case .regularization: "the regulariser"
    case .gradient: "a gradient"
    case .width: "the number of units of a layer"
    case .batchSize: "the number of samples"
    case .time: "the number of the update"
    case .velocity: "the velocity of momentum"
    case .firstMoment: "the mean of the gradient"
    case .secondMoment: "the mean of the squared gradient"
    case .largestSecondMoment: "the largest mean of the squared gradient"
    case .squareAverage: "the running mean of squared gradients"
    case .gradientAverage: "the running mean of gradients"
    case .momentumBuffer: "the momentum buffer"
    case .squareSum: "the sum of squared gradients"
    case .learningRate: "the learning rate"
    case .momentum: "the momentum"
    case .dampening: "the dampening"
    case .weightDecay: "the weight decay"
    case .regularizationStrength: "the strength of the regulariser"
    case .beta1: "the share of the old mean"
    case .beta2: "the share of the old squared mean"
    case .smoothing: "the share of the old mean"
    case .epsilon: "the small number of the denominator"
    case .learningRateDecay: "the decay of the learning rate"
    }
  }
}
