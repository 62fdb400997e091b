import TestSupport
import Testing

@testable import ExactArithmetic

/// Long fractions are not in lowest terms inside; nobody may see that.
struct FactoredFractionTests {
  /// A value with a long numerator and factors in common with its denominator.
  private func unreduced(_ value: Rational, by factor: BigInt) -> Rational {
    let (numerator, denominator) = value.lowestTerms
    let fraction = FactoredFraction(
      numerator * factor, over: FactoredDenominator(denominator * factor.magnitude))
    return Rational(fraction)
  }

  @Test(arguments: 0..<100)
  func `common factors never show`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let value = random.nextRational(bits: 500) / Rational(30).power(20)
    let factor = BigInt(60).power(Int(seed % 8))
    let other = unreduced(value, by: factor)
    #expect(other == value)
    #expect(other.hashValue == value.hashValue)
    #expect(other.description == value.description)
    #expect(other.numerator == value.numerator)
    #expect(other.denominator == value.denominator)
    #expect(other.bitWidth == value.bitWidth)
    #expect(other.isInteger == value.isInteger)
    #expect(other.floor() == value.floor())
    #expect(Double(other) == Double(value))
    #expect(!(other < value) && !(value < other))
    #expect(other.power(3) == value.power(3))
    #expect((other - value).isZero)
    #expect(
      other.rounded(significantDigits: 7).numeral == value.rounded(significantDigits: 7).numeral)
    if !value.isZero { #expect(other.reciprocal * value == .one) }
    let decimal = Rational(value.numerator) / Rational(10).power(40)
    #expect(unreduced(decimal, by: factor).terminatingDecimal == decimal.terminatingDecimal)
    let limit = value.bitWidth
    #expect(throws: Never.self) { try other.validate(bitLimit: limit) }
    #expect(throws: ArithmeticFault.tooManyBits(limit: limit - 1)) {
      try other.validate(bitLimit: limit - 1)
    }
  }

  @Test(arguments: [
    Rational(3, 2), Rational(2, 5), Rational(1, 30), Rational(7, 10), Rational(6, 35),
  ])
  func `a product that cancels again stays short inside`(factor: Rational) {
    let start = Rational(BigInt(7).power(300), BigInt(11).power(200))
    var value = start
    for _ in 0..<300 { value = value * factor }
    for _ in 0..<300 { value = value * factor.reciprocal }
    #expect(value == start)
    #expect(value.factored.numerator.bitWidth < start.numerator.bitWidth + 600)
    #expect(value.factored.denominator.bitWidthBound < start.denominator.bitWidth + 600)
  }

  @Test func `a sum that cancels again stays short inside`() {
    let tiny = Rational(10).power(-2000)
    var value = tiny + 1
    value = value - tiny
    #expect(value == 1)
    #expect(value.factored.numerator.bitWidth < 1000)
    #expect((value - 1).isZero)
  }

  @Test(arguments: [
    (1, 0, 0, 0, 1), (30, 1, 1, 1, 1), (1_000_000, 6, 0, 6, 1), (49, 0, 0, 0, 49),
    (2 * 9 * 125 * 77, 1, 2, 3, 77),
  ])
  func `a denominator is split into its factors`(
    number: Int, twos: Int, threes: Int, fives: Int, rest: Int
  ) {
    let factored = FactoredDenominator(BigUInt(number))
    #expect(
      factored
        == FactoredDenominator(twos: twos, threes: threes, fives: fives, rest: BigUInt(rest)))
    #expect(factored.value == BigUInt(number))
  }

  @Test(arguments: 0..<60)
  func `factors come out as often as they are in`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let exponents = (0..<3).map { _ in Int.random(in: 0...120, using: &random) }
    let rest = BigUInt(7 as UInt).power(exponents[2] % 40)
    let value =
      BigUInt(2 as UInt).power(exponents[0]) * BigUInt(3 as UInt).power(exponents[1])
      * BigUInt(5 as UInt).power(exponents[2]) * rest
    let factored = FactoredDenominator(value)
    #expect([factored.twos, factored.threes, factored.fives] == exponents)
    #expect(factored.rest == rest)
    #expect(factored.bitWidthBound >= value.bitWidth)
    var number = value
    let taken = number.removeFactor(3, atMost: exponents[1] / 2)
    #expect(taken == exponents[1] / 2)
    #expect(number * BigUInt(3 as UInt).power(taken) == value)
  }

  @Test(arguments: 0..<40)
  func `denominators with other primes are kept in lowest terms`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let primes = [7, 11, 13, 49, 77, 10, 30].map { BigInt($0) }
    var (sum, above, below) = (Rational.zero, BigInt.zero, BigInt.one)
    for _ in 0..<12 {
      let numerator = random.nextBigInt(bits: 80)
      let denominator = (primes.randomElement(using: &random) ?? .one).power(
        Int.random(in: 0...9, using: &random))
      sum = sum + Rational(numerator, denominator)
      (above, below) = (above * denominator + numerator * below, below * denominator)
    }
    #expect(sum == Rational(above, below))
    #expect(sum.numerator.greatestCommonDivisor(sum.denominator).isOne)
    #expect(sum * sum == Rational(above * above, below * below))
  }
}
