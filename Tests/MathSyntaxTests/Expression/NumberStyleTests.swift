import ExactArithmetic
import MathSyntax
import Testing

@Suite struct NumberStyleTests {
  private static func decimal(_ text: String) throws -> TypedNumber {
    try TypedNumber(parsing: text)
  }

  static let typed: [(String, NumberAppearance.Form, isNegative: Bool)] = [
    ("0.40", .decimal("0.40"), false), ("-0.5", .decimal("0.5"), true),
    (".5", .decimal("0.5"), false), ("1/3", .fraction("1", "3"), false),
    ("-3/8", .fraction("3", "8"), true), ("1e-3", .scientific("1", exponent: -3), false),
    ("7", .decimal("7"), false), ("ln(3/2)", .logarithms("ln(3/2)"), false),
    ("-ln(4)", .logarithms("ln(4)"), true), ("-1-ln(4)", .logarithms("-1-ln(4)"), false),
  ]

  @Test(arguments: typed)
  func `typed numbers are shown as typed`(
    text: String, form: NumberAppearance.Form, isNegative: Bool
  ) throws {
    let shown = NumberStyle().appearance(of: .typed(try Self.decimal(text)))
    #expect(shown == NumberAppearance(isNegative: isNegative, form: form, isExact: true))
  }

  static let computed: [(Double, digits: Int, NumberAppearance.Form)] = [
    (0.1384985616, 6, .decimal("0.138499")), (1.105905967, 4, .decimal("1.106")),
    (0.5, 6, .decimal("0.500000")), (123456.7, 6, .decimal("123457")),
    (1234567.0, 6, .scientific("1.23457", exponent: 6)),
    (0.00043856773, 6, .decimal("0.000438568")),
    (0.0000438567, 3, .scientific("4.39", exponent: -5)),
    (0.0001, 2, .decimal("0.00010")), (0.00009999, 2, .decimal("0.00010")),
    (999999.7, 6, .scientific("1.00000", exponent: 6)), (40, 1, .decimal("40")),
  ]

  @Test(arguments: computed)
  func `computed numbers are rounded, and scientific where they are small or large`(
    value: Double, digits: Int, form: NumberAppearance.Form
  ) {
    let style = NumberStyle(rounding: .significantDigits(digits))
    let shown = style.appearance(of: .computed(.double(value)))
    #expect(shown == NumberAppearance(isNegative: false, form: form, isExact: false))
    let opposite = style.appearance(of: .computed(.double(-value)))
    #expect(opposite == NumberAppearance(isNegative: true, form: form, isExact: false))
  }

  static let exact: [(Rational, prefersDecimals: Bool, NumberAppearance.Form, isExact: Bool)] = [
    (Rational(3, 8), false, .fraction("3", "8"), true),
    (Rational(3, 8), true, .decimal("0.375"), true),
    (Rational(1, 3), true, .fraction("1", "3"), true), (5, false, .decimal("5"), true),
    (0, true, .decimal("0"), true), (Rational(151, 400), true, .decimal("0.3775"), true),
    (2_000_000, true, .scientific("2", exponent: 6), true),
    (
      Rational(BigInt(1), BigInt(3).power(60)), false, .scientific("2.35898", exponent: -29), false
    ),
  ]

  @Test(arguments: exact)
  func `fractions are exact while they are short`(
    value: Rational, prefersDecimals: Bool, form: NumberAppearance.Form, isExact: Bool
  ) {
    let style = NumberStyle(prefersDecimals: prefersDecimals)
    let shown = style.appearance(of: .computed(.rational(value)))
    #expect(shown == NumberAppearance(isNegative: false, form: form, isExact: isExact))
  }

  static let logarithmic: [(String, NumberAppearance)] = [
    ("ln(2)", .init(isNegative: false, form: .logarithms("ln(2)"), isExact: true)),
    ("ln(1/6)", .init(isNegative: true, form: .logarithms("ln(6)"), isExact: true)),
    ("1-ln(2)", .init(isNegative: false, form: .logarithms("1-ln(2)"), isExact: true)),
    (
      "123456789*ln(2)+1/987654321",
      .init(isNegative: false, form: .scientific("8.55737", exponent: 7), isExact: false)
    ),
  ]

  @Test(arguments: logarithmic)
  func `logarithms are exact while they are short`(
    text: String, appearance: NumberAppearance
  ) throws {
    let value = Value(try Self.decimal(text).value)
    #expect(NumberStyle().appearance(of: .computed(value)) == appearance)
    #expect(NumberStyle().showsExactly(.computed(value)) == appearance.isExact)
    let decimals = NumberStyle(showsFractions: false).appearance(of: .computed(value))
    #expect(!decimals.isExact)
  }

  @Test func `a number of decimals can be asked for`() {
    let style = NumberStyle(rounding: .decimals(2))
    #expect(style.appearance(of: .computed(.double(1234.567))).form == .decimal("1234.57"))
    #expect(style.appearance(of: .computed(.double(0.001))).form == .decimal("0.00"))
  }
}
