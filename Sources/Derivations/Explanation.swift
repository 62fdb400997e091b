public import BackpropEngine
import ExactArithmetic
public import MathSyntax

/// Writes a trace out as a page: what is given, every step, and what came of it.
public struct Explanation: Sendable {
  let trace: Trace
  private let reference: Trace?
  let options: ExplanationOptions
  let writer: NotationWriter
  var builder: StepBuilder

  /// Creates the explanation of a trace.
  ///
  /// - Parameter reference: the same computation with certified digits; with it, each step of a
  ///   trace in double precision tells how many digits of the machine's value are right.
  public init(
    _ trace: Trace, options: ExplanationOptions = ExplanationOptions(), reference: Trace? = nil
  ) {
    self.trace = trace
    self.options = options
    self.reference = reference
    writer = NotationWriter(
      options.notation, numbers: options.numbers, context: trace.problem.notationContext)
    builder = StepBuilder(trace: trace, numbers: options.numbers, carry: options.carry)
    builder.checksReplay = options.detail != .result
    builder.worksOut = options.detail == .full
  }

  var problem: Problem { trace.problem }

  /// Returns the whole page.
  ///
  /// - Throws: `MeaningError` where the trace lacks a number that a step reads.
  public mutating func document() throws(MeaningError) -> Document {
    Document(
      title: [.text(problem.title ?? problem.shapeTitle)], blocks: try blocks(headingLevel: 1))
  }

  /// Returns the page's blocks, for a page of one's own.
  ///
  /// - Parameter headingLevel: the level of the main headings.
  public mutating func blocks(headingLevel level: Int) throws(MeaningError) -> [Block] {
    // Where numbers are carried on as shown, drawings have those of the steps.
    var steps: [Block] = []
    var drawing: [Block] = []
    for update in 1...max(1, trace.updateCount) {
      let (forward, rest) = try self.steps(ofUpdate: update, level)
      if update == 1 { drawing = forward } else { steps += forward }
      steps += rest
    }
    var blocks: [Block] = []
    if options.selection.shows(.given) {
      blocks += given(level, drawing: drawing)
    } else {
      blocks += drawing
    }
    if options.selection.shows(.symbols) { blocks += symbols(level) }
    return blocks + steps
  }

  // MARK: Steps

  /// Steps of a group beyond this many are shown as one chain each, the first two excepted.
  private static let mostWorkedSteps = 8

  /// Returns the drawing of an update's forward pass, and its steps.
  private mutating func steps(
    ofUpdate update: Int, _ level: Int
  ) throws(MeaningError) -> (drawing: [Block], steps: [Block]) {
    let batch = problem.samples.isEmpty ? [] : problem.batch(ofUpdate: update)
    let sample = update == 1 || batch.contains(options.sample) ? options.sample : batch[0]
    let moment = TraceMoment(update: update, sample: sample)
    let plan = StepPlan(problem, at: moment, hasUpdate: trace.updateCount >= update)
    let suffix = trace.updateCount > 1 ? ", update \(update)" : ""
    let presenter = StepPresenter(
      options: options, plan: plan, context: problem.notationContext, suffix: suffix)

    var blocks: [Block] = []
    var heading: [Inline] = []
    /// Where the drawing of the backward pass belongs: before its first step.
    var backward: Int?
    for group in plan.groups {
      if group.part == .cost, group.quantities.last == .batchCost || batch != [sample],
        group.quantities.contains(.batchCost)
      {
        blocks += try otherSamples(of: batch, beside: sample, update: update, plan, level)
      }
      let shown = try self.blocks(for: group, presenter)
      if group.part == .delta, group.layer == problem.network.depth { backward = blocks.count }
      guard options.selection.shows(group.part), group.layer.map(options.selection.shows) ?? true
      else { continue }
      let title = self.heading(for: group, update: update, sample: sample)
      if title.inlines != heading {
        blocks.append(.heading(level, title))
        heading = title.inlines
      }
      blocks += vectorForm(for: group) + shown
    }
    if let backward {
      // Below the heading of the errors, where they have one.
      let isHeading = if case .heading? = blocks[backward...].first { true } else { false }
      let place = isHeading && options.selection.shows(.delta) ? backward + 1 : backward
      blocks.insert(contentsOf: try drawing(of: .backward, at: moment), at: place)
    }
    let forward = try drawing(of: .forward, at: moment)
    if trace.updateCount >= update {
      if options.selection.shows(.update) {
        blocks += try after(update: update, level)
      }
      builder.startNextUpdate(after: update)
    }
    return (forward, blocks)
  }

