public import ExactArithmetic

extension Cost {
  /// Returns the cost C of one sample from its outputs a and targets y.
  ///
  /// A logarithm whose coefficient is an exact zero is left out: 0 · ln 0 = 0.
  ///
  /// - Throws: `logarithmOfNonPositive` where an output is outside the cost's domain, `irrational`
  ///   where the arithmetic lacks a logarithm.
  /// - Precondition: as many targets as outputs.
  public func value<Scalar: ElementaryFunctions>(
    outputs: [Scalar], targets: [Scalar]
  ) throws(ArithmeticFault) -> Scalar {
    precondition(outputs.count == targets.count, "a sample has one target per output")
    var total = Scalar.zero
    for (a, y) in zip(outputs, targets) {
      switch self {
      case .halfSquaredError, .squaredError:
        let difference = a - y
        total = total + difference * difference
      case .binaryCrossEntropy:
        total = total - (try Self.term(y, logarithmOf: a))
        total = total - (try Self.term(.one - y, logarithmOf: .one - a))
      case .crossEntropy:
        total = total - (try Self.term(y, logarithmOf: a))
      }
    }
    guard self == .halfSquaredError else { return total }
    return total.constant(Self.oneHalf) * total
  }

  /// Returns ∂C/∂a for one output a and its target y.
  ///
  /// - Throws: `divisionByZero` where the cost is not finite there.
  public func derivative<Scalar: ElementaryFunctions>(
    output a: Scalar, target y: Scalar
  ) throws(ArithmeticFault) -> Scalar {
    switch self {
    case .halfSquaredError:
      return a - y
    case .squaredError:
      let difference = a - y
      return difference + difference
    case .binaryCrossEntropy:
      // (1 − y)/(1 − a) − y/a.
      return try Self.quotient(.one - y, .one - a) - Self.quotient(y, a)
    case .crossEntropy:
      return -(try Self.quotient(y, a))
    }
  }

  private static let oneHalf = Rational(1, 2)

  private static func term<Scalar: ElementaryFunctions>(
    _ coefficient: Scalar, logarithmOf argument: Scalar
  ) throws(ArithmeticFault) -> Scalar {
    coefficient.sign == .zero ? .zero : coefficient * (try argument.logarithm())
  }

  private static func quotient<Scalar: ElementaryFunctions>(
    _ dividend: Scalar, _ divisor: Scalar
  ) throws(ArithmeticFault) -> Scalar {
    dividend.sign == .zero ? .zero : try dividend.divided(by: divisor)
  }
}
