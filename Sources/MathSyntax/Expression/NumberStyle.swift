public import ExactArithmetic

/// How computed numbers are shown.
public struct NumberStyle: Hashable, Sendable {
  /// How many digits are kept.
  public var rounding: Rounding
  /// Whether an exact value that is no short decimal is shown as a fraction, or with logarithms.
  public var showsFractions: Bool
  /// Whether an exact value is shown as a decimal where it is a short one.
  public var prefersDecimals: Bool

  /// Creates a style.
  public init(
    rounding: Rounding = .significantDigits(6), showsFractions: Bool = true,
    prefersDecimals: Bool = true
  ) {
    self.rounding = rounding
    self.showsFractions = showsFractions
    self.prefersDecimals = prefersDecimals
  }

  /// How many digits are kept.
  public typealias Rounding = ExactArithmetic.Rounding

  /// The powers of ten of the first digit up to which a number is shown without a power of ten.
  public static let positionalExponents = -4..<6

  /// The longest fraction, in characters, that is shown as one.
  public static let fractionLimit = 24

  /// Returns a value rounded as this style asks, ties away from zero.
  ///
  /// What is known to be zero up to a very late place is shown as zero with the digits that are asked for.
  public func rounded(_ value: Value) -> (numeral: DecimalNumeral, isExact: Bool) {
    let result = value.rounded(to: rounding)
    guard case .significantDigits(let count) = rounding, result.numeral.isZero, !result.isExact,
      result.numeral.exponent < -count
    else { return result }
    return (DecimalNumeral(isNegative: false, digits: [0], exponent: -count), false)
  }
}

/// A number as it is shown: sign, form, and whether what is shown is all of it.
public struct NumberAppearance: Hashable, Sendable {
  /// Whether a minus sign stands before it.
  public var isNegative: Bool
  /// The number without its sign.
  public var form: Form
  /// Whether the shown digits are the number itself and not a rounding of it.
  public var isExact: Bool

  /// Creates an appearance.
  public init(isNegative: Bool, form: Form, isExact: Bool) {
    self.isNegative = isNegative
    self.form = form
    self.isExact = isExact
  }

  /// How a number without its sign can be shown.
  public enum Form: Hashable, Sendable {
    /// `0.40`.
    case decimal(String)
    /// `4.39` times ten to the power `exponent`.
    case scientific(String, exponent: Int)
    /// `3/8`.
    case fraction(String, String)
    /// A sum of fractions and multiples of logarithms, `1/2+3*ln(5/4)`, in the text of typed numbers.
    case logarithms(String)

    /// Whether it is a sum, so that it needs parentheses in a product.
    public var isSum: Bool {
      guard case .logarithms(let text) = self else { return false }
      return text.dropFirst().contains { "+-−".contains($0) }
    }
  }
}

extension NumberStyle {
  /// Returns how a number is shown: typed numbers as typed, computed ones rounded.
  public func appearance(of literal: NumberLiteral) -> NumberAppearance {
    switch literal {
    case .typed(let number): typedAppearance(of: number)
    case .exact(let number): exactAppearance(of: number)
    case .computed(let value): computedAppearance(of: value)
    case .rounded(let numeral, let wasExact):
      numeralAppearance(of: wasExact ? numeral.withoutTrailingZeros : numeral, isExact: wasExact)
    }
  }

  /// Returns whether the shown digits of a number are the number itself, as its `appearance` says.
  public func showsExactly(_ literal: NumberLiteral) -> Bool {
    switch literal {
    case .typed, .exact: true
    case .computed(.rational), .computed(.logarithmic): appearance(of: literal).isExact
    case .computed(.double), .computed(.interval): false
    case .rounded(_, let wasExact): wasExact
    }
  }

  /// Returns how a decimal is shown: scientific below 1e-4 and from 1e6 up.
  public func numeralAppearance(of numeral: DecimalNumeral, isExact: Bool) -> NumberAppearance {
    let digits = numeral.digits
    let isZero = digits.allSatisfy { $0 == 0 }
    if isZero && isExact {
      return NumberAppearance(isNegative: false, form: .decimal("0"), isExact: true)
    }
    let isPositional = isZero || Self.positionalExponents.contains(numeral.exponent)
    let form: NumberAppearance.Form =
      isPositional
      ? .decimal(DecimalLayout.positional(digits, exponent: numeral.exponent))
      : .scientific(DecimalLayout.positional(digits, exponent: 0), exponent: numeral.exponent)
    return NumberAppearance(
      isNegative: numeral.isNegative && !isZero, form: form, isExact: isExact)
  }