  private func drawing(
    of pass: StepBlock.Pass, at moment: TraceMoment
  ) throws(MeaningError) -> [Block] {
    guard options.selection.shows(.figure), !problem.samples.isEmpty else { return [] }
    let figure = NetworkFigure(
      builder.meaning(at: moment), notation: options.notation, numbers: options.numbers)
    return [.figure(try figure.figure(pass))]
  }

  private mutating func blocks(
    for group: StepPlan.Group, _ presenter: StepPresenter
  ) throws(MeaningError) -> [Block] {
    let moment = presenter.plan.moment
    let isShown =
      options.selection.shows(group.part)
      && (group.layer.map(options.selection.shows) ?? true)
    guard isShown || options.carry == .shown else { return [] }
    if options.detail != .full, let families = families(of: group, from: 0, presenter) {
      return [.families(families)]
    }
    var blocks: [Block] = []
    var equations: [Equation] = []
    for (position, quantity) in group.quantities.enumerated() {
      if position == 2, options.detail == .full, !isWorked(group, at: position),
        let families = families(of: group, from: 2, presenter)
      {
        return blocks + [.families(families)]
      }
      if options.detail == .result, options.carry == .full {
        equations.append(try result(quantity, moment, presenter))
        continue
      }
      guard let step = try builder.step(for: quantity, at: moment) else { continue }
      switch options.detail {
      case .result: equations.append(presenter.result(step.subject, step.value))
      case .substituted:
        equations.append(presenter.equation(for: step, meaning: builder.meaning(at: moment)))
      case .full:
        if isWorked(group, at: position) {
          blocks.append(
            .step(
              presenter.block(
                for: step, meaning: builder.meaning(at: moment), checks: checks(of: step))))
        } else {
          equations.append(presenter.equation(for: step, meaning: builder.meaning(at: moment)))
        }
      }
    }
    if !equations.isEmpty { blocks.append(.equations(equations)) }
    return blocks
  }

  /// Returns the families of a group's quantities from a place on, where they do without steps.
  private func families(
    of group: StepPlan.Group, from start: Int, _ presenter: StepPresenter
  ) -> [EquationFamily]? {
    guard options.carry == .full else { return nil }
    let moment = presenter.plan.moment
    var families = FamilyBuilder(
      trace: trace, moment: moment, writer: writer, showsDefinition: options.detail != .result
    ).families(of: group.quantities, from: start, numberedFrom: group.firstNumber)
    guard options.detail != .result, let layer = group.layer, families != nil else {
      return families
    }
    let site = EquationFamily.Site(
      pass: group.part.pass, network: Meaning(trace: trace, moment: moment).networkIdentity,
      layer: layer)
    for index in families?.indices ?? 0..<0 { families?[index].site = site }
    return families
  }

  private func result(
    _ quantity: TraceQuantity, _ moment: TraceMoment, _ presenter: StepPresenter
  ) throws(MeaningError) -> Equation {
    let meaning = builder.meaning(at: moment)
    let value = try meaning.value(of: .recorded(quantity, moment), quantity: Quantity(.cost))
    return presenter.result(meaning.subject(of: quantity), .computed(value))
  }

  /// Weighted inputs, activations and errors are worked one by one; of gradients and new values
  /// the first two of a layer, the rest follow the same pattern.
  private func isWorked(_ group: StepPlan.Group, at position: Int) -> Bool {
    switch group.part {
    case .gradient, .update: position < 2
    default: position < 2 || group.quantities.count <= Self.mostWorkedSteps
    }
  }

