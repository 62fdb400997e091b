/// Turns expressions over columns and to × from matrices into the shapes of another lecture, and
/// back: z = W a + b is s = x W + b in rows, and z = Wᵀ a + b where W is from × to.
///
/// A letter that stands for the transposed quantity is replaced by its transpose, and a statement about
/// rows, or about from × to matrices, is transposed as a whole. Doing it twice changes nothing.
struct Orientation: Hashable, Sendable {
  let hasRows: Bool
  let isFromByTo: Bool

  init(_ notation: Notation) {
    hasRows = notation.vectorOrientation == .rows
    isFromByTo = notation.matrixOrientation == .fromByTo
  }

  /// Whether anything differs from columns and to × from.
  var changesAnything: Bool { hasRows || isFromByTo }

  /// What the letters of an expression stand for.
  enum Letters {
    /// Columns and to × from matrices.
    case canonical
    /// What the notation's letters stand for.
    case ofNotation
  }

  /// What an expression is, as far as transposition goes.
  private enum Shape {
    case scalar
    case column
    case row
    case matrix
  }

  /// Returns the same statement over the other letters.
  func exchanged(_ expression: MathExpression, from letters: Letters) -> MathExpression {
    switch shape(expression, letters) {
    case .scalar: pushed(expression, false, letters)
    case .column, .row: pushed(expression, hasRows, letters)
    case .matrix: pushed(expression, isFromByTo, letters)
    }
  }

  /// Returns an expression, or its transpose, over the other letters.
  private func pushed(
    _ expression: MathExpression, _ isTransposed: Bool, _ letters: Letters
  ) -> MathExpression {
    switch expression {
    case .number, .index: return expression
    case .quantity, .partial, .gradient:
      let isTurned: Bool
      switch leafShape(expression) {
      case .scalar: return expression
      case .column, .row: isTurned = hasRows
      case .matrix: isTurned = isFromByTo
      }
      return isTransposed != isTurned ? .transposed(expression) : expression
    case .vector: return isTransposed ? .transposed(expression) : expression
    case .matrix(let rows):
      guard isTransposed, let first = rows.first else { return expression }
      return .matrix(
        first.indices.map { column in rows.compactMap { column < $0.count ? $0[column] : nil } })
    case .transposed(let operand): return pushed(operand, !isTransposed, letters)
    case .product(let factors):
      let isScalar = factors.map { shape($0, letters) == .scalar }
      let turned = factors.enumerated().map { position, factor in
        pushed(factor, isTransposed && !isScalar[position], letters)
      }
      if !isTransposed || isElementwise(factors, letters) { return .product(turned) }
      // Scalars keep their places; the others stand in reverse order.
      var others = turned.indices.filter { !isScalar[$0] }.map { turned[$0] }
      return .product(
        turned.indices.map { isScalar[$0] ? turned[$0] : others.removeLast() })
    case .apply(.norm, let argument):
      // A vector is as long as its transpose, so that none is written.
      return .apply(.norm, exchanged(argument, from: letters))
    case .apply(let function, let argument):
      let inner = pushed(argument, isTransposed, letters)
      if case .transposed(let operand) = inner { return .transposed(.apply(function, operand)) }
      return .apply(function, inner)
    case .sum, .negation, .hadamard, .summation, .cases, .maximum, .minimum, .quotient, .indicator:
      // A number among them stays one.
      return expression.mapParts {
        pushed($0, isTransposed && shape($0, letters) != .scalar, letters)
      }
    case .power(let base, let exponent):
      let isScalar = shape(base, letters) == .scalar
      return .power(
        pushed(base, isTransposed && !isScalar, letters), pushed(exponent, false, letters))
    case .change(let operand): return .change(pushed(operand, isTransposed, letters))
    case .name: return expression
    }
  }

  /// Whether factors can only be multiplied entry by entry: several rows, or several columns.
  private func isElementwise(_ factors: [MathExpression], _ letters: Letters) -> Bool {
    let shapes = factors.map { shape($0, letters) }.filter { $0 != .scalar }
    return shapes.count > 1
      && (shapes.allSatisfy { $0 == .row } || shapes.allSatisfy { $0 == .column })
  }

  private func leafShape(_ expression: MathExpression) -> Shape {
    switch expression {
    case .quantity(let quantity): shape(of: quantity)
    case .partial(.quantity(let above), by: .quantity(let below)):
      shape(of: above) == .scalar ? shape(of: below) : .scalar
    case .gradient(_, by: let variable?): leafShape(variable)
    default: .scalar
    }
  }

  private func shape(of quantity: Quantity) -> Shape {
    guard quantity.unit == nil else { return .scalar }
    switch quantity.kind {
    case .input, .target, .weightedInput, .activation, .bias, .error: return .column
    case .weight: return quantity.from == nil ? .matrix : .scalar
    default: return .scalar
    }
  }

  private func shape(_ expression: MathExpression, _ letters: Letters) -> Shape {
    switch expression {
    case .quantity, .partial, .gradient:
      let leaf = leafShape(expression)
      return leaf == .column && hasRows && letters == .ofNotation ? .row : leaf
    case .vector: return .column
    case .matrix: return .matrix
    case .transposed(let operand):
      switch shape(operand, letters) {
      case .scalar: return .scalar
      case .column: return .row
      case .row: return .column
      case .matrix: return .matrix
      }
    case .sum(let terms):
      for term in terms {
        let shape = shape(term.expression, letters)
        if shape != .scalar { return shape }
      }
      return .scalar
    case .hadamard(let parts):
      for part in parts {
        let shape = shape(part, letters)
        if shape != .scalar { return shape }
      }
      return .scalar
    case .product(let factors):
      return factors.reduce(.scalar) { Self.product($0, shape($1, letters)) }
    case .apply(.norm, _): return .scalar
    case .negation(let operand), .apply(_, let operand), .power(let operand, _),
      .change(let operand):
      return shape(operand, letters)
    case .quotient(let numerator, let denominator):
      let shape = shape(numerator, letters)
      return shape == .scalar ? self.shape(denominator, letters) : shape
    case .maximum(let parts), .minimum(let parts):
      for part in parts {
        let shape = shape(part, letters)
        if shape != .scalar { return shape }
      }
      return .scalar
    case .cases(let cases):
      for each in cases {
        let shape = shape(each.value, letters)
        if shape != .scalar { return shape }
      }
      return .scalar
    case .summation(let sum): return shape(sum.body, letters)
    case .indicator(let comparison):
      // A condition on a vector is one on each of its entries.
      let left = shape(comparison.left, letters)
      return left == .scalar ? shape(comparison.right, letters) : left
    case .number, .index, .name: return .scalar
    }
  }

  private static func product(_ left: Shape, _ right: Shape) -> Shape {
    switch (left, right) {
    case (.scalar, let other), (let other, .scalar): other
    case (.row, .column): .scalar
    case (.column, .row), (.matrix, .matrix), (.column, .matrix), (.matrix, .row): .matrix
    case (.matrix, .column), (.column, .column): .column
    case (.row, .matrix), (.row, .row): .row
    }
  }
}
