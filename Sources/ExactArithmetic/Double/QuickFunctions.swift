/// Elementary functions in double-double arithmetic: nearly always enough to round correctly.
///
/// Every result has a relative error below 2^(−90). Each of the fewer than 80 operations on the way
/// contributes less than 2^(−102), and no error is magnified by more than 4: the series have positive
/// leading terms, and the differences that could cancel are exact. Where 2^(−90) does not decide the
/// last bit, or a value is too large or small for the arithmetic, the result is nil and the caller
/// takes the slow road.
enum QuickFunctions {
  // ln 2 in three parts. The first two have 40 bits, so that k times each is exact for |k| < 2^12;
  // the sum is off by less than 2^(−136).
  private static let logarithmOf2: (Double, Double, Double) = (
    0x1.62e42fefa2p-1, 0x1.9ef35793c6p-41, 0x1.673007e5ed5e8p-81
  )

  private static let one = DoubleDouble(1)

  /// 1/n for n up to 51.
  private static let reciprocals = (0...51).map { n in
    n == 0 ? one : one / DoubleDouble(Double(n))
  }

  /// Returns s and k with e^x = 2^k (1 + s), where |s| < 0.42; |x| < 300.
  ///
  /// 1. x = k ln 2 + r with |r| < 0.35.
  /// 2. s = e^(r/256) − 1 by eleven terms of the Taylor series: what is left out is below
  ///    (0.00136)^12/12! < 2^(−140).
  /// 3. Eight times s becomes (1 + s)² − 1 = 2s + s².
  private static func reducedExponential(_ x: DoubleDouble) -> (s: DoubleDouble, k: Int) {
    // Adding 3·2^51 leaves no bits behind the point: rounding to a whole number, without libm.
    let k = (x.high / logarithmOf2.0 + 0x1.8p52) - 0x1.8p52
    let r =
      x + DoubleDouble(-k * logarithmOf2.0) + DoubleDouble(-k * logarithmOf2.1)
      + DoubleDouble(-k * logarithmOf2.2)
    let small = r.scaled(by: 0x1p-8)
    var sum = one
    for n in stride(from: 11, through: 2, by: -1) { sum = one + small * sum * reciprocals[n] }
    var s = small * sum
    for _ in 0..<8 { s = s.scaled(by: 2) + s * s }
    return (s, Int(k))
  }

  private static func power(of2 exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }

  /// Returns e^x, or nil.
  static func exponential(of x: Double) -> Double? {
    guard x.magnitude < 300 else { return nil }
    let (s, k) = reducedExponential(DoubleDouble(x))
    return (one + s).decided.map { $0 * power(of2: k) }
  }

  /// Returns 1/(1 + e^(−x)), or nil.
  static func logistic(of x: Double) -> Double? {
    guard x.magnitude < 200 else { return nil }
    let (s, k) = reducedExponential(DoubleDouble(-x.magnitude))
    let power = (one + s).scaled(by: power(of2: k))
    return ((x > 0 ? one : power) / (one + power)).decided
  }

  /// Returns tanh x = (1 − E)/(1 + E) with E = e^(−2x), or nil; x is positive.
  ///
  /// 1 − E is −s where k is 0, without any cancellation, and at least 0.29 elsewhere.
  static func hyperbolicTangent(of x: Double) -> Double? {
    guard x < 100, x > 0x1p-100 else { return nil }
    let (s, k) = reducedExponential(DoubleDouble(-2 * x))
    let difference = k == 0 ? -s : one + -(one + s).scaled(by: power(of2: k))
    return (difference / (DoubleDouble(2) + -difference)).decided
  }

  /// Returns ln x, or nil; x is positive and not 1.
  ///
  /// 1. x = m 2^k with 3/4 <= m < 3/2.
  /// 2. ln m = 2 artanh z with z = (m − 1)/(m + 1), |z| <= 1/5, by 26 terms of the series: what is
  ///    left out is below 25^(−26)/53 < 2^(−125) of the whole.
  static func logarithm(of x: Double) -> Double? {
    guard x.isNormal else { return nil }
    var k = Double(x.exponent)
    var m = x.significand
    if m >= 1.5 {
      m /= 2
      k += 1
    }
    let z = DoubleDouble(m - 1) / DoubleDouble.sum(m, 1)
    let square = z * z
    var sum = reciprocals[51]
    for n in stride(from: 49, through: 1, by: -2) { sum = reciprocals[n] + square * sum }
    let logarithm =
      DoubleDouble(k * logarithmOf2.0)
      + (DoubleDouble(k * logarithmOf2.1) + DoubleDouble(k * logarithmOf2.2))
      + (z * sum).scaled(by: 2)
    return logarithm.decided
  }
}
