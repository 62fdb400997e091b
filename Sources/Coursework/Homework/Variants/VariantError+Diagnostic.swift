import BackpropEngine
public import MathSyntax

extension VariantError {
  /// The words for people.
  public var diagnostic: Diagnostic {
    switch self {
    case .shape(let text):
      Diagnostic(
        "\"\(text.shortened)\" is no shape of a network",
        hints: ["units a layer, the input first, with - between them: 2-3-1"])
    case .tooLarge(let weights):
      Diagnostic(
        "a network of \(weights) weights is too large for a worksheet",
        hints: ["at most \(NetworkShape.weightLimit) weights can be asked for"])
    case .softmaxInside:
      Diagnostic(
        "softmax is for the last layer",
        hints: ["choose it with --output-activation, and another function with --activation"])
    case .softmaxOfOneUnit:
      Diagnostic("softmax of one unit is always 1", hints: ["let the shape end with 2 or more"])
    case .costOutside(let cost, let activation):
      Diagnostic(
        "\(cost.rawValue) needs outputs between 0 and 1, and \(activation.name) has others",
        hints: ["choose sigmoid or softmax with --output-activation"])
    case .noBackwardPass:
      Diagnostic(
        "a worksheet needs a cost and a target for every sample",
        hints: ["add \"cost\" and \"target\" to the problem"])
    case .sample(let sample, let count):
      Diagnostic(
        "there is no sample \(sample)",
        hints: [count == 1 ? "the problem has one sample" : "samples are 1 to \(count)"])
    case .setting(let key, let value):
      Diagnostic(
        "\"\(value.shortened)\" is no \(key) of a handout",
        hints: ["the front matter of a handout stays as it was made"])
    case .impossible(let variant, .mistakesHide, let wishes):
      Diagnostic(
        "no numbers were found for variant \(variant) that tell all known mistakes apart with "
          + "\(wishes.decimals) decimal\(wishes.decimals == 1 ? "" : "s")",
        hints: ["ask for more digits with --decimals", "another --seed may be luckier"])
    case .impossible(let variant, .degenerate, let wishes):
      Diagnostic(
        "no \(wishes.numbers.rawValue) were found for variant \(variant) with two significant "
          + "digits everywhere and no unit dead or saturated",
        hints: [
          "ask for more digits with --decimals, or for other --numbers",
          "a smaller network leaves more choice",
        ])
    case .impossible(let variant, .exhausted, _):
      Diagnostic(
        "there are no more than \(variant - 1) variants that are not alike",
        hints: ["ask for other --numbers, or for a larger network"])
    }
  }
}
