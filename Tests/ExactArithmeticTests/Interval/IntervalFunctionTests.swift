import ExactArithmetic
import TestSupport
import Testing

struct IntervalFunctionTests {
  @Test(arguments: RecordedValues.values.indices)
  func `a thousand digits are those of mpmath`(index: Int) throws {
    let (function, argument, value) = RecordedValues.values[index]
    let x = try #require(TypedNumber(parsing: argument).value.rational)
    let result = try Self.value(of: function, at: Interval(x, precision: 3400))
    #expect(result.rounded(significantDigits: 1000)?.scientificText == value)
  }

  static func value(of function: ElementaryFunction, at x: Interval) throws -> Interval {
    switch function {
    case .exponential: try x.exponential()
    case .logarithm: try x.logarithm()
    case .hyperbolicTangent: try x.hyperbolicTangent()
    case .logistic: try x.logistic()
    case .squareRoot: try x.squareRoot()
    }
  }

  /// A drawn interval and a fraction in it.
  static func draw(_ random: inout SplitMix64, precision: Int) -> (Interval, Rational) {
    let point = random.nextRational(bits: 40) * Rational(1, Int.random(in: 1...100, using: &random))
    let width = point.magnitude * Rational(1, 1 << Int.random(in: 3...60, using: &random))
    let part = Rational(Int.random(in: 0...8, using: &random), 8)
    let lower = point - width * part
    if Bool.random(using: &random) { return (Interval(point, precision: precision), point) }
    return (Interval(from: lower, through: lower + width, precision: precision), point)
  }

  @Test(
    arguments: 0..<60,
    [ElementaryFunction.exponential, .logarithm, .hyperbolicTangent, .logistic, .squareRoot])
  func `function values of the points lie in the function value of the interval`(
    seed: UInt64, function: ElementaryFunction
  ) throws {
    var random = SplitMix64(seed: seed)
    let precision = [32, 53, 90, 169, 300].randomElement(using: &random) ?? 64
    var (x, point) = Self.draw(&random, precision: precision)
    if function == .logarithm || function == .squareRoot, point.isNegative {
      (x, point) = (-x, -point)
    }
    if point.isZero || point.magnitude > 1_000_000 || x.containsZero { return }
    let value = try Self.value(of: function, at: x)
    let close = try Self.value(of: function, at: Interval(point, precision: precision + 200))
    #expect(value.lowerBound <= close.upperBound && close.lowerBound <= value.upperBound)
    // The interval is no larger than it has to be: a few units around the image of its ends.
    if x.isExact {
      #expect(value.accuracyBits >= precision - 8, "\(point)")
    }
  }

