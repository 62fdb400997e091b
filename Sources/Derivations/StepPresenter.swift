import BackpropEngine
import ExactArithmetic
import MathSyntax

/// Lays steps out for a reader: their lines, title, reason and where their numbers come from.
struct StepPresenter {
  let options: ExplanationOptions
  let plan: StepPlan
  /// What is said beside "Step k of n" where there are several updates; empty: nothing.
  let suffix: String
  let writer: NotationWriter

  init(
    options: ExplanationOptions, plan: StepPlan, context: NotationContext, suffix: String = ""
  ) {
    self.options = options
    self.plan = plan
    self.suffix = suffix
    writer = NotationWriter(options.notation, numbers: options.numbers, context: context)
  }

  // MARK: Forms

  /// Returns a step with its title and its remarks.
  func block(
    for step: Step, meaning: Meaning, checks: [StepBlock.Annotation]
  ) -> StepBlock {
    var annotations: [StepBlock.Annotation] = []
    if options.showsReasons {
      let sentence = Reason(step: step, meaning: meaning, writer: writer).sentence
      if !sentence.inlines.isEmpty { annotations.append(.init("why", sentence.inlines)) }
    }
    let origins = origins(of: step, meaning)
    if !origins.inlines.isEmpty { annotations.append(.init("from", origins.inlines)) }
    annotations += checks
    return StepBlock(
      pass: pass(of: step), title: title(of: step).inlines, shape: shape(of: step).inlines,
      derivation: derivation(of: step), annotations: annotations,
      places: plan.places(of: step.quantity), network: meaning.networkIdentity)
  }

  /// Returns a step as one chain: symbols, numbers, value.
  func equation(for step: Step, meaning: Meaning) -> Equation {
    Equation(
      label: plan.numbers[step.quantity].map { "(\($0))" } ?? "",
      derivation(of: step, shortLines(of: step)),
      site: StepSite(
        pass: pass(of: step), network: meaning.networkIdentity,
        places: plan.places(of: step.quantity)))
  }

  /// Returns a value as an equation, without its derivation.
  func result(_ subject: MathExpression, _ literal: NumberLiteral) -> Equation {
    Equation(Derivation(subject: writer.formula(subject), lines: writer.valueLines(literal)))
  }

  private func derivation(of step: Step) -> Derivation {
    var lines: [Derivation.Line] = []
    if step.instance != step.symbolic {
      lines.append(.init(.equals, writer.formula(step.instance)))
    }
    lines.append(.init(.equals, writer.formula(step.symbolic)))
    for (position, expression) in ([step.substituted] + step.collapsed).enumerated() {
      lines.append(
        .init(
          relation(before: expression), writer.formula(expression),
          remark: step.replays[position] ? [] : [EquationFamily.operandsRounded]))
    }
    lines += writer.valueLines(step.value)
    return derivation(of: step, Self.withoutRepetition(lines))
  }

  /// Puts the left side before the lines; where a new value is told by its relation, w := …, that
  /// stands before the first.
  private func derivation(of step: Step, _ lines: [Derivation.Line]) -> Derivation {
    let (subject, relation) = writer.leftSide(step.subject)
    var lines = lines
    if relation != .equals, lines.first?.relation == .equals { lines[0].relation = relation }
    return Derivation(subject: subject, lines: lines)
  }

  private func shortLines(of step: Step) -> [Derivation.Line] {
    let lines =
      [
        Derivation.Line(.equals, writer.formula(step.symbolic)),
        .init(
          relation(before: step.substituted), writer.formula(step.substituted),
          remark: step.replaysAtOnce
            ? []
            : [
              options.carry == .shown
                ? .text("(each step rounded)") : EquationFamily.operandsRounded
            ]),
      ] + writer.valueLines(step.value)
    return Self.withoutRepetition(lines)
  }

  /// `=` only if every printed number is the number itself.
  private func relation(before expression: MathExpression) -> MathSymbol {
    expression.showsExactNumbers(writer.numbers) ? .equals : .approximately
  }

  private static func withoutRepetition(_ lines: [Derivation.Line]) -> [Derivation.Line] {
    var kept: [Derivation.Line] = []
    for line in lines {
      if let last = kept.last, last.formula == line.formula {
        kept[kept.count - 1].isResult = last.isResult || line.isResult
        if line.relation == .equals { kept[kept.count - 1].relation = .equals }
        if kept[kept.count - 1].isResult { kept[kept.count - 1].remark = [] }
      } else {
        kept.append(line)
      }
    }
    return kept
  }

  // MARK: Words

  private func pass(of step: Step) -> StepBlock.Pass {
    switch step.general.rule {
    case .weightedInput, .activation, .cost: .forward
    case .outputError, .logisticOutputError, .softmaxOutputError, .jacobianOutputError,
      .hiddenError, .biasGradient, .weightGradient:
      .backward
    case .batch:
      step.quantity == .batchCost || step.quantity == .regularization ? .forward : .backward
    case .optimizerState, .update, .perceptronUpdate: .update
    }
  }

