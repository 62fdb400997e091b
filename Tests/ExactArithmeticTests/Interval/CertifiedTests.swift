import ExactArithmetic
import TestSupport
import Testing

struct CertifiedTests {
  static func number(_ text: String, precision: Int = 100) throws -> Certified {
    Certified(try TypedNumber(parsing: text).value, precision: precision)
  }

  @Test func `exact numbers stay exact`() throws {
    let weight = try Self.number("0.15")
    let other = try Self.number("1/3")
    #expect((weight * other).exact == ExactNumber(1, 20))
    #expect((weight - weight).sign == .zero)
    #expect(try weight.divided(by: other).exact == ExactNumber(9, 20))
    #expect(try Certified.zero.exponential().exact == 1)
    #expect(try Certified.zero.logistic().exact == ExactNumber(1, 2))
    #expect(try Self.number("ln(3)").logistic().exact == ExactNumber(3, 4))
    #expect(try Self.number("9/4").squareRoot().exact == ExactNumber(3, 2))
    #expect(try Self.number("3/2").logarithm().erased.description == "-ln(2)+ln(3)")
    let sigmoid = try weight.logistic()
    #expect(sigmoid.exact == nil)
    #expect((sigmoid * .zero).sign == .zero)
    #expect((sigmoid - sigmoid).sign == nil)
  }

  @Test(arguments: 0..<60)
  func `results contain the exact ones, whatever is kept exactly`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let values = (0..<6).map { _ in random.nextRational(bits: 70) }
    let precision = Int.random(in: 20...200, using: &random)
    // The third of the numbers that are intervals differ from one seed to the next.
    let numbers = values.enumerated().map { index, value in
      index % 3 == Int(seed % 3)
        ? Certified(Interval(value, precision: precision))
        : Certified(value, precision: precision)
    }
    var (exact, certified) = (values[0], numbers[0])
    for index in 1..<6 {
      switch Int.random(in: 0..<4, using: &random) {
      case 0: (exact, certified) = (exact + values[index], certified + numbers[index])
      case 1: (exact, certified) = (exact - values[index], certified - numbers[index])
      case 2: (exact, certified) = (exact * values[index], certified * numbers[index])
      case _:
        if values[index].isZero || numbers[index].sign == nil { continue }
        (exact, certified) = (
          exact / values[index], try certified.divided(by: numbers[index])
        )
      }
      #expect(certified.enclosure.contains(exact))
      if let number = certified.exact { #expect(number.rational == exact) }
    }
  }

  @Test func `long exact numbers become intervals`() throws {
    var number = try Self.number("1/3")
    for _ in 0..<14 { number = number * number }
    #expect(number.exact == nil)
    #expect(number.enclosure.contains(Rational(1, 3).power(1 << 14)))
    #expect(number.precision == 100)
  }

  @Test func `faults say what is not there and what is not known`() throws {
    let unknown = try Self.number("1/3").logistic() - Self.number("1/3").logistic()
    #expect(throws: ArithmeticFault.undecidedSign) { try Certified.one.divided(by: unknown) }
    #expect(throws: ArithmeticFault.divisionByZero) { try Certified.one.divided(by: .zero) }
    #expect(throws: ArithmeticFault.divisionByZero) { try unknown.divided(by: .zero) }
    #expect(throws: ArithmeticFault.undecidedSign) { try unknown.logarithm() }
    #expect(throws: ArithmeticFault.logarithmOfNonPositive(argument: "-2")) {
      try Self.number("-2").logarithm()
    }
    #expect(throws: ArithmeticFault.overflow) { try Self.number("1e9").exponential() }
  }

  @Test(arguments: [
    ("3/8", 6, "3.75000e-1"), ("0", 3, "0"), ("-2/3", 3, "-6.67e-1"), ("12345", 2, "1.2e4"),
    ("ln(3)", 4, "1.099"), ("7", 1, "7"), ("1/2-ln(2)", 5, "-1.9315e-1"),
  ])
  func `exact numbers have decimal texts`(text: String, digits: Int, expected: String) throws {
    let value = Value(try TypedNumber(parsing: text).value)
    #expect(value.decimalText(significantDigits: digits) == expected)
    #expect(value.isDecided(to: .significantDigits(digits)))
  }

  @Test func `what cannot be told is not told`() throws {
    let unknown = try Self.number("1/3").logistic() - Self.number("1/3").logistic()
    let text = unknown.erased.decimalText(significantDigits: 6)
    #expect(text.hasPrefix("±1e-"))
    let bound = try #require(Int(text.dropFirst(4).drop { $0 == "-" }))
    #expect(bound >= 29)
    #expect(unknown.enclosure.upperBound <= Rational(10).power(-bound))
    #expect(!unknown.erased.isDecided(to: .significantDigits(1)))
    #expect(unknown.erased.isDecided(to: .decimals(20)))
    #expect(unknown.erased.rounded(significantDigits: 6).numeral.isZero)

    // A quarter and something that cannot be told from zero: a tie for one digit.
    let tie = Certified(Rational(1, 4), precision: 100) + unknown
    #expect(!tie.erased.isDecided(to: .significantDigits(1)))
    #expect(tie.erased.decimalText(significantDigits: 1) == "2.5e-1")
    #expect(tie.erased.decimalText(significantDigits: 2) == "2.5e-1")
    let blurred = Value.interval(
      Interval(from: Rational(31415, 10000), through: Rational(31416, 10000), precision: 64))
    #expect(blurred.rounded(significantDigits: 10).numeral.scientificText == "3.14")
  }

  @Test func `kinds mix as they should`() throws {
    let interval = Value.interval(Interval(Rational(1, 3), precision: 100))
    let third = Value.rational(Rational(1, 3))
    let logarithm = Value(try TypedNumber(parsing: "ln(2)").value)
    #expect((interval - third).sign == nil)
    #expect((interval - third).precision == 100)
    #expect(logarithm - logarithm == .rational(0))
    #expect((third + logarithm).description == "1/3+ln(2)")
    #expect((logarithm * logarithm).precision == Value.intervalPrecision)
    #expect((logarithm * logarithm).rounded(decimals: 6).numeral.digits == [4, 8, 0, 4, 5, 3])
    #expect(try logarithm.divided(by: logarithm) == .rational(1))
    #expect(try logarithm.exponential() == .rational(2))
    #expect(logarithm + .double(1) == .double(1 + 0x1.62e42fefa39efp-1))
    #expect(interval * .rational(0) == .rational(0))
    #expect(abs(interval.approximate - 1.0 / 3) < 1e-16)
  }
}
