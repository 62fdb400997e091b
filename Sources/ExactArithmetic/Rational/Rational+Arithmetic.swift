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
  ///
  /// The factors that the denominators share are taken out first, so that only they can still be
  /// common to the result (Knuth, The Art of Computer Programming, volume 2, 4.5.1).
  private static func sum(_ left: Rational, _ right: Rational, subtracting: Bool) -> Rational {
    if case .small(let a, let b) = left.storage, case .small(let unsigned, let d) = right.storage {
      return smallSum(a, b, subtracting ? -unsigned : unsigned, d)
    }
    let (a, b) = (left.numerator, left.denominatorMagnitude)
    let (unsigned, d) = (right.numerator, right.denominatorMagnitude)
    let c = subtracting ? -unsigned : unsigned
    let shared = b.greatestCommonDivisor(d)
    if shared.isOne {
      return Rational(lowestTerms: a * BigInt(d) + c * BigInt(b), b * d)
    }
    let (bRest, dRest) = (b / shared, d / shared)
    let numerator = a * BigInt(dRest) + c * BigInt(bRest)
    let common = numerator.magnitude.greatestCommonDivisor(shared)
    if common.isOne { return Rational(lowestTerms: numerator, bRest * d) }
    return Rational(lowestTerms: numerator / BigInt(common), bRest * (d / common))
  }

  /// Returns a/b + c/d for machine words.
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
  ///
  /// Common factors are taken out crosswise before the multiplication.
  public static func * (left: Rational, right: Rational) -> Rational {
    if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage {
      return smallProduct(a, b.magnitude, c, d.magnitude)
    }
    return product(
      left.numerator, left.denominatorMagnitude, right.numerator, right.denominatorMagnitude)
  }

  /// Returns a/b · c/d for machine words.
  private static func smallProduct(_ a: Int, _ b: UInt, _ c: Int, _ d: UInt) -> Rational {
    if b == 1, d == 1 { return Rational(lowestTerms: Int128(a) &* Int128(c), 1) }
    let first = Words.greatestCommonDivisor(a.magnitude, d)
    let second = Words.greatestCommonDivisor(c.magnitude, b)
    return Rational(
      lowestTerms: Int128(a / Int(bitPattern: first)) &* Int128(c / Int(bitPattern: second)),
      UInt128(b / second) &* UInt128(d / first))
  }

  /// Returns a/b · c/d.
  private static func product(_ a: BigInt, _ b: BigUInt, _ c: BigInt, _ d: BigUInt) -> Rational {
    if a.isZero || c.isZero { return .zero }
    let first = a.magnitude.greatestCommonDivisor(d)
    let second = c.magnitude.greatestCommonDivisor(b)
    return Rational(
      lowestTerms: (a / BigInt(first)) * (c / BigInt(second)), (b / second) * (d / first))
  }

  /// Returns the number with the other sign.
  public static prefix func - (operand: Rational) -> Rational {
    switch operand.storage {
    case .small(let numerator, let denominator):
      Rational(storage: .small(numerator: -numerator, denominator: denominator))
    case .large(let numerator, let denominator):
      Rational(storage: .large(numerator: -numerator, denominator: denominator))
    }
  }

  /// 1 divided by the number.
  ///
  /// - Precondition: the number is not zero.
  public var reciprocal: Rational {
    precondition(!isZero, "division by zero")
    return Rational(
      lowestTerms: BigInt(isNegative: isNegative, magnitude: denominatorMagnitude),
      numerator.magnitude)
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
    let (quotient, remainder) = numerator.magnitude.quotientAndRemainder(
      dividingBy: denominatorMagnitude)
    if !isNegative { return BigInt(quotient) }
    return BigInt(isNegative: true, magnitude: remainder.isZero ? quotient : quotient + .one)
  }

  /// Returns the number raised to a power; 0 to the power 0 is 1.
  ///
  /// - Precondition: the number is not zero where `exponent` is negative.
  public func power(_ exponent: Int) -> Rational {
    if exponent < 0 { return reciprocal.power(-exponent) }
    return Rational(
      lowestTerms: numerator.power(exponent), denominatorMagnitude.power(exponent))
  }
}
