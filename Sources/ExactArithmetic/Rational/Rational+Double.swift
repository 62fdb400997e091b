extension Rational {
  /// Creates the exact value of a floating-point number, or nil for infinities and NaN.
  public init?(exactly value: Double) {
    guard value.isFinite else { return nil }
    if value == 0 {
      self = .zero
      return
    }
    // value = significand · 2^exponent with a whole significand.
    let isNormal = value.exponentBitPattern != 0
    let significand = value.significandBitPattern | (isNormal ? 1 << 52 : 0)
    let exponent = Int(Swift.max(value.exponentBitPattern, 1)) - 1075
    let zeros = significand.trailingZeroBitCount
    let odd = BigUInt(UInt(significand >> UInt64(zeros)))
    let isNegative = value < 0
    if exponent + zeros >= 0 {
      self.init(
        lowestTerms: BigInt(isNegative: isNegative, magnitude: odd << (exponent + zeros)), .one)
    } else {
      let denominator = FactoredDenominator(
        twos: -(exponent + zeros), threes: 0, fives: 0, rest: .one)
      self.init(
        FactoredFraction(BigInt(isNegative: isNegative, magnitude: odd), over: denominator))
    }
  }
}

extension Double {
  /// Creates the floating-point number nearest to a fraction; ties go to the even significand.
  ///
  /// Values too small become subnormal or zero, values too large become infinite.
  public init(_ value: Rational) {
    if case .small(let numerator, let denominator) = value.storage,
      numerator.magnitude <= 1 << 53, denominator <= 1 << 53
    {
      // Both are exact, and IEEE division rounds correctly.
      self = Double(numerator) / Double(denominator)
      return
    }
    let (numerator, below) = value.anyTerms
    let above = numerator.magnitude
    // The quotient shall have 65 or 66 bits: more than a significand, with room for the rest.
    let shift = above.bitWidth - below.bitWidth - 65
    let (quotient, remainder) =
      shift >= 0
      ? above.quotientAndRemainder(dividingBy: below << shift)
      : (above << -shift).quotientAndRemainder(dividingBy: below)
    var significand = UInt128(truncatingIfNeeded: quotient)
    if !remainder.isZero { significand |= 1 }
    self = Double(
      isNegative: value.isNegative, significand: significand, exponent: shift, isInexact: false)
  }

  /// Creates the number nearest to ±significand · 2^exponent, ties to even.
  ///
  /// - Parameter isInexact: whether the true value lies strictly between this significand and the
  ///   next, so that an apparent tie is above the half.
  init(isNegative: Bool, significand: UInt128, exponent: Int, isInexact: Bool) {
    let width = UInt128.bitWidth - significand.leadingZeroBitCount
    // The lowest exponent of a double is −1074; a normal one keeps 53 bits.
    let drop = Swift.max(width - 53, -1074 - exponent)
    var kept: UInt128
    if drop <= 0 {
      kept = significand
    } else if drop > width {
      kept = 0
    } else {
      let low = drop == 128 ? significand : significand & ((1 &<< UInt128(drop)) &- 1)
      let half: UInt128 = 1 &<< UInt128(drop - 1)
      kept = drop == 128 ? 0 : significand &>> UInt128(drop)
      if low > half || (low == half && (isInexact || kept & 1 == 1)) { kept &+= 1 }
    }
    let scale = exponent + Swift.max(drop, 0)
    // At most 53 bits are left (or 2^53 after a carry), and bits below 2^−1074 have been rounded
    // off: the conversion is exact, and so is the scaling unless it overflows to infinity.
    let result = Double(
      sign: .plus, exponent: scale, significand: Double(UInt64(truncatingIfNeeded: kept)))
    self = isNegative ? -result : result
  }
}

extension UInt128 {
  /// Creates the lowest 128 bits of a number.
  init(truncatingIfNeeded value: BigUInt) {
    self = value.withWords { words, count in
      let low = count > 0 ? UInt128(words[0]) : 0
      return count > 1 ? low | UInt128(words[1]) << 64 : low
    }
  }
}
