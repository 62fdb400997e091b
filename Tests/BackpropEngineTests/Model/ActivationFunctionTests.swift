import BackpropEngine
import ExactArithmetic
import TestSupport
import Testing

@Suite struct ActivationFunctionTests {
  /// Exact values and derivatives, at the kinks and jumps above all.
  static let table: [(Activation, z: ExactNumber, value: ExactNumber, derivative: ExactNumber)] = [
    (.identity, ExactNumber(-3, 7), ExactNumber(-3, 7), 1),
    (.step, 0, 1, 0),
    (.step, ExactNumber(-1, 1000), 0, 0),
    (.step, 2, 1, 0),
    (.sign, 0, 1, 0),
    (.sign, -5, -1, 0),
    (.sign, 5, 1, 0),
    (.sigmoid, 0, ExactNumber(1, 2), ExactNumber(1, 4)),
    (.tanh, 0, 0, 1),
    (.scaledTanh, 0, 0, ExactNumber(2, 3) * ExactNumber(17159, 10000)),
    (.relu, 0, 0, 0),
    (.relu, -2, 0, 0),
    (.relu, ExactNumber(2, 3), ExactNumber(2, 3), 1),
    (leaky, 0, 0, ExactNumber(1, 100)),
    (leaky, -3, ExactNumber(-3, 100), ExactNumber(1, 100)),
    (leaky, 3, 3, 1),
    (.relu6, 0, 0, 0),
    (.relu6, -1, 0, 0),
    (.relu6, 3, 3, 1),
    (.relu6, 6, 6, 0),
    (.relu6, 7, 6, 0),
    (elu, 0, 0, ExactNumber(2, 5)),
    (elu, 4, 4, 1),
    (.square, ExactNumber(-3, 2), ExactNumber(9, 4), -3),
  ]
  static let leaky = Activation.leakyReLU(slope: ProblemExamples.number("0.01"))
  static let elu = Activation.elu(alpha: ProblemExamples.number("0.4"))

  @Test(arguments: table)
  func `values and derivatives are exact in fractions`(
    _ activation: Activation, z: ExactNumber, value: ExactNumber, derivative: ExactNumber
  ) throws {
    let function = ActivationFunction<ExactNumber>(activation)
    #expect(try function.value(at: z) == value)
    #expect(try function.derivative(at: z, value: value) == derivative)
  }

  @Test func `the derivative of relu at its kink is what was chosen`() throws {
    let function = ActivationFunction<ExactNumber>(.relu, derivativeAtKink: .one)
    #expect(try function.derivative(at: 0, value: 0) == 1)
    #expect(try function.derivative(at: -1, value: 0) == 0)
  }

  /// Values computed with 40 digits by another program, then rounded.
  @Test(arguments: [
    (Activation.sigmoid, 1.0, 0.7310585786300049, 0.19661193324148185),
    (.tanh, -0.5, -0.46211715726000976, 0.7864477329659274),
    (.scaledTanh, 1.5, 1.306819412204497, 0.4804226485170049),
    (elu, -1.0, -0.25284822353142306, 0.14715177646857694),
    (.softplus, 2.0, 2.1269280110429727, 0.8807970779778823),
    (.softplus, -2.0, 0.1269280110429725, 0.11920292202211755),
    (.softplus, 800.0, 800.0, 1.0),
  ])
  func `values and derivatives in double precision are those of another program`(
    _ activation: Activation, z: Double, value: Double, derivative: Double
  ) throws {
    let function = ActivationFunction<Double>(activation)
    let found = try function.value(at: z)
    let slope = try function.derivative(at: z, value: found)
    #expect(abs(found - value) <= 1e-15 * max(1, abs(value)))
    #expect(abs(slope - derivative) <= 1e-15)
  }

  @Test(arguments: RandomProblem.hiddenActivations, [-2.3, -0.4, 0.7, 5.1, 6.4])
  func `derivatives agree with central differences of the values`(
    _ activation: Activation, z: Double
  ) throws {
    let function = ActivationFunction<Double>(activation)
    let step = 0x1p-17
    let difference = try function.value(at: z + step) - function.value(at: z - step)
    let derivative = try function.derivative(at: z, value: function.value(at: z))
    #expect(abs(difference / (2 * step) - derivative) < 1e-9)
  }

  @Test func `a function that leaves the fractions says so`() {
    #expect(throws: ArithmeticFault.self) {
      try ActivationFunction<ExactNumber>(.sigmoid).value(at: ExactNumber(1, 3))
    }
    #expect(throws: ArithmeticFault.self) {
      try ActivationFunction<ExactNumber>(.softplus).value(at: 1)
    }
  }

  @Test(arguments: [Activation.step, .sign, .relu, leaky, .relu6, elu])
  func `a branch that cannot be decided is a fault`(_ activation: Activation) {
    let function = ActivationFunction<Undecided>(activation)
    #expect(throws: ArithmeticFault.undecidedSign) { try function.value(at: Undecided()) }
  }

  @Test(arguments: [Activation.identity, .sigmoid, .tanh, .scaledTanh, .softplus, .square])
  func `a smooth function needs no sign`(_ activation: Activation) {
    let function = ActivationFunction<Undecided>(activation)
    #expect(throws: Never.self) {
      let value = try function.value(at: Undecided())
      return try function.derivative(at: Undecided(), value: value)
    }
  }

  @Test func `every function has the name that problem files use`() {
    let names = RandomProblem.activations.map(\.name)
    #expect(Set(names) == Set(Activation.names))
    #expect(Activation.names.count == 13)
  }
}

/// An arithmetic that knows nothing about its numbers.
private struct Undecided: ElementaryFunctions {
  static let zero = Undecided()
  static let one = Undecided()
  init() {}
  init(_ value: Rational, precision: Int) {}
  init(_ value: ExactNumber, precision: Int) {}
  var precision: Int { 0 }
  var sign: Sign? { nil }
  var erased: Value { .double(.nan) }
  static func + (left: Undecided, right: Undecided) -> Undecided { left }
  static func - (left: Undecided, right: Undecided) -> Undecided { left }
  static func * (left: Undecided, right: Undecided) -> Undecided { left }
  static prefix func - (operand: Undecided) -> Undecided { operand }
  func divided(by divisor: Undecided) throws(ArithmeticFault) -> Undecided { self }
  func validate(bitLimit: Int?) throws(ArithmeticFault) {}
  func exponential() throws(ArithmeticFault) -> Undecided { self }
  func logarithm() throws(ArithmeticFault) -> Undecided { self }
  func hyperbolicTangent() throws(ArithmeticFault) -> Undecided { self }
  func logistic() throws(ArithmeticFault) -> Undecided { self }
  func squareRoot() throws(ArithmeticFault) -> Undecided { self }
}
