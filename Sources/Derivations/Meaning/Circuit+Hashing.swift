import ExactArithmetic
import MathSyntax

extension Circuit.Gate {
  /// A hash of the gate: equal gates have equal ones.
  var numberHash: UInt64 {
    switch self {
    case .constant(let value):
      var hash = NumberHash(1)
      hash.combine(value)
      return hash.value
    case .variable(let variable): return variable.numberHash
    case .sum(let constant, let terms):
      var hash = NumberHash(3)
      hash.combine(constant)
      for term in terms {
        hash.combine(term.wire)
        hash.combine(term.coefficient)
      }
      return hash.value
    case .product(let factors):
      var hash = NumberHash(4)
      for factor in factors { hash.combine(factor.wire << 12 ^ factor.exponent) }
      return hash.value
    case .function(let function, let argument):
      var hash = NumberHash(5)
      hash.combine(function.number)
      hash.combine(argument)
      return hash.value
    case .cost(let cost):
      var hash = NumberHash(6)
      hash.combine(cost.sample)
      for unit in cost.units { hash.combine(unit) }
      return hash.value
    }
  }
}

extension NumberHash {
  /// Most numbers of a circuit are 0, 1 and −1, and need no more than telling apart.
  @inline(__always)
  fileprivate mutating func combine(_ value: Rational) {
    if value.isZero {
      combine(0)
    } else if value == .one {
      combine(1)
    } else {
      combine(value.hashValue)
    }
  }
}

extension CircuitFunction {
  /// A number of its own for each function.
  fileprivate var number: Int {
    switch self {
    case .exponential: 1
    case .logarithm: 2
    case .logistic: 3
    case .hyperbolicTangent: 4
    case .squareRoot: 5
    case .identity: 6
    case .isPositive: 7
    case .isZero: 8
    case .general(let order): 16 + order
    }
  }
}

extension CircuitVariable {
  fileprivate var numberHash: UInt64 {
    var hash: NumberHash
    switch self {
    case .input(let sample, let unit):
      hash = NumberHash(11)
      hash.combine(sample)
      hash.combine(unit)
    case .target(let sample, let unit):
      hash = NumberHash(12)
      hash.combine(sample)
      hash.combine(unit)
    case .weight(let layer, let unit, let from):
      hash = NumberHash(13)
      hash.combine(layer)
      hash.combine(unit)
      hash.combine(from)
    case .bias(let layer, let unit):
      hash = NumberHash(14)
      hash.combine(layer)
      hash.combine(unit)
    case .quantity, .number, .recorded, .argument:
      hash = NumberHash(15)
      hash.combine(hashValue)
    }
    return hash.value
  }
}
