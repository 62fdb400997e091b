import BackpropEngine
import ExactArithmetic
import MathSyntax

/// How a value is carried on that is no fraction.
enum WorkingPrecision: Hashable, Sendable {
  /// As the machine has it.
  case double
  /// Enclosed in an interval of so many bits.
  case bits(Int)

  /// What the trace's own numbers are in, with room for the digits that are shown.
  init(_ arithmetic: Arithmetic, showing rounding: NumberStyle.Rounding) {
    switch (arithmetic, rounding) {
    case (.double, _): self = .double
    case (_, .significantDigits(let count)), (_, .decimals(let count)):
      self = .bits(256 + 4 * count)
    }
  }
}

/// The operations of expressions, carried out on values.
enum Operations {
  /// Returns the value of an operation, its parts valued by `value`.
  static func value(
    of expression: MathExpression, in working: WorkingPrecision,
    parts value: (MathExpression) throws(MeaningError) -> Value
  ) throws(MeaningError) -> Value {
    do {
      switch expression {
      case .number(let literal): return literal.value
      case .sum(let terms):
        var total: Value?
        for term in terms {
          let next = try value(term.expression)
          switch (total, term.isSubtracted) {
          case (nil, false): total = next
          case (nil, true): total = -next
          case (let sum?, false): total = sum + next
          case (let sum?, true): total = sum - next
          }
        }
        return total ?? .zero
      case .product(let factors):
        var product: Value?
        for factor in factors {
          let next = try value(factor)
          product = product.map { $0 * next } ?? next
        }
        return product ?? .one
      case .quotient(let numerator, let denominator):
        let dividend = try value(numerator)
        return try divide(dividend, by: value(denominator))
      case .power(let base, let exponent):
        return try power(value(base), value(exponent), of: expression)
      case .negation(let operand): return -(try value(operand))
      case .apply(let function, let argument):
        return try apply(function, to: value(argument), of: expression, in: working)
      case .maximum(let operands):
        return try extremum(operands, .positive, of: expression, value)
      case .minimum(let operands):
        return try extremum(operands, .negative, of: expression, value)
      case .indicator(let comparison):
        return try holds(comparison, value) ? .one : .zero
      case .cases(let cases):
        for each in cases {
          guard let condition = each.condition else { return try value(each.value) }
          if try holds(condition, value) { return try value(each.value) }
        }
        throw MeaningError.notANumber(expression)
      case .quantity, .index, .summation, .partial, .hadamard, .transposed, .vector, .matrix,
        .gradient, .change, .name:
        throw MeaningError.notANumber(expression)
      }
    } catch let fault as ArithmeticFault {
      throw .arithmetic(fault)
    } catch let error as MeaningError {
      throw error
    } catch {
      throw .notANumber(expression)
    }
  }

  /// Returns a function's value; where the exact one is no fraction, in the working precision.
  static func leavingFractions(
    _ argument: Value, in working: WorkingPrecision,
    _ function: (Value) throws(ArithmeticFault) -> Value
  ) throws(ArithmeticFault) -> Value {
    do {
      return try function(argument)
    } catch .irrational {
      if case .bits(let precision) = working,
        let interval = argument.enclosure(precision: precision)
      {
        return try function(.interval(interval))
      }
      return try function(.double(argument.approximate))
    }
  }

  private static func divide(
    _ dividend: Value, by divisor: Value
  ) throws(ArithmeticFault) -> Value {
    try dividend.divided(by: divisor)
  }

  private static func power(
    _ base: Value, _ exponent: Value, of expression: MathExpression
  ) throws -> Value {
    guard case .rational(let number) = exponent, number.isInteger,
      let count = Int(exactly: number.numerator), abs(count) <= 4096
    else { throw MeaningError.notANumber(expression) }
    var result = Value.one
    var square = base
    var remaining = abs(count)
    while remaining > 0 {
      if remaining & 1 == 1 { result = result * square }
      remaining >>= 1
      if remaining > 0 { square = square * square }
    }
    return count < 0 ? try Value.one.divided(by: result) : result
  }

  private static func apply(
    _ function: MathFunction, to argument: Value, of expression: MathExpression,
    in working: WorkingPrecision
  ) throws -> Value {
    switch function {
    case .activation, .logic: throw MeaningError.notANumber(expression)
    case .exponential:
      return try leavingFractions(argument, in: working) { x throws(ArithmeticFault) in
        try x.exponential()
      }
    case .logarithm:
      return try leavingFractions(argument, in: working) { x throws(ArithmeticFault) in
        try x.logarithm()
      }
    case .hyperbolicTangent:
      return try leavingFractions(argument, in: working) { x throws(ArithmeticFault) in
        try x.hyperbolicTangent()
      }
    case .logistic:
      return try leavingFractions(argument, in: working) { x throws(ArithmeticFault) in
        try x.logistic()
      }
    case .squareRoot:
      return try leavingFractions(argument, in: working) { x throws(ArithmeticFault) in
        try x.squareRoot()
      }
    case .absoluteValue: return try sign(of: argument) == .negative ? -argument : argument
    case .signum: return .rational(Rational(try sign(of: argument).rawValue))
    case .rectifier: return try sign(of: argument) == .positive ? argument : .zero
    case .softplus:
      return try leavingFractions(argument, in: working) { x throws(ArithmeticFault) in
        try (.one + x.exponential()).logarithm()
      }
    case .softmax, .norm, .derivative: throw MeaningError.notANumber(expression)
    }
  }

  private static func extremum(
    _ operands: [MathExpression], _ wanted: Sign, of expression: MathExpression,
    _ value: (MathExpression) throws(MeaningError) -> Value
  ) throws -> Value {
    var best: Value?
    for operand in operands {
      let next = try value(operand)
      if let current = best, try sign(of: next - current) != wanted { continue }
      best = next
    }
    guard let best else { throw MeaningError.notANumber(expression) }
    return best
  }

  private static func holds(
    _ comparison: Comparison, _ value: (MathExpression) throws(MeaningError) -> Value
  ) throws -> Bool {
    let sign = try sign(of: value(comparison.left) - value(comparison.right))
    switch comparison.relation {
    case .equal: return sign == .zero
    case .notEqual: return sign != .zero
    case .less: return sign == .negative
    case .lessOrEqual: return sign != .positive
    case .greater: return sign == .positive
    case .greaterOrEqual: return sign != .negative
    }
  }

  private static func sign(of value: Value) throws(ArithmeticFault) -> Sign {
    guard let sign = value.sign else { throw .undecidedSign }
    return sign
  }
}
