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
  /// Returns a derivative of the polynomial that a general cost takes of a_j − y_j.
  func cost(derived order: Int, at difference: Scalar) -> Scalar
}

extension CircuitArithmetic {
  /// The general cost: Σ g(a_j − y_j) + Σ_{j<k} a_j a_k, so that no derivative is simpler than another.
  func value(of cost: CircuitCost, outputs: [Scalar], targets: [Scalar]) -> Scalar {
    var total = constant(.zero)
    let units = cost.units
    if units.isEmpty || units.allSatisfy({ $0 == units[0] }) {
      for (place, (a, y)) in zip(outputs, targets).enumerated()
      where units.isEmpty || units[0] == place + 1 {
        let difference = sum(a, product(constant(-1), y))
        total = sum(total, self.cost(derived: units.count, at: difference))
      }
    }
    for left in outputs.indices {
      for right in outputs.indices where left < right {
        switch units {
        case []: total = sum(total, product(outputs[left], outputs[right]))
        case [left + 1]: total = sum(total, outputs[right])
        case [right + 1]: total = sum(total, outputs[left])
        case [left + 1, right + 1]: total = sum(total, constant(.one))
        default: break
        }
      }
    }
    return total
  }
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
      for (place, term) in terms.enumerated() {
        var next = try known(term.wire)
        if term.coefficient != .one {
          next = numbers.product(numbers.constant(term.coefficient), next)
        }
        let sum = total.map { numbers.sum($0, next) } ?? next
        if place & 31 == 31 { try numbers.validate(sum) }
        total = sum
      }
      return total ?? numbers.constant(.zero)
    case .product(let factors):
      var above: Numbers.Scalar?
      var below: Numbers.Scalar?
      for (place, factor) in factors.enumerated() {
        let power = try power(known(factor.wire), factor.exponent.magnitude)
        if factor.exponent > 0 {
          above = above.map { numbers.product($0, power) } ?? power
        } else {
          below = below.map { numbers.product($0, power) } ?? power
        }
        if place & 31 == 31, let longest = above ?? below { try numbers.validate(longest) }
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
      return numbers.value(of: cost, outputs: outputs, targets: targets)
    }
  }

  private func power(
    _ base: Numbers.Scalar, _ exponent: UInt
  ) throws(ArithmeticFault) -> Numbers.Scalar {
    if exponent <= 1 { return base }
    if exponent > 8 {
      // Squares save most products; short powers keep their order of rounding.
      let root = try power(base, exponent / 2)
      var result = numbers.product(root, root)
      if exponent % 2 == 1 { result = numbers.product(result, base) }
      try numbers.validate(result)
      return result
    }
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
