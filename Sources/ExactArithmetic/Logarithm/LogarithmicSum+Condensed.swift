extension LogarithmicSum {
  /// The number with a single logarithm, as it is read back, where that is short: `ln(3/2)`,
  /// `-ln(6)`, `2*ln(10/7)+1/2`; otherwise the `description`.
  ///
  /// The coefficients are multiples of the greatest number that divides them all: q + Σ c nᵢ ln bᵢ
  /// is q + c ln Π bᵢ^nᵢ. A whole c goes into the argument as long as that stays below a thousand.
  public var condensedText: String {
    guard let (coefficient, argument) = singleLogarithm else { return description }
    let factor =
      coefficient.magnitude == .one ? "" : coefficient.magnitude.description + "*"
    let logarithm = factor + "ln(\(argument))"
    if rational.isZero { return coefficient.isNegative ? "-" + logarithm : logarithm }
    // 1 - ln(2), but ln(4) + 3/125.
    if coefficient.isNegative { return rational.description + "-" + logarithm }
    return logarithm + (rational.isNegative ? "" : "+") + rational.description
  }

  /// The bits of the longest argument that is worked out.
  private static let argumentBitLimit = 128
  /// The numbers up to which a coefficient goes into the argument as its power.
  private static let powerLimit = Rational(1000)

  /// The logarithms as the multiple of one, whose argument is above 1.
  private var singleLogarithm: (coefficient: Rational, argument: Rational)? {
    let numerators = terms.map { $0.coefficient.numerator.magnitude }
    let denominators = terms.map { $0.coefficient.denominator.magnitude }
    guard terms.allSatisfy({ $0.coefficient.bitWidth <= Self.argumentBitLimit }) else { return nil }
    let denominator = denominators.reduce(.one) { $0 / $0.greatestCommonDivisor($1) * $1 }
    let numerator = zip(numerators, denominators)
      .reduce(BigUInt.zero) { $0.greatestCommonDivisor($1.0 * (denominator / $1.1)) }
    var coefficient = Rational(BigInt(numerator), BigInt(denominator))
    var argument = Rational.one
    for term in terms {
      guard let power = Int((term.coefficient / coefficient).description),
        abs(power) <= Self.argumentBitLimit,
        abs(power) * term.base.bitWidth <= Self.argumentBitLimit
      else { return nil }
      argument *= Rational(BigInt(term.base)).power(power)
    }
    if argument < .one {
      argument = argument.reciprocal
      coefficient = -coefficient
    }
    if coefficient.isInteger, let power = Int(coefficient.magnitude.description), power > 1,
      power < 10
    {
      let whole = argument.power(power)
      if Rational(whole.numerator) < Self.powerLimit {
        return (coefficient.isNegative ? -.one : .one, whole)
      }
    }
    return (coefficient, argument)
  }
}
