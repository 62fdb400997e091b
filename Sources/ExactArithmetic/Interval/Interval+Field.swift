extension Interval: Field {
  /// Zero, exactly.
  public static let zero = Interval(
    isNegative: false, magnitude: .zero, radius: 0, exponent: 0, precision: 0)
  /// One, exactly.
  public static let one = Interval(
    isNegative: false, magnitude: .one, radius: 0, exponent: 0, precision: 0)

  /// The largest power of two that numbers may reach: results beyond 2^(2^30) overflow.
  public static let largestBinaryExponent = 1 << 30

  /// Returns the larger one of two numbers, or an interval around both where it cannot be told.
  ///
  /// The midpoint is this number's; the other one is within its distance from it, which is added to
  /// the radius.
  public func maximum(_ other: Interval) -> Interval {
    let difference = other - self
    switch difference.sign {
    case .negative, .zero: return self
    case .positive: return other
    case nil: return widened(by: difference.magnitudeBound)
    }
  }

  /// Checks that the numbers are not beyond what the arithmetic holds.
  ///
  /// - Throws: `ArithmeticFault.overflow`.
  public func validate(bitLimit: Int?) throws(ArithmeticFault) {
    if let power = binaryExponent, power > Self.largestBinaryExponent { throw .overflow }
  }

  /// The number with its kind known at run time only.
  public var erased: Value { .interval(self) }

  /// The midpoint in at most about thirty characters, for faults.
  var abbreviated: String {
    if let numeral = rounded(significantDigits: 12) { return "about " + numeral.scientificText }
    return "a number near zero"
  }
}
