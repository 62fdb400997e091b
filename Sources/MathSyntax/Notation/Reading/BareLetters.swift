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

  /// Returns the sides of a statement about one unit with that unit at bare letters of its layer:
  /// ∂E/∂o_1 = −(target − out).
  ///
  /// A weight without units stays the matrix, and so does everything beside it.
  static func bound(_ sides: [MathExpression], in context: NotationContext) -> [MathExpression] {
    guard let widths = context.widths, sides.count > 1, let receiver = unit(of: sides[0]),
      let layer = context.layerNumber(receiver.layer), layer > 0, layer < widths.count,
      widths[layer] > 1
    else { return sides }
    func bound(_ expression: MathExpression) -> MathExpression {
      switch expression {
      case .quantity(var quantity):
        guard quantity.unit == nil, quantity.from == nil else { return expression }
        switch quantity.kind {
        case .target: guard layer == widths.count - 1 else { return expression }
        case .activation, .weightedInput, .error, .bias:
          guard context.layerNumber(quantity.layer ?? receiver.layer) == layer else {
            return expression
          }
          quantity.layer = receiver.layer
        default: return expression
        }
        quantity.unit = receiver.unit
        return .quantity(quantity)
      case .product(let factors) where factors.contains(where: hasMatrix): return expression
      case .summation, .partial, .gradient, .transposed, .vector, .matrix: return expression
      default: return expression.mapParts(bound)
      }
    }
    return [sides[0]] + sides.dropFirst().map(bound)
  }

  /// The unit with a number that a left side is about.
  private static func unit(of side: MathExpression) -> (layer: Index, unit: Index)? {
    let subject: MathExpression
    if case .partial(_, by: let variable) = side { subject = variable } else { subject = side }
    guard case .quantity(let quantity) = subject, quantity.from == nil, let layer = quantity.layer,
      let unit = quantity.unit, unit.number != nil
    else { return nil }
    return (layer, unit)
  }

  /// Whether a weight without units is in an expression.
  static func hasMatrix(_ expression: MathExpression) -> Bool {
    if case .quantity(let quantity) = expression {
      return quantity.kind == .weight && quantity.unit == nil && quantity.from == nil
    }
    return expression.containsPart(where: hasMatrix)
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
        // Σ'(z) is a matrix.
        LetterTable.key(base) == "Σ" || showsVectors(CollectionOfOne(base))
          || showsVectors(sup.items)
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

extension Formula {
  /// Whether the formula is about vectors by its looks, so that a letter without a unit is no number:
  /// bold letters, the capital of a matrix, entries, transposes, elementwise products.
  public var showsVectors: Bool { BareLetters.showsVectors(items) }
}
