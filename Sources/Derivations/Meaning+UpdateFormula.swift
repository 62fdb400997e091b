import BackpropEngine
import ExactArithmetic
import MathSyntax

extension Meaning {
  /// Returns how the optimiser makes the new value of a weight or bias.
  func update(of parameter: Quantity, bindings: IndexBindings) -> GeneralFormula {
    let old = MathExpression.quantity(parameter)
    let rate = Letters.rate
    var rule = Rule.update
    let definition: MathExpression
    if parameter.kind == .bias, trace.problem.biasUpdate == .fixed {
      definition = old
    } else {
      switch trace.problem.optimizer {
      case .sgd(let settings):
        definition = old - .product([rate, step(settings, parameter)])
      case .adagrad(let settings):
        let root = MathExpression.apply(.squareRoot, kept(.squareSum, parameter).updated)
        let slope = gradient(
          parameter, weightDecay: settings.weightDecay, maximize: settings.maximize)
        let falling: MathExpression =
          settings.learningRateDecay.value == 0
          ? rate
          : rate
            / (1
              + .product([
                .quantity(Quantity(.time)) - 1, .quantity(Quantity(.learningRateDecay)),
              ]))
        definition = old - .product([falling, slope / (root + .quantity(Quantity(.epsilon)))])
      case .rmsprop(let settings):
        definition =
          old
          - .product([
            rate,
            settings.momentum.value == 0
              ? scaledGradient(settings, parameter) : kept(.momentumBuffer, parameter).updated,
          ])
      case .adam(let settings):
        let second = kept(settings.amsgrad ? .largestSecondMoment : .secondMoment, parameter)
        let root = MathExpression.apply(
          .squareRoot, corrected(second.updated, Quantity(.beta2)))
        definition =
          old
          - .product([
            rate,
            corrected(kept(.firstMoment, parameter).updated, Quantity(.beta1))
              / (root + .quantity(Quantity(.epsilon))),
          ])
      case .perceptron:
        rule = .perceptronUpdate
        let j = Letters.j
        let correction = Letters.y(j) - Letters.a(.last, j)
        definition =
          old
          + (parameter.kind == .weight
            ? .product([rate, correction, Letters.a(Letters.l - 1, Letters.k)])
            : .product([rate, correction]))
      }
    }
    return GeneralFormula(
      rule: rule, subject: .quantity(parameter.updated), definition: definition,
      bindings: bindings)
  }

  /// Returns how the optimiser makes what it remembers about a weight or bias.
  func state(
    _ state: OptimizerState, of parameter: Quantity, bindings: IndexBindings
  ) -> GeneralFormula? {
    let kind = state.quantityKind
    let old = kept(kind, parameter).before
    let definition: MathExpression
    switch (trace.problem.optimizer, state) {
    case (.sgd(let settings), .velocity):
      let slope = gradient(
        parameter, weightDecay: settings.weightDecay, maximize: settings.maximize)
      if moment.update == 1 {
        definition = slope
      } else {
        let share: MathExpression =
          settings.dampening.value == 0
          ? slope : .product([1 - .quantity(Quantity(.dampening)), slope])
        definition = .product([.quantity(Quantity(.momentum)), old]) + share
      }
    case (.adagrad(let settings), .sum):
      definition =
        old
        + gradient(
          parameter, weightDecay: settings.weightDecay, maximize: settings.maximize
        ).squared
    case (.rmsprop(let settings), .squareAverage):
      definition = runningMean(
        old,
        gradient(
          parameter, weightDecay: settings.weightDecay, maximize: settings.maximize
        ).squared,
        share: Quantity(.smoothing))
    case (.rmsprop(let settings), .gradientAverage):
      definition = runningMean(
        old,
        gradient(
          parameter, weightDecay: settings.weightDecay, maximize: settings.maximize),
        share: Quantity(.smoothing))
    case (.rmsprop(let settings), .momentumBuffer):
      definition =
        .product([.quantity(Quantity(.momentum)), old]) + scaledGradient(settings, parameter)
    case (.adam(let settings), .firstMoment):
      definition = runningMean(
        old,
        gradient(
          parameter, weightDecay: settings.weightDecay, maximize: settings.maximize),
        share: Quantity(.beta1))
    case (.adam(let settings), .secondMoment):
      definition = runningMean(
        old,
        gradient(
          parameter, weightDecay: settings.weightDecay, maximize: settings.maximize
        ).squared,
        share: Quantity(.beta2))
    case (.adam, .largestSecondMoment):
      definition = .maximum([old, kept(.secondMoment, parameter).updated])
    default: return nil
    }
    return GeneralFormula(
      rule: .optimizerState, subject: kept(kind, parameter).updated, definition: definition,
      bindings: bindings)
  }

  // MARK: Parts

  /// A number that the optimiser keeps for a parameter, before and after the update.
  private struct Kept {
    let before: MathExpression
    let updated: MathExpression
  }

  private func kept(_ kind: Quantity.Kind, _ parameter: Quantity) -> Kept {
    var quantity = parameter
    quantity.kind = kind
    return Kept(before: .quantity(quantity), updated: .quantity(quantity.updated))
  }

  /// g: ∂C/∂w with the weight decay λ w, its sign turned where the cost is to grow.
  private func gradient(
    _ parameter: Quantity, weightDecay: TypedNumber, maximize: Bool
  ) -> MathExpression {
    let slope = MathExpression.partial(.quantity(.cost()), by: .quantity(parameter))
    let signed: MathExpression = maximize ? -slope : slope
    if weightDecay.value == 0 { return signed }
    return signed + .product([.quantity(Quantity(.weightDecay)), .quantity(parameter)])
  }

  private func step(_ settings: Optimizer.SGD, _ parameter: Quantity) -> MathExpression {
    let slope = gradient(
      parameter, weightDecay: settings.weightDecay, maximize: settings.maximize)
    if settings.momentum.value == 0 { return slope }
    let velocity = kept(.velocity, parameter).updated
    return settings.nesterov
      ? slope + .product([.quantity(Quantity(.momentum)), velocity]) : velocity
  }

  private func scaledGradient(
    _ settings: Optimizer.RMSProp, _ parameter: Quantity
  ) -> MathExpression {
    let square = kept(.squareAverage, parameter).updated
    let variance =
      settings.centered ? square - kept(.gradientAverage, parameter).updated.squared : square
    return gradient(parameter, weightDecay: settings.weightDecay, maximize: settings.maximize)
      / (.apply(.squareRoot, variance) + .quantity(Quantity(.epsilon)))
  }

  private func runningMean(
    _ old: MathExpression, _ new: MathExpression, share: Quantity
  ) -> MathExpression {
    .product([.quantity(share), old]) + .product([1 - .quantity(share), new])
  }

  /// Returns a running mean corrected for its start at 0, divided by 1 − β to the power of t.
  private func corrected(_ mean: MathExpression, _ beta: Quantity) -> MathExpression {
    mean / (1 - .power(.quantity(beta), .quantity(Quantity(.time))))
  }
}
