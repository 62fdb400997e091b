extension BigUInt {
  /// The number of bits without leading zeros; 0 for zero.
  public var bitWidth: Int {
    if let last = words.last {
      return words.count * UInt.bitWidth - last.leadingZeroBitCount
    }
    return UInt.bitWidth - low.leadingZeroBitCount
  }

  /// The number of zero bits below the lowest one; 0 for zero.
  public var trailingZeroBitCount: Int {
    if words.isEmpty { return low == 0 ? 0 : low.trailingZeroBitCount }
    var index = 0
    while words[index] == 0 { index += 1 }
    return index * UInt.bitWidth + words[index].trailingZeroBitCount
  }

  /// Whether the number is a power of two, 1 among them.
  public var isPowerOfTwo: Bool { !isZero && trailingZeroBitCount == bitWidth - 1 }

  /// Whether the lowest bit is 0.
  public var isEven: Bool { (words.first ?? low) & 1 == 0 }

  /// Returns the number times 2 to the power `shift`.
  ///
  /// - Precondition: `shift >= 0`.
  public static func << (left: BigUInt, shift: Int) -> BigUInt {
    precondition(shift >= 0, "a shift is not negative")
    if left.isZero || shift == 0 { return left }
    if left.words.isEmpty, shift < left.low.leadingZeroBitCount {
      return BigUInt(left.low << UInt(shift))
    }
    let (skip, bits) = shift.quotientAndRemainder(dividingBy: UInt.bitWidth)
    return left.withWords { a, count in
      BigUInt(wordCount: count + skip + 1) { result in
        result.update(repeating: 0, count: skip)
        result[skip + count] = Words.shiftLeft(result + skip, a, count, by: bits)
      }
    }
  }

  /// Returns the whole part of the number divided by 2 to the power `shift`.
  ///
  /// - Precondition: `shift >= 0`.
  public static func >> (left: BigUInt, shift: Int) -> BigUInt {
    precondition(shift >= 0, "a shift is not negative")
    if left.words.isEmpty {
      return BigUInt(shift < UInt.bitWidth ? left.low >> UInt(shift) : 0)
    }
    if shift == 0 { return left }
    let (skip, bits) = shift.quotientAndRemainder(dividingBy: UInt.bitWidth)
    return left.withWords { a, count in
      if skip >= count { return .zero }
      return BigUInt(wordCount: count - skip) { result in
        Words.shiftRight(result, a + skip, count - skip, by: bits)
      }
    }
  }

  /// Multiplies by 2 to the power `shift` in place.
  public static func <<= (left: inout BigUInt, shift: Int) { left = left << shift }

  /// Divides by 2 to the power `shift` in place, dropping what is below 1.
  public static func >>= (left: inout BigUInt, shift: Int) { left = left >> shift }

  /// Returns the lowest `count` bits.
  func lowBits(_ count: Int) -> BigUInt {
    if count >= bitWidth { return self }
    let (whole, bits) = count.quotientAndRemainder(dividingBy: UInt.bitWidth)
    if words.isEmpty { return BigUInt(low & ((1 << UInt(bits)) &- 1)) }
    var kept = Array(words[...whole])
    kept[whole] &= (1 << UInt(bits)) &- 1
    return BigUInt(words: kept)
  }
}
