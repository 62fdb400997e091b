extension BigInt {
  /// Adds `right` in place.
  public static func += (left: inout BigInt, right: BigInt) {
    left.add(right.magnitude, isNegative: right.isNegative)
  }

  /// Subtracts `right` in place.
  public static func -= (left: inout BigInt, right: BigInt) {
    left.add(right.magnitude, isNegative: !right.isNegative)
  }

  /// Adds a number given by its sign and magnitude.
  @inline(__always)
  private mutating func add(_ other: BigUInt, isNegative otherIsNegative: Bool) {
    update { magnitude, isNegative in
      if isNegative == otherIsNegative {
        magnitude += other
      } else if magnitude.compare(other) >= 0 {
        magnitude -= other
      } else {
        magnitude.subtract(from: other)
        isNegative = otherIsNegative
      }
    }
  }

  /// Returns the sum.
  public static func + (left: BigInt, right: BigInt) -> BigInt {
    sum(left, right.magnitude, isNegative: right.isNegative)
  }

  /// Returns the difference.
  public static func - (left: BigInt, right: BigInt) -> BigInt {
    sum(left, right.magnitude, isNegative: !right.isNegative)
  }

  /// Returns the sum without copying an operand first.
  @inline(__always)
  private static func sum(_ left: BigInt, _ right: BigUInt, isNegative: Bool) -> BigInt {
    if left.isNegative == isNegative {
      return BigInt(isNegative: isNegative, magnitude: left.magnitude + right)
    }
    if left.magnitude.compare(right) >= 0 {
      return BigInt(isNegative: left.isNegative, magnitude: left.magnitude - right)
    }
    return BigInt(isNegative: isNegative, magnitude: right - left.magnitude)
  }

  /// Returns the product.
  public static func * (left: BigInt, right: BigInt) -> BigInt {
    BigInt(
      isNegative: left.isNegative != right.isNegative, magnitude: left.magnitude * right.magnitude)
  }

  /// Multiplies in place.
  public static func *= (left: inout BigInt, right: BigInt) {
    left.update { magnitude, isNegative in
      magnitude *= right.magnitude
      isNegative = isNegative != right.isNegative
    }
  }

  /// Returns the number with the other sign.
  public static prefix func - (operand: BigInt) -> BigInt {
    BigInt(isNegative: !operand.isNegative, magnitude: operand.magnitude)
  }

  /// Returns quotient and remainder, rounded towards zero; the remainder has the sign of `self`.
  ///
  /// - Precondition: `divisor` is not zero.
  public func quotientAndRemainder(
    dividingBy divisor: BigInt
  ) -> (quotient: BigInt, remainder: BigInt) {
    let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: divisor.magnitude)
    return (
      BigInt(isNegative: isNegative != divisor.isNegative, magnitude: quotient),
      BigInt(isNegative: isNegative, magnitude: remainder)
    )
  }

  /// Returns the quotient, rounded towards zero.
  public static func / (left: BigInt, right: BigInt) -> BigInt {
    left.quotientAndRemainder(dividingBy: right).quotient
  }

  /// Returns the remainder of the quotient rounded towards zero.
  public static func % (left: BigInt, right: BigInt) -> BigInt {
    left.quotientAndRemainder(dividingBy: right).remainder
  }

  /// Returns the number times 2 to the power `shift`.
  public static func << (left: BigInt, shift: Int) -> BigInt {
    BigInt(isNegative: left.isNegative, magnitude: left.magnitude << shift)
  }

  /// Returns the largest whole number that is not above the number divided by 2 to the power `shift`.
  public static func >> (left: BigInt, shift: Int) -> BigInt {
    if !left.isNegative { return BigInt(left.magnitude >> shift) }
    let rest = left.magnitude.trailingZeroBitCount < shift ? BigUInt.one : .zero
    return BigInt(isNegative: true, magnitude: (left.magnitude >> shift) + rest)
  }

  /// Returns the greatest common divisor, which is not negative.
  public func greatestCommonDivisor(_ other: BigInt) -> BigUInt {
    magnitude.greatestCommonDivisor(other.magnitude)
  }

  /// Returns the number raised to a power; 0 to the power 0 is 1.
  ///
  /// - Precondition: `exponent >= 0`.
  public func power(_ exponent: Int) -> BigInt {
    BigInt(isNegative: isNegative && exponent % 2 != 0, magnitude: magnitude.power(exponent))
  }
}
