extension Rational {
  /// Returns the number rounded to a count of significant digits; ties go away from zero.
  ///
  /// Zero gets that many zeros.
  ///
  /// - Returns: exactly `significantDigits` digits, and whether they are the number itself.
  /// - Precondition: `significantDigits >= 1`.
  public func rounded(
    significantDigits count: Int
  ) -> (numeral: DecimalNumeral, isExact: Bool) {
    precondition(count >= 1, "a number has at least one significant digit")
    if isZero {
      let digits = [UInt8](repeating: 0, count: count)
      return (DecimalNumeral(isNegative: false, digits: digits, exponent: 0), true)
    }
    if let result = shortRounding?.rounded(significantDigits: count) { return result }
    let (numerator, below) = anyTerms
    let above = numerator.magnitude
    // 2^(b−1) < value < 2^(b+1): the lower bound's decimal exponent is right or one too small.
    let bits = above.bitWidth - below.bitWidth - 1
    let perBillion = bits >= 0 ? 301_029_995 : 301_029_996  // log₁₀ 2, rounded towards −∞
    let estimate = (bits * perBillion - (bits < 0 ? 999_999_999 : 0)) / 1_000_000_000
    var (quotient, remainder) = Self.scaledQuotient(above, below, by: count - 1 - estimate)
    var exponent = estimate
    var isUp: Bool
    var isExact = remainder.isZero
    if quotient >= BigUInt.powerOfTen(UInt(count)) {
      exponent += 1
      let digit = quotient.divide(by: 10)
      isUp = digit >= 5
      isExact = isExact && digit == 0
    } else {
      isUp = Self.isHalfOrMore(remainder.numerator, remainder.denominator)
    }
    if isUp { quotient += .one }
    var digits = quotient.decimalDigits().map { $0 - 48 }
    if digits.count > count {
      // 9.99… became 10.00…: one digit more, the last of them 0.
      digits.removeLast()
      exponent += 1
    }
    return (DecimalNumeral(isNegative: isNegative, digits: digits, exponent: exponent), isExact)
  }

  /// Returns the number rounded to a count of decimals; ties go away from zero.
  ///
  /// With a negative count it is rounded to tens, hundreds and so on.
  ///
  /// - Returns: the digits down to 10^(−decimals), and whether they are the number itself. A zero
  ///   has one digit before the point and all the decimals.
  public func rounded(decimals: Int) -> (numeral: DecimalNumeral, isExact: Bool) {
    if let result = shortRounding?.rounded(decimals: decimals) { return result }
    let (numerator, below) = anyTerms
    var (quotient, remainder) = Self.scaledQuotient(numerator.magnitude, below, by: decimals)
    let isExact = remainder.isZero
    if Self.isHalfOrMore(remainder.numerator, remainder.denominator) { quotient += .one }
    if quotient.isZero {
      let digits = [UInt8](repeating: 0, count: Swift.max(1, decimals + 1))
      return (
        DecimalNumeral(isNegative: false, digits: digits, exponent: Swift.max(0, -decimals)),
        isExact
      )
    }
    let digits = quotient.decimalDigits().map { $0 - 48 }
    return (
      DecimalNumeral(
        isNegative: isNegative, digits: digits, exponent: digits.count - 1 - decimals),
      isExact
    )
  }

  /// The number for rounding in double words, if it is in machine words.
  private var shortRounding: ShortRounding? {
    guard case .small(let numerator, let denominator) = storage else { return nil }
    return ShortRounding(
      isNegative: numerator < 0, numerator: UInt64(numerator.magnitude),
      denominator: UInt64(denominator.magnitude), scale: 0)
  }

  /// What a division leaves: a fraction below 1, not reduced.
  private struct Remainder {
    let numerator: BigUInt
    let denominator: BigUInt
    var isZero: Bool { numerator.isZero }
  }

  /// Returns the whole part of above/below · 10^scale and the rest.
  private static func scaledQuotient(
    _ above: BigUInt, _ below: BigUInt, by scale: Int
  ) -> (BigUInt, Remainder) {
    let power = BigUInt.powerOfTen(scale.magnitude)
    let divisor = scale >= 0 ? below : below * power
    let (quotient, rest) = (scale >= 0 ? above * power : above)
      .quotientAndRemainder(dividingBy: divisor)
    return (quotient, Remainder(numerator: rest, denominator: divisor))
  }

  /// Returns whether a fraction is 1/2 or more.
  private static func isHalfOrMore(_ numerator: BigUInt, _ denominator: BigUInt) -> Bool {
    numerator << 1 >= denominator
  }

  /// The number as a finite decimal with the fewest digits, or nil if it has none.
  ///
  /// A fraction in lowest terms has one if its denominator has no factors but 2 and 5.
  public var terminatingDecimal: DecimalNumeral? {
    if isZero { return DecimalNumeral(isNegative: false, digits: [0], exponent: 0) }
    var fraction = factored
    fraction.denominator.reduce(&fraction.numerator, isThorough: true)
    let (twos, fives) = (fraction.denominator.twos, fraction.denominator.fives)
    guard fraction.denominator.threes == 0, fraction.denominator.rest.isOne else { return nil }
    // 1/(2^a 5^b) = 2^(m−a) 5^(m−b) / 10^m with m the larger.
    let decimals = Swift.max(twos, fives)
    let whole =
      (fraction.numerator.magnitude << (decimals - twos))
      * BigUInt(5 as UInt).power(decimals - fives)
    var digits = whole.decimalDigits().map { $0 - 48 }
    let exponent = digits.count - 1 - decimals
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
    return DecimalNumeral(isNegative: isNegative, digits: digits, exponent: exponent)
  }
}
