extension BigUInt {
  /// Adds `right` in place.
  ///
  /// - Complexity: O(n) for n words; no allocation while both values and the sum are single words.
  public static func += (left: inout BigUInt, right: BigUInt) {
    if left.words.isEmpty {
      if right.words.isEmpty {
        let (sum, overflow) = left.low.addingReportingOverflow(right.low)
        if overflow {
          left.words = [sum, 1]
          left.low = 0
        } else {
          left.low = sum
        }
        return
      }
      let word = left.low
      left = right
      left.addWord(word)
      return
    }
    if right.words.isEmpty {
      left.addWord(right.low)
      return
    }
    let (short, long) = (right.words.count, left.words.count)
    if short > long {
      left = left + right
      return
    }
    let carry = left.words.withUnsafeMutableBufferPointer { target in
      right.words.withUnsafeBufferPointer { source -> UInt in
        guard let a = target.baseAddress, let b = source.baseAddress else { return 0 }
        return Words.add(a, a, long, b, short)
      }
    }
    if carry != 0 { left.words.append(carry) }
  }

  /// Adds one word to a number of two or more words.
  @inline(__always)
  private mutating func addWord(_ word: UInt) {
    let count = words.count
    let carry = words.withUnsafeMutableBufferPointer { target -> UInt in
      guard let a = target.baseAddress else { return 0 }
      return Words.addWord(a, a, count, word)
    }
    if carry != 0 { words.append(carry) }
  }

  /// Returns the sum.
  public static func + (left: BigUInt, right: BigUInt) -> BigUInt {
    if left.words.isEmpty, right.words.isEmpty {
      var sum = left
      sum += right
      return sum
    }
    return left.withWords { a, aCount in
      right.withWords { b, bCount in
        let (long, longCount, short, shortCount) =
          aCount >= bCount ? (a, aCount, b, bCount) : (b, bCount, a, aCount)
        return BigUInt(wordCount: longCount + 1) { result in
          result[longCount] = Words.add(result, long, longCount, short, shortCount)
        }
      }
    }
  }

  /// Subtracts `right` in place.
  ///
  /// - Precondition: `left >= right`.
  /// - Complexity: O(n) for n words.
  public static func -= (left: inout BigUInt, right: BigUInt) {
    if left.words.isEmpty {
      precondition(right.words.isEmpty && right.low <= left.low, "a BigUInt is not negative")
      left.low &-= right.low
      return
    }
    let count = left.words.count
    let borrow = left.words.withUnsafeMutableBufferPointer { target -> UInt in
      right.withWords { b, bCount in
        guard let a = target.baseAddress, bCount <= count else { return 1 }
        return Words.subtract(a, a, count, b, bCount)
      }
    }
    precondition(borrow == 0, "a BigUInt is not negative")
    left.normalize()
  }

  /// Returns the difference.
  ///
  /// - Precondition: `left >= right`.
  public static func - (left: BigUInt, right: BigUInt) -> BigUInt {
    if left.words.isEmpty {
      var difference = left
      difference -= right
      return difference
    }
    return left.withWords { a, aCount in
      right.withWords { b, bCount in
        precondition(aCount >= bCount, "a BigUInt is not negative")
        return BigUInt(wordCount: aCount) { result in
          let borrow = Words.subtract(result, a, aCount, b, bCount)
          precondition(borrow == 0, "a BigUInt is not negative")
        }
      }
    }
  }

  /// Replaces the number by `other - self` where that is not negative.
  ///
  /// - Precondition: `other >= self`.
  mutating func subtract(from other: BigUInt) {
    self = other - self
  }
}
