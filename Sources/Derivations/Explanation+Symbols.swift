public import BackpropEngine
import ExactArithmetic
import MathSyntax

extension Explanation {
  /// Returns the table of the symbols that the page uses, and its conventions.
  func symbols(_ level: Int) -> [Block] {
    [
      .heading(level, "Symbols"),
      .table(
        Table(
          columns: [.init(["symbol"]), .init(["meaning"]), .init(["shape of the whole"])],
          rows: symbolRows)),
      .list(ordered: false, items: conventions.map { [.paragraph($0.inlines)] }),
    ]
  }

  private var letters: Notation.IndexLetters { options.notation.indexLetters }

  private var symbolRows: [[[Inline]]] {
    let network = problem.network
    let l = Letters.l
    let j = Letters.j
    let k = Letters.k
    var rows: [[[Inline]]] = []
    func row(_ formula: Formula, _ meaning: Prose, _ shape: Prose) {
      rows.append([[.formula(formula)], meaning.inlines, shape.inlines])
    }
    func row(_ quantity: Quantity, _ meaning: Prose, _ shape: Prose) {
      let note = options.notation.borrowingNote(of: quantity)
      row(writer.formula(quantity), "\(meaning)\(note)", shape)
    }
    func perLayer(_ shape: (Int) -> String) -> Prose {
      let shapes = (1...network.depth).map(shape)
      return shapes.count == 1
        ? "\(shapes[0])"
        : "\(shapes.enumerated().map { "layer \($0 + 1): \($1)" }.joined(separator: ", "))"
    }
    let layer = letters.layer
    let shapes = ShapeWords(options.notation)
    row(
      .input(k), "input \(letters.feedingUnit), also the activation of layer 0",
      "\(shapes.vector(network.width(0)))")
    row(
      .weight(l, to: j, from: k),
      "weight to unit \(letters.unit) of layer \(layer) from unit \(letters.feedingUnit) of layer \(layer) − 1",
      perLayer { shapes.matrix(to: network.width($0), from: network.width($0 - 1)) })
    if (1...network.depth).contains(where: { problem.showsBiases(layer: $0) }) {
      row(.bias(l, j), "bias of the unit", perLayer { shapes.vector(network.width($0)) })
    }
    row(
      .weightedInput(l, j), "weighted input of the unit",
      perLayer { shapes.vector(network.width($0)) })
    row(
      .activation(l, j), "activation of the unit; layer \(letters.lastLayer) is the output",
      perLayer { shapes.vector(network.width($0)) })
    if problem.network.layers.contains(where: { $0.activation != .softmax }) {
      row([.letter(options.notation.activationFunction)], "activation function of the layer", "")
    }
    guard problem.samples.contains(where: { $0.target != nil }) else { return rows }
    row(
      .target(j), "target: the output that is wanted",
      "\(shapes.vector(network.width(network.depth)))")
    if problem.hasBackwardPass {
      if isOfBatch {
        row(
          .cost(sample: Letters.x),
          "cost of sample \(letters.sample): \(problem.cost?.title ?? "")", "number")
        row(.cost(), "cost of the batch", "number")
      } else {
        row(.cost(), "cost: \(problem.cost?.title ?? "")", "number")
      }
      row(
        .error(l, j),
        "error: how the cost changes with the weighted input of the unit",
        perLayer { shapes.vector(network.width($0)) })
    }
    if problem.hasUpdates {
      let rate = Quantity(.learningRate)
      if let typed = problem.chosenNumber(.learningRate) {
        row(rate, "learning rate", "\(writer.formula(.typed(typed)))")
      }
      row(
        Quantity.weight(l, to: j, from: k).updated, "weight after the update, and so for others",
        "as before")
    }
    rows += optimizerRows
    return rows
  }

  private var optimizerRows: [[[Inline]]] {
    var rows: [[[Inline]]] = []
    for kind in problem.optimizer.stateKinds {
      let quantity = Quantity(
        kind.quantityKind, layer: Letters.l, unit: Letters.j, from: Letters.k)
      rows.append([[.formula(writer.formula(quantity))], [.text(kind.title)], ["as the weights"]])
    }
    let chosen: [Quantity.Kind] = [
      .momentum, .dampening, .weightDecay, .regularizationStrength, .beta1, .beta2, .smoothing,
      .epsilon, .learningRateDecay,
    ]
    for kind in chosen {
      guard let typed = problem.chosenNumber(kind), typed.value != 0 else { continue }
      rows.append([
        [.formula(writer.formula(Quantity(kind)))], [.text(kind.title)],
        [.formula(writer.formula(.typed(typed)))],
      ])
    }
    return rows
  }

  /// Whether costs of samples and of the batch are told apart.
  private var isOfBatch: Bool {
    !Meaning.isSingle(problem, TraceMoment(sample: options.sample))
  }

  // MARK: Conventions

