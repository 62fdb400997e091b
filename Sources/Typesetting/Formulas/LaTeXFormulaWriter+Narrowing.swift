import MathSyntax

extension LaTeXFormulaWriter {
  /// Returns a formula without fractions that are wider than a limit: these get a solidus and
  /// parentheses, so that lines can be broken within.
  func narrowed(_ formula: Formula, to limit: Int) -> Formula {
    guard width(of: formula) > limit else { return formula }
    var result = Formula()
    for item in formula.items {
      switch item.kind {
      case .fraction(let numerator, let denominator) where width(of: [item]) > limit:
        result.append(inParentheses(narrowed(numerator, to: limit)))
        result.append(.symbol(.divide))
        result.append(inParentheses(narrowed(denominator, to: limit)))
      case .fenced(let opening, let content, let closing):
        result.append(
          Formula.Item(.fenced(opening, narrowed(content, to: limit), closing), source: item.source)
        )
      default: result.append(item)
      }
    }
    return result
  }

  private func inParentheses(_ formula: Formula) -> Formula.Item {
    if formula.items.count == 1 {
      switch formula.items[0].kind {
      case .fenced, .identifier, .number, .script: return formula.items[0]
      default: break
      }
    }
    return .fenced(formula)
  }
}
