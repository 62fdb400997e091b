public import MathSyntax

/// Two vectors or matrices that do not fit together.
///
/// Expressions and shapes are over columns, and weights to × from, as all expressions are;
/// `words(in:)` says them as the notation has them.
public struct ShapeFault: Hashable, Sendable {
  /// What was to be done with the two.
  public var operation: Operation
  /// The left one.
  public var left: MathExpression
  /// What the left one is like.
  public var leftShape: TensorShape
  /// The right one.
  public var right: MathExpression
  /// What the right one is like.
  public var rightShape: TensorShape
  /// Whether they fit with one of them transposed.
  public var fitsTransposed: Bool

  /// What can fail for the shapes.
  public enum Operation: Hashable, Sendable {
    case product
    case sum
    case elementwiseProduct
    /// The two sides of a statement.
    case equality
    /// Something else that needs a number.
    case number
  }

  /// Creates a fault.
  public init(
    _ operation: Operation, _ left: MathExpression, _ leftShape: TensorShape,
    _ right: MathExpression, _ rightShape: TensorShape
  ) {
    self.operation = operation
    self.left = left
    self.leftShape = leftShape
    self.right = right
    self.rightShape = rightShape
    fitsTransposed =
      switch operation {
      case .product:
        leftShape.rows == rightShape.rows || leftShape.columns == rightShape.columns
      case .sum, .elementwiseProduct, .equality: leftShape.transposed == rightShape
      case .number: false
      }
  }
}
