extension Notation {
  /// All notations that the program brings, in the order in which they are listed.
  public static let presets: [Notation] = [.nielsen]

  /// Nielsen, Neural Networks and Deep Learning, chapter 2: z^l_j, a^l_j, δ^l_j, w^l_jk leading to
  /// unit j from unit k, cost C.
  public static let nielsen = Notation(
    name: "nielsen",
    title: "Nielsen, Neural Networks and Deep Learning",
    letters: Letters { kind in
      switch kind {
      case .input: .letter("x")
      case .target: .letter("y")
      case .weightedInput: .letter("z")
      case .activation: .letter("a")
      case .weight: .letter("w")
      case .bias: .letter("b")
      case .error: .letter("δ")
      case .cost: .letter("C")
      case .regularization: .letter("R")
      case .gradient: .letter("g")
      case .width: .letter("n")
      case .batchSize: .letter("n")
      case .time: .letter("t")
      case .velocity: .letter("v")
      case .firstMoment: .letter("m")
      case .secondMoment: .letter("v")
      case .largestSecondMoment: .letter("u")
      case .squareAverage: .letter("v")
      case .gradientAverage: .letter("g")
      case .momentumBuffer: .letter("m")
      case .squareSum: .letter("s")
      case .learningRate: .letter("η")
      case .momentum: .letter("μ")
      case .dampening: .letter("τ")
      case .weightDecay: .letter("λ")
      case .regularizationStrength: .letter("λ")
      case .beta1: .script(.letter("β"), sub: [.number("1")])
      case .beta2: .script(.letter("β"), sub: [.number("2")])
      case .smoothing: .letter("α")
      case .epsilon: .letter("ε")
      case .learningRateDecay: .letter("κ")
      }
    },
    layerPlacement: .superscript,
    weightIndexOrder: .toFrom,
    elementwiseProduct: .hadamard,
    activationFunction: "σ",
    indexLetters: IndexLetters(
      layer: "l", lastLayer: "L", unit: "j", otherUnit: "k", thirdUnit: "i", sample: "x")
  )
}
