import ExactArithmetic
import TestSupport
import Testing

struct ExactNumberTests {
  static func number(_ text: String) throws -> ExactNumber { try TypedNumber(parsing: text).value }

  @Test(arguments: [
    ("ln(3)", "3/4"), ("-ln(3)", "1/4"), ("ln(1/2)", "1/3"), ("1/2*ln(4/9)", "2/5"), ("0", "1/2"),
    ("2*ln(2)-ln(3)", "4/7"),
  ])
  func `the logistic function of a logarithm is a fraction`(text: String, value: String) throws {
    #expect(try Self.number(text).logistic() == Self.number(value))
  }

  @Test(arguments: [
    ("ln(3/2)", "ln(3/2)"), ("ln(2/3)", "-ln(3/2)"), ("ln(6)", "ln(6)"), ("ln(8)", "ln(8)"),
    ("ln(3)/2", "1/2*ln(3)"), ("1/2-ln(100/49)", "1/2-ln(100/49)"), ("6*ln(7)", "6*ln(7)"),
    ("3/125+ln(4)", "ln(4)+3/125"),
    ("ln(5)-2", "ln(5)-2"),
    ("2*ln(10)-2*ln(7)", "ln(100/49)"), ("1/2*ln(2)-1/3*ln(3)", "-1/6*ln(9/8)"),
    ("1/2*ln(3)-1/3*ln(2)", "1/6*ln(27/4)"), ("1000*ln(3)+999*ln(2)", "999*ln(2)+1000*ln(3)"),
  ])
  func `logarithms come together in one where that is short`(
    text: String, condensed: String
  ) throws {
    guard case .logarithmic(let sum) = Value(try Self.number(text)) else {
      Issue.record("no logarithm is left")
      return
    }
    #expect(sum.condensedText == condensed)
    #expect(try Self.number(sum.condensedText) == Self.number(text))
  }

  @Test(arguments: [
    ("ln(2)", "3/5"), ("1/2*ln(3)", "1/2"), ("-ln(2)", "-3/5"), ("1/4*ln(9)", "1/2"),
  ])
  func `the hyperbolic tangent of half a logarithm is a fraction`(
    text: String, value: String
  ) throws {
    #expect(try Self.number(text).hyperbolicTangent() == Self.number(value))
  }

  @Test func `products of powers are exponentials of sums`() throws {
    #expect(try Self.number("3*ln(2)-2*ln(5)").exponential() == ExactNumber(8, 25))
    #expect(try Self.number("1/3*ln(8/27)").exponential() == ExactNumber(2, 3))
  }

  @Test func `a base that is not split has its roots`() throws {
    let prime = 1_000_003
    let square = ExactNumber(prime * prime)
    let half = ExactNumber(1, 2)
    #expect(try (half * square.logarithm()).exponential() == ExactNumber(prime))
    #expect(try square.logarithm() == ExactNumber(2) * ExactNumber(prime).logarithm())
  }

  @Test(arguments: ["ln(2)+1", "1", "1/2*ln(2)", "1/3*ln(4)"])
  func `other exponentials are refused`(text: String) throws {
    let number = try Self.number(text)
    #expect(throws: ArithmeticFault.self) { try number.exponential() }
    #expect(throws: ArithmeticFault.self) { try number.logistic() }
  }

