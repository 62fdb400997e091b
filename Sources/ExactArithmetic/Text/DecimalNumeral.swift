/// A number in decimal digits: what rounding gives and what is printed.
///
/// value = ±d₀.d₁d₂… · 10^exponent. Trailing zeros are kept, because they say how far the number was
/// rounded. Zero has no sign; its digits are all 0.
public struct DecimalNumeral: Hashable, Sendable {
  /// Whether the number is below zero.
  public let isNegative: Bool
  /// The digits 0...9, most significant first; the first is not 0 unless the number is.
  public let digits: [UInt8]
  /// The power of ten of the first digit.
  public let exponent: Int

  /// Creates a numeral.
  ///
  /// - Precondition: there is a digit, none is above 9, and the first is 0 in zero only.
  public init(isNegative: Bool, digits: [UInt8], exponent: Int) {
    let isZero = digits.allSatisfy { $0 == 0 }
    precondition(
      !digits.isEmpty && digits.allSatisfy { $0 <= 9 } && (digits[0] != 0 || isZero),
      "a decimal numeral has digits 0...9 without leading zeros")
    self.isNegative = isNegative && !isZero
    self.digits = digits
    self.exponent = exponent
  }

  /// Whether every digit is 0.
  public var isZero: Bool { digits[0] == 0 }

  /// The power of ten of the last digit.
  public var lastExponent: Int { exponent - digits.count + 1 }

  /// The exact value.
  public var value: Rational {
    let ascii = digits.map { $0 + 48 }
    let whole = BigInt(
      isNegative: isNegative, magnitude: BigUInt(decimalDigits: ascii[...]) ?? .zero)
    return Rational(whole, scaledByPowerOfTen: lastExponent)
  }

  /// The numeral as `-1.25e-3`; without `e` where the exponent is 0.
  public var scientificText: String {
    var text: [UInt8] = isNegative ? [45] : []
    text.append(digits[0] + 48)
    if digits.count > 1 {
      text.append(46)
      for digit in digits[1...] { text.append(digit + 48) }
    }
    let ending = exponent == 0 ? "" : "e\(exponent)"
    return String(decoding: text, as: UTF8.self) + ending
  }
}

extension Rational {
  /// Creates `whole · 10^exponent`.
  init(_ whole: BigInt, scaledByPowerOfTen exponent: Int) {
    if exponent >= 0 {
      self.init(whole * BigInt(BigUInt.powerOfTen(exponent.magnitude)))
    } else {
      let denominator = FactoredDenominator(
        twos: -exponent, threes: 0, fives: -exponent, rest: .one)
      self.init(FactoredFraction(whole, over: denominator))
    }
  }
}

extension BigUInt {
  /// Returns 10 to a power.
  static func powerOfTen(_ exponent: UInt) -> BigUInt {
    BigUInt(10 as UInt).power(Int(exponent))
  }
}
