/// A number of any of the arithmetics: the closed set that traces and formulas hand around.
public enum Value: Hashable, Sendable {
  /// A floating-point number: what IEEE arithmetic gives.
  case double(Double)
  /// An exact fraction.
  case rational(Rational)
}

extension Value {
  /// Whether the number is known exactly.
  @inlinable
  public var isExact: Bool {
    switch self {
    case .double: false
    case .rational: true
    }
  }

  /// Whether the number is 0.
  @inlinable
  public var isZero: Bool { sign == .zero }

  /// The nearest double.
  public var approximate: Double {
    switch self {
    case .double(let value): value
    case .rational(let value): Double(value)
    }
  }

  /// Returns the number rounded to a count of significant digits; ties go away from zero.
  ///
  /// - Precondition: the number is finite, `significantDigits >= 1`.
  public func rounded(
    significantDigits count: Int
  ) -> (numeral: DecimalNumeral, isExact: Bool) {
    switch self {
    case .double(let value): value.rounded(significantDigits: count)
    case .rational(let value): value.rounded(significantDigits: count)
    }
  }

  /// Returns the number rounded to a count of decimals; ties go away from zero.
  ///
  /// - Precondition: the number is finite.
  public func rounded(decimals: Int) -> (numeral: DecimalNumeral, isExact: Bool) {
    switch self {
    case .double(let value): value.rounded(decimals: decimals)
    case .rational(let value): value.rounded(decimals: decimals)
    }
  }
}

extension Value: CustomStringConvertible {
  /// The text of traces: a fraction as `-3/8`, a double in the fewest digits that read back.
  public var description: String {
    switch self {
    case .double(let value): value.description
    case .rational(let value): value.description
    }
  }
}
