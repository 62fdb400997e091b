extension Double {
  /// Returns the square root, correctly rounded.
  ///
  /// The standard library's own root needs the C library, which a program without Foundation does
  /// not link.
  ///
  /// - Throws: `ArithmeticFault.squareRootOfNegative`, `overflow` for infinities and NaN.
  public func squareRoot() throws(ArithmeticFault) -> Double {
    guard isFinite else { throw .overflow }
    if self < 0 { throw .squareRootOfNegative(argument: description) }
    return self == 0 ? self : roundedRoot
  }

  /// The root of a positive number.
  ///
  /// 1. self = s · 2^e with an even e and 2^106 <= s < 2^108, so that the root of s has 54 bits:
  ///    one more than is kept. What is below them only matters as zero or not.
  /// 2. s = z · 2^106 with 1 <= z < 4. The line (z + 2)/3 is within 6 % of the root, and Newton's
  ///    step squares the error: 2e-3, 2e-6, 2e-12, then rounding errors alone.
  /// 3. The whole root is corrected exactly; the estimate is a few units off at most.
  private var roundedRoot: Double {
    var significand = UInt128(significandBitPattern)
    var power = -1074
    if exponentBitPattern != 0 {
      significand |= 1 << 52
      power += Int(exponentBitPattern) - 1
    }
    var shift = significand.leadingZeroBitCount - 21
    if !(power - shift).isMultiple(of: 2) { shift += 1 }
    let square = significand << UInt128(shift)

    let z = Double(UInt64(truncatingIfNeeded: square >> 54)) * 0x1p-52
    var estimate = (z + 2) / 3
    for _ in 0..<4 { estimate = (estimate + z / estimate) / 2 }
    var root = UInt128(UInt64(estimate * 0x1p53))
    while root &* root > square { root &-= 1 }
    while (root &+ 1) &* (root &+ 1) <= square { root &+= 1 }
    return Double(
      isNegative: false, significand: root, exponent: (power - shift) / 2,
      isInexact: root &* root != square)
  }
}
