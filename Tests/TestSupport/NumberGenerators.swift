public import ExactArithmetic

extension SplitMix64 {
  /// Returns a natural number of at most `bits` bits, biased to what breaks arithmetic.
  ///
  /// A third are word edges, long runs of ones and zeros, or numbers around 0; the rest are plain.
  public mutating func nextBigUInt(bits: Int) -> BigUInt {
    let width = Int.random(in: 0...bits, using: &self)
    let words = (0..<((width + 63) / 64)).map { _ in UInt(next()) }
    let plain = BigUInt(words: words) >> ((64 - width % 64) % 64)
    switch Int.random(in: 0..<9, using: &self) {
    case 0: return BigUInt(UInt.random(in: 0...2, using: &self))
    case 1: return BigUInt.one << width
    case 2: return (BigUInt.one << width) - .one
    case 3: return nextRuns(bits: width)
    case _: return plain
    }
  }

  /// Returns alternating runs of ones and zeros, which carry and borrow far.
  private mutating func nextRuns(bits: Int) -> BigUInt {
    var result = BigUInt.zero
    var isOne = true
    while result.bitWidth < bits {
      let length = Int.random(in: 1...130, using: &self)
      result <<= length
      if isOne { result += (BigUInt.one << length) - .one }
      isOne.toggle()
    }
    return result >> Swift.max(0, result.bitWidth - bits)
  }

  /// Returns a natural number of exactly `count` words.
  public mutating func nextBigUInt(words count: Int) -> BigUInt {
    var words = (0..<count).map { _ in UInt(next()) }
    if count > 0 { words[count - 1] |= 1 }
    return BigUInt(words: words)
  }

  /// Returns a whole number of at most `bits` bits, biased as `nextBigUInt(bits:)`.
  public mutating func nextBigInt(bits: Int) -> BigInt {
    BigInt(isNegative: Bool.random(using: &self), magnitude: nextBigUInt(bits: bits))
  }

  /// Returns a fraction whose numerator and denominator have at most `bits` bits.
  public mutating func nextRational(bits: Int) -> Rational {
    var denominator = BigUInt.zero
    while denominator.isZero { denominator = nextBigUInt(bits: bits) }
    return Rational(nextBigInt(bits: bits), BigInt(denominator))
  }

  /// Returns a short decimal fraction as people type it, between −10 and 10.
  public mutating func nextDecimal() -> Rational {
    let scale = [1, 10, 100, 1000].randomElement(using: &self) ?? 1
    return Rational(Int.random(in: -10 * scale...10 * scale, using: &self), scale)
  }

  /// Returns any finite double: random bits, subnormals, and plain numbers near 1.
  public mutating func nextDouble() -> Double {
    while true {
      let bits = next()
      let value =
        switch bits % 4 {
        case 0: Double(bitPattern: next())
        case 1: Double(bitPattern: next() & 0x800F_FFFF_FFFF_FFFF)
        case _: Double.random(in: -10...10, using: &self)
        }
      if value.isFinite { return value }
    }
  }
}
