extension BigUInt: CustomStringConvertible {
  /// The decimal digits, most significant first.
  public var description: String { String(decoding: decimalDigits(), as: UTF8.self) }

  /// Decimal digits that fit in one word: 10^19 < 2^64.
  static let digitsPerWord = 19
  /// 10 to the power `digitsPerWord`.
  static let wordOfTen: UInt = 10_000_000_000_000_000_000

  /// Returns the decimal digits in ASCII, most significant first; "0" for zero.
  func decimalDigits() -> [UInt8] {
    if let word = singleWord { return Array(String(word).utf8) }
    var rest = self
    var reversed: [UInt8] = []
    while !rest.words.isEmpty {
      var chunk = rest.divide(by: Self.wordOfTen)
      for _ in 0..<Self.digitsPerWord {
        reversed.append(UInt8(truncatingIfNeeded: chunk % 10) &+ 48)
        chunk /= 10
      }
    }
    var word = rest.low
    while word > 0 {
      reversed.append(UInt8(truncatingIfNeeded: word % 10) &+ 48)
      word /= 10
    }
    while reversed.last == 48 { reversed.removeLast() }
    reversed.reverse()
    return reversed
  }

  /// Creates a number from its decimal digits, or nil if there is anything else in the text.
  public init?(_ text: some StringProtocol) {
    self.init(decimalDigits: Array(text.utf8)[...])
  }

  /// Creates a number from decimal digits in ASCII, or nil if there is anything else or nothing.
  init?(decimalDigits digits: ArraySlice<UInt8>) {
    if digits.isEmpty { return nil }
    self = .zero
    var position = digits.startIndex
    while position < digits.endIndex {
      let end = Swift.min(position + Self.digitsPerWord, digits.endIndex)
      var chunk: UInt = 0
      var scale: UInt = 1
      for byte in digits[position..<end] {
        guard byte >= 48, byte <= 57 else { return nil }
        // At most 19 digits: no overflow.
        chunk = chunk &* 10 &+ UInt(byte &- 48)
        scale = scale &* 10
      }
      multiply(by: scale, adding: chunk)
      position = end
    }
  }
}
