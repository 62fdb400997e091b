/// Loops over little-endian runs of machine words: the bottom of the big integers.
///
/// The callers own the memory, hand in counts, and guarantee that they fit. A result may be the
/// same run as an operand where the comment says so. Carries travel through `UInt128` sums: carries
/// that are built from overflow flags compile to branches, which costs a factor of two.
enum Words {
  typealias Source = UnsafePointer<UInt>
  typealias Target = UnsafeMutablePointer<UInt>

  /// Returns the number of words without the leading zeros.
  @inline(__always)
  static func significantCount(_ words: Source, _ count: Int) -> Int {
    var count = count
    while count > 0, words[count - 1] == 0 { count -= 1 }
    return count
  }

  /// Returns −1, 0 or 1 as `a` is below, equal to or above `b`; both have `count` words.
  @inline(__always)
  static func compare(_ a: Source, _ b: Source, _ count: Int) -> Int {
    var index = count - 1
    while index >= 0 {
      if a[index] != b[index] { return a[index] < b[index] ? -1 : 1 }
      index -= 1
    }
    return 0
  }

  // MARK: Addition and subtraction

  /// Stores `a + b` in `result` and returns the carry; `aCount >= bCount`, `result` may be `a` or `b`.
  @inline(__always)
  static func add(
    _ result: Target, _ a: Source, _ aCount: Int, _ b: Source, _ bCount: Int
  ) -> UInt {
    var carry: UInt = 0
    for index in 0..<bCount {
      let sum = UInt128(a[index]) &+ UInt128(b[index]) &+ UInt128(carry)
      result[index] = UInt(truncatingIfNeeded: sum)
      carry = UInt(truncatingIfNeeded: sum >> 64)
    }
    return addWord(result + bCount, a + bCount, aCount - bCount, carry)
  }

  /// Stores `a + word` in `result` and returns the carry; `result` may be `a`.
  @inline(__always)
  static func addWord(_ result: Target, _ a: Source, _ count: Int, _ word: UInt) -> UInt {
    var carry = word
    var index = 0
    while carry != 0, index < count {
      let (sum, overflow) = a[index].addingReportingOverflow(carry)
      result[index] = sum
      carry = overflow ? 1 : 0
      index += 1
    }
    if result != a, index < count {
      (result + index).update(from: a + index, count: count - index)
    }
    return carry
  }

  /// Stores `a - b` in `result` and returns the borrow; `aCount >= bCount`, `result` may be `a` or `b`.
  @inline(__always)
  static func subtract(
    _ result: Target, _ a: Source, _ aCount: Int, _ b: Source, _ bCount: Int
  ) -> UInt {
    var borrow: UInt = 0
    for index in 0..<bCount {
      let difference = UInt128(a[index]) &- UInt128(b[index]) &- UInt128(borrow)
      result[index] = UInt(truncatingIfNeeded: difference)
      borrow = UInt(truncatingIfNeeded: difference >> 64) & 1
    }
    return subtractWord(result + bCount, a + bCount, aCount - bCount, borrow)
  }

  /// Stores `a - word` in `result` and returns the borrow; `result` may be `a`.
  @inline(__always)
  static func subtractWord(_ result: Target, _ a: Source, _ count: Int, _ word: UInt) -> UInt {
    var borrow = word
    var index = 0
    while borrow != 0, index < count {
      let (difference, overflow) = a[index].subtractingReportingOverflow(borrow)
      result[index] = difference
      borrow = overflow ? 1 : 0
      index += 1
    }
    if result != a, index < count {
      (result + index).update(from: a + index, count: count - index)
    }
    return borrow
  }

  // MARK: Products with one word

  /// Stores `a · word + carry` in `result` and returns the top word; `result` may be `a`.
  @inline(__always)
  static func multiply(
    _ result: Target, _ a: Source, _ count: Int, by word: UInt, adding initial: UInt = 0
  ) -> UInt {
    var carry = initial
    for index in 0..<count {
      // (B − 1)² + (B − 1) < B²: the sum fits in two words.
      let sum = UInt128(a[index]) &* UInt128(word) &+ UInt128(carry)
      result[index] = UInt(truncatingIfNeeded: sum)
      carry = UInt(truncatingIfNeeded: sum >> 64)
    }
    return carry
  }

  /// Adds `a · word` to `result` and returns the carry.
  @inline(__always)
  static func multiplyAdd(_ result: Target, _ a: Source, _ count: Int, by word: UInt) -> UInt {
    var carry: UInt = 0
    for index in 0..<count {
      // (B − 1)² + 2(B − 1) = B² − 1: the sum fits in two words.
      let sum = UInt128(a[index]) &* UInt128(word) &+ UInt128(result[index]) &+ UInt128(carry)
      result[index] = UInt(truncatingIfNeeded: sum)
      carry = UInt(truncatingIfNeeded: sum >> 64)
    }
    return carry
  }

  /// Subtracts `a · word` from `result` and returns the borrow.
  ///
  /// r − x is the complement of (complement of r) + x, so that a borrow is a carry.
  @inline(__always)
  static func multiplySubtract(_ result: Target, _ a: Source, _ count: Int, by word: UInt) -> UInt {
    var carry: UInt = 0
    for index in 0..<count {
      let sum = UInt128(a[index]) &* UInt128(word) &+ UInt128(~result[index]) &+ UInt128(carry)
      result[index] = ~UInt(truncatingIfNeeded: sum)
      carry = UInt(truncatingIfNeeded: sum >> 64)
    }
    return carry
  }

  // MARK: Shifts

  /// Stores `a · 2^shift` in `result` and returns the bits pushed out; `0 <= shift < 64`.
  ///
  /// `result` may be `a` or lie above it.
  @inline(__always)
  static func shiftLeft(_ result: Target, _ a: Source, _ count: Int, by shift: Int) -> UInt {
    if count == 0 { return 0 }
    if shift == 0 {
      result.update(from: a, count: count)
      return 0
    }
    let back = UInt.bitWidth - shift
    var high = a[count - 1]
    let out = high >> back
    var index = count - 1
    while index > 0 {
      let low = a[index - 1]
      result[index] = high << shift | low >> back
      high = low
      index -= 1
    }
    result[0] = high << shift
    return out
  }

  /// Stores the whole part of `a / 2^shift` in `result`; `0 <= shift < 64`.
  ///
  /// `result` may be `a` or lie below it.
  @inline(__always)
  static func shiftRight(_ result: Target, _ a: Source, _ count: Int, by shift: Int) {
    if count == 0 { return }
    if shift == 0 {
      result.update(from: a, count: count)
      return
    }
    let back = UInt.bitWidth - shift
    var low = a[0]
    for index in 0..<(count - 1) {
      let high = a[index + 1]
      result[index] = low >> shift | high << back
      low = high
    }
    result[count - 1] = low >> shift
  }
}
