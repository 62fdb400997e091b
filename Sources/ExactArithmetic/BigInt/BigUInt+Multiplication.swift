extension BigUInt {
  /// Returns the product.
  public static func * (left: BigUInt, right: BigUInt) -> BigUInt {
    if left.words.isEmpty, right.words.isEmpty {
      let (high, low) = left.low.multipliedFullWidth(by: right.low)
      if high == 0 { return BigUInt(low) }
      var product = BigUInt.zero
      product.words = [low, high]
      return product
    }
    return left.withWords { a, aCount in
      right.withWords { b, bCount in
        if aCount == 0 || bCount == 0 { return .zero }
        return BigUInt(wordCount: aCount + bCount) { result in
          if aCount >= bCount {
            Words.multiply(result, a, aCount, b, bCount)
          } else {
            Words.multiply(result, b, bCount, a, aCount)
          }
        }
      }
    }
  }

  /// Multiplies in place.
  public static func *= (left: inout BigUInt, right: BigUInt) {
    if let word = right.singleWord {
      left.multiply(by: word)
    } else {
      left = left * right
    }
  }

  /// Multiplies by one word and adds another, in place.
  mutating func multiply(by factor: UInt, adding summand: UInt = 0) {
    if words.isEmpty {
      let (high, product) = low.multipliedFullWidth(by: factor)
      let (sum, overflow) = product.addingReportingOverflow(summand)
      // high ≤ B − 2, so the carry cannot overflow it.
      let top = high &+ (overflow ? 1 : 0)
      if top == 0 {
        low = sum
      } else {
        low = 0
        words = [sum, top]
      }
      return
    }
    if factor == 0 {
      self = BigUInt(summand)
      return
    }
    let carry = words.withUnsafeMutableBufferPointer { buffer -> UInt in
      guard let base = buffer.baseAddress else { return 0 }
      return Words.multiply(base, base, buffer.count, by: factor, adding: summand)
    }
    if carry != 0 { words.append(carry) }
  }

  /// Returns the number raised to a power; 0 to the power 0 is 1.
  ///
  /// - Precondition: `exponent >= 0`.
  public func power(_ exponent: Int) -> BigUInt {
    precondition(exponent >= 0, "the exponent of an integer power is not negative")
    if exponent == 0 { return .one }
    if isZero || isOne { return self }
    // Powers of two are shifts: take them out first.
    let twos = trailingZeroBitCount
    if twos > 0 { return (self >> twos).power(exponent) << (twos * exponent) }
    var result = self
    var bit = Int.bitWidth - exponent.leadingZeroBitCount - 2
    while bit >= 0 {
      result = result * result
      if exponent >> bit & 1 == 1 { result *= self }
      bit -= 1
    }
    return result
  }
}
