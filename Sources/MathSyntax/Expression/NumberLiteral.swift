public import ExactArithmetic

/// A number within a formula.
public enum NumberLiteral: Hashable, Sendable {
  /// A number that was given; it is shown as typed.
  case typed(TypedNumber)
  /// A number that belongs to the formula itself: 1, ½, 2.
  case exact(Rational)
  /// A number that was computed; it is rounded where it is shown.
  case computed(Value)
  /// A number that was rounded before it was carried on; it is shown with just these digits.
  case rounded(DecimalNumeral, wasExact: Bool)

  /// A given whole number.
  public static func whole(_ number: Int) -> NumberLiteral {
    .typed(TypedNumber(Rational(number)))
  }

  /// The number itself.
  public var value: Value {
    switch self {
    case .typed(let number): Value(number.value)
    case .exact(let number): .rational(number)
    case .computed(let value): value
    case .rounded(let numeral, _): .rational(numeral.value)
    }
  }
}
