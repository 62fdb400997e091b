/// A number in decimal digits: what rounding gives and what is printed.
///
/// value = ±d₀.d₁d₂… · 10^exponent. Trailing zeros are kept, because they say how far the number was
/// rounded. Zero has no sign; its digits are all 0. Up to 19 digits take no memory of their own.
public struct DecimalNumeral: Hashable, Sendable {
  /// The digits, in the one form that their count asks for.
  private enum Digits: Hashable {
    /// At most 19 digits as a number and their count.
    case word(UInt64, count: Int)
    case many([UInt8])
  }

  /// Whether the number is below zero.
  public let isNegative: Bool
  /// The power of ten of the first digit.
  public let exponent: Int
  private let storage: Digits

  /// Creates a numeral.
  ///
  /// - Precondition: there is a digit, none is above 9, and the first is 0 in zero only.
  public init(isNegative: Bool, digits: [UInt8], exponent: Int) {
    let isZero = digits.allSatisfy { $0 == 0 }
    precondition(
      !digits.isEmpty && digits.allSatisfy { $0 <= 9 } && (digits[0] != 0 || isZero),
      "a decimal numeral has digits 0...9 without leading zeros")
    self.isNegative = isNegative && !isZero
    self.exponent = exponent
    if digits.count <= Self.wordDigits {
      let value = digits.reduce(0 as UInt64) { $0 * 10 + UInt64($1) }
      storage = .word(value, count: digits.count)
    } else {
      storage = .many(digits)
    }
  }

  /// Creates a numeral from the number that its digits form, `digitCount` of them.
  init(isNegative: Bool, coefficient: UInt64, digitCount: Int, exponent: Int) {
    self.isNegative = isNegative && coefficient != 0
    self.exponent = exponent
    storage = .word(coefficient, count: digitCount)
  }

  /// Digits that fit in a word.
  static let wordDigits = 19

  /// The digits 0...9, most significant first; the first is not 0 unless the number is.
  public var digits: [UInt8] { withASCIIDigits { $0.map { $0 - 48 } } }

  /// The number of digits.
  public var digitCount: Int {
    switch storage {
    case .word(_, let count): count
    case .many(let digits): digits.count
    }
  }

  /// Whether every digit is 0.
  public var isZero: Bool {
    switch storage {
    case .word(let value, _): value == 0
    case .many(let digits): digits[0] == 0
    }
  }

  /// The power of ten of the last digit.
  public var lastExponent: Int { exponent - digitCount + 1 }

  /// Calls `body` with the digits as ASCII bytes; up to 19 of them are not allocated.
  public func withASCIIDigits<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    switch storage {
    case .word(let value, let count):
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { buffer in
        var rest = value
        for index in stride(from: count - 1, through: 0, by: -1) {
          buffer.initializeElement(at: index, to: UInt8(truncatingIfNeeded: rest % 10) &+ 48)
          rest /= 10
        }
        return body(UnsafeBufferPointer(buffer))
      }
    case .many(let digits):
      return digits.map { $0 + 48 }.withUnsafeBufferPointer(body)
    }
  }

  /// Writes the digits as ASCII bytes, `digitCount` of them.
  public func writeDigits(to bytes: UnsafeMutablePointer<UInt8>) {
    switch storage {
    case .word(let value, let count):
      var rest = value
      var place = count
      while place > 0 {
        place &-= 1
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        bytes[place] = UInt8(truncatingIfNeeded: digit) &+ 48
        rest = quotient
      }
    case .many(let digits):
      for (place, digit) in digits.enumerated() { bytes[place] = digit + 48 }
    }
  }

  /// The exact value.
  public var value: Rational {
    let magnitude = withASCIIDigits { BigUInt(decimalDigits: $0) } ?? .zero
    return Rational(
      BigInt(isNegative: isNegative, magnitude: magnitude), scaledByPowerOfTen: lastExponent)
  }

  /// The numeral as `-1.25e-3`; without `e` where the exponent is 0.
  public var scientificText: String {
    var text: [UInt8] = isNegative ? [45] : []
    withASCIIDigits { digits in
      text.append(digits[0])
      if digits.count > 1 {
        text.append(46)
        text.append(contentsOf: digits.dropFirst())
      }
    }
    let ending = exponent == 0 ? "" : "e\(exponent)"
    return String(decoding: text, as: UTF8.self) + ending
  }
}

extension Rational {
  /// Creates `whole · 10^exponent`.
  init(_ whole: BigInt, scaledByPowerOfTen exponent: Int) {
    if exponent >= 0 {
      self.init(exponent == 0 ? whole : whole * BigInt(BigUInt.powerOfTen(exponent.magnitude)))
      return
    }
    if let above = Int(exactly: whole), above != Int.min, exponent >= -18 {
      // 10^18 < 2^63
      let below = UInt64.powersOfTen[-exponent]
      let shared = Words.greatestCommonDivisor(above.magnitude, UInt(below))
      self.init(small: above / Int(bitPattern: shared), Int(below / UInt64(shared)))
      return
    }
    let denominator = FactoredDenominator(twos: -exponent, threes: 0, fives: -exponent, rest: .one)
    self.init(FactoredFraction(whole, over: denominator))
  }
}

extension BigUInt {
  /// Returns 10 to a power.
  static func powerOfTen(_ exponent: UInt) -> BigUInt {
    if exponent < UInt64.powersOfTen.count {
      return BigUInt(UInt(UInt64.powersOfTen[Int(exponent)]))
    }
    return BigUInt(10 as UInt).power(Int(exponent))
  }
}

extension UInt64 {
  /// The powers of ten that fit, from 10^0 to 10^19.
  static let powersOfTen: [UInt64] = (0..<20).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
