public import BackpropEngine
import ExactArithmetic
import MathSyntax

extension Meaning {
  /// Returns the rule that computes a quantity, or nil for what is given.
  ///
  /// Its `definition`, valued with its `bindings`, is the value that the trace holds.
  public func generalFormula(of quantity: TraceQuantity) -> GeneralFormula? {
    let l = Letters.l
    let j = Letters.j
    let k = Letters.k
    let problem = trace.problem
    switch quantity {
    case .input, .target, .weight, .bias, .activationDerivative, .softmaxJacobian,
      .costDerivative, .updatedCost:
      return nil
    case .regularization:
      guard let regularizer = problem.regularizer else { return nil }
      let sum = Letters.sum(
        j, over: l, Letters.sum(k, over: l - 1, regularizer.formula(at: Letters.w(l, j, k))))
      return GeneralFormula(
        rule: .batch, subject: .quantity(Quantity(.regularization)),
        definition: .product([
          .quantity(Quantity(.regularizationStrength)),
          .summation(.init(.layer, over: .range(1, .last), sum)),
        ]),
        bindings: [:])
    case .weightedInput(let layer, let unit):
      let sum = Letters.sum(k, over: l - 1, Letters.w(l, j, k) * Letters.a(l - 1, k))
      let hasBiases = problem.showsBiases(layer: layer)
      return GeneralFormula(
        rule: .weightedInput, subject: Letters.z(l, j),
        definition: hasBiases ? .sum([.init(sum), .init(Letters.b(l, j))]) : sum,
        bindings: [.layer: layer, .unit: unit])
    case .activation(let layer, let unit):
      let isSoftmax = problem.network.layers[layer - 1].activation == .softmax
      return GeneralFormula(
        rule: .activation, subject: Letters.a(l, j),
        definition: isSoftmax
          ? .apply(.exponential, Letters.z(l, j))
            / Letters.sum(k, over: l, .apply(.exponential, Letters.z(l, k)))
          : .apply(.activation(layer: l, order: 0), Letters.z(l, j)),
        bindings: [.layer: layer, .unit: unit])
    case .cost:
      guard let cost = problem.cost else { return nil }
      return GeneralFormula(
        rule: .cost, subject: sampleCost, definition: Self.definition(of: cost), bindings: [:])
    case .error(let layer, let unit):
      return layer == problem.network.depth
        ? outputError(unit: unit)
        : GeneralFormula(
          rule: .hiddenError, subject: Letters.error(l, j),
          definition: .product([
            Letters.sum(k, over: l + 1, Letters.w(l + 1, k, j) * Letters.error(l + 1, k)),
            .apply(.activation(layer: l, order: 1), Letters.z(l, j)),
          ]),
          bindings: [.layer: layer, .unit: unit])
    case .weightGradient(let layer, let unit, let from):
      return GeneralFormula(
        rule: .weightGradient, subject: .partial(sampleCost, by: Letters.w(l, j, k)),
        definition: Letters.error(l, j) * Letters.a(l - 1, k),
        bindings: [.layer: layer, .unit: unit, .otherUnit: from])
    case .biasGradient(let layer, let unit):
      return GeneralFormula(
        rule: .biasGradient, subject: .partial(sampleCost, by: Letters.b(l, j)),
        definition: problem.biasUpdate == .shared
          ? Letters.sum(k, over: l, Letters.error(l, k)) : Letters.error(l, j),
        bindings: [.layer: layer, .unit: unit])
    case .batchCost:
      let costs = reduced(.quantity(.cost(sample: Letters.x)))
      return GeneralFormula(
        rule: .batch, subject: .quantity(.cost()),
        definition: problem.regularizer == nil
          ? costs : .sum([.init(costs), .init(.quantity(Quantity(.regularization)))]),
        bindings: [:])
    case .batchWeightGradient(let layer, let unit, let from):
      let weight = Letters.w(l, j, k)
      let mean = reduced(.partial(.quantity(.cost(sample: Letters.x)), by: weight))
      return GeneralFormula(
        rule: .batch, subject: .partial(.quantity(.cost()), by: weight),
        definition: problem.regularizer.map {
          .sum([.init(mean), .init($0.derivativeFormula(at: weight))])
        } ?? mean,
        bindings: [.layer: layer, .unit: unit, .otherUnit: from])
    case .batchBiasGradient(let layer, let unit):
      return GeneralFormula(
        rule: .batch, subject: .partial(.quantity(.cost()), by: Letters.b(l, j)),
        definition: reduced(
          .partial(.quantity(.cost(sample: Letters.x)), by: Letters.b(l, j))),
        bindings: [.layer: layer, .unit: unit])
    case .updatedWeight(let layer, let unit, let from):
      return update(
        of: .weight(l, to: j, from: k),
        bindings: [.layer: layer, .unit: unit, .otherUnit: from])
    case .updatedBias(let layer, let unit):
      return update(of: .bias(l, j), bindings: [.layer: layer, .unit: unit])
    case .state(let state, let layer, let unit, let from):
      var bindings: IndexBindings = [.layer: layer, .unit: unit]
      bindings[.otherUnit] = from
      return self.state(
        state, of: from == nil ? .bias(l, j) : .weight(l, to: j, from: k), bindings: bindings)
    }
  }

