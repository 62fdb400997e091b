import ExactArithmetic
import TestSupport
import Testing

struct DoubleFunctionTests {
  @Test(arguments: recordedFunctionValues.split(separator: "\n").map(String.init))
  func `every bit agrees with a computation of many more digits`(record: String) throws {
    let fields = record.split(separator: " ")
    try #require(fields.count == 3)
    let argument = Double(bitPattern: try #require(UInt64(fields[1], radix: 16)))
    let value: Double =
      switch fields[0] {
      case "exp": try argument.exponential()
      case "ln": try argument.logarithm()
      case "tanh": try argument.hyperbolicTangent()
      case "logistic": try argument.logistic()
      case _: try argument.squareRoot()
      }
    #expect(String(value.bitPattern, radix: 16) == fields[2])
  }

  @Test func `the limits are met`() throws {
    #expect(try 0.0.exponential() == 1)
    #expect(try (-0.0).hyperbolicTangent().bitPattern == (-0.0).bitPattern)
    #expect(try (-745.2).exponential() == 0)
    #expect(try (-745.1).exponential() == .leastNonzeroMagnitude)
    #expect(try 709.78.exponential().isFinite)
    #expect(try Double.greatestFiniteMagnitude.hyperbolicTangent() == 1)
    #expect(try (-Double.greatestFiniteMagnitude).hyperbolicTangent() == -1)
    #expect(try Double.greatestFiniteMagnitude.logistic() == 1)
    #expect(try (-Double.greatestFiniteMagnitude).logistic() == 0)
    #expect(try (-Double.greatestFiniteMagnitude).exponential() == 0)
    #expect(try 1.0.logarithm() == 0)
    #expect(try 0.0.logistic() == 0.5)
    #expect(try Double.leastNonzeroMagnitude.squareRoot() == 0x1p-537)
  }

  @Test func `what has no value throws`() {
    #expect(throws: ArithmeticFault.overflow) { try 709.79.exponential() }
    #expect(throws: ArithmeticFault.overflow) { try 1e300.exponential() }
    #expect(throws: ArithmeticFault.overflow) { try Double.nan.logistic() }
    #expect(throws: ArithmeticFault.overflow) { try Double.infinity.hyperbolicTangent() }
    #expect(throws: ArithmeticFault.logarithmOfNonPositive(argument: "0.0")) {
      try 0.0.logarithm()
    }
    #expect(throws: ArithmeticFault.logarithmOfNonPositive(argument: "-1.0")) {
      try (-1.0).logarithm()
    }
    #expect(throws: ArithmeticFault.squareRootOfNegative(argument: "-1.0")) {
      let _: Double = try (-1.0).squareRoot()
    }
    #expect(throws: ArithmeticFault.divisionByZero) { try 1.0.divided(by: 0) }
    #expect(throws: ArithmeticFault.overflow) { try Double.infinity.validate(bitLimit: nil) }
  }

  /// Correct rounding keeps order and symmetry, which needs no other implementation to compare with.
  @Test(arguments: 0..<30)
  func `functions rise, and the odd ones are odd`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let x = Double.random(in: -30...30, using: &random)
    #expect(try x.exponential() <= x.nextUp.exponential())
    #expect(try x.hyperbolicTangent() <= x.nextUp.hyperbolicTangent())
    #expect(try x.logistic() <= x.nextUp.logistic())
    #expect(try x.magnitude.logarithm() <= x.magnitude.nextUp.logarithm())
    #expect(try (-x).hyperbolicTangent() == -x.hyperbolicTangent())
  }

  @Test(arguments: 0..<100)
  func `the root is the double whose neighbours are farther off`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let x = random.nextDouble().magnitude
    let root: Double = try x.squareRoot()
    let square = try #require(Rational(exactly: x))
    let low = try #require(Rational(exactly: root.nextDown)) + (Rational(exactly: root) ?? 0)
    let high = try #require(Rational(exactly: root.nextUp)) + (Rational(exactly: root) ?? 0)
    // (root ± half a place)² on both sides of x.
    #expect(low.sign == .negative || low * low / 4 <= square)
    #expect(high * high / 4 >= square)
  }
}
