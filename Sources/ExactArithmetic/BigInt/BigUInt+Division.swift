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
    withWords { a, count in
      var remainder: UInt = 0
      var index = count - 1
      while index >= 0 {
        remainder = divisor.dividingFullWidth((remainder, a[index])).remainder
        index -= 1
      }
      return remainder
    }
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

extension Words {
  /// Divides `a` by `d` into `aCount - dCount + 1` words of quotient and `dCount` of remainder.
  ///
  /// - Precondition: `aCount >= dCount >= 2`, the top word of `d` is not 0.
  static func divide(
    _ quotient: Target, _ remainder: Target, _ a: Source, _ aCount: Int, by d: Source, _ dCount: Int
  ) {
    let shift = d[dCount - 1].leadingZeroBitCount
    withUnsafeTemporaryAllocation(of: UInt.self, capacity: aCount + 1 + dCount) { scratch in
      guard let u = scratch.baseAddress else { return }
      let v = u + (aCount + 1)
      u[aCount] = shiftLeft(u, a, aCount, by: shift)
      _ = shiftLeft(v, d, dCount, by: shift)
      divideNormalized(quotient, u, aCount + 1, by: v, dCount)
      shiftRight(remainder, u, dCount, by: shift)
    }
  }

  /// Divides `u` by `v`, leaving the remainder in the low words of `u` and zeros above it.
  ///
  /// Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D. Each quotient word is
  /// guessed from three words by two with a reciprocal, which is one too large only with
  /// probability near 2/B, so that adding back is rare.
  ///
  /// - Precondition: the top bit of `v` is set, `vCount >= 2`, and the top `vCount` words of `u`
  ///   are below `v`; `quotient` has `uCount - vCount` words.
  static func divideNormalized(
    _ quotient: Target, _ u: Target, _ uCount: Int, by v: Source, _ vCount: Int
  ) {
    let (top, next) = (v[vCount - 1], v[vCount - 2])
    let reciprocal = Reciprocal(high: top, low: next)
    var position = uCount - vCount - 1
    while position >= 0 {
      let row = u + position
      let (u2, u1) = (row[vCount], row[vCount - 1])
      var guess: UInt
      if u2 == top, u1 == next {
        guess = UInt.max
      } else {
        guess = reciprocal.quotient(u2, u1, row[vCount - 2])
      }
      let borrow = multiplySubtract(row, v, vCount, by: guess)
      let (rest, below) = u2.subtractingReportingOverflow(borrow)
      row[vCount] = rest
      if below {
        guess &-= 1
        // The carry cancels the borrow: the row is positive again.
        row[vCount] &+= add(row, row, vCount, v, vCount)
      }
      quotient[position] = guess
      position -= 1
    }
  }

  /// The reciprocal of a normalised number of two words, to divide three words by two.
  ///
  /// Möller and Granlund, Improved Division by Invariant Integers, IEEE Transactions on Computers
  /// 60 (2011), algorithms 4 and 6.
  struct Reciprocal {
    let high: UInt
    let low: UInt
    let value: UInt

    /// Creates the reciprocal; the top bit of `high` is set.
    init(high: UInt, low: UInt) {
      self.high = high
      self.low = low
      var value = high.dividingFullWidth((~high, UInt.max)).quotient
      var rest = high &* value &+ low
      if rest < low {
        value &-= 1
        if rest >= high {
          value &-= 1
          rest &-= high
        }
        rest &-= high
      }
      let (t1, t0) = value.multipliedFullWidth(by: low)
      rest &+= t1
      if rest < t1 {
        value &-= 1
        if rest > high || (rest == high && t0 >= low) { value &-= 1 }
      }
      self.value = value
    }

    /// Returns the quotient of three words by the divisor; (u2, u1) is below the divisor.
    @inline(__always)
    func quotient(_ u2: UInt, _ u1: UInt, _ u0: UInt) -> UInt {
      let divisor = UInt128(high) << 64 | UInt128(low)
      let estimate = UInt128(value) &* UInt128(u2) &+ (UInt128(u2) << 64 | UInt128(u1))
      var quotient = UInt(truncatingIfNeeded: estimate >> 64)
      let fraction = UInt(truncatingIfNeeded: estimate)
      var rest = UInt128(u1 &- quotient &* high) << 64 | UInt128(u0)
      rest = rest &- UInt128(low) &* UInt128(quotient) &- divisor
      quotient &+= 1
      if UInt(truncatingIfNeeded: rest >> 64) >= fraction {
        quotient &-= 1
        rest = rest &+ divisor
      }
      if rest >= divisor { quotient &+= 1 }
      return quotient
    }
  }
}
