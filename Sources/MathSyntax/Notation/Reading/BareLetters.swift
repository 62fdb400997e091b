/// Finds letters without a unit, which in many lectures stand for the one unit of a layer.
enum BareLetters {
  /// Whether the values of a whole layer are in an expression.
  static func areIn(_ expression: MathExpression) -> Bool {
    if case .quantity(let quantity) = expression {
      guard quantity.unit == nil, quantity.from == nil else { return false }
      switch quantity.kind {
      case .input, .target, .weightedInput, .activation, .weight, .bias, .error: return true
      default: return false
      }
    }
    return expression.containsPart(where: areIn)
  }

  /// Whether a formula is about vectors by its looks: bold letters, the capital of a matrix, entries,
  /// transposes, elementwise products.
  static func showsVectors(_ items: some Collection<Formula.Item>) -> Bool {
    items.contains { item in
      switch item.kind {
      case .identifier(_, .bold): true
      case .identifier(let name, _): name.isSpelled("W")
      case .symbol(let symbol): symbol == .transpose || symbol == .hadamard || symbol == .circle
      case .script(let base, let sub, let sup):
        showsVectors(CollectionOfOne(base)) || showsVectors(sup.items)
          || ExpressionParser.isTransposition(sup) || showsVectors(sub.items)
      case .accent(.arrow, _), .grid(.matrix, _): true
      case .accent(_, let content), .root(let content), .fenced(_, let content, _):
        showsVectors(content.items)
      case .fraction(let above, let below):
        showsVectors(above.items) || showsVectors(below.items)
      case .number, .functionName, .largeOperator, .grid(.cases, _), .text, .blank: false
      }
    }
  }
}
