extension Interval {
  /// Returns the sum.
  ///
  /// |(a + δa) + (b + δb) − (a + b)| <= ra + rb; midpoints that reach further down than the sum's
  /// last word are cut there, by less than one unit each.
  public static func + (left: Interval, right: Interval) -> Interval {
    sum(left, right, negatingRight: false)
  }

  /// Returns the difference; its radius is that of a sum.
  public static func - (left: Interval, right: Interval) -> Interval {
    sum(left, right, negatingRight: true)
  }

  /// Returns the interval of the numbers with the other sign.
  public static prefix func - (operand: Interval) -> Interval {
    Interval(
      isNegative: !operand.isNegative, magnitude: operand.magnitude, radius: operand.radius,
      exponent: operand.exponent, precision: operand.precision)
  }

  private static func sum(
    _ left: Interval, _ right: Interval, negatingRight: Bool
  ) -> Interval {
    let precision = Swift.max(left.precision, right.precision)
    if right.magnitude.isZero, right.radius == 0 {
      return left.precision == precision ? left : left.withPrecision(precision)
    }
    let rightIsNegative = right.isNegative != negatingRight
    if left.magnitude.isZero, left.radius == 0 {
      return Interval(
        isNegative: rightIsNegative, magnitude: right.magnitude, exponent: right.exponent,
        error: right.radiusBound, precision: precision)
    }
    // 1. Digits below the last word of an operand that is not exact say nothing; nor do digits far
    //    below the first word of the sum. `last` is the place where both are cut.
    let top = Swift.max(
      left.magnitude.wordCount + left.exponent, right.magnitude.wordCount + right.exponent)
    var last = Swift.min(left.exponent, right.exponent)
    if left.radius > 0 { last = Swift.max(last, left.exponent) }
    if right.radius > 0 { last = Swift.max(last, right.exponent) }
    last = Swift.max(last, top - wordLimit(precision) - 1)
    // 2. Cutting moves a midpoint by less than one unit of the place `last`.
    let isLeftCut = left.exponent < last
    let isRightCut = right.exponent < last
    var error = left.radiusBound + right.radiusBound
    if isLeftCut || isRightCut {
      error = error + ErrorBound(isLeftCut && isRightCut ? 2 : 1, exponent: 64 * last)
    }
    let (magnitude, isNegative) = BigUInt.signedSum(
      left.magnitude, from: left.exponent - last, isNegative: left.isNegative,
      right.magnitude, from: right.exponent - last, isNegative: rightIsNegative)
    return Interval(
      isNegative: isNegative, magnitude: magnitude, exponent: last, error: error,
      precision: precision)
  }

  /// Returns the product.
  ///
  /// |(a + δa)(b + δb) − ab| <= |a| rb + (|b| + rb) ra.
  public static func * (left: Interval, right: Interval) -> Interval {
    let precision = Swift.max(left.precision, right.precision)
    var error = ErrorBound.zero
    if right.radius > 0 { error = left.midpointBound * right.radiusBound }
    if left.radius > 0 { error = error + right.magnitudeBound * left.radiusBound }
    return Interval(
      isNegative: left.isNegative != right.isNegative, magnitude: left.magnitude * right.magnitude,
      exponent: left.exponent + right.exponent, error: error, precision: precision)
  }

  /// Returns the quotient.
  ///
  /// (a + δa)/(b + δb) − a/b = (δa − (a/b) δb)/(b + δb), so that the error is at most
  /// (ra + |a/b| rb)/(|b| − rb); the quotient of the midpoints is cut by less than one unit of a last
  /// word that is as far below the first as the precision asks.
  ///
  /// - Throws: `divisionByZero` for an exact zero, `undecidedSign` where zero is among the divisors.
  public func divided(by divisor: Interval) throws(ArithmeticFault) -> Interval {
    if divisor.containsZero { throw divisor.radius == 0 ? .divisionByZero : .undecidedSign }
    return quotient(by: divisor)
  }

  /// Returns the quotient by an interval without zero.
  func quotient(by divisor: Interval) -> Interval {
    let precision = Swift.max(self.precision, divisor.precision)
    guard let below = divisor.lowerMagnitudeBound else {
      preconditionFailure("a divisor is not zero")
    }
    if magnitude.isZero, radius == 0 { return withPrecision(precision) }
    let shift = Swift.max(
      0, Self.wordLimit(precision) + divisor.magnitude.wordCount - magnitude.wordCount)
    let (quotient, rest) = (magnitude << (64 * shift))
      .quotientAndRemainder(dividingBy: divisor.magnitude)
    let place = exponent - shift - divisor.exponent
    var error = radiusBound
    if divisor.radius > 0 {
      let ratio =
        ErrorBound(above: quotient, exponent: 64 * place) + ErrorBound(1, exponent: 64 * place)
      error = error + ratio * divisor.radiusBound
    }
    error = error.divided(by: below)
    if !rest.isZero { error = error + ErrorBound(1, exponent: 64 * place) }
    return Interval(
      isNegative: isNegative != divisor.isNegative, magnitude: quotient, exponent: place,
      error: error, precision: precision)
  }

