extension BigUInt {
  /// Returns the greatest common divisor; that of a number and 0 is the number.
  public func greatestCommonDivisor(_ other: BigUInt) -> BigUInt {
    var (a, b) = self >= other ? (self, other) : (other, self)
    while !b.isZero {
      if let x = a.singleWord, let y = b.singleWord {
        return BigUInt(Words.greatestCommonDivisor(x, y))
      }
      (a, b) = (b, a % b)
    }
    return a
  }
}

extension Words {
  /// Returns the greatest common divisor of two words, by subtraction and shifts.
  ///
  /// - SeeAlso: Stein, Computational problems associated with Racah algebra, 1967.
  @inline(__always)
  static func greatestCommonDivisor(_ x: UInt, _ y: UInt) -> UInt {
    if x == 0 { return y }
    if y == 0 { return x }
    let shift = (x | y).trailingZeroBitCount
    var a = x >> UInt(x.trailingZeroBitCount)
    var b = y >> UInt(y.trailingZeroBitCount)
    while a != b {
      let difference = a &- b
      let borrow = a < b
      b = borrow ? a : b
      let distance = borrow ? 0 &- difference : difference
      a = distance >> UInt(truncatingIfNeeded: distance.trailingZeroBitCount)
    }
    return a << UInt(shift)
  }
}
