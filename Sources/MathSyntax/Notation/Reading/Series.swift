/// Terms or entries of which the first ones and the last are written, with dots between.
struct Series {
  /// The index that runs.
  let variable: IndexVariable
  /// What the series consists of.
  let body: MathExpression
  /// Where the index starts.
  let first: Int
  /// Where it ends; nil where no end is written.
  let last: Index?

  /// Whether the series goes on to the last unit there is: to n, or with dots at its end.
  var endsAtLast: Bool {
    guard let last else { return true }
    if case .variable(let variable) = last.base { return last.offset == 0 && variable != .layer }
    return false
  }

  /// Finds what the written parts have in common; nil where they follow no pattern.
  ///
  /// - Parameter parts: the first ones, and the last behind the dots; at least two.
  init?(_ parts: [MathExpression]) {
    guard parts.count >= 2, let head = parts.first, let tail = parts.last else { return nil }
    let variable = Self.freeVariable(in: [head, tail])
    guard let (body, first, last) = DotPattern.between(head, tail, as: variable),
      let start = first.number
    else { return nil }
    for (place, part) in parts.dropLast().enumerated()
    where body.instantiated([variable: start + place]) != part {
      return nil
    }
    (self.variable, self.body, self.first, self.last) = (variable, body, start, last)
  }

  /// Returns the series of which only the start is written; its parts must differ in one index.
  init?(start parts: [MathExpression]) {
    guard parts.count >= 2, let series = Self(parts), series.last?.number != nil else { return nil }
    (variable, body, first, last) = (series.variable, series.body, series.first, nil)
  }

  /// k, i, or a letter that no formula uses.
  private static func freeVariable(in parts: [MathExpression]) -> IndexVariable {
    let used = parts.reduce(into: Set<IndexVariable>()) {
      $0.formUnion(IndexDomain.freeUnits(of: $1))
    }
    return [.otherUnit, .thirdUnit, IndexVariable("q"), IndexVariable("r")].first {
      !used.contains($0)
    } ?? IndexVariable("u")
  }

  /// The series as a vector over all units: (x_1 δ, …, x_n δ) is x δ; nil where it is none.
  var vector: MathExpression? { whole(body) }

  private func whole(_ expression: MathExpression) -> MathExpression? {
    let index = Index.variable(variable)
    switch expression {
    case .quantity(var quantity):
      guard quantity.unit == index, quantity.from != index, quantity.layer != index else {
        return nil
      }
      quantity.unit = nil
      return quantity.kind == .weight ? nil : .quantity(quantity)
    case .negation(let operand): return whole(operand).map { .negation($0) }
    case .apply(let function, let argument):
      return whole(argument).map { .apply(function, $0) }
    case .product(let factors):
      var results: [MathExpression] = []
      var hasVector = false
      for factor in factors {
        if isFixed(factor) {
          results.append(factor)
        } else if !hasVector, let vector = whole(factor) {
          results.append(vector)
          hasVector = true
        } else {
          return nil
        }
      }
      return hasVector ? .product(results) : nil
    case .sum(let terms):
      var parts: [MathExpression.Term] = []
      for term in terms {
        guard let vector = whole(term.expression) else { return nil }
        parts.append(.init(vector, isSubtracted: term.isSubtracted))
      }
      return .sum(parts)
    default: return nil
    }
  }

  /// Whether the index does not occur.
  private func isFixed(_ expression: MathExpression) -> Bool {
    expression.instantiated([variable: 1]) == expression.instantiated([variable: 2])
  }
}
