extension Notation {
  /// All notations that the program brings, in the order in which they are listed.
  public static let presets: [Notation] = [
    .nielsen, .assignment, .dasc7606, .mucha, .ulges, .lin, .numbered,
  ]

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
      case .weightDecay: .letter("ω")
      case .regularizationStrength: .letter("λ")
      case .beta1: .script(.letter("β"), sub: [.number("1")])
      case .beta2: .script(.letter("β"), sub: [.number("2")])
      case .smoothing: .letter("α")
      case .epsilon: .letter("ε")
      case .learningRateDecay: .letter("κ")
      }
    },
    weightMatrix: .letter("w"),
    layerPlacement: .superscript,
    weightIndexOrder: .toFrom,
    elementwiseProduct: .hadamard,
    activationFunction: "σ",
    logistic: .function("sigmoid"),
    indexLetters: IndexLetters(
      layer: "l", lastLayer: "L", unit: "j", otherUnit: "k", thirdUnit: "i", sample: "x")
  )

  /// Assignment notes on multi-layer networks: w_ji leads to j from i, outputs ŷ, no biases.
  public static let assignment = nielsen.changed { notation in
    notation.name = "assignment"
    notation.title = "Assignment notes on multi-layer networks"
    // n is the number of the sample.
    notation.letters[.batchSize] = .letter("N")
    notation.letters[.learningRate] = .letter("α")
    notation.letters[.smoothing] = .letter("ρ")
    notation.weightMatrix = .letter("W")
    notation.output = Formula.Item(.accent(.hat, [.letter("y")]))
    notation.layerPlacement = .indexLetters
    notation.biasStyle = .absorbed
    notation.updateStyle = .defines
    notation.activationFunction = "f"
    notation.indexLetters.thirdUnitFeeds = true
    notation.indexLetters.sample = "n"
    notation.lacks = [.bias]
  }

  /// Training neural networks (DASC 7606): s and x, layers as (l), w_ij leading from i to j, cost J.
  public static let dasc7606 = nielsen.changed { notation in
    notation.name = "dasc7606"
    notation.title = "DASC 7606, training neural networks"
    notation.letters[.weightedInput] = .letter("s")
    notation.letters[.activation] = .letter("x")
    notation.letters[.cost] = .letter("J")
    notation.letters[.width] = .letter("d")
    notation.letters[.batchSize] = .letter("M")
    notation.letters[.learningRate] = .letter("α")
    notation.letters[.smoothing] = .letter("ρ")
    notation.letters[.squareSum] = .letter("r")
    notation.letters[.gradient] = .letter("G")
    notation.letters[.gradientAverage] = Formula.Item(.accent(.bar, [.letter("g")]))
    notation.weightMatrix = .letter("W")
    notation.output = .letter("h")
    notation.layerPlacement = .superscriptInParentheses
    notation.raisesLayerOfWidth = true
    notation.weightIndexOrder = .fromTo
    notation.matrixOrientation = .fromByTo
    notation.vectorOrientation = .rows
    notation.updateStyle = .becomes
    notation.elementwiseProduct = .circle
    notation.activationFunction = "g"
    notation.logistic = .letter("σ")
    notation.indexLetters.thirdUnitFeeds = true
    notation.indexLetters.sample = "m"
  }

  /// The other way in which DASC 7606 writes: row vectors with the layer below, s_1 = x W_1 + b_1.
  public static let dasc7606Rows = dasc7606.changed { notation in
    notation.name = "dasc7606-rows"
    notation.title = "DASC 7606, row vectors"
    notation.layerPlacement = .subscript
    notation.lacks = [.units]
  }

  /// Mucha, neural networks and backpropagation: vectors f^k and g^k, loss L, no δ.
  public static let mucha = nielsen.changed { notation in
    notation.name = "mucha"
    notation.title = "Mucha, neural networks and backpropagation"
    notation.letters[.weightedInput] = .letter("f")
    notation.letters[.activation] = .letter("g")
    notation.letters[.cost] = .letter("L")
    notation.letters[.batchSize] = .letter("N")
    notation.letters[.gradient] = .letter("G")
    notation.letters[.gradientAverage] = Formula.Item(.accent(.bar, [.letter("G")]))
    notation.weightMatrix = .letter("W")
    notation.errorStyle = .derivative
    notation.elementwiseProduct = .circle
    notation.indexLetters = IndexLetters(
      layer: "k", lastLayer: "L", unit: "j", otherUnit: "i", thirdUnit: "h", sample: "n")
    notation.lacks = [.units, .target, .learningRate]
  }

  /// Ulges, neural networks II: w_ij leading from i to j, W from × to, targets t, error E.
  public static let ulges = nielsen.changed { notation in
    notation.name = "ulges"
    notation.title = "Ulges, neural networks II"
    notation.letters[.target] = .letter("t")
    notation.letters[.time] = .letter("τ")
    notation.letters[.dampening] = .letter("ν")
    notation.letters[.cost] = .letter("E")
    notation.letters[.batchSize] = .letter("B")
    notation.letters[.learningRate] = .letter("λ")
    notation.letters[.weightDecay] = .letter("ω")
    notation.letters[.regularizationStrength] = .letter("γ")
    notation.letters[.momentum] = .letter("α")
    notation.letters[.smoothing] = .letter("ρ")
    notation.weightMatrix = .letter("W")
    notation.weightIndexOrder = .fromTo
    notation.matrixOrientation = .fromByTo
    notation.updateStyle = .becomes
    notation.activationFunction = "f"
    notation.logistic = .letter("σ")
    notation.indexLetters.thirdUnitFeeds = true
    notation.indexLetters.sample = "n"
  }

  /// Lin, neural network (lecture 12): layers as (ℓ), sums only, biases as w_0j with x_0 = 1.
  public static let lin = nielsen.changed { notation in
    notation.name = "lin"
    notation.title = "Lin, neural network (lecture 12)"
    notation.letters[.weightedInput] = .letter("s")
    notation.letters[.activation] = .letter("x")
    notation.letters[.cost] = .letter("e")
    notation.letters[.width] = .letter("d")
    notation.letters[.batchSize] = .letter("N")
    notation.letters[.squareSum] = .letter("r")
    notation.weightMatrix = .letter("W")
    notation.batchCost = .script(
      .letter("E"), sub: [Formula.Item(.identifier("in", .upright))])
    notation.layerPlacement = .superscriptInParentheses
    notation.raisesLayerOfWidth = true
    notation.weightIndexOrder = .fromTo
    notation.matrixOrientation = .fromByTo
    notation.biasStyle = .weightFromZero
    notation.logicValues = .minusOneAndOne
    notation.updateStyle = .becomes
    notation.activationFunction = "φ"
    notation.logistic = .letter("θ")
    notation.writesSumRanges = true
    notation.indexLetters.layer = "ℓ"
    notation.indexLetters.thirdUnitFeeds = true
    notation.indexLetters.sample = "n"
    notation.lacks = [.vectors]
  }

  /// Units and weights counted straight through, z_1 … z_4 and w_1 … w_8, as on exercise sheets.
  public static let numbered = nielsen.changed { notation in
    notation.name = "numbered"
    notation.title = "Exercise sheets: units and weights counted straight through"
    notation.numbering = .straightThrough
    notation.lacks = [.layers, .vectors]
  }

  /// Returns a copy with some choices changed.
  public func changed(_ change: (inout Notation) -> Void) -> Notation {
    var result = self
    change(&result)
    return result
  }
}