  @Test(arguments: 0..<40)
  func `identities hold`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let precision = Int.random(in: 40...400, using: &random)
    let a = Interval(random.nextDecimal() + Rational(1, 3), precision: precision)
    let b = Interval(random.nextDecimal() - Rational(1, 7), precision: precision)
    let product = try a.exponential() * b.exponential()
    #expect((try (a + b).exponential() - product).containsZero)
    #expect((try a.exponential().logarithm() - a).containsZero)
    let square = try (a + a).exponential()
    #expect(
      (try (square - .one).divided(by: square + .one) - a.hyperbolicTangent()).containsZero)
    #expect((try a.logistic() + (-a).logistic() - .one).containsZero)
    let root = try (a * a).squareRoot()
    #expect((root - a).containsZero || (root + a).containsZero)
  }

  @Test(arguments: ["1", "-1", "0.001", "-30", "25", "1e-30", "-1e-30", "0.5", "40"])
  func `functions of more bits lie in those of fewer`(text: String) throws {
    let x = try #require(TypedNumber(parsing: text).value.rational)
    for function: ElementaryFunction in [.exponential, .hyperbolicTangent, .logistic] {
      let fine = try Self.value(of: function, at: Interval(x, precision: 2000))
      for precision in [32, 64, 127, 128, 129, 192, 255, 500, 1000, 1999] {
        let coarse = try Self.value(of: function, at: Interval(x, precision: precision))
        let difference = coarse - fine
        #expect(difference.containsZero, "\(function) at \(precision)")
        #expect(coarse.accuracyBits >= precision - 8, "\(function) at \(precision)")
      }
    }
  }

  @Test func `exact points have exact values`() throws {
    let zero = Interval(Rational(0), precision: 100)
    #expect(try zero.exponential() == .one)
    #expect(try zero.logistic() == Interval(Rational(1, 2), precision: 100))
    #expect(try zero.hyperbolicTangent() == .zero)
    #expect(try Interval.one.logarithm() == .zero)
    #expect(try Interval(Rational(9, 4), precision: 64).squareRoot().contains(Rational(3, 2)))
  }

  @Test func `what is too large or too small takes no time and no memory`() throws {
    func number(_ text: String) throws -> Interval {
      Interval(try #require(TypedNumber(parsing: text).value.rational), precision: 100)
    }
    #expect(throws: ArithmeticFault.overflow) { try number("1e9").exponential() }
    #expect(throws: ArithmeticFault.overflow) { try number("1e9999").exponential() }
    for text in ["-1e9", "-1e9999"] {
      let tiny = try number(text).exponential()
      #expect(tiny.sign == nil)
      #expect(tiny.decimalBound ?? 0 > 300_000_000)
    }
    let large = try number("7e8").exponential()
    #expect(large.rounded(significantDigits: 5)?.exponent == 304_006_137)
    #expect(large.rounded(decimals: 3) == nil)
    for text in ["1e9", "1e9999"] {
      #expect((try number(text).logistic() - .one).decimalBound ?? 0 > 30)
      #expect((try number("-" + text).hyperbolicTangent() + .one).decimalBound ?? 0 > 30)
      #expect(try number("-" + text).logistic().decimalBound ?? 0 > 80_000_000)
    }
    #expect(
      try number("1e9999").logarithm().rounded(significantDigits: 12)?.scientificText
        == "2.30235483448e4")
    #expect(throws: ArithmeticFault.overflow) { try (large * large).validate(bitLimit: nil) }
  }

  @Test func `wide intervals keep to the range of the function`() throws {
    let wide = Interval(from: Rational(-50), through: Rational(60), precision: 64)
    #expect(try wide.logistic().lowerBound <= 0)
    #expect(try wide.logistic().upperBound <= 2)
    #expect(try wide.hyperbolicTangent().lowerBound >= -2)
    #expect(try wide.exponential().upperBound >= Rational(1_000_000_000))
    #expect(throws: ArithmeticFault.undecidedSign) { try wide.logarithm() }
    #expect(throws: ArithmeticFault.undecidedSign) { try Interval.one.divided(by: wide) }
    #expect(throws: ArithmeticFault.divisionByZero) { try wide.divided(by: .zero) }
    #expect(throws: ArithmeticFault.self) { try (-Interval.one).logarithm() }
    #expect(throws: ArithmeticFault.logarithmOfNonPositive(argument: "0")) {
      try Interval.zero.logarithm()
    }
    #expect(throws: ArithmeticFault.self) { try (-Interval.one).squareRoot() }
    #expect(try wide.squareRoot().upperBound >= Rational(77, 10))
  }

  /// Doubles whose function values lie close to the middle between two doubles are among them.
  static let doubles: [Double] =
    [0x1.9E9CBBFD6080Bp-31, 0x1.62A88613629B6p+678, 1, -1, 0.5, 0x1p-30, 0x1.FFFFFFFFFFFFFp-1]
    + (0..<60 as Range<UInt64>).map { seed in
      var random = SplitMix64(seed: seed)
      return Double.random(in: -30...30, using: &random)
    }

  @Test(arguments: doubles)
  func `functions of doubles are the roundings of certified ones`(x: Double) throws {
    let exact = try #require(Rational(exactly: x))
    let interval = Interval(exact, precision: 300)
    func rounded(_ value: Interval) throws -> Double {
      let (lower, upper) = (Double(value.lowerBound), Double(value.upperBound))
      try #require(lower == upper)
      return lower
    }
    if x < 700 { #expect(try x.exponential() == rounded(interval.exponential())) }
    if x < 700 { #expect(try x.logistic() == rounded(interval.logistic())) }
    #expect(try x.hyperbolicTangent() == rounded(interval.hyperbolicTangent()))
    if x > 0 { #expect(try x.logarithm() == rounded(interval.logarithm())) }
    if x > 0 {
      #expect(try Value.double(x).squareRoot() == .double(rounded(interval.squareRoot())))
    }
  }
}

extension Interval {
  /// The bits that the radius leaves of the midpoint.
  var accuracyBits: Int {
    let width = upperBound - lowerBound
    if width.isZero { return .max }
    let ratio = (upperBound + lowerBound).magnitude / width
    return ratio.numerator.bitWidth - ratio.denominator.bitWidth
  }
}
