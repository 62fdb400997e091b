public import MathSyntax

extension Explanation {
  /// Returns what the problem gives, the network and its numbers, for a page of one's own.
  ///
  /// - Parameter headingLevel: the level of the heading.
  public func givenBlocks(headingLevel level: Int) -> [Block] { given(level) }
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
