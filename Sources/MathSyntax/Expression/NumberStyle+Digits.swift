import ExactArithmetic

extension NumberStyle {
  /// A number whose digits were appended: what else there is to show.
  public struct ShownDigits: Hashable, Sendable {
    /// Whether a minus sign stands before it.
    public var isNegative: Bool
    /// The power of ten behind the digits; nil: none.
    public var exponent: Int?
    /// Whether the shown digits are the number itself.
    public var isExact: Bool
  }

  /// Appends the digits of a number as `appearance(of:)` shows them, without making text of them.
  ///
  /// - Returns: nil, and nothing is appended, for a fraction.
  public func appendDigits(of literal: NumberLiteral, to bytes: inout [UInt8]) -> ShownDigits? {
    if case .computed(let value) = literal, !value.isExact {
      let numeral = rounded(value).numeral
      let isPositional =
        numeral.isZero || Self.positionalExponents.contains(numeral.exponent)
      Self.append(numeral, exponent: isPositional ? numeral.exponent : 0, to: &bytes)
      return ShownDigits(
        isNegative: numeral.isNegative && !numeral.isZero,
        exponent: isPositional ? nil : numeral.exponent, isExact: false)
    }
    let appearance = appearance(of: literal)
    switch appearance.form {
    case .decimal(let digits):
      bytes.append(contentsOf: digits.utf8)
      return ShownDigits(
        isNegative: appearance.isNegative, exponent: nil, isExact: appearance.isExact)
    case .scientific(let digits, let exponent):
      bytes.append(contentsOf: digits.utf8)
      return ShownDigits(
        isNegative: appearance.isNegative, exponent: exponent, isExact: appearance.isExact)
    case .fraction: return nil
    }
  }

  private static func append(
    _ numeral: DecimalNumeral, exponent: Int, to bytes: inout [UInt8]
  ) {
    let zero = UInt8(ascii: "0")
    numeral.withASCIIDigits { digits in
      if exponent < 0 {
        bytes.append(zero)
        bytes.append(UInt8(ascii: "."))
        for _ in 1..<(-exponent) { bytes.append(zero) }
        bytes.append(contentsOf: digits)
        return
      }
      for (place, digit) in digits.enumerated() {
        if place == exponent + 1 { bytes.append(UInt8(ascii: ".")) }
        bytes.append(digit)
      }
      for _ in digits.count..<max(digits.count, exponent + 1) { bytes.append(zero) }
    }
  }
}
