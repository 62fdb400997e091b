/// Elementary functions of doubles in fixed point of 128 bits: the first try, which almost always
/// decides the rounding.
///
/// Errors are counted in units of the last bit. `product(a, b)` is the upper half of a · b without
/// the product of the lower halves, and is at most 3 units below it.
enum ShortFixedPoint {
  /// A positive value: |value − significand · 2^exponent| <= error · 2^exponent.
  struct Approximation {
    let significand: UInt128
    let exponent: Int
    let error: UInt128
  }

  /// Returns a · b / 2^128, at most 3 units too small.
  @inline(__always)
  private static func product(_ a: UInt128, _ b: UInt128) -> UInt128 {
    let (a1, a0) = (UInt64(truncatingIfNeeded: a &>> 64), UInt64(truncatingIfNeeded: a))
    let (b1, b0) = (UInt64(truncatingIfNeeded: b &>> 64), UInt64(truncatingIfNeeded: b))
    return UInt128(a1) &* UInt128(b1) &+ UInt128(a1.multipliedFullWidth(by: b0).high)
      &+ UInt128(a0.multipliedFullWidth(by: b1).high)
  }

  /// Returns e^x as value · 2^k, value in units of 2^(−122) and between 0.6 and 1.6; |x| < 1100.
  ///
  /// 1. x = k ln 2 + r with |r| < 0.36. In units of 2^(−124) and modulo 2^128 everything is exact but
  ///    the cut ends of x and of k ln 2: 3 units.
  /// 2. r = j/32 + s with 0 <= s < 1/32: exact.
  /// 3. e^s by its series up to s^16/16!; the rest is below 2^(−133). Each step is off by 4 units,
  ///    and its error is divided by 32 in the next: below 9 units, and 3 from s.
  /// 4. Times e^(j/32): 12 + 1 units of 2^(−124), taken to 2^(−122), and 3: below 8 units.
  private static func exponential(_ x: Double) -> (value: UInt128, k: Int) {
    let scaled = x * 0x1.71547652b82fep0  // 1/ln 2; k need not be the nearest
    let k = Int(scaled < 0 ? scaled - 0.5 : scaled + 0.5)
    let multiple =
      Int128(k) &* Int128(bitPattern: logarithmOf2.high)
      &+ Int128((Int128(k) &* Int128(logarithmOf2.low)) >> 64)
    let r = fixed(x) &- multiple
    let shifted = UInt128(bitPattern: r &+ (3 << 121))  // r + 12/32 >= 0
    let index = Int(truncatingIfNeeded: shifted &>> 119)
    let s = (shifted & ((1 << 119) &- 1)) &<< 4  // in units of 2^(−128)
    let value = inverseFactorials.withUnsafeBufferPointer { coefficients in
      var sum = coefficients[16]
      for power in stride(from: 15, through: 0, by: -1) {
        sum = coefficients[power] &+ product(sum, s)
      }
      return sum
    }
    return (product(value, exponentials[index]), k)
  }

  /// Returns x in units of 2^(−124) modulo 2^128, rounded towards zero.
  private static func fixed(_ x: Double) -> Int128 {
    // |x| = significand · 2^exponent; numbers this function is called for are normal.
    let significand = Int128(x.significandBitPattern | 1 << 52)
    let shift = Int(x.exponentBitPattern) - 1075 + 124
    let magnitude = shift >= 0 ? significand << shift : significand >> -shift
    return x < 0 ? 0 &- magnitude : magnitude
  }

  /// Returns an enclosure of e^x.
  static func exponential(of x: Double) -> Approximation {
    let (value, k) = exponential(x)
    return Approximation(significand: value, exponent: k - 122, error: 8)
  }

