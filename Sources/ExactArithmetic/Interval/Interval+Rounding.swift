extension Interval {
  /// Returns the number rounded to a count of significant digits, ties away from zero, or nil where
  /// the interval does not tell: every number in it has to round to the same digits.
  ///
  /// Zero gets that many zeros.
  ///
  /// - Precondition: `significantDigits >= 1`.
  public func rounded(significantDigits count: Int) -> DecimalNumeral? {
    precondition(count >= 1, "a number has at least one significant digit")
    if containsZero {
      guard radius == 0 else { return nil }
      return DecimalNumeral(
        isNegative: false, digits: [UInt8](repeating: 0, count: count), exponent: 0)
    }
    if let numeral = shortened(toDigits: count)?.decided(significantDigits: count) {
      return numeral
    }
    return decided(significantDigits: count)
  }

  /// Returns the number rounded to a count of decimals, ties away from zero, or nil where the interval
  /// does not tell.
  ///
  /// With a negative count it is rounded to tens, hundreds and so on.
  public func rounded(decimals: Int) -> DecimalNumeral? {
    guard let coefficient = roundedCoefficient(scale: decimals) else { return nil }
    if coefficient.isZero {
      return DecimalNumeral(
        isNegative: false, digits: [UInt8](repeating: 0, count: Swift.max(1, decimals + 1)),
        exponent: Swift.max(0, -decimals))
    }
    let digits = coefficient.decimalDigits().map { $0 - 48 }
    return DecimalNumeral(
      isNegative: isNegative, digits: digits, exponent: digits.count - 1 - decimals)
  }

  /// The largest n such that all numbers of the interval are at most 10^(−n) away from zero; nil for
  /// an exact zero.
  public var decimalBound: Int? {
    guard let power = binaryExponent else { return nil }
    // 2^power <= 10^(−n) for n = floor(−power · log₁₀ 2)
    let billionths = power <= 0 ? -power * 301_029_995 : -power * 301_029_996
    return billionths >= 0
      ? billionths / 1_000_000_000 : -((-billionths + 999_999_999) / 1_000_000_000)
  }

  /// The interval with fewer words: enough for most roundings to so many digits, or nil if it has no
  /// more than that.
  private func shortened(toDigits count: Int) -> Interval? {
    let words = count / 19 + 2
    if magnitude.wordCount <= words + 1 { return nil }
    let drop = magnitude.wordCount - words
    return Interval(
      isNegative: isNegative, magnitude: magnitude >> (64 * drop), radius: 2,
      exponent: exponent + drop, precision: precision)
  }

  private func decided(significantDigits count: Int) -> DecimalNumeral? {
    // 2^(b−1) is below or equal to the midpoint and above half of everything in the interval; the
    // decimal exponent of its half is right or one too small.
    let bits = 64 * exponent + magnitude.bitWidth - 2
    let perBillion = bits >= 0 ? 301_029_995 : 301_029_996
    let estimate = (bits * perBillion - (bits < 0 ? 999_999_999 : 0)) / 1_000_000_000
    let limit = BigUInt.powerOfTen(UInt(count))
    // The second try is for a first digit too many.
    for exponent in estimate...(estimate + 1) {
      guard let coefficient = roundedCoefficient(scale: count - 1 - exponent) else { return nil }
      if coefficient >= limit { continue }
      let digits = coefficient.decimalDigits().map { $0 - 48 }
      if digits.count < count { return nil }
      return DecimalNumeral(isNegative: isNegative, digits: digits, exponent: exponent)
    }
    return nil
  }

  /// Returns |v| · 10^scale rounded to a whole number, if it is the same for all v in the interval and
  /// all of them have the same sign or round to 0.
  private func roundedCoefficient(scale: Int) -> BigUInt? {
    // |v| · 10^scale < 2^(−2): everything rounds to 0. log₂ 10 < 3.322
    guard let top = binaryExponent else { return .zero }
    if scale < 1 << 40, top + (scale > 0 ? scale * 3322 / 1000 + 1 : 0) < -2 { return .zero }
    if exponent > 0, radius > 0, scale >= 0 { return nil }
    // Powers of ten that are much longer than the number are not written out.
    if scale.magnitude > 64 * UInt(magnitude.wordCount) + 4096 {
      return scaledByPowerOfTen(scale).roundedToInteger
    }
    let power = BigUInt.powerOfTen(scale.magnitude)
    var (middle, distance) = (magnitude, BigUInt(UInt(radius)))
    var divisor = BigUInt.one
    if scale >= 0 {
      middle *= power
      distance *= power
    } else {
      divisor = power
    }
    if exponent > 0 {
      middle <<= 64 * exponent
      distance <<= 64 * exponent
    } else {
      divisor <<= -64 * exponent
    }
    return Self.rounded(middle, distance, over: divisor)
  }

  /// Returns the whole number nearest to (middle ± distance)/divisor, if there is only one.
  private static func rounded(
    _ middle: BigUInt, _ distance: BigUInt, over divisor: BigUInt
  ) -> BigUInt? {
    let shift = divisor.trailingZeroBitCount
    let odd = divisor >> shift
    func nearest(_ value: BigUInt) -> BigUInt {
      // Ties go away from zero: the floor of value/divisor + 1/2.
      let doubled = shift == 0 ? (value << 1) + odd : value + (odd << (shift - 1))
      let floor = odd.isOne ? doubled : doubled / odd
      return shift == 0 ? floor >> 1 : floor >> shift
    }
    let upper = nearest(middle + distance)
    if distance.isZero { return upper }
    if middle < distance {
      // Some numbers have the other sign.
      return upper.isZero && nearest(distance - middle).isZero ? .zero : nil
    }
    return nearest(middle - distance) == upper ? upper : nil
  }

  /// The magnitude rounded to a whole number, if the interval tells.
  private var roundedToInteger: BigUInt? {
    if exponent >= 0 {
      return radius == 0 ? magnitude << (64 * exponent) : nil
    }
    return Self.rounded(
      magnitude, BigUInt(UInt(radius)), over: BigUInt.one << (-64 * exponent))
  }

  /// Returns the interval times a power of ten, a few units wider.
  private func scaledByPowerOfTen(_ scale: Int) -> Interval {
    let bits = 64 * (magnitude.wordCount + 2)
    var power = Interval.one.withPrecision(bits)
    var square = Interval(BigInt(10), precision: bits)
    var rest = scale.magnitude
    while rest > 0 {
      if rest & 1 == 1 { power = power * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return scale >= 0 ? self * power : quotient(by: power)
  }
}