  /// What is found by other routes: the central difference of an error, and how good the machine's
  /// digits are.
  private func checks(of step: Step) -> [StepBlock.Annotation] {
    var checks: [StepBlock.Annotation] = []
    if let check = check(of: step) { checks.append(.init("check", check.inlines)) }
    if let digits = machineDigits(of: step) { checks.append(.init("double", digits.inlines)) }
    return checks
  }

  private func machineDigits(of step: Step) -> Prose? {
    guard let exact = reference?.value(of: step.quantity, at: step.moment),
      case .double(let machine)? = trace.value(of: step.quantity, at: step.moment)
    else { return nil }
    let digits = (1...17).reversed().first { count in
      exact.rounded(significantDigits: count).numeral
        == Value.double(machine).rounded(significantDigits: count).numeral
    }
    let shown = "the machine has \(machine)"
    switch digits {
    case nil: return "\(shown); no digit of it is right"
    case 17?: return "\(shown); all 17 digits are right"
    case let count?: return "\(shown); rounded to \(count) digits it is right"
    }
  }

  private func check(of step: Step) -> Prose? {
    guard options.showsChecks, case .error(let layer, let unit) = step.quantity else { return nil }
    let z = writer.formula(.weightedInput(.number(layer), .number(unit)))
    guard
      let difference = trace.centralDifference(
        in: .weightedInput(layer: layer, unit: unit), at: step.moment)
    else { return "no central difference here" }
    // What was rounded on the way is no fault of the step: the full value is compared.
    let error = (trace.value(of: step.quantity, at: step.moment) ?? step.value.value).approximate
    let agrees = abs(difference - error) <= 1e-6 * max(1, abs(error))
    let shown = writer.formula(.double(difference))
    let what = options.carry == .shown ? " with the unrounded value" : ""
    return "central difference in \(z): \(shown) \(agrees ? "agrees" : "differs")\(what)"
  }

  // MARK: Headings

  private func heading(for group: StepPlan.Group, update: Int, sample: Int) -> Prose {
    let words: String
    switch (group.part, group.layer) {
    case (.z, let layer?), (.a, let layer?):
      words = "Forward pass, layer \(layer)" + (layer == problem.network.depth ? " (output)" : "")
    case (.cost, _):
      words = group.quantities.contains(.batchCost) ? "Cost of the batch" : "Cost"
    case (.delta, let layer?):
      words =
        layer == problem.network.depth
        ? "Backward pass, layer \(layer): error of the output"
        : "Backward pass, layer \(layer): hidden error"
    case (.gradient, _):
      words =
        group.quantities.first.map(\.isOfBatch) == true ? "Gradient of the batch" : "Gradient"
    case (.update, _): words = "Update"
    default: words = ""
    }
    var prose: Prose = "\(words)"
    if problem.samples.count > 1, !group.quantities.contains(where: \.isOfBatch),
      group.part != .update
    {
      prose = "\(prose), sample \(sample)"
    }
    if trace.updateCount > 1 { prose = "Update \(update) · \(prose)" }
    return prose
  }
}

extension TraceQuantity {
  /// Whether the quantity belongs to the batch and not to a sample.
  var isOfBatch: Bool {
    switch self {
    case .batchCost, .regularization, .batchWeightGradient, .batchBiasGradient: true
    default: false
    }
  }
}

extension Meaning {
  /// Returns what formulas call a quantity of the trace, sample included where it matters.
  func subject(of quantity: TraceQuantity) -> MathExpression {
    switch quantity {
    case .cost: return sampleCost
    case .weightGradient(let layer, let unit, let from):
      return .partial(
        sampleCost,
        by: .quantity(.weight(.number(layer), to: .number(unit), from: .number(from))))
    case .biasGradient(let layer, let unit):
      return .partial(sampleCost, by: .quantity(.bias(.number(layer), .number(unit))))
    default: return quantity.formulaQuantity()
    }
  }
}