  private func typedAppearance(of number: TypedNumber) -> NumberAppearance {
    let isNegative = number.value.sign == .negative
    if number.text.utf8.allSatisfy(Self.isDigitOrPoint),
      number.text.utf8.first.map({ $0 != UInt8(ascii: ".") }) ?? false
    {
      // As most are.
      return NumberAppearance(
        isNegative: isNegative, form: .decimal(number.text), isExact: true)
    }
    if number.text.utf8.contains(UInt8(ascii: "l")) {
      return Self.logarithmicAppearance(of: number.text)
    }
    var text = Substring(number.text)
    if let first = text.first, "+-−".contains(first) { text = text.dropFirst() }
    if let slash = text.firstIndex(of: "/") {
      return NumberAppearance(
        isNegative: isNegative,
        form: .fraction(String(text[..<slash]), String(text[text.index(after: slash)...])),
        isExact: true)
    }
    if let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }),
      let exponent = Int(text[text.index(after: mark)...])
    {
      return NumberAppearance(
        isNegative: isNegative, form: .scientific(String(text[..<mark]), exponent: exponent),
        isExact: true)
    }
    if text.first == "." { text = "0" + text }
    return NumberAppearance(isNegative: isNegative, form: .decimal(String(text)), isExact: true)
  }

  private static func isDigitOrPoint(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: ".")
  }

  /// Returns how a text with logarithms in it is shown; a sum keeps the sign of its first term.
  private static func logarithmicAppearance(of text: String) -> NumberAppearance {
    let sum = NumberAppearance.Form.logarithms(text)
    guard !sum.isSum, let first = text.first, "+-−".contains(first) else {
      return NumberAppearance(isNegative: false, form: sum, isExact: true)
    }
    return NumberAppearance(
      isNegative: first != "+", form: .logarithms(String(text.dropFirst())), isExact: true)
  }

  private func exactAppearance(of number: Rational) -> NumberAppearance {
    let magnitude = number.magnitude
    return NumberAppearance(
      isNegative: number.sign == .negative,
      form: number.isInteger
        ? .decimal(magnitude.description)
        : .fraction(magnitude.numerator.description, magnitude.denominator.description),
      isExact: true)
  }

  private func computedAppearance(of value: Value) -> NumberAppearance {
    if case .logarithmic(let sum) = value, showsFractions, sum.bitWidth <= 4 * Self.fractionLimit {
      let text = sum.condensedText
      if text.utf8.count <= Self.fractionLimit { return Self.logarithmicAppearance(of: text) }
    }
    let (numeral, isExact) = rounded(value)
    guard case .rational(let number) = value else {
      return numeralAppearance(of: numeral, isExact: false)
    }
    if number.isInteger, number.magnitude < 1_000_000 { return exactAppearance(of: number) }
    if isExact && prefersDecimals {
      return numeralAppearance(of: numeral.withoutTrailingZeros, isExact: true)
    }
    if showsFractions, number.bitWidth <= 4 * Self.fractionLimit,
      number.description.utf8.count <= Self.fractionLimit
    {
      return exactAppearance(of: number)
    }
    return numeralAppearance(
      of: isExact ? numeral.withoutTrailingZeros : numeral, isExact: isExact)
  }
}

/// Lays out decimal digits as text.
enum DecimalLayout {
  /// Returns the digits with a decimal point so that the first has place value ten to `exponent`.
  static func positional(_ digits: [UInt8], exponent: Int) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count + abs(exponent) + 2)
    if exponent < 0 {
      bytes.append(UInt8(ascii: "0"))
      bytes.append(UInt8(ascii: "."))
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: -exponent - 1))
    }
    for (place, digit) in digits.enumerated() {
      if place == exponent + 1, exponent >= 0 { bytes.append(UInt8(ascii: ".")) }
      bytes.append(UInt8(ascii: "0") + digit)
    }
    if exponent >= digits.count {
      bytes.append(
        contentsOf: repeatElement(UInt8(ascii: "0"), count: exponent + 1 - digits.count))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension DecimalNumeral {
  /// The numeral without zeros at its end; one digit is always left.
  public var withoutTrailingZeros: DecimalNumeral {
    let kept = max(1, (digits.lastIndex { $0 != 0 } ?? 0) + 1)
    return DecimalNumeral(
      isNegative: isNegative, digits: Array(digits.prefix(kept)), exponent: exponent)
  }
}
