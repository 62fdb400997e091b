public import ExactArithmetic

extension MathExpression: ExpressibleByIntegerLiteral {
  /// Creates a number that belongs to the formula itself.
  public init(integerLiteral value: Int) { self = .number(.exact(Rational(value))) }

  /// A number that belongs to the formula itself.
  public static func exact(_ value: Rational) -> MathExpression { .number(.exact(value)) }

  /// Returns the sum of two expressions; terms of the left side are kept in one sum.
  public static func + (left: MathExpression, right: MathExpression) -> MathExpression {
    if case .sum(let terms) = left { return .sum(terms + [Term(right)]) }
    return .sum([Term(left), Term(right)])
  }

  /// Returns the difference of two expressions; terms of the left side are kept in one sum.
  public static func - (left: MathExpression, right: MathExpression) -> MathExpression {
    if case .sum(let terms) = left { return .sum(terms + [Term(right, isSubtracted: true)]) }
    return .sum([Term(left), Term(right, isSubtracted: true)])
  }

  /// Returns the product of two expressions; factors of the left side are kept in one product.
  public static func * (left: MathExpression, right: MathExpression) -> MathExpression {
    if case .product(let factors) = left { return .product(factors + [right]) }
    return .product([left, right])
  }

  /// Returns the quotient of two expressions.
  public static func / (left: MathExpression, right: MathExpression) -> MathExpression {
    .quotient(left, right)
  }

  /// Returns the negated expression.
  public static prefix func - (operand: MathExpression) -> MathExpression { .negation(operand) }

  /// Returns the square of the expression.
  public var squared: MathExpression { .power(self, 2) }

  /// Whether the expression is a number, a minus sign before it included.
  public var isNumber: Bool {
    switch self {
    case .number: true
    case .negation(.number): true
    default: false
    }
  }
}
