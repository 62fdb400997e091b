/// Rounding of short numbers in double words, without any big integer.
///
/// The number is numerator · 2^scale / denominator, not negative, and the result is exact: what does
/// not fit is left to the general method, and nil is returned.
struct ShortRounding {
  let isNegative: Bool
  let numerator: UInt64
  let denominator: UInt64
  /// The power of two; only 0 or below with the denominator 1.
  let scale: Int

  /// A whole part and what is left of it.
  private struct Quotient {
    var whole: UInt64
    var isHalfOrMore: Bool
    var isExact: Bool
  }

  /// Returns the number rounded to a count of significant digits; it is not 0.
  func rounded(significantDigits count: Int) -> (numeral: DecimalNumeral, isExact: Bool)? {
    guard count < DecimalNumeral.wordDigits else { return nil }
    // 2^(b−1) < value < 2^(b+1): the lower bound's decimal exponent is right or one too small.
    let bits = numerator.leadingZeroBitCount &- denominator.leadingZeroBitCount
    let estimate = Self.decimalExponent(ofPowerOfTwo: scale - bits - 1)
    guard var quotient = self.quotient(scaledBy: count - 1 - estimate) else { return nil }
    var exponent = estimate
    let limit = UInt64.powersOfTen[count]
    if quotient.whole >= limit {
      let (whole, digit) = quotient.whole.quotientAndRemainder(dividingBy: 10)
      quotient.isExact = quotient.isExact && digit == 0
      quotient.isHalfOrMore = digit >= 5
      quotient.whole = whole
      exponent += 1
    }
    if quotient.isHalfOrMore { quotient.whole += 1 }
    if quotient.whole == limit {
      // 9.99… became 10.00…
      quotient.whole /= 10
      exponent += 1
    }
    let numeral = DecimalNumeral(
      isNegative: isNegative, coefficient: quotient.whole, digitCount: count, exponent: exponent)
    return (numeral, quotient.isExact)
  }

  /// Returns the number rounded to a count of decimals, 0 or more.
  func rounded(decimals: Int) -> (numeral: DecimalNumeral, isExact: Bool)? {
    guard decimals >= 0, decimals < DecimalNumeral.wordDigits,
      var quotient = self.quotient(scaledBy: decimals), quotient.whole < UInt64.powersOfTen[18]
    else { return nil }
    if quotient.isHalfOrMore { quotient.whole += 1 }
    var count = quotient.whole == 0 ? decimals + 1 : 1
    while count < 19, quotient.whole >= UInt64.powersOfTen[count] { count += 1 }
    let exponent = quotient.whole == 0 ? 0 : count - 1 - decimals
    let numeral = DecimalNumeral(
      isNegative: isNegative, coefficient: quotient.whole, digitCount: count, exponent: exponent)
    return (numeral, quotient.isExact)
  }

  /// Returns ⌊power · log₁₀ 2⌋ or one less, for |power| < 2^20.
  private static func decimalExponent(ofPowerOfTwo power: Int) -> Int {
    // 78913 / 2^18 = 0.3010292… < log₁₀ 2 < 78914 / 2^18; the shift rounds down.
    (power * (power >= 0 ? 78_913 : 78_914)) >> 18
  }

  /// Returns the number times a power of ten, cut to a whole number below 2^63.
  private func quotient(scaledBy exponent: Int) -> Quotient? {
    guard exponent > -20, exponent < 20 else { return nil }
    let power = UInt64.powersOfTen[Int(exponent.magnitude)]
    if scale == 0 {
      var (above, below) = (UInt128(numerator), UInt128(denominator))
      if exponent >= 0 { above &*= UInt128(power) } else { below &*= UInt128(power) }
      if below >> 64 != 0 { return nil }
      let divisor = UInt64(truncatingIfNeeded: below)
      let high = UInt64(truncatingIfNeeded: above >> 64)
      if high >= divisor >> 1 { return nil }
      let (whole, rest) = divisor.dividingFullWidth((high, UInt64(truncatingIfNeeded: above)))
      return Quotient(
        whole: whole, isHalfOrMore: rest >= divisor &- rest, isExact: rest == 0)
    }
    guard exponent >= 0, scale > -128 else { return nil }
    let product = UInt128(numerator) &* UInt128(power)
    let shift = UInt128(-scale)
    let whole = product &>> shift
    if whole >> 63 != 0 { return nil }
    let rest = product & ((1 &<< shift) &- 1)
    return Quotient(
      whole: UInt64(truncatingIfNeeded: whole), isHalfOrMore: rest >> (shift &- 1) != 0,
      isExact: rest == 0)
  }
}
