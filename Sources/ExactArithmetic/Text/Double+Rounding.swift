extension Double {
  /// Returns the exact value of the double rounded to a count of significant digits; ties go away
  /// from zero.
  ///
  /// - Precondition: the number is finite, `significantDigits >= 1`.
  public func rounded(
    significantDigits count: Int
  ) -> (numeral: DecimalNumeral, isExact: Bool) {
    shortRounding?.rounded(significantDigits: count)
      ?? exactValue.rounded(significantDigits: count)
  }

  /// Returns the exact value of the double rounded to a count of decimals; ties go away from zero.
  ///
  /// - Precondition: the number is finite.
  public func rounded(decimals: Int) -> (numeral: DecimalNumeral, isExact: Bool) {
    shortRounding?.rounded(decimals: decimals) ?? exactValue.rounded(decimals: decimals)
  }

  /// The number for rounding in double words: its significand and power of two, if that is below 0.
  private var shortRounding: ShortRounding? {
    let exponent = Int(exponentBitPattern) - 1075
    guard exponentBitPattern != 0, exponent < 0, exponent > -128 else { return nil }
    return ShortRounding(
      isNegative: self < 0, numerator: significandBitPattern | 1 << 52, denominator: 1,
      scale: exponent)
  }

  /// The number as a fraction.
  private var exactValue: Rational {
    guard let value = Rational(exactly: self) else {
      preconditionFailure("only a finite number has digits")
    }
    return value
  }
}
