import BackpropEngine
public import MathSyntax

/// A step of an explanation as it is told to somebody who does it alone: what is asked, and help in
/// stages up to the answer.
public struct WorkedStep: Sendable {
  /// The part of the explanation that the step belongs to.
  public var part: ExplanationOptions.Part
  /// The layer; nil for what belongs to all.
  public var layer: Int?
  /// The step itself.
  public var step: Step
  /// The step as an explanation shows it.
  public var block: StepBlock
  /// What is asked for, in words: "hidden error".
  public var words: String
  /// The rule in general letters, both sides; a new value has its relation, w ←.
  public var rule: Derivation
  let writer: NotationWriter

  /// What a step of the explanation asks for, as a formula.
  public var subject: Formula { block.derivation.subject }

  /// Returns expressions in general letters as the explanation writes them.
  public func formulas(_ expressions: [MathExpression]) -> [Formula] {
    expressions.map { writer.formula($0) }
  }
}

extension Explanation {
  /// Returns the steps of the first update, in the order in which a person does them; with the values
  /// carried on as the options say.
  ///
  /// - Parameter isWanted: which quantities are worth a step; the first of each group are 0.
  /// - Throws: `MeaningError` where the trace lacks a number that a step reads.
  public mutating func workedSteps(
    where isWanted: (_ part: ExplanationOptions.Part, _ position: Int) -> Bool = { _, _ in true }
  ) throws(MeaningError) -> [WorkedStep] {
    let moment = TraceMoment(update: 1, sample: options.sample)
    let plan = StepPlan(problem, at: moment, hasUpdate: trace.updateCount >= 1)
    let presenter = StepPresenter(
      options: options, plan: plan, context: problem.notationContext)
    var steps: [WorkedStep] = []
    for group in plan.groups {
      let isShown =
        options.selection.shows(group.part)
        && (group.layer.map(options.selection.shows) ?? true)
      for (position, quantity) in group.quantities.enumerated() {
        guard options.carry == .shown || (isShown && isWanted(group.part, position)),
          let step = try builder.step(for: quantity, at: moment), isShown,
          isWanted(group.part, position)
        else { continue }
        steps.append(presenter.workedStep(step, group, builder.meaning(at: moment)))
      }
    }
    return steps
  }
}

extension StepPresenter {
  fileprivate func workedStep(
    _ step: Step, _ group: StepPlan.Group, _ meaning: Meaning
  ) -> WorkedStep {
    let (subject, relation) = writer.leftSide(step.general.subject)
    return WorkedStep(
      part: group.part, layer: group.layer, step: step,
      block: block(for: step, meaning: meaning, checks: []), words: words(for: step),
      rule: Derivation(
        subject: subject, lines: [.init(relation, writer.formula(step.general.definition))]),
      writer: writer)
  }
}
