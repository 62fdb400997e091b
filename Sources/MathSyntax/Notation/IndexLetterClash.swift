/// Renames indices that are called as one of a notation's own: the m of a sum where m is a sample.
enum IndexLetterClash {
  /// Returns the expressions of one statement without such indices.
  static func resolved(
    _ expressions: [MathExpression], in letters: Notation.IndexLetters
  ) -> [MathExpression] {
    guard expressions.contains(where: { clashes($0, letters) }) else { return expressions }
    var taken: Set<String> = []
    var clashing: [IndexVariable] = []
    for expression in expressions {
      visit(expression) { variable in
        if !clashes(variable, letters) {
          taken.insert(letters.letter(of: variable))
        } else if !clashing.contains(variable) {
          clashing.append(variable)
        }
        return false
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

  private static func clashes(_ expression: MathExpression, _ letters: Notation.IndexLetters)
    -> Bool
  {
    visit(expression) { clashes($0, letters) }
  }

  private static func clashes(_ variable: IndexVariable, _ letters: Notation.IndexLetters) -> Bool {
    switch variable {
    case .layer, .unit, .otherUnit, .thirdUnit, .sample: false
    default:
      switch variable.name {
      case letters.layer, letters.lastLayer, letters.unit, letters.otherUnit, letters.thirdUnit,
        letters.sample:
        true
      default: false
      }
    }
  }

  /// Visits the indices of an expression until one is found.
  @discardableResult
  private static func visit(
    _ expression: MathExpression, _ isFound: (IndexVariable) -> Bool
  ) -> Bool {
    func isFoundAt(_ index: Index?) -> Bool {
      if case .variable(let variable)? = index?.base { isFound(variable) } else { false }
    }
    switch expression {
    case .quantity(let quantity): return isFoundAt(quantity.unit) || isFoundAt(quantity.from)
    case .summation(let sum): return isFound(sum.variable) || visit(sum.body, isFound)
    default: return expression.containsPart { visit($0, isFound) }
    }
  }
}
