import ExactArithmetic
import Testing

struct DecimalNumeralTests {
  @Test func `the value is the digits at their place`() {
    let numeral = DecimalNumeral(isNegative: true, digits: [1, 2, 5, 0], exponent: -1)
    #expect(numeral.value == Rational(-1, 8))
    #expect(numeral.lastExponent == -4)
    #expect(numeral.scientificText == "-1.250e-1")
    #expect(DecimalNumeral(isNegative: false, digits: [7], exponent: 3).value == 7000)
    #expect(DecimalNumeral(isNegative: false, digits: [7], exponent: 0).scientificText == "7")
  }

  @Test func `zero has no sign`() {
    let zero = DecimalNumeral(isNegative: true, digits: [0, 0], exponent: 0)
    #expect(!zero.isNegative)
    #expect(zero.isZero)
    #expect(zero.value.isZero)
  }

  @Test func `wrong digits are refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = DecimalNumeral(isNegative: false, digits: [], exponent: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = DecimalNumeral(isNegative: false, digits: [0, 1], exponent: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = DecimalNumeral(isNegative: false, digits: [10], exponent: 0)
    }
  }
}