  /// What of the things that the lecture may lack the page makes use of.
  private var usedFeatures: Set<Notation.Feature> {
    var used: Set<Notation.Feature> = [.units, .vectors, .layers]
    if (1...problem.network.depth).contains(where: { problem.showsBiases(layer: $0) }) {
      used.insert(.bias)
    }
    if problem.samples.contains(where: { $0.target != nil }) { used.insert(.target) }
    if problem.hasBackwardPass { used.insert(.error) }
    if problem.hasUpdates { used.insert(.learningRate) }
    return used
  }

  private var conventions: [Prose] {
    var conventions: [Prose] = []
    if let layer = (1...problem.network.depth).first(where: {
      problem.network.width($0) > 1 && problem.network.width($0 - 1) > 1
    }) {
      let weight = writer.formula(.weight(.number(layer), to: 1, from: 2))
      conventions.append(
        "\(weight) leads to unit 1 of layer \(layer), from unit 2 of the layer before.")
    }
    conventions += options.notation.conventions(borrowing: usedFeatures).map { "\($0)" }
    if let cost = problem.cost, problem.hasBackwardPass {
      conventions.append(costConvention(cost))
    }
    if problem.hasUpdates {
      conventions.append(
        "All new weights are computed from the old ones; nothing is updated in between.")
      if problem.samplesPerUpdate < problem.samples.count {
        conventions.append(
          "An update looks at \(problem.samplesPerUpdate) of the \(problem.samples.count) samples, which take their turns."
        )
      }
      switch problem.biasUpdate {
      case .perUnit: break
      case .shared:
        conventions.append("One bias a layer: its gradient is the sum over the layer's units.")
      case .fixed: conventions.append("The biases stay as they are.")
      }
    }
    if problem.network.layers.contains(where: { $0.activation == .relu }), problem.hasBackwardPass {
      let kink = problem.derivativeAtKink.rawValue
      conventions.append("At the kink of ReLU, weighted input 0, the slope is taken as \(kink).")
    }
    conventions.append(arithmeticConvention)
    conventions.append(roundingConvention)
    return conventions
  }

  private func costConvention(_ cost: Cost) -> Prose {
    let meaning = builder.meaning(at: .init(sample: options.sample))
    guard let definition = meaning.generalFormula(of: .cost)?.definition else { return "" }
    let sample = isOfBatch ? Quantity.cost(sample: Letters.x) : .cost()
    let formula =
      writer.formula(sample) + [.symbol(.equals)] + writer.formula(definition)
    guard isOfBatch, let batch = meaning.generalFormula(of: .batchCost)?.definition else {
      return "The cost is \(formula)."
    }
    let whole =
      writer.formula(.cost()) + [.symbol(.equals)] + writer.formula(batch)
    return "The cost of a sample is \(formula), that of the batch \(whole)."
  }

  private var arithmeticConvention: Prose {
    switch trace.arithmetic {
    case .rational:
      return "Every number is computed exactly, as a fraction."
    case .certified:
      return "Every digit is certain: numbers are enclosed in intervals that are small enough."
    case .double:
      return "Numbers are computed in double precision (about 16 digits)."
    }
  }

  private var roundingConvention: Prose {
    let digits: String
    switch options.numbers.rounding {
    case .significantDigits(let count):
      digits = count == 1 ? "1 significant digit" : "\(count) significant digits"
    case .decimals(let count): digits = count == 1 ? "1 decimal" : "\(count) decimals"
    }
    let carry =
      options.carry == .full
      ? "each step goes on with the full value" : "each step goes on with the number as shown"
    return
      "= stands before numbers that are shown in full, ≈ before rounded ones (\(digits)); \(carry)."
  }
}

extension Cost {
  /// The name of the cost in running text.
  public var title: String {
    switch self {
    case .halfSquaredError: "half squared error"
    case .squaredError: "squared error"
    case .binaryCrossEntropy: "binary cross-entropy"
    case .crossEntropy: "cross-entropy"
    }
  }
}

extension OptimizerState {
  /// What the optimiser keeps, in running text.
  var title: String {
    switch self {
    case .velocity: "velocity"
    case .firstMoment: "running mean of the gradient"
    case .secondMoment, .squareAverage: "running mean of the squared gradient"
    case .largestSecondMoment: "largest running mean of the squared gradient so far"
    case .gradientAverage: "running mean of the gradient"
    case .momentumBuffer: "running step"
    case .sum: "sum of squared gradients"
    }
  }
}

extension Quantity.Kind {
  /// What a chosen number is called in running text.
  var title: String {
    switch self {
    case .momentum: "momentum"
    case .dampening: "dampening"
    case .weightDecay: "weight decay"
    case .regularizationStrength: "strength of the regulariser"
    case .beta1: "share of the old mean of the gradient"
    case .beta2: "share of the old mean of the squared gradient"
    case .smoothing: "share of the old mean"
    case .epsilon: "a little, so that nothing is divided by 0"
    case .learningRateDecay: "decay of the learning rate"
    default: "number"
    }
  }
}
