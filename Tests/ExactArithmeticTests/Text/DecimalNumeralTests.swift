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

  @Test(arguments: [1, 2, 17, 18, 19, 20, 21, 100])
  func `any number of digits is kept`(count: Int) {
    let digits = (0..<count).map { UInt8($0 == 0 ? 9 : ($0 * 7) % 10) }
    let numeral = DecimalNumeral(isNegative: false, digits: digits, exponent: 2)
    #expect(numeral.digits == digits)
    #expect(numeral.digitCount == count)
    #expect(numeral.lastExponent == 3 - count)
    #expect(numeral.withASCIIDigits { Array($0) } == digits.map { $0 + 48 })
    #expect(numeral == DecimalNumeral(isNegative: false, digits: digits, exponent: 2))
    #expect(numeral != DecimalNumeral(isNegative: false, digits: digits + [0], exponent: 2))
    #expect(
      numeral.value == DecimalNumeral(isNegative: false, digits: digits + [0], exponent: 2).value)
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