  private func title(of step: Step) -> Prose {
    let number = plan.numbers[step.quantity] ?? 0
    let name = writer.formula(step.subject)
    return
      "Step \(number) of \(plan.count)\(suffix) · \(words(for: step)) \(name) · rule \(rule(of: step))"
  }

  /// What a step computes, in words.
  func words(for step: Step) -> String {
    switch step.quantity {
    case .weightedInput: "weighted input"
    case .activation: "activation"
    case .cost, .batchCost: "cost"
    case .regularization: "regulariser"
    case .error:
      step.general.rule == .hiddenError ? "hidden error" : "output error"
    case .weightGradient, .biasGradient, .batchWeightGradient, .batchBiasGradient: "gradient"
    case .updatedWeight: "new weight"
    case .updatedBias: "new bias"
    case .state: "optimiser's memory"
    case .input, .target, .weight, .bias, .activationDerivative, .softmaxJacobian,
      .costDerivative, .updatedCost:
      "value"
    }
  }

  private func rule(of step: Step) -> String {
    let name = step.general.rule.rawValue
    return switch step.general.rule {
    case .outputError: "\(name) (output layer)"
    case .hiddenError: "\(name) (hidden layer)"
    case .biasGradient: "\(name) (bias)"
    case .weightGradient: "\(name) (weight)"
    case .logisticOutputError: "\(name) (sigmoid)"
    case .softmaxOutputError, .jacobianOutputError: "\(name) (softmax)"
    case .weightedInput, .activation, .cost, .batch, .optimizerState, .update,
      .perceptronUpdate:
      name
    }
  }

  private func shape(of step: Step) -> Prose {
    guard case .quantity(let quantity) = step.subject, let layer = step.quantity.layer,
      let unit = quantity.unit?.number, quantity.from == nil, !quantity.isUpdated
    else { return "" }
    let width = plan.problemWidth(layer)
    guard width > 1 else { return "" }
    var vector = quantity
    vector.unit = nil
    let set: Formula = [
      .symbol(.elementOf),
      .script(Formula.Item(.identifier("R", .blackboard)), sup: [.number(String(width))]),
    ]
    let place = writer.notation.vectorOrientation == .rows ? "entry" : "row"
    return "\(place) \(unit) of \(writer.formula(vector) + set)"
  }

  // MARK: Where the numbers come from

  /// What a step reads, each with the step that computed it.
  private func origins(of step: Step, _ meaning: Meaning) -> Prose {
    var groups: [(key: OperandGroup, members: [TraceQuantity])] = []
    for operand in meaning.reads(step.symbolic) where isWorthNaming(operand.quantity) {
      let key = OperandGroup(operand.quantity, update: operand.moment.update)
      if let place = groups.firstIndex(where: { $0.key == key }) {
        if !groups[place].members.contains(operand.quantity) {
          groups[place].members.append(operand.quantity)
        }
      } else {
        groups.append((key, [operand.quantity]))
      }
    }
    var inlines: [Inline] = []
    for (position, group) in groups.enumerated() {
      if position > 0 { inlines.append(" · ") }
      inlines += origin(of: group.members, update: group.key.update, in: step).inlines
    }
    return Prose(inlines)
  }

  private func isWorthNaming(_ operand: TraceQuantity) -> Bool {
    if case .bias(let layer, _) = operand { return plan.showsBiases(layer) }
    return true
  }

  private func origin(
    of members: [TraceQuantity], update: Int, in step: Step
  ) -> Prose {
    if step.quantity.isOfBatch, members[0].belongsToSample {
      return "the same of every sample of the batch"
    }
    let whole = members.count > 1
    let isEarlier = update < plan.moment.update
    let name = writer.formula(
      isEarlier
        ? members[0].formulaQuantity(whole: whole).withoutUpdate
        : members[0].formulaQuantity(whole: whole))
    if isEarlier { return "\(name) (after update \(update))" }
    let isOld = step.quantity.isError && members[0].isParameter
    let numbers = members.compactMap { plan.numbers[$0] }
    guard numbers.count == members.count, let first = numbers.min(), let last = numbers.max(),
      first < plan.numbers[step.quantity] ?? .max
    else {
      if isOld { return "\(name) from before the update" }
      let update = plan.moment.update - 1
      return update > 0 && members[0].isChangedByUpdates
        ? "\(name) (after update \(update))" : "\(name) (given)"
    }
    if first == last { return "\(name) (step \(first))" }
    return "\(name) (steps \(first)–\(last))"
  }
}

/// Operands that are named together: the same kind of number, from the same layer.
private struct OperandGroup: Equatable {
  private let kind: Quantity.Kind
  private let layer: Int?
  private let isDerivative: Bool
  let update: Int

  init(_ quantity: TraceQuantity, update: Int) {
    self.update = update
    if case .quantity(let named) = quantity.formulaQuantity(whole: true) {
      kind = named.kind
      isDerivative = false
    } else {
      kind = .gradient
      isDerivative = true
    }
    layer = quantity.layer
  }
}
