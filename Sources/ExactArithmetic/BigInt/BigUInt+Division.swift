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
  /// Newton's iteration from above: it falls until it reaches the root.
  public func squareRoot() -> BigUInt {
    if isZero { return .zero }
    var root = BigUInt.one << ((bitWidth + 1) / 2)
    while true {
      let next = (root + self / root) >> 1
      if next >= root { return root }
      root = next
    }
  }
}
