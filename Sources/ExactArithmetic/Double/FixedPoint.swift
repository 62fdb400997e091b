/// Elementary functions of doubles in whole numbers of any precision, with error bounds.
///
/// A fixed-point number of w bits is a whole number in units of 2^(−w). Errors are counted in units.
enum FixedPoint {
  /// A positive value: |value − significand · 2^exponent| <= error · 2^exponent.
  struct Approximation {
    let significand: BigUInt
    let exponent: Int
    let error: BigUInt
  }

  /// Bits kept beyond the asked ones, and the error in units that they cover.
  private static let guardBits = 96
  private static let error = BigUInt.one << 24

  /// Returns an enclosure of e^x; |x| < 1100.
  ///
  /// 1. x = k ln 2 + r with |r| < 0.36; x, ln 2 and the product are off by less than 2^12 units.
  /// 2. e^(r/2^j) by the Taylor series with j = 8: each of the fewer than w terms is off by less
  ///    than 2 units, and the error of 1 comes in divided by 2^8.
  /// 3. Squared j times; each time the relative error doubles and one unit is added. All is below
  ///    2^8 · (2w + 2^12) < 2^24 units for w < 2^14.
  static func exponential(of x: Double, precision: Int) -> Approximation {
    let bits = precision + guardBits
    let (value, k) = reducedExponential(fixed(x, bits: bits), bits: bits)
    return Approximation(significand: value, exponent: k - bits, error: error)
  }

  /// Returns e^x as value · 2^k, value in fixed point near 1.
  private static func reducedExponential(_ x: BigInt, bits: Int) -> (value: BigUInt, k: Int) {
    let logarithm = BigInt(logarithmOf2(bits: bits))
    // To the nearest: floor(x/ln 2 + 1/2).
    let doubled = (x << 1) + logarithm
    let k = Rational(doubled, logarithm << 1).floor()
    let halvings = 8
    let reduced = (x - k * logarithm) >> halvings
    var sum = BigInt(BigUInt.one << bits)
    var term = sum
    var index = 1
    while true {
      term = (term * reduced) >> bits
      term = BigInt(
        isNegative: term.isNegative, magnitude: term.magnitude / BigUInt(UInt(index)))
      if term.isZero { break }
      sum += term
      index += 1
    }
    var value = sum.magnitude
    for _ in 0..<halvings { value = (value * value) >> bits }
    return (value, Int(exactly: k) ?? 0)
  }

  /// Returns an enclosure of |ln x|; x is positive and not 1.
  ///
  /// 1. x = m 2^k with 3/4 <= m < 3/2. For k = 0 the result may be as small as 2^−53, which 64 of
  ///    the guard bits cover; otherwise it is above 1/4.
  /// 2. ln m = 2 artanh z with z = (m − 1)/(m + 1), |z| <= 1/5: fewer than w terms, each off by less
  ///    than 3 units; k ln 2 is off by less than 2^12 units.
  static func logarithm(of x: Double, precision: Int) -> Approximation {
    let bits = precision + guardBits
    var k = Int(x.exponent)
    var m = x.significand  // in [1, 2)
    if m >= 1.5 {
      m /= 2
      k += 1
    }
    let unit = BigInt(BigUInt.one << bits)
    let fraction = fixed(m, bits: bits)
    let z = ((fraction - unit) << bits) / (fraction + unit)
    let square = (z * z) >> bits
    var power = z
    var sum = z
    var index: UInt = 3
    while true {
      power = (power * square) >> bits
      if power.magnitude.isZero || power == BigInt(-1) { break }
      sum += BigInt(isNegative: power.isNegative, magnitude: power.magnitude / BigUInt(index))
      index += 2
    }
    let result = (sum << 1) + BigInt(k) * BigInt(logarithmOf2(bits: bits))
    return Approximation(significand: result.magnitude, exponent: -bits, error: error)
  }

  /// Returns an enclosure of tanh x = (1 − E)/(1 + E), E = e^(−2x), for 2^−28 < x < 32.
  ///
  /// 1 − E is above 2^−28: the units are absolute, and the guard bits cover the loss. E is off by
  /// less than 2^24 units, so the quotient by less than 2^25 + 1.
  static func hyperbolicTangent(of x: Double, precision: Int) -> Approximation {
    let bits = precision + guardBits
    let (value, k) = reducedExponential(fixed(-2 * x, bits: bits), bits: bits)
    let small = value >> -k
    let unit = BigUInt.one << bits
    let quotient = ((unit - small) << bits) / (unit + small)
    return Approximation(significand: quotient, exponent: -bits, error: error << 2)
  }

  /// Returns an enclosure of 1/(1 + e^(−x)) = E/(1 + E), E = e^x; |x| < 1100.
  ///
  /// For x > 0 the first form is used with E = e^(−x) <= 1, so that units are relative in both.
  static func logistic(of x: Double, precision: Int) -> Approximation {
    let bits = precision + guardBits
    let (value, k) = reducedExponential(fixed(-x.magnitude, bits: bits), bits: bits)
    let unit = BigUInt.one << bits
    let divisor = unit + (value >> -k)
    if x > 0 {
      return Approximation(
        significand: (unit << bits) / divisor, exponent: -bits, error: error << 2)
    }
    return Approximation(
      significand: (value << bits) / divisor, exponent: k - bits, error: error << 3)
  }

  /// Returns a double in fixed point, rounded down.
  private static func fixed(_ x: Double, bits: Int) -> BigInt {
    guard let value = Rational(exactly: x) else { return .zero }
    return (value * Rational(BigInt(BigUInt.one << bits))).floor()
  }

  /// Returns ln 2 in fixed point, off by less than one unit.
  ///
  /// ln 2 = 18 artanh(1/26) − 2 artanh(1/4801) + 8 artanh(1/8749), computed with 32 bits more.
  static func logarithmOf2(bits: Int) -> BigUInt {
    let extra = 32
    let unit = BigUInt.one << (bits + extra)
    func inverseTangent(_ inverse: UInt) -> BigUInt {
      var power = unit / BigUInt(inverse)
      var sum = power
      var index: UInt = 3
      while !power.isZero {
        power = power / BigUInt(inverse * inverse)
        sum += power / BigUInt(index)
        index += 2
      }
      return sum
    }
    let sum =
      inverseTangent(26) * BigUInt(18 as UInt) + inverseTangent(8749) * BigUInt(8 as UInt)
      - inverseTangent(4801) * BigUInt(2 as UInt)
    return sum >> extra
  }
}
