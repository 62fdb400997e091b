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

/// Numbers sent through a circuit: what a wire carries is computed once.
struct CircuitEvaluation<Numbers: CircuitArithmetic> {
  private(set) var numbers: Numbers
  private var values: [Numbers.Scalar?] = []

  init(_ numbers: Numbers) { self.numbers = numbers }

  /// Returns the numbers that some wires carry.
  ///
  /// - Parameter needed: the wires that they are computed from, in order.
  /// - Complexity: O(gates that they are computed from and that were not computed before).
  mutating func values(
    of outputs: [Circuit.Wire], computedFrom needed: [Circuit.Wire], in circuit: Circuit
  ) throws(ArithmeticFault) -> [Numbers.Scalar] {
    let count = (needed.last ?? -1) + 1
    if values.count < count {
      values.reserveCapacity(count)
      for _ in values.count..<count { values.append(nil) }
    }
    for wire in needed where values[wire] == nil {
      values[wire] = try value(of: circuit.gates[wire])
    }
    var results: [Numbers.Scalar] = []
    results.reserveCapacity(outputs.count)
    for wire in outputs { results.append(try known(wire)) }
    return results
  }

  private func known(_ wire: Circuit.Wire) throws(ArithmeticFault) -> Numbers.Scalar {
    guard let value = values[wire] else { throw .overflow }
    return value
  }

  private mutating func value(
    of gate: Circuit.Gate
  ) throws(ArithmeticFault) -> Numbers.Scalar {
    switch gate {
    case .constant(let value): return numbers.constant(value)
    case .variable(let variable): return try numbers.value(of: variable)
    case .sum(let constant, let terms):
      var total = constant.isZero ? nil : numbers.constant(constant)
      for term in terms {
        var next = try known(term.wire)
        if term.coefficient != .one {
          next = numbers.product(numbers.constant(term.coefficient), next)
        }
        total = total.map { numbers.sum($0, next) } ?? next
      }
      return total ?? numbers.constant(.zero)
    case .product(let factors):
      var above: Numbers.Scalar?
      var below: Numbers.Scalar?
      for factor in factors {
        let power = try power(known(factor.wire), factor.exponent.magnitude)
        if factor.exponent > 0 {
          above = above.map { numbers.product($0, power) } ?? power
        } else {
          below = below.map { numbers.product($0, power) } ?? power
        }
      }
      let inverse = try below.map { value throws(ArithmeticFault) in
        try numbers.reciprocal(value)
      }
      if let above, let inverse { return numbers.product(above, inverse) }
      return above ?? inverse ?? numbers.constant(1)
    case .function(let function, let argument):
      return try numbers.apply(function, to: known(argument))
    case .cost(let cost):
      var outputs: [Numbers.Scalar] = []
      var targets: [Numbers.Scalar] = []
      for wire in cost.outputs { outputs.append(try known(wire)) }
      for wire in cost.targets { targets.append(try known(wire)) }
      return try numbers.value(of: cost, outputs: outputs, targets: targets)
    }
  }

  private func power(
    _ base: Numbers.Scalar, _ exponent: UInt
  ) throws(ArithmeticFault) -> Numbers.Scalar {
    if exponent <= 1 { return base }
    var result = base
    for _ in 1..<exponent {
      result = numbers.product(result, base)
      try numbers.validate(result)
    }
    return result
  }
}

extension Circuit {
  /// Returns the numbers that some wires carry.
  ///
  /// - Complexity: O(gates that they are computed from).
  func values<Numbers: CircuitArithmetic>(
    of outputs: [Wire], in numbers: inout Numbers
  ) throws(ArithmeticFault) -> [Numbers.Scalar] {
    var evaluation = CircuitEvaluation(numbers)
    defer { numbers = evaluation.numbers }
    return try evaluation.values(of: outputs, computedFrom: ancestors(of: outputs), in: self)
  }
}