  @Test func `what leaves the exact numbers says so`() throws {
    let logarithm = try Self.number("ln(2)")
    #expect(throws: ArithmeticFault.irrational(function: .logarithm, argument: "ln(2)")) {
      try logarithm.logarithm()
    }
    #expect(throws: ArithmeticFault.irrational(function: .squareRoot, argument: "ln(2)")) {
      try logarithm.squareRoot()
    }
    #expect(throws: ArithmeticFault.logarithmOfNonPositive(argument: "-ln(2)")) {
      try (-logarithm).logarithm()
    }
    let product = logarithm * logarithm + 1
    #expect(product.sign == nil)
    #expect(throws: ArithmeticFault.productOfLogarithms) { try product.validate(bitLimit: nil) }
    #expect(throws: ArithmeticFault.productOfLogarithms) {
      try ExactNumber.one.divided(by: logarithm)
    }
    #expect(throws: ArithmeticFault.self) { try Self.number("1e300*ln(2)").exponential() }
    #expect(throws: ArithmeticFault.tooManyBits(limit: 10)) {
      try Self.number("ln(2)/4096").validate(bitLimit: 10)
    }
  }

  @Test func `softmax of logarithms gives fractions`() throws {
    let z = try ["ln(1)", "ln(2)", "ln(3)"].map(Self.number)
    let exponentials = try z.map { try ($0 - z[2]).exponential() }
    let total = exponentials[0] + exponentials[1] + exponentials[2]
    #expect(
      try exponentials.map { try $0.divided(by: total) }
        == [ExactNumber(1, 6), ExactNumber(1, 3), ExactNumber(1, 2)])
  }

  @Test(arguments: [
    ("ln(2)-7/10", Sign.negative), ("ln(2)-6/10", .positive), ("1054*ln(2)-665*ln(3)", .negative),
    ("ln(6)-ln(2)-ln(3)", .zero), ("ln(100000001/100000000)-1e-8", .negative),
    ("ln(3)-1.0986122886681098", .negative), ("ln(3)-1.0986122886681096", .positive),
  ])
  func `signs are told, however close to zero`(text: String, sign: Sign) throws {
    #expect(try Self.number(text).sign == sign)
    #expect(try (Self.number(text) < 0) == (sign == .negative))
  }

  @Test(arguments: 0..<80)
  func `equality is that of the numbers, whatever their bases`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    // Products of a few primes that trial division does not find.
    let primes = [1_000_003, 1_000_033, 1_048_583, 2_147_483_647, 3, 5]
    func product(_ exponents: [Int]) -> ExactNumber {
      ExactNumber(
        zip(primes, exponents).reduce(Rational(1)) { $0 * Rational($1.0).power($1.1) })
    }
    func exponents() -> [Int] { primes.map { _ in Int.random(in: -2...2, using: &random) } }
    let (a, b) = (exponents(), exponents())
    let sum = zip(a, b).map { $0 + $1 }
    let (x, y) = (try product(a).logarithm(), try product(b).logarithm())
    let whole = try product(sum).logarithm()
    #expect(x + y == whole)
    #expect(whole - y == x)
    #expect((x + y).hashValue == whole.hashValue)
    #expect((x == y) == (a == b))
    if a != b { #expect((x - y).sign != .zero) }
    #expect(try (x + y).exponential() == product(sum))
    #expect(try TypedNumber(parsing: (x + 1).description).value == x + 1)
    let third = ExactNumber(1, 3)
    #expect(third * x + third * y == third * whole)
  }

  @Test(arguments: 0..<60)
  func `enclosures are as near as they say`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var sum = ExactNumber(random.nextRational(bits: 30))
    for _ in 0..<3 {
      let base = ExactNumber(Int.random(in: 2...1000, using: &random), 7)
      sum = sum + ExactNumber(random.nextDecimal()) * (try base.logarithm())
    }
    let precision = Int.random(in: 40...300, using: &random)
    let coarse = sum.enclosure(precision: precision)
    let fine = sum.enclosure(precision: precision + 100)
    #expect((coarse - fine).containsZero)
    if !sum.isZero { #expect(coarse.accuracyBits >= precision - 4) }
    let double = Double(sum)
    #expect(double == Double(fine.midpoint))
  }

  @Test func `fractions behave as before`() throws {
    let (a, b) = (ExactNumber(3, 4), ExactNumber(-2, 5))
    #expect((a + b).rational == Rational(7, 20))
    #expect((a * b).description == "-3/10")
    #expect(a > b && b.isNegative && b.magnitude == ExactNumber(2, 5))
    #expect(ExactNumber(3).isInteger && !a.isInteger)
    #expect(throws: ArithmeticFault.divisionByZero) { try a.divided(by: 0) }
    #expect(try ExactNumber(9, 4).squareRoot() == ExactNumber(3, 2))
    #expect(throws: ArithmeticFault.irrational(function: .logistic, argument: "3/4")) {
      try a.logistic()
    }
  }
}
