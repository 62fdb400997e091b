/// A function of one number.
public indirect enum MathFunction: Hashable, Sendable {
  /// The activation function f of a layer, or a derivative of it; order 0 is f, 1 is f'.
  case activation(layer: Index?, order: Int)
  case exponential
  case logarithm
  case hyperbolicTangent
  /// 1 / (1 + e^(−x)).
  case logistic
  case squareRoot
  case absoluteValue
  /// −1, 0 or 1.
  case signum
  /// max(0, x).
  case rectifier
  /// ln(1 + e^x).
  case softplus
  /// Of a vector: e^(x_j) over the sum of all.
  case softmax
  /// The length ‖x‖ of a vector.
  case norm
  /// Of truth values, which stand in a vector: AND(x_1, x_2).
  case logic(Connective)
  /// The derivative of a function of one number.
  case derivative(MathFunction)

  /// What makes one truth value of others; the raw value is how it is written.
  public enum Connective: String, Hashable, Sendable, CaseIterable {
    case and = "AND"
    case or = "OR"
    case not = "NOT"
    /// One of two, and not both; of more, an odd number.
    case xor = "XOR"
  }
}

/// A comparison of two expressions, as it stands in a condition.
public struct Comparison: Hashable, Sendable {
  /// The left side.
  public var left: MathExpression
  /// How the sides are compared.
  public var relation: Relation
  /// The right side.
  public var right: MathExpression

  /// Creates a comparison.
  public init(_ left: MathExpression, _ relation: Relation, _ right: MathExpression) {
    self.left = left
    self.relation = relation
    self.right = right
  }

  /// How two numbers are compared.
  public enum Relation: Hashable, Sendable {
    case equal
    case notEqual
    case less
    case lessOrEqual
    case greater
    case greaterOrEqual
  }
}
