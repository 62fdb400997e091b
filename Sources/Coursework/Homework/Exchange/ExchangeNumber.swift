import ExactArithmetic

/// Numbers as exchange formats want them: plain ASCII, no exponent, no sign but a minus.
enum ExchangeNumber {
  /// The digits that answers have beyond those that are asked for.
  static let guardDigits = 2

  /// Returns a value as a decimal number; zeros at its end are left out.
  static func text(_ value: Value, decimals: Int) -> String {
    text(value.rounded(decimals: decimals + guardDigits).numeral)
  }

  /// Returns a double likewise.
  static func text(_ value: Double, decimals: Int) -> String {
    text(value.rounded(decimals: decimals + guardDigits).numeral)
  }

  /// Returns 10^−k.
  static func tolerance(decimals: Int) -> String {
    decimals == 0 ? "1" : "0." + String(repeating: "0", count: decimals - 1) + "1"
  }

  /// `-0.0425`, `12`, `0.5`.
  static func text(_ numeral: DecimalNumeral) -> String {
    guard !numeral.isZero else { return "0" }
    let digits = numeral.digits
    var text = numeral.isNegative ? "-" : ""
    for power in stride(
      from: max(numeral.exponent, 0), through: min(numeral.lastExponent, 0), by: -1)
    {
      if power == -1 { text += "." }
      let place = numeral.exponent - power
      text += digits.indices.contains(place) ? String(digits[place]) : "0"
    }
    guard text.contains(".") else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
