import ExactArithmetic

extension NumberStyle {
  /// A number whose digits were written: what else there is to show.
  public struct ShortDigits: Hashable, Sendable {
    /// The bytes written: digits and a point.
    public var count: Int
    /// Whether a minus sign stands before it.
    public var isNegative: Bool
    /// The power of ten behind the digits, of three digits at most; nil: none.
    public var exponent: Int?
  }

  /// The most bytes that `writeShortDigits` writes.
  public static let mostShortDigits = 40

  /// A longer number may be broken between its digits.
  private static let mostUnbroken = 24

  /// Writes the digits of a number as `appearance(of:)` shows them, without making text of them.
  ///
  /// - Parameter bytes: room for `mostShortDigits` bytes.
  /// - Returns: nil, and nothing that counts is written, for a fraction, for logarithms and for a number that is
  ///   longer or not made of digits.
  public func writeShortDigits(
    of literal: NumberLiteral, to bytes: UnsafeMutablePointer<UInt8>
  ) -> ShortDigits? {
    switch literal {
    case .computed(let value) where !value.isExact:
      let numeral = rounded(value).numeral
      let isPositional = numeral.isZero || Self.positionalExponents.contains(numeral.exponent)
      guard numeral.digitCount <= 19, abs(numeral.exponent) < (isPositional ? 20 : 1000) else {
        return nil
      }
      let count = Self.write(numeral, exponent: isPositional ? numeral.exponent : 0, to: bytes)
      guard count <= Self.mostUnbroken else { return nil }
      return ShortDigits(
        count: count, isNegative: numeral.isNegative,
        exponent: isPositional ? nil : numeral.exponent)
    case .typed(let number):
      // Most numbers are typed as they are shown: digits with a point between them.
      if let count = Self.writePlain(number.text, to: bytes) {
        return ShortDigits(
          count: count, isNegative: number.value.sign == .negative, exponent: nil)
      }
    case .computed, .exact, .rounded: break
    }
    let appearance = appearance(of: literal)
    let (text, exponent): (String, Int?) =
      switch appearance.form {
      case .decimal(let digits): (digits, nil)
      case .scientific(let digits, let exponent): (digits, exponent)
      case .fraction, .logarithms: ("", nil)
      }
    guard let count = Self.writePlain(text, to: bytes), abs(exponent ?? 0) < 1000 else {
      return nil
    }
    return ShortDigits(count: count, isNegative: appearance.isNegative, exponent: exponent)
  }

  /// Writes a text of digits and a point between them, its sign left out.
  private static func writePlain(_ text: String, to bytes: UnsafeMutablePointer<UInt8>) -> Int? {
    var count = 0
    var isAtStart = true
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: ".") where count > 0: break
      case UInt8(ascii: "-") where isAtStart, UInt8(ascii: "+") where isAtStart:
        isAtStart = false
        continue
      default: return nil
      }
      isAtStart = false
      guard count < mostUnbroken else { return nil }
      bytes[count] = byte
      count += 1
    }
    return count > 0 ? count : nil
  }

  private static func write(
    _ numeral: DecimalNumeral, exponent: Int, to bytes: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let (zero, point) = (UInt8(ascii: "0"), UInt8(ascii: "."))
    let digits = numeral.digitCount
    if exponent < 0 {
      // 0.00ddd
      let zeros = 1 - exponent
      for place in 0..<zeros { bytes[place] = zero }
      bytes[1] = point
      numeral.writeDigits(to: bytes + zeros)
      return zeros + digits
    }
    numeral.writeDigits(to: bytes)
    let whole = exponent + 1
    if digits > whole {
      var place = digits
      while place > whole {
        bytes[place] = bytes[place - 1]
        place -= 1
      }
      bytes[whole] = point
      return digits + 1
    }
    for place in digits..<max(digits, whole) { bytes[place] = zero }
    return max(digits, whole)
  }
}
