extension Double {
  /// Returns the exact value of the double rounded to a count of significant digits; ties go away
  /// from zero.
  ///
  /// - Precondition: the number is finite, `significantDigits >= 1`.
  public func rounded(
    significantDigits count: Int
  ) -> (numeral: DecimalNumeral, isExact: Bool) {
    exactValue.rounded(significantDigits: count)
  }

  /// Returns the exact value of the double rounded to a count of decimals; ties go away from zero.
  ///
  /// - Precondition: the number is finite.
  public func rounded(decimals: Int) -> (numeral: DecimalNumeral, isExact: Bool) {
    exactValue.rounded(decimals: decimals)
  }

  /// The number as a fraction.
  private var exactValue: Rational {
    guard let value = Rational(exactly: self) else {
      preconditionFailure("only a finite number has digits")
    }
    return value
  }
}
