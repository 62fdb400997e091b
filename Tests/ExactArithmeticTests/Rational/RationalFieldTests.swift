import ExactArithmetic
import TestSupport
import Testing

struct RationalFieldTests {
  @Test func `functions have the rational values there are`() throws {
    #expect(try Rational.zero.exponential() == 1)
    #expect(try Rational.one.logarithm() == 0)
    #expect(try Rational.zero.hyperbolicTangent() == 0)
    #expect(try Rational.zero.logistic() == Rational(1, 2))
    #expect(try Rational(9, 16).squareRoot() == Rational(3, 4))
    #expect(try Rational.zero.squareRoot() == 0)
    let long = Rational(3, 7).power(80)
    #expect(try (long * long).squareRoot() == long)
  }

  @Test func `other values are refused by name`() {
    let third = Rational(1, 3)
    #expect(throws: ArithmeticFault.irrational(function: .exponential, argument: "1/3")) {
      try third.exponential()
    }
    #expect(throws: ArithmeticFault.irrational(function: .logarithm, argument: "1/3")) {
      try third.logarithm()
    }
    #expect(throws: ArithmeticFault.irrational(function: .hyperbolicTangent, argument: "1/3")) {
      try third.hyperbolicTangent()
    }
    #expect(throws: ArithmeticFault.irrational(function: .logistic, argument: "1/3")) {
      try third.logistic()
    }
    #expect(throws: ArithmeticFault.irrational(function: .squareRoot, argument: "1/3")) {
      try third.squareRoot()
    }
    #expect(throws: ArithmeticFault.logarithmOfNonPositive(argument: "0")) {
      try Rational.zero.logarithm()
    }
    #expect(throws: ArithmeticFault.squareRootOfNegative(argument: "-4")) {
      try Rational(-4).squareRoot()
    }
  }

  @Test func `a fault names a long argument in short`() throws {
    let long = Rational(1, 3).power(1000)
    let fault = #expect(throws: ArithmeticFault.self) { try long.exponential() }
    #expect(
      fault
        == .irrational(function: .exponential, argument: "about 7.56389132310e-478"))
  }

  @Test(arguments: 0..<40)
  func `a dot product is the sum of its products`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let bits = [10, 40, 64, 200][Int(seed % 4)]
    let matrix = (0..<12).map { _ in random.nextRational(bits: bits) }
    let vector = (0..<4).map { _ in random.nextRational(bits: bits) }
    let bias = random.nextRational(bits: bits)
    let columns = Rational.dot(matrix, start: 1, stride: 3, vector, adding: bias)
    let sum = (0..<4).map { matrix[1 + 3 * $0] * vector[$0] }.reduce(bias, +)
    #expect(columns == sum)
    #expect(Rational.dot(matrix, start: 0, stride: 1, [], adding: bias) == bias)
  }

  @Test func `signs are known`() {
    #expect(Rational(-1, 3).sign == .negative)
    #expect(Rational.zero.sign == .zero)
    #expect(Rational(2).power(100).sign == .positive)
    #expect(Rational(1, 3).constant(Rational(1, 7)) == Rational(1, 7))
    #expect(Rational(1, 3).erased == .rational(Rational(1, 3)))
  }
}
