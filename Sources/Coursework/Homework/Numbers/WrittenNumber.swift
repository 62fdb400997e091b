import ExactArithmetic
import MathSyntax

/// A number as a student wrote it: its exact value, and how far its digits go.
struct WrittenNumber: Hashable {
  /// The exact value of the digits.
  var value: Rational
  /// Digits after the point; less than 0 where the last digit stands for tens or more; nil for a whole
  /// number or a fraction, which is taken as exact.
  var decimals: Int?
  /// The digits without a sign, as they were written.
  var text: String

  /// Half a unit of the last digit; 0 for an exact number.
  var radius: Rational {
    guard let decimals else { return .zero }
    if Self.usualRadii.indices.contains(decimals) { return Self.usualRadii[decimals] }
    return Self.radius(decimals)
  }

  private static let usualRadii = (0...16).map(radius)

  private static func radius(_ decimals: Int) -> Rational {
    Rational(1, 2) * Rational(10).power(-decimals)
  }

  /// One unit of the last digit; 0 for an exact number.
  var unit: Rational { radius + radius }

  /// How many digits it has from the first that is not 0.
  var significantDigits: Int {
    var count = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "/"): return max(1, count)
      case UInt8(ascii: "0"): if count > 0 { count += 1 }
      case UInt8(ascii: "1")...UInt8(ascii: "9"): count += 1
      default: break
      }
    }
    return max(1, count)
  }

  /// The most decimals, up or down, that a number is judged with.
  static let decimalLimit = 1_000

  init(value: Rational, decimals: Int?, text: String) {
    self.value = value
    self.decimals = decimals
    self.text = text
  }

  /// A whole number as a rounding, as behind ≈: 17 for 17.4, and 3200 for 3236; nil for anything else.
  ///
  /// Zeros at the end only fill up where two other digits stand before them. 0 and 1 round too much away to
  /// be roundings: 0.14 is no 0.
  var roundedWhole: WrittenNumber? {
    guard decimals == nil, value.isInteger, value.magnitude > .one,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    let zeros = text.utf8.reversed().prefix { $0 == UInt8(ascii: "0") }.count
    var result = self
    result.decimals = text.utf8.count - zeros > 1 ? -zeros : 0
    return result
  }

  /// Reads a number that may have a sign; nil for anything else.
  init?(_ expression: MathExpression) {
    switch expression {
    case .number(let literal): self.init(literal)
    case .negation(let inner):
      guard let number = WrittenNumber(inner) else { return nil }
      self = number
      value = -value
    case .quotient(.number(let above), .number(let below)):
      guard let above = WrittenNumber(above), let below = WrittenNumber(below),
        above.decimals == nil, below.decimals == nil, !below.value.isZero
      else { return nil }
      self.init(
        value: above.value / below.value, decimals: nil, text: "\(above.text)/\(below.text)")
    default: return nil
    }
  }

  init?(_ literal: NumberLiteral) {
    switch literal {
    case .exact(let value): self.init(value: value, decimals: nil, text: value.description)
    case .typed(let typed):
      let decimals = Self.decimals(of: typed.text)
      guard let value = typed.value.rational, (decimals?.magnitude ?? 0) <= Self.decimalLimit
      else { return nil }
      self.init(value: value, decimals: decimals, text: typed.text)
    case .computed, .rounded: return nil
    }
  }

  /// Digits after the point, moved by a power of ten; nil for a whole number.
  private static func decimals(of text: String) -> Int? {
    var count: Int?
    var exponent: Int?
    var isNegative = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "."): count = 0
      case UInt8(ascii: "e"), UInt8(ascii: "E"): exponent = 0
      case UInt8(ascii: "/"): return nil
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if let power = exponent {
          exponent = min(power * 10 + Int(byte - UInt8(ascii: "0")), 1_000_000)
        } else if let digits = count {
          count = digits + 1
        }
      case UInt8(ascii: "-"): if exponent != nil { isNegative = true }
      default: break
      }
    }
    guard count != nil || exponent != nil else { return nil }
    let shift = exponent ?? 0
    return (count ?? 0) - (isNegative ? -shift : shift)
  }
}
