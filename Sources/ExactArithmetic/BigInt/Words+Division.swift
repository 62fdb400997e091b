/// Quotients and remainders of runs of words.
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
      divideBlocks(quotient, u, aCount + 1, by: v, dCount)
      shiftRight(remainder, u, dCount, by: shift)
    }
  }

  // MARK: One word

  /// Divides `a` by one word into `quotient` and returns the remainder; `quotient` may be `a`.
  @inline(__always)
  static func divide(_ quotient: Target, _ a: Source, _ count: Int, by divisor: UInt) -> UInt {
    let shift = divisor.leadingZeroBitCount
    return divide(a, count, by: WordReciprocal(divisor << shift), shift) { quotient[$0] = $1 }
  }

  /// Divides `a` in place by a word whose top bit is set and returns the remainder.
  @inline(__always)
  static func divide(_ a: Target, _ count: Int, by divisor: WordReciprocal) -> UInt {
    divide(a, count, by: divisor, 0) { a[$0] = $1 }
  }

  /// Returns the remainder of a division by one word.
  @inline(__always)
  static func remainder(_ a: Source, _ count: Int, by divisor: UInt) -> UInt {
    let shift = divisor.leadingZeroBitCount
    return divide(a, count, by: WordReciprocal(divisor << shift), shift) { _, _ in }
  }

  /// Divides by a word that was shifted up, handing each word of the quotient over, from the top.
  @inline(__always)
  private static func divide(
    _ a: Source, _ count: Int, by reciprocal: WordReciprocal, _ distance: Int,
    _ store: (Int, UInt) -> Void
  ) -> UInt {
    if count == 0 { return 0 }
    let shift = UInt(truncatingIfNeeded: distance)
    let back = 64 &- shift
    // `>>` gives 0 for a shift by the whole width, as it has to for a divisor with its top bit set.
    var remainder = a[count - 1] >> back
    var index = count - 1
    while index > 0 {
      let word = a[index] &<< shift | a[index - 1] >> back
      let quotient: UInt
      (quotient, remainder) = reciprocal.divide(remainder, word)
      store(index, quotient)
      index -= 1
    }
    let (quotient, last) = reciprocal.divide(remainder, a[0] &<< shift)
    store(0, quotient)
    return last &>> shift
  }

  /// The reciprocal of a normalised word, to divide two words by one with two products.
  ///
  /// Möller and Granlund, Improved Division by Invariant Integers, IEEE Transactions on Computers
  /// 60 (2011), algorithm 4.
  struct WordReciprocal {
    let divisor: UInt
    let value: UInt

    /// Creates the reciprocal; the top bit of `divisor` is set.
    @inline(__always)
    init(_ divisor: UInt) {
      self.divisor = divisor
      value = divisor.dividingFullWidth((~divisor, UInt.max)).quotient
    }

    /// Returns quotient and remainder of two words; `high` is below the divisor.
    @inline(__always)
    func divide(_ high: UInt, _ low: UInt) -> (quotient: UInt, remainder: UInt) {
      let estimate = UInt128(value) &* UInt128(high) &+ (UInt128(high) << 64 | UInt128(low))
      var quotient = UInt(truncatingIfNeeded: estimate >> 64) &+ 1
      var remainder = low &- quotient &* divisor
      if remainder > UInt(truncatingIfNeeded: estimate) {
        quotient &-= 1
        remainder &+= divisor
      }
      if remainder >= divisor {
        quotient &+= 1
        remainder &-= divisor
      }
      return (quotient, remainder)
    }
  }

  // MARK: Divide and conquer

  /// Quotient words from which a division is split into products.
  static let recursiveDivisionThreshold = 30

  /// Divides `u` by `v`, as many quotient words at a time as `v` has words.
  ///
  /// The requirements and results are those of `divideNormalized`.
  private static func divideBlocks(
    _ quotient: Target, _ u: Target, _ uCount: Int, by v: Source, _ vCount: Int
  ) {
    let total = uCount - vCount
    if min(total, vCount) < recursiveDivisionThreshold {
      divideNormalized(quotient, u, uCount, by: v, vCount)
      return
    }
    withUnsafeTemporaryAllocation(of: UInt.self, capacity: vCount) { scratch in
      guard let scratch = scratch.baseAddress else { return }
      var position = total
      while position > 0 {
        let count = position % vCount == 0 ? vCount : position % vCount
        position -= count
        divideStep(quotient + position, u + position, by: v, vCount, count, scratch)
      }
    }
  }

  /// Divides `vCount + count` words of `u` by `v` into `count <= vCount` words of quotient.
  ///
  /// As many quotient words as divisor words are two halves, one after the other. Fewer are found
  /// from the leading words of both; that quotient is at most 2 too large, because the top bit of
  /// `v` is set, and the product with the rest of `v` shows it.
  ///
  /// - SeeAlso: Burnikel and Ziegler, Fast Recursive Division, MPI-I-98-1-022, 1998.
  private static func divideStep(
    _ quotient: Target, _ u: Target, by v: Source, _ vCount: Int, _ count: Int, _ scratch: Target
  ) {
    if count < recursiveDivisionThreshold {
      divideNormalized(quotient, u, vCount + count, by: v, vCount)
      return
    }
    if count == vCount {
      let low = count / 2
      divideStep(quotient + low, u + low, by: v, vCount, count - low, scratch)
      divideStep(quotient, u, by: v, vCount, low, scratch)
      return
    }
    let rest = vCount - count
    let (uTop, vTop) = (u + vCount, v + rest)
    if compare(uTop, vTop, count) < 0 {
      divideStep(quotient, u + rest, by: vTop, count, count, scratch)
    } else {
      // Equal, because u begins below v: the quotient is all ones, and u − (Bᶜ − 1)v = low + v.
      quotient.update(repeating: UInt.max, count: count)
      uTop.update(repeating: 0, count: count)
      uTop[0] = add(u + rest, u + rest, count, vTop, count)
    }
    if rest >= count {
      multiply(scratch, v, rest, quotient, count)
    } else {
      multiply(scratch, quotient, count, v, rest)
    }
    var top = uTop[0] &- subtract(u, u, vCount, scratch, vCount)
    while top == UInt.max {
      _ = subtractWord(quotient, quotient, count, 1)
      top &+= add(u, u, vCount, v, vCount)
    }
    uTop[0] = top
  }

  // MARK: Schoolbook

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
  /// 60 (2011), algorithms 5 and 6.
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
