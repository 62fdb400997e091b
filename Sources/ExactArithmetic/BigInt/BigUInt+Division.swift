extension BigUInt {
  /// Returns the whole quotient and what remains, `self == quotient · divisor + remainder`.
  ///
  /// - Precondition: `divisor` is not zero.
  public func quotientAndRemainder(
    dividingBy divisor: BigUInt
  ) -> (quotient: BigUInt, remainder: BigUInt) {
    precondition(!divisor.isZero, "division by zero")
    if let word = divisor.singleWord {
      var quotient = self
      let remainder = quotient.divide(by: word)
      return (quotient, BigUInt(remainder))
    }
    if compare(divisor) < 0 { return (.zero, self) }
    return withWords { a, aCount in
      divisor.withWords { d, dCount in
        var remainder = BigUInt.zero
        let quotient = BigUInt(wordCount: aCount - dCount + 1) { quotient in
          remainder = BigUInt(wordCount: dCount) { remainder in
            Words.divide(quotient, remainder, a, aCount, by: d, dCount)
          }
        }
        return (quotient, remainder)
      }
    }
  }

  /// Divides by one word in place and returns the remainder.
  ///
  /// - Precondition: `divisor` is not zero.
  mutating func divide(by divisor: UInt) -> UInt {
    if words.isEmpty {
      let (quotient, remainder) = low.quotientAndRemainder(dividingBy: divisor)
      low = quotient
      return remainder
    }
    let remainder = words.withUnsafeMutableBufferPointer { buffer -> UInt in
      guard let base = buffer.baseAddress else { return 0 }
      return Words.divide(base, base, buffer.count, by: divisor)
    }
    normalize()
    return remainder
  }

  /// Returns the remainder of a division by one word.
  func remainder(dividingBy divisor: UInt) -> UInt {
    withWords { a, count in Words.remainder(a, count, by: divisor) }
  }

  /// Returns the whole quotient.
  public static func / (left: BigUInt, right: BigUInt) -> BigUInt {
    left.quotientAndRemainder(dividingBy: right).quotient
  }

  /// Returns the remainder.
  public static func % (left: BigUInt, right: BigUInt) -> BigUInt {
    left.quotientAndRemainder(dividingBy: right).remainder
  }

  /// Returns the whole part of the square root.
  ///
  /// The root of the upper half of the bits, and one step of Newton's iteration:
  ///
  /// 1. With s the whole root of N/4^l, x = (s + 1) 2^l lies above √N by at most 2^l.
  /// 2. (x + N/x)/2 lies above √N by (x − √N)²/2x <= 4^l/2√N <= 1/2, because √N >= 4^l. Its whole part is
  ///    that of √N or one too large.
  ///
  /// - Complexity: that of a division.
  public func squareRoot() -> BigUInt {
    if let word = singleWord { return BigUInt(word.wholeSquareRoot) }
    let shift = (bitWidth - 1) / 4
    let above = ((self >> (2 * shift)).squareRoot() + .one) << shift
    let root = (above + self / above) >> 1
    return root * root > self ? root - .one : root
  }
}

extension UInt {
  /// The whole part of the square root: Newton's iteration from above, which falls until it is there.
  fileprivate var wholeSquareRoot: UInt {
    if self < 2 { return self }
    var root: UInt = 1 << UInt((UInt.bitWidth - leadingZeroBitCount + 1) / 2)
    while true {
      let next = (root &+ self / root) >> 1
      if next >= root { return root }
      root = next
    }
  }
}
