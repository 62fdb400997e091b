import BackpropEngine
import ExactArithmetic

/// Exact numbers, intervals and doubles through a circuit; general functions are polynomials.
struct ValueArithmetic: CircuitArithmetic {
  /// How values are carried on that are no fractions.
  var working: WorkingPrecision
  /// The numbers that are given.
  let given: (CircuitVariable) throws(ArithmeticFault) -> Value
  /// How long a fraction may get in a power; nil: as long as it will.
  var bitLimit: Int?
  /// Whether a condition stood just at its edge.
  private(set) var metKink = false
  /// The coefficients of the polynomial that stands for the general activation function.
  var activation: [Rational] = [0, 1]
  /// The coefficients of the polynomial that stands for the general cost.
  var cost: [Rational] = [0, 0, Rational(1, 2)]

  init(
    working: WorkingPrecision, given: @escaping (CircuitVariable) throws(ArithmeticFault) -> Value
  ) {
    self.working = working
    self.given = given
  }

  func constant(_ value: Rational) -> Value { .rational(value) }

  func value(of variable: CircuitVariable) throws(ArithmeticFault) -> Value {
    try given(variable)
  }

  func sum(_ left: Value, _ right: Value) -> Value { left + right }

  func product(_ left: Value, _ right: Value) -> Value { left * right }

  func validate(_ value: Value) throws(ArithmeticFault) {
    try value.validate(bitLimit: bitLimit)
  }

  func reciprocal(_ operand: Value) throws(ArithmeticFault) -> Value {
    try Value.one.divided(by: operand)
  }

  mutating func apply(
    _ function: CircuitFunction, to argument: Value
  ) throws(ArithmeticFault) -> Value {
    switch function {
    case .general(let order): return Self.value(of: activation, derived: order, at: argument)
    case .exponential:
      return try leavingFractions(argument) { x throws(ArithmeticFault) in try x.exponential() }
    case .logarithm:
      return try leavingFractions(argument) { x throws(ArithmeticFault) in try x.logarithm() }
    case .logistic:
      return try leavingFractions(argument) { x throws(ArithmeticFault) in try x.logistic() }
    case .hyperbolicTangent:
      return try leavingFractions(argument) { x throws(ArithmeticFault) in
        try x.hyperbolicTangent()
      }
    case .squareRoot:
      return try leavingFractions(argument) { x throws(ArithmeticFault) in try x.squareRoot() }
    case .identity: return argument
    case .isPositive:
      guard let sign = argument.sign else { throw .undecidedSign }
      if sign == .zero { metKink = true }
      return sign == .positive ? .one : .zero
    case .isZero:
      guard let sign = argument.sign else { throw .undecidedSign }
      if sign == .zero { metKink = true }
      return sign == .zero ? .one : .zero
    }
  }

  private func leavingFractions(
    _ argument: Value, _ function: (Value) throws(ArithmeticFault) -> Value
  ) throws(ArithmeticFault) -> Value {
    try Operations.leavingFractions(argument, in: working, function)
  }

  func cost(derived order: Int, at difference: Value) -> Value {
    Self.value(of: cost, derived: order, at: difference)
  }

  private static func value(of polynomial: [Rational], derived order: Int, at x: Value) -> Value {
    var result = Value.zero
    for (exponent, coefficient) in polynomial.enumerated().reversed() where exponent >= order {
      var factor = coefficient
      for place in 0..<order { factor *= Rational(exponent - place) }
      result = result * x + .rational(factor)
    }
    return result
  }
}
