import ExactArithmetic

/// Numbers that can be sent through a circuit.
protocol CircuitArithmetic {
  associatedtype Scalar

  func constant(_ value: Rational) -> Scalar
  mutating func value(of variable: CircuitVariable) throws(ArithmeticFault) -> Scalar
  func sum(_ left: Scalar, _ right: Scalar) -> Scalar
  func product(_ left: Scalar, _ right: Scalar) -> Scalar
  /// Checks that a number is not too long to go on with.
  func validate(_ value: Scalar) throws(ArithmeticFault)
  /// Returns 1 over a number.
  func reciprocal(_ operand: Scalar) throws(ArithmeticFault) -> Scalar
  mutating func apply(
    _ function: CircuitFunction, to argument: Scalar
  ) throws(ArithmeticFault) -> Scalar
  mutating func value(
    of cost: CircuitCost, outputs: [Scalar], targets: [Scalar]
  ) throws(ArithmeticFault) -> Scalar
}

extension Circuit {
  /// Returns the numbers that some wires carry.
  ///
  /// - Complexity: O(gates that they are computed from).
  func values<Numbers: CircuitArithmetic>(
    of outputs: [Wire], in numbers: inout Numbers
  ) throws(ArithmeticFault) -> [Numbers.Scalar] {
    let needed = ancestors(of: outputs)
    var values = [Numbers.Scalar?](repeating: nil, count: (needed.last ?? -1) + 1)
    func known(_ wire: Wire) throws(ArithmeticFault) -> Numbers.Scalar {
      guard let value = values[wire] else { throw .overflow }
      return value
    }
    for wire in needed {
      switch gates[wire] {
      case .constant(let value): values[wire] = numbers.constant(value)
      case .variable(let variable): values[wire] = try numbers.value(of: variable)
      case .sum(let constant, let terms):
        var total = constant.isZero ? nil : numbers.constant(constant)
        for term in terms {
          var next = try known(term.wire)
          if term.coefficient != 1 {
            next = numbers.product(numbers.constant(term.coefficient), next)
          }
          total = total.map { numbers.sum($0, next) } ?? next
        }
        values[wire] = total ?? numbers.constant(.zero)
      case .product(let factors):
        var above: Numbers.Scalar?
        var below: Numbers.Scalar?
        for factor in factors {
          let power = try Self.power(
            known(factor.wire), factor.exponent.magnitude, in: numbers)
          if factor.exponent > 0 {
            above = above.map { numbers.product($0, power) } ?? power
          } else {
            below = below.map { numbers.product($0, power) } ?? power
          }
        }
        let inverse = try below.map { value throws(ArithmeticFault) in
          try numbers.reciprocal(value)
        }
        if let above, let inverse {
          values[wire] = numbers.product(above, inverse)
        } else {
          values[wire] = above ?? inverse ?? numbers.constant(1)
        }
      case .function(let function, let argument):
        values[wire] = try numbers.apply(function, to: known(argument))
      case .cost(let cost):
        var outputs: [Numbers.Scalar] = []
        var targets: [Numbers.Scalar] = []
        for wire in cost.outputs { outputs.append(try known(wire)) }
        for wire in cost.targets { targets.append(try known(wire)) }
        values[wire] = try numbers.value(of: cost, outputs: outputs, targets: targets)
      }
    }
    var results: [Numbers.Scalar] = []
    for wire in outputs { results.append(try known(wire)) }
    return results
  }

  private static func power<Numbers: CircuitArithmetic>(
    _ base: Numbers.Scalar, _ exponent: UInt, in numbers: Numbers
  ) throws(ArithmeticFault) -> Numbers.Scalar {
    var result = base
    for _ in 1..<max(exponent, 1) {
      result = numbers.product(result, base)
      try numbers.validate(result)
    }
    return result
  }
}
