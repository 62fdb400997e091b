public import ExactArithmetic
public import MathSyntax

/// The smallest change that makes a wrong claim right.
public struct IdentityHint: Hashable, Sendable {
  /// What went wrong.
  public var mistake: Mistake
  /// The side as it should have been.
  public var corrected: MathExpression
  /// Whether the left side is the one that was changed.
  public var changesLeft: Bool

  /// What students do.
  public enum Mistake: Hashable, Sendable {
    case missingDerivative
    case extraDerivative
    case transposed
    case notTransposed
    case sign
    case factor(Rational)
    case index
    case swappedIndices
    case layer(Int)
    case missingSum
    case missingFactor(MathExpression)
    case extraFactor(MathExpression)
    case order
    case productRule
    case diagonalJacobian
    case ownWeights
    case wrongQuantity(MathExpression)
    case missingTerm(MathExpression)
    case extraTerm(MathExpression)
    case derivativeOfActivation
  }
}
