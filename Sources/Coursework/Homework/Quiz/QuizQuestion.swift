public import Derivations
public import MathSyntax

/// One question of a quiz.
public struct QuizQuestion: Sendable {
  /// What is asked for.
  public enum Kind: Hashable, Sendable {
    /// A number.
    case value
    /// A rule in symbols.
    case formula
  }

  /// What is asked for.
  public var kind: Kind
  /// The step that answers it.
  public var worked: WorkedStep

  /// The left side of the answer.
  public var subject: Formula {
    kind == .value ? worked.subject : worked.rule.subject
  }

  /// Help, the least first; the last one is all but the answer.
  var hints: [[Block]] {
    var hints: [[Block]] = []
    if let reason = worked.block.annotations.first(where: { $0.label == "why" }) {
      hints.append([.paragraph(reason.content)])
    }
    switch kind {
    case .formula:
      let parts = Self.quantities(in: worked.step.general.definition)
      if !parts.isEmpty { hints.append([.paragraph(ingredients(parts))]) }
    case .value:
      hints.append([.derivation(worked.rule)])
      var derivation = worked.block.derivation
      derivation.lines = Array(derivation.lines.prefix { !$0.isResult }.prefix(3))
      if derivation.lines.count > 1 { hints.append([.derivation(derivation)]) }
    }
    return hints
  }

  /// The whole answer.
  var answer: [Block] {
    kind == .value ? [.step(worked.block)] : [.derivation(worked.rule)]
  }

  // MARK: Ingredients

  /// The quantities that a rule is made of, each once.
  private static func quantities(in expression: MathExpression) -> [MathExpression] {
    var found: [MathExpression] = []
    func visit(_ part: MathExpression) {
      switch part {
      case .quantity, .apply(.activation, _):
        if !found.contains(part) { found.append(part) }
      default:
        _ = part.mapParts {
          visit($0); return $0
        }
      }
    }
    visit(expression)
    return found
  }

  private func ingredients(_ parts: [MathExpression]) -> [Inline] {
    var inlines: [Inline] = ["It is made of "]
    for (place, formula) in worked.formulas(parts).enumerated() {
      if place > 0 { inlines.append(place == parts.count - 1 ? " and " : ", ") }
      inlines.append(.formula(formula))
    }
    return inlines + ["."]
  }
}
