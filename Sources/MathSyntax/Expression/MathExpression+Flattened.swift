import ExactArithmetic

extension MathExpression {
  /// The same expression with the freedom of writing taken out: sums and products without sums and
  /// products within, signs before products, fractions of products, numbers without a form.
  ///
  /// Order is kept, and nothing is computed. Two expressions that only differ in how they nest, or in
  /// 1/2 being a number or a quotient, have the same flattened form.
  public var flattened: MathExpression { Flattening.flattened(self) }
}

/// Flattens expressions.
private enum Flattening {
  static func flattened(_ expression: MathExpression) -> MathExpression {
    switch expression.mapParts(flattened) {
    case .number(let literal): number(literal)
    case .sum(let terms): sum(terms)
    case .product(let factors): product(factors)
    case .quotient(let numerator, let denominator): quotient(numerator, denominator)
    case .negation(let operand): negated(operand)
    case .quantity(let quantity) where quantity.kind == .activation && quantity.layer == 0:
      // The activations of layer 0 are the inputs.
      .quantity(Quantity(.input, unit: quantity.unit, sample: quantity.sample))
    case .transposed(let operand): transposed(operand)
    case .hadamard(let operands) where operands.count == 1: operands[0]
    case .apply(.derivative(let inner), let argument): derivative(inner, argument)
    case let other: other
    }
  }

  private static func number(_ literal: NumberLiteral) -> MathExpression {
    guard case .rational(let value) = literal.value else { return .number(literal) }
    let magnitude = value.magnitude
    let whole: MathExpression
    if case .typed(let typed) = literal, !typed.text.utf8.contains(UInt8(ascii: "/")) {
      let digits = typed.text.drop { "+-−".contains($0) }
      whole = .number(.typed(TypedNumber(value: magnitude, text: String(digits))))
    } else if value.isInteger {
      whole = integer(magnitude)
    } else {
      whole = .quotient(
        integer(Rational(magnitude.numerator)), integer(Rational(magnitude.denominator)))
    }
    return value.sign == .negative ? .negation(whole) : whole
  }

  private static func integer(_ value: Rational) -> MathExpression {
    .number(.typed(TypedNumber(value)))
  }

  private static func sum(_ terms: [MathExpression.Term]) -> MathExpression {
    var flat: [MathExpression.Term] = []
    for term in terms {
      switch term.expression {
      case .sum(let inner):
        for part in inner {
          flat.append(
            .init(part.expression, isSubtracted: part.isSubtracted != term.isSubtracted))
        }
      case .negation(let operand): flat.append(.init(operand, isSubtracted: !term.isSubtracted))
      default: flat.append(.init(term.expression, isSubtracted: term.isSubtracted))
      }
    }
    guard flat.count == 1 else { return .sum(flat) }
    return flat[0].isSubtracted ? .negation(flat[0].expression) : flat[0].expression
  }

  private static func product(_ factors: [MathExpression]) -> MathExpression {
    var isNegative = false
    var above: [MathExpression] = []
    var below: [MathExpression] = []
    for factor in factors {
      var factor = factor
      if case .negation(let operand) = factor {
        isNegative.toggle()
        factor = operand
      } else if case .sum(let terms) = factor, terms[0].isSubtracted {
        isNegative.toggle()
        factor = negated(factor)
      }
      if case .quotient(let numerator, let denominator) = factor {
        above += parts(numerator)
        below += parts(denominator)
      } else {
        above += parts(factor)
      }
    }
    let result =
      below.isEmpty ? joined(above) : quotient(joined(above), joined(below))
    return isNegative ? negated(result) : result
  }

  private static func quotient(
    _ numerator: MathExpression, _ denominator: MathExpression
  ) -> MathExpression {
    if case .negation(let operand) = numerator { return negated(quotient(operand, denominator)) }
    if case .sum(let terms) = numerator, terms[0].isSubtracted {
      // −(a − b)/c: the sign may stand before the fraction or above the line.
      return negated(quotient(negated(numerator), denominator))
    }
    if case .negation(let operand) = denominator { return negated(quotient(numerator, operand)) }
    if case .quotient(let above, let below) = numerator {
      return .quotient(above, joined(parts(below) + parts(denominator)))
    }
    if case .quotient(let above, let below) = denominator {
      return .quotient(joined(parts(numerator) + parts(below)), above)
    }
    return .quotient(numerator, denominator)
  }

  private static func negated(_ expression: MathExpression) -> MathExpression {
    switch expression {
    case .negation(let operand): operand
    case .sum(let terms):
      .sum(terms.map { .init($0.expression, isSubtracted: !$0.isSubtracted) })
    default: .negation(expression)
    }
  }

  private static func transposed(_ expression: MathExpression) -> MathExpression {
    if case .transposed(let operand) = expression { return operand }
    return .transposed(expression)
  }

  private static func derivative(
    _ function: MathFunction, _ argument: MathExpression
  ) -> MathExpression {
    if case .activation(let layer, let order) = function {
      return .apply(.activation(layer: layer, order: order + 1), argument)
    }
    return .apply(.derivative(function), argument)
  }

  private static func parts(_ expression: MathExpression) -> [MathExpression] {
    if case .product(let factors) = expression { return factors }
    return [expression]
  }

  private static func joined(_ factors: [MathExpression]) -> MathExpression {
    factors.count == 1 ? factors[0] : .product(factors)
  }
}
