/// Renames indices that are called as one of a notation's own: the m of a sum where m is a sample.
enum IndexLetterClash {
  /// Returns the expressions of one statement without such indices.
  static func resolved(
    _ expressions: [MathExpression], in notation: Notation
  ) -> [MathExpression] {
    // Hardly any formula has an index beyond those that all notations have.
    guard expressions.contains(where: hasOwnIndex) else { return expressions }
    let letters = notation.indexLetters
    var taken: Set<String> = []
    var clashing: [IndexVariable] = []
    for expression in expressions {
      visit(expression) { variable in
        if !clashes(variable, letters) {
          taken.insert(letters.letter(of: variable))
        } else if !clashing.contains(variable) {
          clashing.append(variable)
        }
      }
    }
    var free = spare.filter { !taken.contains($0) && !clashes(IndexVariable($0), letters) }[...]
    var names: [IndexVariable: IndexVariable] = [:]
    for variable in clashing {
      guard let letter = free.popFirst() else { return expressions }
      names[variable] = IndexVariable(letter)
    }
    return expressions.map { $0.renamingVariables { names[$0] ?? $0 } }
  }

  /// Letters for indices that no notation has a meaning for.
  private static let spare = ["m", "p", "q", "r", "u", "v"]

  private static func hasOwnIndex(_ expression: MathExpression) -> Bool {
    switch expression {
    case .quantity(let quantity): isOwn(quantity.unit) || isOwn(quantity.from)
    case .summation(let sum): isOwn(sum.variable) || hasOwnIndex(sum.body)
    default: expression.containsPart(where: hasOwnIndex)
    }
  }

  private static func isOwn(_ index: Index?) -> Bool {
    if case .variable(let variable)? = index?.base { isOwn(variable) } else { false }
  }

  /// Whether an index is none for which every notation has a letter.
  private static func isOwn(_ variable: IndexVariable) -> Bool {
    switch variable {
    case .layer, .unit, .otherUnit, .thirdUnit, .sample: false
    default: true
    }
  }

  private static func clashes(_ variable: IndexVariable, _ letters: Notation.IndexLetters) -> Bool {
    guard isOwn(variable) else { return false }
    switch variable.name {
    case letters.layer, letters.lastLayer, letters.unit, letters.otherUnit, letters.thirdUnit,
      letters.sample:
      return true
    default: return false
    }
  }

  /// Visits all indices of an expression.
  private static func visit(
    _ expression: MathExpression, _ found: (IndexVariable) -> Void
  ) {
    func visitIndex(_ index: Index?) {
      if case .variable(let variable)? = index?.base { found(variable) }
    }
    switch expression {
    case .quantity(let quantity):
      visitIndex(quantity.unit)
      visitIndex(quantity.from)
    case .summation(let sum):
      found(sum.variable)
      visit(sum.body, found)
    default:
      _ = expression.containsPart { part in
        visit(part, found)
        return false
      }
    }
  }
}
