/// The elementary functions of `Double`, correctly rounded: the result is the double nearest to the
/// true value, the same on every machine. The C library is not called.
///
/// Each function is computed as an integer significand with a proved error bound. Where both ends of
/// the error interval round to the same double, that is the answer; else the precision is raised
/// (Ziv, Fast Evaluation of Elementary Mathematical Functions with Correctly Rounded Last Bit, ACM
/// TOMS 17, 1991). It ends, because apart from the cases that are answered first no value lies on a
/// rounding boundary (Lindemann 1882).
extension Double: ElementaryFunctions {
  /// Returns e to the power of this number, correctly rounded.
  ///
  /// - Throws: `ArithmeticFault.overflow` above 709.78 and for infinities and NaN.
  public func exponential() throws(ArithmeticFault) -> Double {
    guard isFinite, self < 710 else { throw .overflow }
    if self < -746 { return 0 }  // below 2^−1076
    if magnitude < 0x1p-54 { return 1 }  // nearer to 1 than half the gap below it
    let result = Self.rounded(ShortFixedPoint.exponential(of: self)) {
      FixedPoint.exponential(of: self, precision: $0)
    }
    guard result.isFinite else { throw .overflow }
    return result
  }

  /// Returns the natural logarithm of this number, correctly rounded.
  ///
  /// - Throws: `ArithmeticFault.logarithmOfNonPositive`, `overflow` for infinities and NaN.
  public func logarithm() throws(ArithmeticFault) -> Double {
    guard isFinite else { throw .overflow }
    if self <= 0 { throw .logarithmOfNonPositive(argument: description) }
    if self == 1 { return 0 }
    let result =
      isNormal
      ? Self.rounded(ShortFixedPoint.logarithm(of: self)) {
        FixedPoint.logarithm(of: self, precision: $0)
      }
      : Self.rounded { FixedPoint.logarithm(of: self, precision: $0) }
    return self < 1 ? -result : result
  }

  /// Returns the hyperbolic tangent of this number, correctly rounded.
  ///
  /// - Throws: `ArithmeticFault.overflow` for infinities and NaN.
  public func hyperbolicTangent() throws(ArithmeticFault) -> Double {
    guard isFinite else { throw .overflow }
    // tanh x = x − x³/3 + …, and x²/3 is less than a quarter of the last place.
    if magnitude < 0x1p-27 { return self }
    var result = 1.0
    // 1 − tanh x < 2e^(−40) < 2^−54, half the gap below 1.
    if magnitude < 20 {
      result = Self.rounded(ShortFixedPoint.hyperbolicTangent(of: magnitude)) {
        FixedPoint.hyperbolicTangent(of: magnitude, precision: $0)
      }
    }
    return self < 0 ? -result : result
  }

  /// Returns the logistic function of this number, correctly rounded.
  ///
  /// - Throws: `ArithmeticFault.overflow` for infinities and NaN.
  public func logistic() throws(ArithmeticFault) -> Double {
    guard isFinite else { throw .overflow }
    if self > 40 { return 1 }  // e^(−40) < 2^−54, half the gap below 1
    if self < -746 { return 0 }
    if magnitude < 0x1p-54 { return 0.5 }  // 1/2 + x/4, and half the gap below 1/2 is 2^−55
    return Self.rounded(ShortFixedPoint.logistic(of: self)) {
      FixedPoint.logistic(of: self, precision: $0)
    }
  }

  /// Returns the double nearest to a positive value that is enclosed more and more closely.
  private static func rounded(
    _ first: ShortFixedPoint.Approximation, _ enclosure: (Int) -> FixedPoint.Approximation
  ) -> Double {
    let low = Double(
      isNegative: false, significand: first.significand &- first.error, exponent: first.exponent,
      isInexact: false)
    let high = Double(
      isNegative: false, significand: first.significand &+ first.error, exponent: first.exponent,
      isInexact: false)
    if low == high, first.significand > first.error { return low }
    return rounded(enclosure)
  }

  /// Returns the double nearest to a positive value, in numbers of any precision.
  private static func rounded(_ enclosure: (Int) -> FixedPoint.Approximation) -> Double {
    var precision = 128
    while true {
      let value = enclosure(precision)
      let low = Double(value.significand - value.error, exponent: value.exponent)
      let high = Double(value.significand + value.error, exponent: value.exponent)
      if low == high { return low }
      precision *= 2
    }
  }

  /// Creates the number nearest to significand · 2^exponent, ties to even.
  private init(_ significand: BigUInt, exponent: Int) {
    let drop = Swift.max(significand.bitWidth - 100, 0)
    self.init(
      isNegative: false, significand: UInt128(truncatingIfNeeded: significand >> drop),
      exponent: exponent + drop, isInexact: drop > significand.trailingZeroBitCount)
  }
}