  /// Returns an enclosure of tanh x = (1 − E)/(1 + E), E = e^(−2x), for 2^−28 < x < 32.
  ///
  /// E is off by 9 units after the shift; numerator and denominator are exact otherwise, and the
  /// quotient, in units of 2^(−124), is off by 4 · 2 · 9 + 1.
  static func hyperbolicTangent(of x: Double) -> Approximation {
    let (value, k) = exponential(-2 * x)
    let small = shiftedDown(value, -k)
    return Approximation(
      significand: quotient(unit &- small, unit &+ small), exponent: -124, error: 128)
  }

  /// Returns an enclosure of 1/(1 + e^(−x)) = E/(1 + E), E = e^x.
  ///
  /// As for tanh; for x < 0 the numerator keeps its own exponent and its 8 units.
  static func logistic(of x: Double) -> Approximation {
    let (value, k) = exponential(-x.magnitude)
    let divisor = unit &+ shiftedDown(value, -k)
    let isPositive = x > 0
    return Approximation(
      significand: quotient(isPositive ? unit : value, divisor),
      exponent: isPositive ? -124 : k - 124, error: 128)
  }

  private static let unit: UInt128 = 1 << 122

  /// Returns value / 2^distance; a negative distance is −1 at most.
  private static func shiftedDown(_ value: UInt128, _ distance: Int) -> UInt128 {
    distance < 0 ? value &<< 1 : distance > 127 ? 0 : value &>> UInt128(distance)
  }

  /// Returns a / b in units of 2^(−124), rounded down; a < 2b.
  private static func quotient(_ a: UInt128, _ b: UInt128) -> UInt128 {
    // a · 2^124 = (a >> 4) · 2^128 + lower bits
    b.dividingFullWidth((a &>> 4, a &<< 124)).quotient
  }

  /// Returns an enclosure of |ln x|; x is positive, normal and not 1.
  ///
  /// 1. x = m 2^k with 0.70 < m < 1.42, and a whole number j between 45 and 91 nearest to 64/m.
  ///    t = m j/64 − 1 has 60 bits and is exact; |t| < 1/80.
  /// 2. ln(1 + t) = 2 artanh z with z = t/(2 + t), |z| < 1/158: z is off by one unit of 2^(−128).
  ///    The series up to z^17/17 leaves less than 2^(−131); its steps are off by 4 units each, and
  ///    their errors are divided by 158².
  /// 3. In units of 2^(−116): k ln 2 is off by |k| < 1100, the table by 1/2, the series by 2.
  static func logarithm(of x: Double) -> Approximation {
    var k = Int(x.exponentBitPattern) - 1023
    let bits = x.significandBitPattern | 1 << 52
    let isUpper = bits > 0x16_A09E_667F_3BCC  // √2
    if isUpper { k += 1 }
    // m in units of 2^(−53)
    let m = isUpper ? bits : bits << 1
    let j = ((1 << 60) / m + 1) >> 1  // 64/m = 2^59 / (m in units)
    let t = Int64(bitPattern: m &* j) &- (1 << 59)  // in units of 2^(−59)
    let numerator = t.magnitude
    let denominator = UInt64(bitPattern: (1 << 60) &+ t)
    let (upper, rest) = denominator.dividingFullWidth((numerator, 0))
    let lower = denominator.dividingFullWidth((rest, 0)).quotient
    let z = UInt128(upper) &<< 64 | UInt128(lower)
    let square = product(z, z)
    var sum: UInt128 = (1 << 127) / 17
    for divisor in stride(from: 15 as UInt128, through: 1, by: -2) {
      sum = ((1 << 127) / divisor) &+ product(sum, square)
    }
    // 2z · sum in units of 2^(−126), and 10 bits less.
    let series = Int128(bitPattern: product(sum, z) &>> 10)
    let multiple = Int128(k) &* Int128(bitPattern: logarithmOf2.high &>> 8)
    let result = multiple &+ logarithms[Int(j) - 45] &+ (t < 0 ? 0 &- series : series)
    return Approximation(significand: result.magnitude, exponent: -116, error: 2048)
  }
}
