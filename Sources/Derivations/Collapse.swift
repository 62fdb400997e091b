import ExactArithmetic
import MathSyntax

/// Works a numeric expression out, one level of operations a line, as a person would.
struct Collapse {
  /// How every intermediate value is rounded before it is carried on; nil: not at all.
  let rounding: NumberStyle?
  /// How values are carried on that are no fractions.
  var working = WorkingPrecision.bits(256)

  /// Returns the lines from an expression of numbers down to a single number, that included.
  func lines(from expression: MathExpression) throws(MeaningError) -> [MathExpression] {
    var lines: [MathExpression] = []
    var current = expression
    while !Self.isLiteral(current) {
      current = try next(current)
      lines.append(current)
    }
    return lines
  }

  /// Returns the expression with every operation on mere numbers carried out, one level deep.
  func next(_ expression: MathExpression) throws(MeaningError) -> MathExpression {
    if Self.isLiteral(expression) { return expression }
    if Self.isReady(expression) { return .number(try worth(of: expression)) }
    let inner = try expression.mapParts { part throws(MeaningError) in try next(part) }
    guard case .sum(let terms) = inner else { return inner }
    return .sum(terms.map(Self.withoutDoubleSign))
  }

  /// Returns the value of an expression of numbers, rounded where values are.
  func worth(of expression: MathExpression) throws(MeaningError) -> NumberLiteral {
    let value = try Self.value(of: expression, in: working)
    guard let rounding else { return .computed(value) }
    let isExact = value.isExact && Self.hasOnlyExactNumbers(expression)
    let (numeral, wasExact) = rounding.rounded(value)
    return .rounded(numeral, wasExact: isExact && wasExact)
  }

  /// Returns the value of an expression of numbers.
  static func value(
    of expression: MathExpression, in working: WorkingPrecision
  ) throws(MeaningError) -> Value {
    try Operations.value(of: expression, in: working) { part throws(MeaningError) in
      try value(of: part, in: working)
    }
  }

  // MARK: Forms

  /// Whether the expression is a number; a minus sign before one that is not negative belongs to
  /// it.
  static func isLiteral(_ expression: MathExpression) -> Bool {
    switch expression {
    case .number: true
    case .negation(.number(let literal)): literal.value.sign != .negative
    default: false
    }
  }

  /// Whether all parts of an operation are numbers, so that it is the next to be carried out.
  ///
  /// 1 − a within a product counts as a number: a (1 − a) is one step with a pencil.
  private static func isReady(_ expression: MathExpression) -> Bool {
    switch expression {
    case .product(let factors): factors.allSatisfy { isLiteral($0) || isComplement($0) }
    default: parts(of: expression).allSatisfy(isLiteral)
    }
  }

  private static func isComplement(_ expression: MathExpression) -> Bool {
    guard case .sum(let terms) = expression, terms.count == 2,
      terms.allSatisfy({ isLiteral($0.expression) })
    else { return false }
    return terms[0].expression == 1 && terms[1].isSubtracted
  }

  static func parts(of expression: MathExpression) -> [MathExpression] {
    switch expression {
    case .number, .quantity, .index, .name: []
    case .sum(let terms): terms.map(\.expression)
    case .product(let parts), .maximum(let parts), .minimum(let parts), .hadamard(let parts),
      .vector(let parts):
      parts
    case .quotient(let left, let right), .power(let left, let right),
      .partial(let left, by: let right):
      [left, right]
    case .negation(let part), .apply(_, let part), .transposed(let part), .change(let part): [part]
    case .matrix(let rows): rows.flatMap { $0 }
    case .gradient(let part, let variable): [part] + (variable.map { [$0] } ?? [])
    case .summation(let sum): [sum.body]
    case .indicator(let comparison): [comparison.left, comparison.right]
    case .cases(let cases):
      cases.flatMap { each in
        [each.value] + (each.condition.map { [$0.left, $0.right] } ?? [])
      }
    }
  }

  static func hasOnlyExactNumbers(_ expression: MathExpression) -> Bool {
    switch expression {
    case .number(.rounded(_, let wasExact)): wasExact
    case .number(let literal): literal.value.isExact
    default: parts(of: expression).allSatisfy(hasOnlyExactNumbers)
    }
  }

  /// Returns a term with + (−b) as − b and − (−b) as + b.
  private static func withoutDoubleSign(_ term: MathExpression.Term) -> MathExpression.Term {
    guard case .number(let literal) = term.expression, literal.value.sign == .negative else {
      return term
    }
    return MathExpression.Term(
      .number(literal.negated), isSubtracted: !term.isSubtracted, isElided: term.isElided)
  }
}

extension NumberLiteral {
  /// The number with the other sign.
  var negated: NumberLiteral {
    switch self {
    case .typed(let number):
      let digits = number.text.drop { "+-−".contains($0) }
      return .typed(
        TypedNumber(
          value: -number.value,
          text: number.value.sign == .negative ? String(digits) : "-" + digits))
    case .exact(let value): return .exact(-value)
    case .computed(let value): return .computed(-value)
    case .rounded(let numeral, let wasExact):
      return .rounded(
        DecimalNumeral(
          isNegative: !numeral.isNegative, digits: numeral.digits, exponent: numeral.exponent),
        wasExact: wasExact)
    }
  }
}
