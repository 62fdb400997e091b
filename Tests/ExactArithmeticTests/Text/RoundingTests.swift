import ExactArithmetic
import TestSupport
import Testing

struct RoundingTests {
  /// A numeral in a form that shows everything: sign, digits, power of ten of the last digit.
  private func form(_ result: (numeral: DecimalNumeral, isExact: Bool)) -> String {
    let digits = result.numeral.digits.map(String.init).joined()
    let sign = result.numeral.isNegative ? "-" : ""
    return "\(sign)\(digits)e\(result.numeral.lastExponent)\(result.isExact ? "" : " about")"
  }

  @Test(arguments: [
    ("0.4985", 3, "499e-3 about"), ("-0.4985", 3, "-499e-3 about"),
    ("0.4984999", 3, "498e-3 about"),
    ("0.1667", 3, "167e-3 about"), ("1/3", 2, "33e-2 about"), ("2/3", 2, "67e-2 about"),
    ("9.9995", 3, "10000e-3 about"), ("0.5", 0, "1e0 about"), ("-0.5", 0, "-1e0 about"),
    ("0.4999", 0, "0e0 about"), ("-0.0001", 3, "0000e-3 about"), ("0", 3, "0000e-3"),
    ("2", 2, "200e-2"), ("0.25", 2, "25e-2"), ("0.25", 1, "3e-1 about"), ("149", -2, "1e2 about"),
    ("150", -2, "2e2 about"), ("49", -2, "0e2 about"), ("300", -2, "3e2"),
    ("0.05", 1, "1e-1 about"),
  ])
  func `a fraction is rounded to decimals, ties away from zero`(
    text: String, decimals: Int, expected: String
  ) throws {
    #expect(
      form(try #require(TypedNumber(parsing: text).value.rational).rounded(decimals: decimals))
        == expected)
  }

  @Test(arguments: [
    ("1/3", 4, "3333e-4 about"), ("2/3", 4, "6667e-4 about"), ("-2/3", 1, "-7e-1 about"),
    ("9.9995", 4, "1000e-2 about"), ("9.99949", 4, "9999e-3 about"), ("0.0001", 2, "10e-5"),
    ("99.95", 3, "100e0 about"), ("12345", 2, "12e3 about"), ("12500", 2, "13e3 about"),
    ("1e-40", 1, "1e-40"), ("1e40", 3, "100e38"), ("7", 1, "7e0"), ("0", 3, "000e-2"),
    ("3/8", 6, "375000e-6"), ("3/8", 2, "38e-2 about"), ("0.999", 1, "1e0 about"),
  ])
  func `a fraction is rounded to significant digits`(
    text: String, count: Int, expected: String
  ) throws {
    let value = try #require(try TypedNumber(parsing: text).value.rational)
    #expect(form(value.rounded(significantDigits: count)) == expected)
  }

  @Test(arguments: 0..<200)
  func `a rounded number is nearest, and away from zero on ties`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let value = random.nextRational(bits: [10, 30, 70, 400][Int(seed % 4)])
    let decimals = Int.random(in: -3...20, using: &random)
    let (numeral, isExact) = value.rounded(decimals: decimals)
    try expectNearest(numeral, to: value, isExact: isExact, unit: Rational(10).power(-decimals))
    guard !value.isZero else { return }
    let count = Int.random(in: 1...25, using: &random)
    let (digits, isSame) = value.rounded(significantDigits: count)
    #expect(digits.digits.count == count)
    // Rounding up to a power of ten leaves the unit of the value itself, ten times smaller.
    let place = digits.value.magnitude > value.magnitude && digits.digits[0] == 1 ? 10 : 1
    let unit = Rational(10).power(digits.lastExponent)
    let fits = 2 * (digits.value - value).magnitude <= unit
    #expect(fits)
    if place == 1 { try expectNearest(digits, to: value, isExact: isSame, unit: unit) }
  }

  private func expectNearest(
    _ numeral: DecimalNumeral, to value: Rational, isExact: Bool, unit: Rational
  ) throws {
    let distance = (numeral.value - value).magnitude
    #expect(isExact == distance.isZero)
    #expect(distance * 2 <= unit)
    if distance * 2 == unit { #expect(numeral.value.magnitude > value.magnitude) }
  }

  @Test(arguments: 0..<200)
  func `a double is rounded by its exact value`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let value = random.nextDouble()
    let fraction = try #require(Rational(exactly: value))
    let count = Int.random(in: 1...20, using: &random)
    #expect(
      form(value.rounded(significantDigits: count))
        == form(fraction.rounded(significantDigits: count)))
    #expect(form(value.rounded(decimals: count)) == form(fraction.rounded(decimals: count)))
  }

  @Test(arguments: [
    (0.5, 0, "1e0 about"), (2.5, 0, "3e0 about"), (0.125, 2, "13e-2 about"),
    (0.45, 1, "5e-1 about"),  // the double is 0.450000000000000011…
    (1.005, 2, "100e-2 about"),  // the double is 1.00499999999999989…
    (0.1, 20, "10000000000000000555e-20 about"), (-0.0, 2, "000e-2"),
    (1e22, 0, "10000000000000000000000e0"),
  ])
  func `a double is not the decimal it prints as`(value: Double, decimals: Int, expected: String) {
    #expect(form(value.rounded(decimals: decimals)) == expected)
  }

  @Test(arguments: [
    ("3/8", "375e-3"), ("-3/8", "-375e-3"), ("1/3", nil), ("5", "5e0"), ("500", "5e2"),
    ("0", "0e0"),
    ("1/1024", "9765625e-10"), ("7/125", "56e-3"), ("1/6", nil), ("-12.50", "-125e-1"),
  ])
  func `a denominator of twos and fives gives a finite decimal`(
    text: String, expected: String?
  ) throws {
    let value = try #require(try TypedNumber(parsing: text).value.rational)
    #expect(value.terminatingDecimal.map { form(($0, true)) } == expected)
  }

  @Test(arguments: 0..<60)
  func `a finite decimal has the value of its fraction`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let digits = random.nextBigInt(bits: 300)
    let value = Rational(digits) * Rational(10).power(-Int(seed))
    let decimal = try #require(value.terminatingDecimal)
    #expect(decimal.value == value)
    #expect(decimal.digits.count == 1 || decimal.digits.last != 0)
  }

  /// Short numbers are rounded in double words, long ones in big integers; an added hair that is too
  /// small to matter changes the route and not the digits.
  @Test(arguments: 0..<200)
  func `short and long numbers are rounded alike`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let value = seed.isMultiple(of: 2) ? random.nextDecimal() : random.nextRational(bits: 40)
    guard !value.isZero else { return }
    let hair = value * Rational(10).power(-60)
    for count in 1...20 {
      let result = value.rounded(significantDigits: count).numeral
      #expect((value + hair).rounded(significantDigits: count).numeral == result)
      let decimals = value.rounded(decimals: count).numeral
      #expect((value + hair).rounded(decimals: count).numeral == decimals)
    }
  }
}
