public import MathSyntax

/// Decides whether two expressions about a network are equal: for every network, or for those of the
/// functions that were declared.
///
/// General functions come first. What is refuted for them is tried with the default functions of the
/// lecture, and is right with a note where it holds for those.
public struct IdentityChecker: Sendable {
  /// The lecture whose formulas are judged.
  public let notation: Notation
  /// What was declared.
  public let assumptions: IdentityAssumptions
  /// Whether a wrong claim is compared with the mistakes that students make.
  public var findsHints = true

  /// How many parts the two sides may have together.
  public static let partLimit = 2000

  /// Creates a checker.
  public init(_ notation: Notation, assumptions: IdentityAssumptions = IdentityAssumptions()) {
    self.notation = notation
    self.assumptions = assumptions
  }

  /// Returns what is found out about the claim that two expressions are equal.
  ///
  /// - Parameters:
  ///   - conditions: what restricts the claim, such as l = 1 and i ≠ j; see
  ///     `NotationReader.restrictions(of:)`.
  ///   - names: what the names that the text has introduced stand for.
  public func decide(
    _ left: MathExpression, equals right: MathExpression, where conditions: [Comparison] = [],
    names: [String: MathExpression] = [:]
  ) -> IdentityDecision {
    IdentityDecision(.undecided(.undistinguished))
  }
}
