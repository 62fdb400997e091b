import BackpropEngine
import ExactArithmetic

/// Doubles of eight points at once through a circuit: about how large the numbers are there.
///
/// Nothing is decided by them; they tell which points are worth exact numbers.
struct PointSketch: CircuitArithmetic {
  typealias Scalar = SIMD8<Double>

  /// The numbers that are given at each of the points.
  let given: (CircuitVariable) -> SIMD8<Double>
  /// The coefficients of the polynomials that stand for the general activation function.
  private let activation: [SIMD8<Double>]
  /// The coefficients of the polynomials that stand for the general cost.
  private let cost: [SIMD8<Double>]

  /// - Parameter numbers: the arithmetic of each of the eight points.
  init(_ numbers: [ValueArithmetic]) {
    given = { variable in
      var result = SIMD8<Double>(repeating: .nan)
      for (lane, numbers) in numbers.enumerated() {
        if let value = try? numbers.given(variable) { result[lane] = value.approximate }
      }
      return result
    }
    activation = Self.coefficients(numbers.map(\.activation))
    cost = Self.coefficients(numbers.map(\.cost))
  }

  private static func coefficients(_ polynomials: [[Rational]]) -> [SIMD8<Double>] {
    var results: [SIMD8<Double>] = []
    for (lane, polynomial) in polynomials.enumerated() {
      for (exponent, coefficient) in polynomial.enumerated() {
        if exponent == results.count { results.append(SIMD8(repeating: 0)) }
        results[exponent][lane] = Double(coefficient)
      }
    }
    return results
  }

  func constant(_ value: Rational) -> SIMD8<Double> { SIMD8(repeating: Double(value)) }

  func value(of variable: CircuitVariable) -> SIMD8<Double> { given(variable) }

  func sum(_ left: SIMD8<Double>, _ right: SIMD8<Double>) -> SIMD8<Double> { left + right }

  func product(_ left: SIMD8<Double>, _ right: SIMD8<Double>) -> SIMD8<Double> { left * right }

  func validate(_ value: SIMD8<Double>) {}

  func reciprocal(_ operand: SIMD8<Double>) -> SIMD8<Double> {
    // No number is divided by 0.
    (SIMD8(repeating: 1) / operand).replacing(
      with: SIMD8(repeating: .nan), where: operand .== SIMD8(repeating: 0))
  }

  func apply(_ function: CircuitFunction, to argument: SIMD8<Double>) -> SIMD8<Double> {
    switch function {
    case .general(let order): Self.value(of: activation, derived: order, at: argument)
    case .exponential: Self.map(argument) { x throws(ArithmeticFault) in try x.exponential() }
    case .logarithm: Self.map(argument) { x throws(ArithmeticFault) in try x.logarithm() }
    case .logistic: Self.map(argument) { x throws(ArithmeticFault) in try x.logistic() }
    case .hyperbolicTangent:
      Self.map(argument) { x throws(ArithmeticFault) in try x.hyperbolicTangent() }
    case .squareRoot: Self.map(argument) { x throws(ArithmeticFault) in try x.squareRoot() }
    case .identity: argument
    // At the kink a point is of no use.
    case .isPositive: Self.map(argument) { $0 == 0 ? .nan : $0 > 0 ? 1 : 0 }
    case .isZero: Self.map(argument) { $0 == 0 ? .nan : 0 }
    }
  }

  func cost(derived order: Int, at difference: SIMD8<Double>) -> SIMD8<Double> {
    Self.value(of: cost, derived: order, at: difference)
  }

  private static func map(
    _ argument: SIMD8<Double>, _ function: (Double) throws(ArithmeticFault) -> Double
  ) -> SIMD8<Double> {
    var result = SIMD8<Double>(repeating: .nan)
    for lane in 0..<8 {
      if let value = try? function(argument[lane]) { result[lane] = value }
    }
    return result
  }

  private static func value(
    of polynomial: [SIMD8<Double>], derived order: Int, at x: SIMD8<Double>
  ) -> SIMD8<Double> {
    var result = SIMD8<Double>(repeating: 0)
    for exponent in stride(from: polynomial.count - 1, through: order, by: -1) {
      var factor = 1
      for place in 0..<order { factor *= exponent - place }
      result = result * x + polynomial[exponent] * Double(factor)
    }
    return result
  }
}
