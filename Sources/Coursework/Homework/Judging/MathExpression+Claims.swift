import ExactArithmetic
import MathSyntax

extension MathSymbol {
  /// Whether the sign says that both sides are equal, a new value included.
  var isEquality: Bool {
    switch self {
    case .equals, .approximately, .defines, .becomes, .to: true
    default: false
    }
  }
}

extension MathExpression {
  /// The number of parts, counted no further than a limit.
  func partCount(limit: Int) -> Int {
    var count = 1
    _ = containsPart { part in
      count += part.partCount(limit: limit - count)
      return count > limit
    }
    return count
  }

  /// Whether a part is an expression.
  func mentions(_ part: MathExpression) -> Bool {
    self == part || containsPart { $0.mentions(part) }
  }

  /// Whether a name that the text has introduced is in it.
  var hasNames: Bool {
    if case .name = self { return true }
    return containsPart(where: \.hasNames)
  }

  /// Whether there are numbers in it only.
  var isNumeric: Bool {
    switch self {
    case .number: true
    case .quantity, .index, .name, .partial, .gradient, .change, .summation: false
    case .apply(.activation, _): false
    default: !containsPart { !$0.isNumeric }
    }
  }

  /// Whether it is a vector or matrix of numbers.
  var isWrittenOut: Bool {
    switch self {
    case .vector, .matrix: isNumeric
    case .transposed(let operand), .negation(let operand): operand.isWrittenOut
    default: false
    }
  }

  /// Whether a decimal number is in it.
  var hasDecimals: Bool {
    if case .number(let literal) = self {
      return WrittenNumber(literal).map { $0.decimals != nil } ?? true
    }
    return containsPart(where: \.hasDecimals)
  }

  /// Whether it is made of shapes only, (2×3) · (3×1).
  var isShape: Bool {
    switch self {
    case .product(let factors):
      factors.count > 1 && factors.allSatisfy { $0.isShape || $0.isSmallWhole }
    case .sum(let terms): terms.allSatisfy { $0.expression.isShape }
    case .hadamard(let factors): factors.allSatisfy(\.isShape)
    case .transposed(let operand): operand.isShape
    default: false
    }
  }

  private var isSmallWhole: Bool {
    if case .number(.exact(let value)) = self { return value.isInteger }
    return false
  }

  /// A whole number behind ≈, as a rounding.
  var asRounding: MathExpression {
    guard let written = WrittenNumber(self)?.roundedWhole else { return self }
    return .number(written)
  }

  /// A written number as an expression.
  static func number(_ written: WrittenNumber) -> MathExpression {
    var text = written.text
    if let decimals = written.decimals, decimals <= 0, !text.contains(where: { ".eE".contains($0) })
    {
      text = text.dropLast(-decimals) + "e\(-decimals)"
    }
    let typed = TypedNumber(value: written.value.magnitude, text: text)
    let magnitude =
      written.decimals == nil
      ? MathExpression.exact(written.value.magnitude) : .number(.typed(typed))
    return written.value.isNegative ? .negation(magnitude) : magnitude
  }
}
