import ExactArithmetic
import TestSupport
import Testing

struct IntervalArithmeticTests {
  @Test(arguments: 0..<150)
  func `results of the points lie in the result of the intervals`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let precision = Int.random(in: 1...300, using: &random)
    let (x, a) = IntervalFunctionTests.draw(&random, precision: precision)
    let (y, b) = IntervalFunctionTests.draw(
      &random, precision: Int.random(in: 1...300, using: &random))
    #expect(x.contains(a) && y.contains(b))
    #expect((x + y).contains(a + b))
    #expect((x - y).contains(a - b))
    #expect((x * y).contains(a * b))
    #expect((-x).contains(-a))
    #expect(x.maximum(y).contains(max(a, b)))
    #expect((x + y).precision == max(x.precision, y.precision))
    if !y.containsZero { #expect(try x.divided(by: y).contains(a / b)) }
    if x.sign == .positive {
      let root = try x.squareRoot()
      #expect(root.lowerBound * root.lowerBound <= a && a <= root.upperBound * root.upperBound)
    }
    #expect((x * x - x * x).containsZero)
    #expect(x.withPrecision(20).contains(a))
  }

  @Test(arguments: 0..<50)
  func `operations lose no more than a few bits`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let precision = Int.random(in: 40...500, using: &random)
    let a = random.nextDecimal() + Rational(1, 7)
    let b = random.nextDecimal() + Rational(1, 3)
    let (x, y) = (Interval(a, precision: precision), Interval(b, precision: precision))
    #expect(x.accuracyBits >= precision - 3)
    #expect((x * y).accuracyBits >= precision - 5)
    #expect(try x.divided(by: y).accuracyBits >= precision - 5)
    if a > 0 { #expect(try x.squareRoot().accuracyBits >= precision - 3) }
  }

  @Test(arguments: [
    ("1/2", 10), ("-3", 10), ("0", 0), ("255/256", 10), ("1e18", 80), ("-7/1024", 60),
  ])
  func `short binary fractions are exact`(text: String, precision: Int) throws {
    let value = try #require(TypedNumber(parsing: text).value.rational)
    let interval = Interval(value, precision: precision)
    #expect(interval.isExact)
    #expect(interval.midpoint == value)
    #expect(interval.sign == value.sign)
    #expect(interval == Interval(value, precision: precision + 500))
    #expect((interval + interval).isExact)
    #expect((interval - interval).sign == .zero)
  }

  @Test func `numbers far apart are added in no time`() throws {
    let large = try Interval(Rational(700_000_000), precision: 100).exponential()
    let small = try Interval(Rational(-700_000_000), precision: 100).exponential()
    let sum = large + small + .one
    #expect((sum - large).containsZero)
    #expect(sum.rounded(significantDigits: 20) == large.rounded(significantDigits: 20))
    #expect((large * small).contains(1))
  }

  @Test(arguments: 0..<100)
  func `digits that are decided are those of every point`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (x, point) = IntervalFunctionTests.draw(&random, precision: 200)
    for digits in [1, 2, 5, 15, 40] {
      if let numeral = x.rounded(significantDigits: digits) {
        #expect(numeral == point.rounded(significantDigits: digits).numeral)
      }
      if let numeral = x.rounded(decimals: digits - 3) {
        #expect(numeral == point.rounded(decimals: digits - 3).numeral)
      }
    }
  }

  @Test(arguments: [
    ("0.9994", "0.9996", 3, nil), ("0.99951", "0.99952", 3, "1.00"),
    ("99.6", "99.7", 2, "1.0e2"), ("0.2500001", "0.2500002", 1, "3e-1"),
    ("0.2499999", "0.25", 1, nil),
    ("-1e-7", "1e-9", 2, nil), ("12345", "12345", 2, "1.2e4"), ("0", "0", 3, "0.00"),
    ("-0.123456", "-0.123454", 5, nil), ("-0.123456", "-0.123454", 4, "-1.235e-1"),
  ])
  func `an interval tells its digits where all its numbers have them`(
    lower: String, upper: String, digits: Int, expected: String?
  ) throws {
    let ends = try [lower, upper].map { try #require(TypedNumber(parsing: $0).value.rational) }
    let interval = Interval(from: ends[0], through: ends[1], precision: 60)
    #expect(interval.rounded(significantDigits: digits)?.scientificText == expected)
  }
}
