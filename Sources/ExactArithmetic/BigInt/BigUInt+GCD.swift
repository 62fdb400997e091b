extension BigUInt {
  /// Returns the greatest common divisor; that of a number and 0 is the number.
  ///
  /// - Complexity: O(n²) for n words.
  public func greatestCommonDivisor(_ other: BigUInt) -> BigUInt {
    let (long, short) = compare(other) >= 0 ? (self, other) : (other, self)
    if short.isZero { return long }
    if let word = short.singleWord {
      let rest = long.singleWord.map { $0 % word } ?? long.remainder(dividingBy: word)
      return BigUInt(Words.greatestCommonDivisor(word, rest))
    }
    // One division brings numbers of different lengths together.
    if long.words.count > short.words.count + 1 {
      let rest = long.quotientAndRemainder(dividingBy: short).remainder
      return short.greatestCommonDivisor(rest)
    }
    let count = long.words.count
    return withUnsafeTemporaryAllocation(of: UInt.self, capacity: 2 * count) { buffer in
      guard let a = buffer.baseAddress else { return .zero }
      let b = a + count
      long.withWords { source, count in a.update(from: source, count: count) }
      short.withWords { source, used in
        b.update(from: source, count: used)
        (b + used).update(repeating: 0, count: count - used)
      }
      return Words.greatestCommonDivisor(a, b, count)
    }
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

  /// Returns the greatest common divisor of `a >= b`, both of `count` words, and destroys them.
  ///
  /// Lehmer's method: the quotients of Euclid's algorithm mostly depend on the leading bits alone, so
  /// some 35 of them are found with machine words and applied to the long numbers in one pass.
  ///
  /// - SeeAlso: Lehmer, Euclid's Algorithm for Large Numbers, American Mathematical Monthly 45, 1938.
  fileprivate static func greatestCommonDivisor(_ a: Target, _ b: Target, _ length: Int) -> BigUInt
  {
    var (a, b, count) = (a, b, length)
    while true {
      count = significantCount(a, count)
      let bCount = significantCount(b, count)
      if bCount <= 1 {
        if bCount == 0 {
          return BigUInt(wordCount: count) { $0.update(from: a, count: count) }
        }
        var rest: UInt = 0
        for index in stride(from: count - 1, through: 0, by: -1) {
          rest = b[0].dividingFullWidth((rest, a[index])).remainder
        }
        return BigUInt(greatestCommonDivisor(b[0], rest))
      }
      // Now both have two words or more: the leading 128 bits of a, and of b at the same place.
      let shift = a[count - 1].leadingZeroBitCount
      let steps = EuclideanSteps(
        leadingBits(a, count, shift: shift), leadingBits(b, count, shift: shift))
      if let steps {
        apply(steps, a, b, count)
      } else {
        // The quotient is long: divide. The remainder takes the place of a.
        withUnsafeTemporaryAllocation(of: UInt.self, capacity: count) { quotient in
          guard let quotient = quotient.baseAddress else { return }
          divide(quotient, a, a, count, by: b, bCount)
        }
        (a + bCount).update(repeating: 0, count: count - bCount)
        swap(&a, &b)
      }
    }
  }

  /// Returns the 128 bits from the bit `shift` below the top of word `count - 1` downwards.
  @inline(__always)
  private static func leadingBits(_ words: Source, _ count: Int, shift: Int) -> UInt128 {
    let top = UInt128(words[count - 1]) << 64 | UInt128(words[count - 2])
    if shift == 0 { return top }
    let below = count > 2 ? words[count - 3] : 0
    return top &<< UInt128(shift) | UInt128(below &>> UInt(64 - shift))
  }

  /// Replaces a and b by the remainders after `steps`; both have `count` words.
  @inline(__always)
  private static func apply(_ steps: EuclideanSteps, _ a: Target, _ b: Target, _ count: Int) {
    // One remainder is u·a − v·b, the other v'·b − u'·a; which is which depends on the parity.
    var (first, second) = ((steps.u0, steps.v0), (steps.u1, steps.v1))
    if steps.isOdd { swap(&first, &second) }
    let (plusTarget, minusTarget) = steps.isOdd ? (b, a) : (a, b)
    var (carryA, carryB, borrow): (UInt, UInt, UInt) = (0, 0, 0)
    var (otherA, otherB, otherBorrow): (UInt, UInt, UInt) = (0, 0, 0)
    for index in 0..<count {
      let (x, y) = (a[index], b[index])
      let ux = UInt128(first.0) &* UInt128(x) &+ UInt128(carryA)
      let vy = UInt128(first.1) &* UInt128(y) &+ UInt128(carryB)
      carryA = UInt(truncatingIfNeeded: ux >> 64)
      carryB = UInt(truncatingIfNeeded: vy >> 64)
      let plus =
        UInt128(UInt(truncatingIfNeeded: ux)) &- UInt128(UInt(truncatingIfNeeded: vy))
        &- UInt128(borrow)
      borrow = UInt(truncatingIfNeeded: plus >> 64) & 1

      let otherX = UInt128(second.0) &* UInt128(x) &+ UInt128(otherA)
      let otherY = UInt128(second.1) &* UInt128(y) &+ UInt128(otherB)
      otherA = UInt(truncatingIfNeeded: otherX >> 64)
      otherB = UInt(truncatingIfNeeded: otherY >> 64)
      let minus =
        UInt128(UInt(truncatingIfNeeded: otherY)) &- UInt128(UInt(truncatingIfNeeded: otherX))
        &- UInt128(otherBorrow)
      otherBorrow = UInt(truncatingIfNeeded: minus >> 64) & 1

      plusTarget[index] = UInt(truncatingIfNeeded: plus)
      minusTarget[index] = UInt(truncatingIfNeeded: minus)
    }
  }
}

/// Some steps of Euclid's algorithm as one linear map.
///
/// With the sign + after an even number of steps and − after an odd one, the remainders are
/// ±(u0·a − v0·b) and ∓(u1·a − v1·b).
private struct EuclideanSteps {
  var u0: UInt = 1
  var v0: UInt = 0
  var u1: UInt = 0
  var v1: UInt = 1
  var isOdd = false

  /// Returns the first steps for all numbers that begin with the given 128 bits, or nil if not even
  /// one is certain.
  ///
  /// Two rounds in machine words. Between them the map of the first is applied to the 128 bits; the
  /// bits that were cut off make its results uncertain by u + v < 2^31, and 34 bits or more are
  /// dropped before the second round, which therefore sees numbers that are off by at most 2.
  init?(_ x: UInt128, _ y: UInt128) {
    var first = EuclideanSteps()
    first.advance(UInt(truncatingIfNeeded: x >> 64), UInt(truncatingIfNeeded: y >> 64))
    if first.v0 == 0 { return nil }
    // Modulo 2^128; the results fit.
    var a = UInt128(first.u0) &* x &- UInt128(first.v0) &* y
    var b = UInt128(first.v1) &* y &- UInt128(first.u1) &* x
    if first.isOdd { (a, b) = (0 &- a, 0 &- b) }
    let drop = UInt128(64 - a.leadingZeroBitCount)
    var second = EuclideanSteps()
    second.advance(UInt(truncatingIfNeeded: a &>> drop), UInt(truncatingIfNeeded: b &>> drop))
    // All entries are below 2^30, so that the products are below 2^61.
    u0 = second.u0 &* first.u0 &+ second.v0 &* first.u1
    v0 = second.u0 &* first.v0 &+ second.v0 &* first.v1
    u1 = second.u1 &* first.u0 &+ second.v1 &* first.u1
    v1 = second.u1 &* first.v0 &+ second.v1 &* first.v1
    isOdd = first.isOdd != second.isOdd
  }

  /// The map that changes nothing.
  private init() {}

  /// Takes all steps that are certain for numbers within 2 of `x >= y` (in units of their last bit).
  ///
  /// After i steps the remainders are xᵢ > xᵢ₊₁, and |uᵢ|, |vᵢ| <= x/xᵢ₋₁. While xᵢ >= 2^34, the
  /// entries are below 2^30, and the true remainders differ from xᵢ by less than
  /// 2(uᵢ + vᵢ) < 2^32. So a quotient is right if the new remainder is at least 2^34 above 0 and
  /// below the one before it.
  private mutating func advance(_ x: UInt, _ y: UInt) {
    var (x, y) = (x, y)
    let margin: UInt = 1 << 34
    guard x > y else { return }
    while y >= margin {
      var quotient: UInt = 1
      var rest = x &- y
      if rest >= y {
        rest &-= y
        quotient = 2
        if rest >= y {
          (quotient, rest) = x.quotientAndRemainder(dividingBy: y)
        }
      }
      if rest < margin || y &- rest < margin { return }
      (x, y) = (y, rest)
      (u0, u1) = (u1, u0 &+ quotient &* u1)
      (v0, v1) = (v1, v0 &+ quotient &* v1)
      isOdd.toggle()
    }
  }
}
