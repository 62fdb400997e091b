import ExactArithmetic

/// Writes the right value as a student would, with enough digits to tell it from what was written.
enum ExpectedNumber {
  /// Significant digits that are shown where nothing asks for more.
  private static let standardDigits = 6

  /// Returns the text of a value in plain ASCII.
  static func text(_ value: Value, besides written: WrittenNumber? = nil) -> String {
    if case .rational(let number) = value {
      if number.isInteger { return number.description }
      if let decimal = number.terminatingDecimal, decimal.digitCount <= 8,
        decimal.exponent > -8
      {
        return positional(decimal)
      }
    }
    let digits = max(standardDigits, (written?.significantDigits ?? 0) + 2)
    return positional(value.rounded(significantDigits: min(digits, 60)).numeral)
  }

  private static func positional(_ numeral: DecimalNumeral) -> String {
    let digits = numeral.digits.map { Character(Unicode.Scalar(48 + $0)) }
    let exponent = numeral.exponent
    guard (-6..<15).contains(exponent) else { return numeral.scientificText }
    var text = numeral.isNegative && !numeral.isZero ? "-" : ""
    if exponent < 0 {
      text += "0." + String(repeating: "0", count: -exponent - 1) + String(digits)
    } else if digits.count <= exponent + 1 {
      text += String(digits) + String(repeating: "0", count: exponent + 1 - digits.count)
    } else {
      text += String(digits[...exponent]) + "." + String(digits[(exponent + 1)...])
    }
    return text
  }
}
