import ExactArithmetic
import Testing

struct ValueTests {
  static let third = Value.rational(Rational(1, 3))
  static let half = Value.double(0.5)

  @Test func `fractions stay fractions`() throws {
    let two = Value.rational(2)
    #expect(Self.third + two == .rational(Rational(7, 3)))
    #expect(Self.third - two == .rational(Rational(-5, 3)))
    #expect(Self.third * two == .rational(Rational(2, 3)))
    #expect(try Self.third.divided(by: two) == .rational(Rational(1, 6)))
    #expect(-Self.third == .rational(Rational(-1, 3)))
    #expect(Self.third.constant(Rational(1, 7)) == .rational(Rational(1, 7)))
  }

  @Test func `a fraction with a double gives a double`() throws {
    #expect(Self.third + Self.half == .double(1.0 / 3 + 0.5))
    #expect(Self.half - Self.third == .double(0.5 - 1.0 / 3))
    #expect(Self.half * Self.third == .double(0.5 * (1.0 / 3)))
    #expect(try Self.third.divided(by: Self.half) == .double(1.0 / 3 / 0.5))
  }

  @Test func `each kind keeps to its arithmetic`() throws {
    #expect(throws: ArithmeticFault.irrational(function: .exponential, argument: "1/3")) {
      try Self.third.exponential()
    }
    #expect(try Value.rational(0).logistic() == .rational(Rational(1, 2)))
    #expect(try Value.double(0).logistic() == .double(0.5))
    #expect(try Value.double(4).squareRoot() == .double(2))
    #expect(throws: ArithmeticFault.divisionByZero) { try Self.third.divided(by: .double(0)) }
    #expect(throws: ArithmeticFault.divisionByZero) { try Self.third.divided(by: .zero) }
    #expect(throws: ArithmeticFault.overflow) { try Value.double(.nan).validate(bitLimit: nil) }
  }

  @Test func `traces show the shortest text`() {
    #expect(Self.third.description == "1/3")
    #expect(Value.rational(Rational(-3, 8)).description == "-3/8")
    #expect(Value.double(0.1).description == "0.1")
    #expect(Self.third.isExact)
    #expect(!Self.half.isExact)
    #expect(Self.third.approximate == 1.0 / 3)
    #expect(Value.double(-0.0).isZero)
    #expect(Value.double(.nan).sign == nil)
    #expect(Value.double(-2).sign == .negative)
    #expect(Self.third.rounded(decimals: 2).numeral.digits == [3, 3])
    #expect(Self.half.rounded(significantDigits: 2).numeral.digits == [5, 0])
  }
}
