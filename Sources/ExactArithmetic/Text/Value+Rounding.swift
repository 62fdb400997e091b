extension Value {
  /// Returns the number rounded to a count of significant digits; ties go away from zero.
  ///
  /// Of an interval that does not tell so many digits, those that it tells are returned, and where it
  /// does not tell any, a zero in the place up to which it is known to be zero: digits that are
  /// returned are right.
  ///
  /// - Returns: the digits, and whether they are the number itself.
  /// - Precondition: the number is finite, `significantDigits >= 1`.
  public func rounded(
    significantDigits count: Int
  ) -> (numeral: DecimalNumeral, isExact: Bool) {
    switch self {
    case .double(let value): return value.rounded(significantDigits: count)
    case .rational(let value): return value.rounded(significantDigits: count)
    case .logarithmic(let value):
      return (Self.decided(value) { $0.rounded(significantDigits: count) }, false)
    case .interval(let value):
      if let numeral = value.rounded(significantDigits: count) { return (numeral, false) }
      return (value.longestRounding(upTo: count), false)
    }
  }

  /// Returns the number rounded to a count of decimals; ties go away from zero.
  ///
  /// Of an interval that does not tell so many, those that it tells are returned.
  ///
  /// - Precondition: the number is finite.
  public func rounded(decimals: Int) -> (numeral: DecimalNumeral, isExact: Bool) {
    switch self {
    case .double(let value): return value.rounded(decimals: decimals)
    case .rational(let value): return value.rounded(decimals: decimals)
    case .logarithmic(let value):
      return (Self.decided(value) { $0.rounded(decimals: decimals) }, false)
    case .interval(let value):
      if let numeral = value.rounded(decimals: decimals) { return (numeral, false) }
      let limit = value.rounded(significantDigits: 1)?.exponent ?? -decimals
      return (value.longestRounding(upTo: Swift.max(1, limit + decimals + 1)), false)
    }
  }

  /// The number as certified traces write it: `-1.25000e-3`, correctly rounded, zeros kept; an exact
  /// zero as `0`.
  ///
  /// What cannot be told from zero is `±1e-N`: its magnitude is at most 10^(−N). A number that cannot be
  /// told from a tie between two roundings is written with the digits that it takes.
  ///
  /// - Precondition: the number is finite, `significantDigits >= 1`.
  public func decimalText(significantDigits count: Int) -> String {
    if isZero { return "0" }
    if case .interval(let value) = self {
      if let numeral = value.rounded(significantDigits: count) { return numeral.scientificText }
      if value.sign != nil {
        for digits in [count + 1, count + 2, count + 20] {
          if let numeral = value.rounded(significantDigits: digits) {
            return numeral.scientificText
          }
        }
      }
      let bound = -(value.decimalBound ?? 0)
      return bound == 0 ? "±1" : "±1e\(bound)"
    }
    return rounded(significantDigits: count).numeral.scientificText
  }

  /// Rounds a number that is not rational: no tie, so that some precision decides.
  private static func decided(
    _ value: LogarithmicSum, _ rounding: (Interval) -> DecimalNumeral?
  ) -> DecimalNumeral {
    var precision = 256
    while true {
      if let numeral = rounding(value.enclosure(precision: precision)) { return numeral }
      precision *= 2
    }
  }
}

extension Interval {
  /// Returns the rounding to the most significant digits, at most so many, that the interval tells.
  fileprivate func longestRounding(upTo count: Int) -> DecimalNumeral {
    var digits = count
    while digits >= 1 {
      if let numeral = rounded(significantDigits: digits) { return numeral }
      digits = Swift.min(digits - 1, accuracy < Int.max / 8 ? accuracy * 3 / 10 + 1 : digits)
    }
    let bound = decimalBound ?? 0
    return DecimalNumeral(isNegative: false, digits: [0], exponent: -bound)
  }
}
