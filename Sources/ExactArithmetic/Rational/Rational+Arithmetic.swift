extension Rational {
  /// Returns the sum.
  public static func + (left: Rational, right: Rational) -> Rational {
    sum(left, right, subtracting: false)
  }

  /// Returns the difference.
  public static func - (left: Rational, right: Rational) -> Rational {
    sum(left, right, subtracting: true)
  }

  /// Returns the sum or the difference.
  private static func sum(_ left: Rational, _ right: Rational, subtracting: Bool) -> Rational {
    switch (left.storage, right.storage) {
    case (.small(let a, let b), .small(let c, let d)):
      return smallSum(a, b, subtracting ? -c : c, d)
    case (_, .small(numerator: 0, _)): return left
    case (.small(numerator: 0, _), _): return subtracting ? -right : right
    case _:
      var (total, other) = (left.factored, right.factored)
      if subtracting { other.numerator.negate() }
      total.add(other)
      return Rational(total)
    }
  }

  /// Returns a/b + c/d for machine words.
  ///
  /// The factors that the denominators share are taken out first, so that only they can still be
  /// common to the result (Knuth, The Art of Computer Programming, volume 2, 4.5.1).
  private static func smallSum(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Rational {
    // Every product of two words is below 2^126, so that no sum leaves Int128.
    if b == d, b == 1 { return Rational(lowestTerms: Int128(a) &+ Int128(c), 1) }
    let shared = Words.greatestCommonDivisor(b.magnitude, d.magnitude)
    if shared == 1 {
      return Rational(
        lowestTerms: Int128(a) &* Int128(d) &+ Int128(c) &* Int128(b),
        UInt128(b.magnitude) &* UInt128(d.magnitude))
    }
    let divisor = Int(bitPattern: shared)
    let (bRest, dRest) = (b / divisor, d / divisor)
    let numerator = Int128(a) &* Int128(dRest) &+ Int128(c) &* Int128(bRest)
    let rest = UInt(truncatingIfNeeded: numerator.magnitude % UInt128(shared))
    let common = Words.greatestCommonDivisor(rest, shared)
    if common == 1 {
      return Rational(
        lowestTerms: numerator, UInt128(bRest.magnitude) &* UInt128(d.magnitude))
    }
    return Rational(
      lowestTerms: numerator / Int128(common),
      UInt128(bRest.magnitude) &* UInt128(d.magnitude / common))
  }

  /// Returns the product.
  public static func * (left: Rational, right: Rational) -> Rational {
    switch (left.storage, right.storage) {
    case (.small(let a, let b), .small(let c, let d)):
      return smallProduct(a, b.magnitude, c, d.magnitude)
    case (.small(numerator: 0, _), _), (_, .small(numerator: 0, _)): return .zero
    case (_, .small(numerator: 1, denominator: 1)): return left
    case (.small(numerator: 1, denominator: 1), _): return right
    case _:
      var product = left.factored
      product.multiply(by: right.factored)
      return Rational(product)
    }
  }

  /// Returns a/b · c/d for machine words; common factors are taken out crosswise first.
  private static func smallProduct(_ a: Int, _ b: UInt, _ c: Int, _ d: UInt) -> Rational {
    if b == 1, d == 1 { return Rational(lowestTerms: Int128(a) &* Int128(c), 1) }
    let first = Words.greatestCommonDivisor(a.magnitude, d)
    let second = Words.greatestCommonDivisor(c.magnitude, b)
    return Rational(
      lowestTerms: Int128(a / Int(bitPattern: first)) &* Int128(c / Int(bitPattern: second)),
      UInt128(b / second) &* UInt128(d / first))
  }

  /// Returns the number with the other sign.
  public static prefix func - (operand: Rational) -> Rational {
    switch operand.storage {
    case .small(let numerator, let denominator): return Rational(small: -numerator, denominator)
    case .large(var fraction):
      fraction.numerator.negate()
      return Rational(storage: .large(fraction))
    }
  }

  /// 1 divided by the number.
  ///
  /// - Precondition: the number is not zero.
  public var reciprocal: Rational {
    precondition(!isZero, "division by zero")
    switch storage {
    case .small(let numerator, let denominator):
      return Rational(
        small: numerator < 0 ? -denominator : denominator, numerator < 0 ? -numerator : numerator)
    case .large(let fraction): return Rational(fraction.reciprocal)
    }
  }

  /// Returns the quotient.
  ///
  /// - Precondition: `right` is not zero; `divided(by:)` throws instead.
  public static func / (left: Rational, right: Rational) -> Rational { left * right.reciprocal }

  /// Adds in place.
  public static func += (left: inout Rational, right: Rational) { left = left + right }
  /// Subtracts in place.
  public static func -= (left: inout Rational, right: Rational) { left = left - right }
  /// Multiplies in place.
  public static func *= (left: inout Rational, right: Rational) { left = left * right }
  /// Divides in place.
  ///
  /// - Precondition: `right` is not zero.
  public static func /= (left: inout Rational, right: Rational) { left = left / right }

  /// Returns the largest whole number that is not above this one.
  public func floor() -> BigInt {
    let (numerator, denominator) = anyTerms
    let (quotient, remainder) = numerator.magnitude.quotientAndRemainder(dividingBy: denominator)
    if !isNegative { return BigInt(quotient) }
    return BigInt(isNegative: true, magnitude: remainder.isZero ? quotient : quotient + .one)
  }

  /// Returns the number raised to a power; 0 to the power 0 is 1.
  ///
  /// - Precondition: the number is not zero where `exponent` is negative.
  public func power(_ exponent: Int) -> Rational {
    if exponent < 0 { return reciprocal.power(-exponent) }
    var result = factored
    result.denominator.reduce(&result.numerator, isThorough: true)
    result.numerator = result.numerator.power(exponent)
    result.denominator.twos *= exponent
    result.denominator.threes *= exponent
    result.denominator.fives *= exponent
    result.denominator.rest = result.denominator.rest.power(exponent)
    return Rational(result)
  }
}
