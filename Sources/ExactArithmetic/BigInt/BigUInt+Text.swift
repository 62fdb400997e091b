extension BigUInt: CustomStringConvertible {
  /// The decimal digits, most significant first.
  ///
  /// - Complexity: that of a few multiplications of the same length times the logarithm of it.
  public var description: String {
    singleWord.map(String.init) ?? String(decoding: decimalDigits(), as: UTF8.self)
  }

  /// Creates a number from its decimal digits, or nil if there is anything else in the text.
  public init?(_ text: some StringProtocol) {
    self.init(decimalDigits: Array(text.utf8)[...])
  }

  /// Decimal digits that fit in one word: 10^19 < 2^64.
  private static let digitsPerWord = 19
  /// 10 to the power `digitsPerWord`; its top bit is set.
  private static let wordOfTen: UInt = 10_000_000_000_000_000_000
  /// Returns 10^19, 10^38, 10^76 … as long as they have no more digits than `digitCount`.
  private static func powers(below digitCount: Int) -> [BigUInt] {
    var powers = [BigUInt(wordOfTen)]
    var digits = 2 * digitsPerWord
    while digits < digitCount, let last = powers.last {
      powers.append(last * last)
      digits *= 2
    }
    return powers
  }

  // MARK: Printing

  /// Levels of halving at whose end the digits are found word by word.
  private static let printingBaseLevel = 5

  /// Returns the decimal digits in ASCII, most significant first; "0" for zero.
  func decimalDigits() -> [UInt8] {
    if let word = singleWord { return Array(String(word).utf8) }
    // log₁₀ 2 < 0.302
    let digitLimit = bitWidth * 302 / 1000 + 1
    let chunks = (digitLimit + Self.digitsPerWord - 1) / Self.digitsPerWord
    let isLong = chunks > 1 << Self.printingBaseLevel
    let powers = isLong ? Self.powers(below: digitLimit) : []
    let count = Self.digitsPerWord * (isLong ? 1 << powers.count : chunks)
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
      guard let digits = buffer.baseAddress else { return }
      if isLong {
        writeDigits(to: digits, level: powers.count, powers)
      } else {
        writeDigitsByWords(to: digits, chunks: chunks)
      }
      var zeros = 0
      while digits[zeros] == 48 { zeros += 1 }
      used = count - zeros
      digits.update(from: digits + zeros, count: used)
    }
  }

  /// Writes 19 · 2^level digits of a number that has no more, with leading zeros.
  ///
  /// The number is cut into an upper and a lower half of the digits until they are short.
  private func writeDigits(
    to digits: UnsafeMutablePointer<UInt8>, level: Int, _ powers: [BigUInt]
  ) {
    if level <= Self.printingBaseLevel {
      writeDigitsByWords(to: digits, chunks: 1 << level)
      return
    }
    let half = Self.digitsPerWord << (level - 1)
    let (high, low) = quotientAndRemainder(dividingBy: powers[level - 1])
    if high.isZero {
      digits.update(repeating: 48, count: half)
    } else {
      high.writeDigits(to: digits, level: level - 1, powers)
    }
    low.writeDigits(to: digits + half, level: level - 1, powers)
  }

  /// Writes 19 · chunks digits of a number that has no more, one word of them after the other.
  private func writeDigitsByWords(to digits: UnsafeMutablePointer<UInt8>, chunks: Int) {
    withUnsafeTemporaryAllocation(of: UInt.self, capacity: wordCount + 1) { buffer in
      guard let rest = buffer.baseAddress else { return }
      var count = withWords { words, count in
        rest.update(from: words, count: count)
        return count
      }
      let reciprocal = Words.WordReciprocal(Self.wordOfTen)
      for chunk in stride(from: chunks - 1, through: 0, by: -1) {
        let place = digits + Self.digitsPerWord * chunk
        if count == 0 {
          place.update(repeating: 48, count: Self.digitsPerWord)
          continue
        }
        Self.write(Words.divide(rest, count, by: reciprocal), to: place)
        count = Words.significantCount(rest, count)
      }
    }
  }

  /// Writes 19 digits: one, and two runs of nine that do not wait for each other.
  @inline(__always)
  private static func write(_ chunk: UInt, to digits: UnsafeMutablePointer<UInt8>) {
    let (upper, lower) = chunk.quotientAndRemainder(dividingBy: 1_000_000_000)
    let (first, middle) = upper.quotientAndRemainder(dividingBy: 1_000_000_000)
    digits[0] = UInt8(truncatingIfNeeded: first) &+ 48
    var (left, right) = (UInt32(truncatingIfNeeded: middle), UInt32(truncatingIfNeeded: lower))
    for place in stride(from: 9, to: 0, by: -1) {
      digits[place] = UInt8(truncatingIfNeeded: left % 10) &+ 48
      digits[place + 9] = UInt8(truncatingIfNeeded: right % 10) &+ 48
      left /= 10
      right /= 10
    }
  }

  // MARK: Reading

  /// Levels of halving at whose end a text is read word by word.
  private static let readingBaseLevel = 7

  /// Creates a number from decimal digits in ASCII, or nil if there is anything else or nothing.
  init?(decimalDigits digits: ArraySlice<UInt8>) {
    guard let number = digits.withUnsafeBufferPointer({ BigUInt(decimalDigits: $0) }) else {
      return nil
    }
    self = number
  }

  /// Creates a number from decimal digits in ASCII, or nil if there is anything else or nothing.
  init?(decimalDigits digits: UnsafeBufferPointer<UInt8>) {
    guard let start = digits.baseAddress, !digits.isEmpty else { return nil }
    for byte in digits where byte < 48 || byte > 57 { return nil }
    let isLong = digits.count > Self.digitsPerWord << Self.readingBaseLevel
    let powers = isLong ? Self.powers(below: digits.count) : []
    self.init(digits: start, count: digits.count, level: powers.count, powers)
  }

  /// Creates a number from at most 19 · 2^level digits: high · 10^(19 · 2^(level−1)) + low.
  private init(
    digits: UnsafePointer<UInt8>, count: Int, level: Int, _ powers: [BigUInt]
  ) {
    if level <= Self.readingBaseLevel {
      self.init(digits: digits, count: count)
      return
    }
    let low = Self.digitsPerWord << (level - 1)
    if count <= low {
      self.init(digits: digits, count: count, level: level - 1, powers)
      return
    }
    self.init(digits: digits, count: count - low, level: level - 1, powers)
    self *= powers[level - 1]
    self += BigUInt(digits: digits + (count - low), count: low, level: level - 1, powers)
  }

  /// Creates a number from digits, one word of them after the other.
  private init(digits: UnsafePointer<UInt8>, count: Int) {
    let chunks = (count + Self.digitsPerWord - 1) / Self.digitsPerWord
    // The first chunk is the short one, so that all others have the same scale.
    let first = count - (chunks - 1) * Self.digitsPerWord
    if chunks <= 1 {
      self.init(Self.read(digits, count: count))
      return
    }
    self.init(wordCount: chunks) { words in
      words[0] = Self.read(digits, count: first)
      for chunk in 1..<chunks {
        let start = digits + first + (chunk - 1) * Self.digitsPerWord
        words[chunk] = Words.multiply(
          words, words, chunk, by: Self.wordOfTen,
          adding: Self.read(start, count: Self.digitsPerWord))
      }
    }
  }

  /// Returns the value of at most 19 digits, which fit in a word.
  @inline(__always)
  private static func read(_ digits: UnsafePointer<UInt8>, count: Int) -> UInt {
    var value: UInt = 0
    for index in 0..<count { value = value &* 10 &+ UInt(digits[index] &- 48) }
    return value
  }
}
