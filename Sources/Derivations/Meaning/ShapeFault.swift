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

extension ShapeFault {
  /// What does not fit, in a sentence with the shapes of the notation: "W² is 2×3, δ² has 2 entries".
  ///
  /// - Parameter text: how a formula is set within the sentence.
  public func words(in notation: Notation, _ text: (Formula) -> String) -> String {
    let writer = NotationWriter(notation)
    func phrase(_ expression: MathExpression, _ shape: TensorShape) -> String {
      "\(text(writer.formula(expression))) \(Self.words(for: shape.seen(in: notation)))"
    }
    let first = phrase(left, leftShape)
    let second = phrase(right, rightShape)
    let question = fitsTransposed ? ": transposed?" : ""
    switch operation {
    case .number: return "\(first): a number is needed here"
    case .equality: return "the sides do not fit: \(first), \(second)\(question)"
    case .product, .sum, .elementwiseProduct: return "\(first), \(second)\(question)"
    }
  }

  private static func words(for shape: TensorShape) -> String {
    switch shape {
    case .scalar: "is a number"
    case .column(let count): "is \(count)×1"
    case .row(let count): "is 1×\(count)"
    case .matrix(let rows, let columns): "is \(rows)×\(columns)"
    }
  }
}

extension TensorShape {
  /// The shape that a notation gives what is a column, or a to × from matrix.
  func seen(in notation: Notation) -> TensorShape {
    let isTurned =
      switch self {
      case .scalar: false
      case .column, .row: notation.vectorOrientation == .rows
      case .matrix: notation.matrixOrientation == .fromByTo
      }
    return isTurned ? transposed : self
  }
}
