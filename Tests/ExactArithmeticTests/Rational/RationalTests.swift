import ExactArithmetic
import TestSupport
import Testing

struct RationalTests {
  @Test(arguments: 0..<150)
  func `the field laws hold`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let bits = [20, 40, 62, 63, 64, 65, 130, 300][Int(seed % 8)]
    let (a, b) = (random.nextRational(bits: bits), random.nextRational(bits: bits))
    let c = random.nextRational(bits: bits)
    #expect((a + b) - b == a)
    #expect((a - b) + b == a)
    #expect(a * (b + c) == a * b + a * c)
    #expect(a + b == b + a)
    #expect(a * b == b * a)
    #expect(a - a == .zero)
    if !b.isZero {
      #expect((a * b) / b == a)
      #expect(try a.divided(by: b) * b == a)
    }
  }

  @Test(arguments: 0..<150)
  func `results are in lowest terms`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let bits = [8, 32, 63, 64, 65, 200][Int(seed % 6)]
    let (a, b) = (random.nextRational(bits: bits), random.nextRational(bits: bits))
    for value in [a, b, a + b, a - b, a * b, b.isZero ? a : a / b, -a, a.magnitude] {
      #expect(!value.denominator.isZero && !value.denominator.isNegative)
      #expect(value.numerator.greatestCommonDivisor(value.denominator).isOne)
      #expect(Rational(value.numerator, value.denominator) == value)
    }
  }

  @Test(arguments: 0..<100)
  func `operations agree with whole numbers over a common denominator`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, c) = (random.nextBigInt(bits: 100), random.nextBigInt(bits: 100))
    let b = BigInt(random.nextBigUInt(bits: 100) + .one)
    let d = BigInt(random.nextBigUInt(bits: 100) + .one)
    let (x, y) = (Rational(a, b), Rational(c, d))
    #expect(x + y == Rational(a * d + c * b, b * d))
    #expect(x - y == Rational(a * d - c * b, b * d))
    #expect(x * y == Rational(a * c, b * d))
    #expect((x < y) == (a * d < c * b))
  }

  @Test(arguments: [
    (6, -8, "-3/4"), (-6, -8, "3/4"), (0, -5, "0"), (10, 5, "2"), (7, 1, "7"),
    (Int.min, 1, "-9223372036854775808"), (1, Int.min, "-1/9223372036854775808"),
    (Int.min, Int.min, "1"), (Int.max, Int.min, "-9223372036854775807/9223372036854775808"),
  ])
  func `fractions print in lowest terms with the sign in front`(
    numerator: Int, denominator: Int, text: String
  ) {
    #expect(Rational(numerator, denominator).description == text)
  }

  @Test(arguments: [("7/2", 3), ("-7/2", -4), ("6/2", 3), ("-6/2", -3), ("0", 0), ("-1/9", -1)])
  func `floor rounds down`(text: String, whole: Int) throws {
    #expect(try TypedNumber(parsing: text).value.rational?.floor() == BigInt(whole))
  }

  @Test func `powers may be negative`() {
    let value = Rational(-2, 3)
    #expect(value.power(3) == Rational(-8, 27))
    #expect(value.power(-3) == Rational(-27, 8))
    #expect(value.power(0) == 1)
    #expect(Rational.zero.power(0) == 1)
    #expect(Rational(10).power(-30) * Rational(10).power(30) == 1)
  }

  @Test func `bit width is that of the longer part`() {
    #expect(Rational(3, 1024).bitWidth == 11)
    #expect(Rational(-1024, 3).bitWidth == 11)
    #expect(Rational.zero.bitWidth == 1)
    #expect(Rational(2).power(200).bitWidth == 201)
    #expect(throws: ArithmeticFault.tooManyBits(limit: 200)) {
      try Rational(2).power(-200).validate(bitLimit: 200)
    }
    #expect(throws: Never.self) { try Rational(2).power(199).validate(bitLimit: 200) }
    #expect(throws: Never.self) { try Rational(2).power(1999).validate(bitLimit: nil) }
  }

  @Test(arguments: 0..<50)
  func `equal fractions have equal hashes`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b) = (random.nextRational(bits: 90), random.nextRational(bits: 90))
    let detour = (a + b) - b
    #expect(detour == a)
    #expect(detour.hashValue == a.hashValue)
    #expect(Set([a, detour]).count == 1)
  }

  @Test func `division by zero throws or is refused`() async {
    #expect(throws: ArithmeticFault.divisionByZero) { try Rational.one.divided(by: .zero) }
    await #expect(processExitsWith: .failure) { _ = Rational.one / Rational.zero }
    await #expect(processExitsWith: .failure) { _ = Rational(BigInt(1), BigInt(0)) }
  }
}
