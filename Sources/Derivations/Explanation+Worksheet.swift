public import MathSyntax

extension Explanation {
  /// Returns what the problem gives, the network and its numbers, for a page of one's own.
  ///
  /// - Parameters:
  ///   - headingLevel: the level of the heading.
  ///   - drawing: what is put between the network's shape and its numbers.
  public func givenBlocks(headingLevel level: Int, drawing: [Block] = []) -> [Block] {
    given(level, drawing: drawing)
  }
}

extension Step {
  /// What stands before the substituted line: `=` only if every number in it is shown in full.
  public func substitutedRelation(_ numbers: NumberStyle) -> MathSymbol {
    substituted.showsExactNumbers(numbers) ? .equals : .approximately
  }
}

extension MathExpression {
  /// Whether every number in the expression is shown in full.
  func showsExactNumbers(_ numbers: NumberStyle) -> Bool {
    if case .number(let literal) = self { return numbers.appearance(of: literal).isExact }
    return Collapse.parts(of: self).allSatisfy { $0.showsExactNumbers(numbers) }
  }
}