  /// Returns the product with a fraction of two words n/d.
  ///
  /// The radius is r · n/d and, where the division leaves a rest, one unit of a last word that the
  /// precision asks for.
  func scaled(by numerator: Int, over denominator: Int) -> Interval {
    let factor = numerator.magnitude
    let shift = Swift.max(0, denominator == 1 ? 0 : Self.wordLimit(precision) - magnitude.wordCount)
    var quotient = magnitude << (64 * shift)
    quotient.multiply(by: factor)
    let rest = denominator == 1 ? 0 : quotient.divide(by: denominator.magnitude)
    let place = exponent - shift
    var error = ErrorBound.zero
    if radius > 0 {
      let (high, low) = radius.multipliedFullWidth(by: UInt64(factor))
      // Rounded up twice: to a word, and in the division.
      let divisor = UInt64(denominator.magnitude)
      let scaled =
        high < divisor
        ? ErrorBound(divisor.dividingFullWidth((high, low)).quotient, exponent: 64 * exponent)
          + ErrorBound(1, exponent: 64 * exponent)
        : ErrorBound(high + 1, exponent: 64 * exponent + 64)
      error = scaled
    }
    if rest != 0 { error = error + ErrorBound(1, exponent: 64 * place) }
    return Interval(
      isNegative: isNegative != (numerator < 0), magnitude: quotient, exponent: place,
      error: error, precision: precision)
  }

  /// Returns the square root of those numbers that have one.
  ///
  /// |√(x + δ) − √x| <= r/√(x − r), and the root of the midpoint is cut by less than one unit of a last
  /// word that the precision asks for. Where zero is in the interval, the enclosed number, if it has a
  /// root, is between 0 and x + r, and its root is at most √(x + r).
  ///
  /// - Throws: `squareRootOfNegative` where all numbers are below zero.
  public func squareRoot() throws(ArithmeticFault) -> Interval {
    if magnitude.isZero, radius == 0 { return self }
    guard let below = lowerMagnitudeBound else {
      return Interval(
        isNegative: false, magnitude: .zero, exponent: 0, error: magnitudeBound.squareRoot,
        precision: precision)
    }
    if isNegative { throw .squareRootOfNegative(argument: abbreviated) }
    var shift = Swift.max(0, 2 * Self.wordLimit(precision) - magnitude.wordCount)
    if !(exponent - shift).isMultiple(of: 2) { shift += 1 }
    let square = magnitude << (64 * shift)
    let root = square.squareRoot()
    let place = (exponent - shift) / 2
    var error = ErrorBound.zero
    if radius > 0 { error = radiusBound.divided(by: below.squareRoot) }
    if root * root != square { error = error + ErrorBound(1, exponent: 64 * place) }
    return Interval(
      isNegative: false, magnitude: root, exponent: place, error: error, precision: precision)
  }
}

extension ErrorBound {
  /// A bound of the square root: that of the next even power of two.
  fileprivate var squareRoot: ErrorBound {
    // √(s 2^e) <= 2^16 · 2^(e/2) for s <= 2^32
    isZero ? self : ErrorBound(1, exponent: 16 + (exponent + 1) >> 1)
  }
}

extension LowerBound {
  /// A bound from below of the square root.
  fileprivate var squareRoot: LowerBound {
    // An even power of two, and a root of 32 bits.
    let isOdd = !exponent.isMultiple(of: 2)
    let square = BigUInt(UInt(significand)) << (isOdd ? 31 : 32)
    let root = UInt64(square.squareRoot().singleWord ?? 0)
    // The significand has 31 bits or more: the root has.
    return LowerBound(significand: root, exponent: (exponent - (isOdd ? 31 : 32)) / 2)
  }
}

extension BigUInt {
  /// Returns the sum of two numbers with signs, each shifted up by whole words, or down and cut.
  @inline(__always)
  static func signedSum(
    _ left: BigUInt, from leftShift: Int, isNegative leftIsNegative: Bool,
    _ right: BigUInt, from rightShift: Int, isNegative rightIsNegative: Bool
  ) -> (magnitude: BigUInt, isNegative: Bool) {
    let a = left.shiftedByWords(leftShift)
    let b = right.shiftedByWords(rightShift)
    if leftIsNegative == rightIsNegative { return (a + b, leftIsNegative) }
    if a.compare(b) >= 0 { return (a - b, leftIsNegative) }
    return (b - a, rightIsNegative)
  }

  @inline(__always)
  private func shiftedByWords(_ count: Int) -> BigUInt {
    count == 0 ? self : count > 0 ? self << (64 * count) : self >> (-64 * count)
  }
}