  /// C where the batch is one sample, else the cost C_x of the sample.
  var sampleCost: MathExpression {
    .quantity(.cost(sample: isOfOneSample ? nil : .number(moment.sample)))
  }

  /// Returns the mean or the sum over the batch.
  private func reduced(_ body: MathExpression) -> MathExpression {
    let sum = Letters.sumOverSamples(body)
    let count = trace.problem.samplesPerUpdate
    if trace.problem.reduction == .sum || count == 1 { return sum }
    return .product([.exact(Rational(1, BigInt(count))), sum])
  }

  private static func definition(of cost: Cost) -> MathExpression {
    func sum(_ part: MathExpression) -> MathExpression { Letters.sum(Letters.j, over: .last, part) }
    // A number or a sign that all parts have stands before the sum.
    switch cost.formulaOfOutput {
    case .product(let factors) where cost == .halfSquaredError:
      return .product([factors[0], sum(factors[1])])
    case .negation(let part): return .negation(sum(part))
    case let part: return sum(part)
    }
  }

  // MARK: Output error

  private func outputError(unit: Int) -> GeneralFormula? {
    guard let cost = trace.problem.cost else { return nil }
    let last = Index.last
    let j = Letters.j
    let k = Letters.k
    let a = Letters.a(last, j)
    let rule: Rule
    let definition: MathExpression
    switch trace.problem.outputErrorRule {
    case .product:
      rule = .outputError
      definition = .product([
        Self.derivative(of: cost, at: j),
        .apply(.activation(layer: last, order: 1), Letters.z(last, j)),
      ])
    case .jacobian:
      rule = .jacobianOutputError
      definition = Letters.sum(
        k, over: last,
        .product([
          Self.derivative(of: cost, at: k), Letters.a(last, k),
          .indicator(Comparison(.index(k), .equal, .index(j))) - a,
        ]))
    case .difference:
      rule = .logisticOutputError
      definition = a - Letters.y(j)
    case .weightedDifference:
      rule = .softmaxOutputError
      definition =
        targetsSumToOne
        ? a - Letters.y(j)
        : .product([Letters.sum(k, over: last, Letters.y(k)), a]) - Letters.y(j)
    }
    return GeneralFormula(
      rule: rule, subject: Letters.error(last, j), definition: definition, bindings: [.unit: unit])
  }

  /// Whether the targets of the sample are a distribution, as a one-hot target is.
  var targetsSumToOne: Bool {
    let target = trace.problem.samples[moment.sample - 1].target ?? []
    return target.reduce(ExactNumber.zero) { $0 + $1.value } == 1
  }

  private static func derivative(of cost: Cost, at unit: Index) -> MathExpression {
    let a = Letters.a(.last, unit)
    let y = Letters.y(unit)
    switch cost {
    case .halfSquaredError: return a - y
    case .squaredError: return .product([2, a - y])
    case .crossEntropy: return .negation(y / a)
    case .binaryCrossEntropy: return (1 - y) / (1 - a) - y / a
    }
  }
}

extension Regularizer {
  /// What the regulariser adds up for a weight, without λ.
  func formula(at w: MathExpression) -> MathExpression {
    switch self {
    case .l1: .apply(.absoluteValue, w)
    case .l2: w.squared
    case .weightElimination: w.squared / (1 + w.squared)
    }
  }

  /// The derivative of the regulariser by a weight, λ included.
  func derivativeFormula(at w: MathExpression) -> MathExpression {
    let strength = MathExpression.quantity(Quantity(.regularizationStrength))
    switch self {
    case .l1: return .product([strength, .apply(.signum, w)])
    case .l2: return .product([2, strength, w])
    case .weightElimination:
      return .product([strength, .product([2, w]) / .power(1 + w.squared, 2)])
    }
  }
}
