import BackpropEngine
import ExactArithmetic
import MathSyntax

extension TensorBuilder {
  // MARK: Sums

  mutating func sum(
    _ terms: [MathExpression.Term], _ bindings: IndexBindings, _ wanted: TensorShape?
  ) throws(MeaningError) -> Wires {
    var parts: [Wires] = []
    var shape = TensorShape.scalar
    var first = 0
    for (place, term) in terms.enumerated() {
      let part = try tensor(
        of: term.expression, bindings, wanted: shape == .scalar ? wanted : shape)
      if shape == .scalar {
        shape = part.shape
        first = place
      } else if part.shape != .scalar, part.shape != shape {
        throw .shapes(
          ShapeFault(
            .sum, terms[first].expression, shape, term.expression, part.shape))
      }
      parts.append(part)
    }
    var entries: [Circuit.Wire] = []
    for place in 0..<shape.count {
      entries.append(
        try model.circuit.sum(
          zip(terms, parts).map { term, part in
            // A number is added to every entry.
            .init(
              wire: part.entries[part.shape == .scalar ? 0 : place],
              coefficient: term.isSubtracted ? -1 : 1)
          }))
    }
    return Wires(shape, entries)
  }

  mutating func summation(
    _ sum: MathExpression.Summation, _ bindings: IndexBindings, _ wanted: TensorShape?
  ) throws(MeaningError) -> Wires {
    var inner = bindings
    var shape = TensorShape.scalar
    var parts: [Wires] = []
    let before = model.sample
    defer { model.sample = before }
    for index in try range(of: sum.domain, bindings) {
      inner[sum.variable] = index
      if sum.domain == .samples { model.sample = index }
      let part = try tensor(of: sum.body, inner, wanted: wanted)
      if parts.isEmpty { shape = part.shape }
      guard part.shape == shape else {
        throw .shapes(ShapeFault(.sum, sum.body, shape, sum.body, part.shape))
      }
      parts.append(part)
    }
    var entries: [Circuit.Wire] = []
    for place in 0..<shape.count {
      entries.append(
        try model.circuit.sum(parts.map { .init(wire: $0.entries[place], coefficient: 1) }))
    }
    return Wires(shape, entries)
  }

  private func range(
    of domain: MathExpression.Summation.Domain, _ bindings: IndexBindings
  ) throws(MeaningError) -> [Int] {
    switch domain {
    case .units(let layer):
      let layer = try number(layer, bindings)
      guard layer >= 0, layer <= model.plan.depth else {
        throw .noSuchQuantity(Quantity(.width, layer: .number(layer)))
      }
      return Array(1...model.plan.widths[layer])
    case .range(let lower, let upper):
      let first = try number(lower, bindings)
      let last = try number(upper, bindings)
      guard last - first < Circuit.gateLimit else { throw .tooMuchWork }
      return first <= last ? Array(first...last) : []
    case .samples: return model.plan.batch ?? Array(1...model.plan.samples)
    }
  }

  // MARK: Products

  mutating func product(
    _ factors: [MathExpression], _ bindings: IndexBindings, _ wanted: TensorShape?
  ) throws(MeaningError) -> Wires {
    var parts: [Wires] = []
    for factor in factors {
      // ½ (a − y)² is a number where one is needed.
      var isPower = false
      if case .power = factor { isPower = true }
      parts.append(
        try tensor(of: factor, bindings, wanted: isPower && wanted == .scalar ? .scalar : nil))
    }
    // Numbers multiply everything; what is left is a product of vectors and matrices.
    var scale = model.circuit.one
    var tensors: [(expression: MathExpression, wires: Wires)] = []
    for (factor, part) in zip(factors, parts) {
      if part.shape == .scalar {
        scale = try model.circuit.product(scale, part.entries[0])
      } else {
        tensors.append((factor, part))
      }
    }
    guard let first = tensors.first else { return Wires(scale) }
    let result: Wires
    if tensors.count == 1 {
      result = first.wires
    } else {
      do {
        result = try fromLeft(tensors, wanted)
      } catch {
        guard case .shapes = error, tensors.count > 2,
          let other = try? fromRight(tensors, wanted)
        else { throw error }
        result = other
      }
    }
    if scale == model.circuit.one { return result }
    return try result.map { wire throws(MeaningError) in
      try model.circuit.product(scale, wire)
    }
  }

  private mutating func fromLeft(
    _ tensors: [(expression: MathExpression, wires: Wires)], _ wanted: TensorShape?
  ) throws(MeaningError) -> Wires {
    var result = tensors[0].wires
    var expression = tensors[0].expression
    for (place, next) in tensors.enumerated().dropFirst() {
      let isLast = place == tensors.count - 1
      result = try product(
        expression, result, next.expression, next.wires, wanted: isLast ? wanted : nil)
      expression = .product([expression, next.expression])
    }
    return result
  }

  private mutating func fromRight(
    _ tensors: [(expression: MathExpression, wires: Wires)], _ wanted: TensorShape?
  ) throws(MeaningError) -> Wires {
    let last = tensors.count - 1
    var result = tensors[last].wires
    var expression = tensors[last].expression
    for place in (0..<last).reversed() {
      let next = tensors[place]
      result = try product(
        next.expression, next.wires, expression, result, wanted: place == 0 ? wanted : nil)
      expression = .product([next.expression, expression])
    }
    return result
  }

  /// The matrix product, and what a product of two rows or columns is taken for.
  private mutating func product(
    _ leftExpression: MathExpression, _ left: Wires, _ rightExpression: MathExpression,
    _ right: Wires, wanted: TensorShape?
  ) throws(MeaningError) -> Wires {
    if left.shape == .scalar || right.shape == .scalar {
      let (scale, tensor) =
        left.shape == .scalar ? (left.entries[0], right) : (right.entries[0], left)
      return try tensor.map { wire throws(MeaningError) in
        try model.circuit.product(scale, wire)
      }
    }
    switch (left.shape, right.shape) {
    case (.column(let n), .column(let m)) where n == m,
      (.row(let n), .row(let m)) where n == m:
      if wanted == .scalar { return Wires(try dot(left.entries, right.entries)) }
      noteEntrywiseProduct()
      return try entrywise(left, right)
    default: break
    }
    guard left.shape.columns == right.shape.rows else {
      // A vector of one unit is as good as its number.
      if model.plan.takesSingleUnitsAsNumbers, left.shape.count == 1 || right.shape.count == 1 {
        let (scale, tensor) = left.shape.count == 1 ? (left, right) : (right, left)
        return try tensor.map { wire throws(MeaningError) in
          try model.circuit.product(scale.entries[0], wire)
        }
      }
      throw .shapes(
        ShapeFault(.product, leftExpression, left.shape, rightExpression, right.shape))
    }
    let (rows, inner, columns) = (left.shape.rows, left.shape.columns, right.shape.columns)
    var entries: [Circuit.Wire] = []
    for row in 0..<rows {
      for column in 0..<columns {
        entries.append(
          try dot(
            (0..<inner).map { left.entries[row * inner + $0] },
            (0..<inner).map { right.entries[$0 * columns + column] }))
      }
    }
    let shape: TensorShape =
      switch (left.shape, right.shape) {
      case (.row, .column): .scalar
      case (.row, _): .row(columns)
      case (_, .column): .column(rows)
      default: .matrix(rows, columns)
      }
    return Wires(shape, entries)
  }

  private mutating func dot(
    _ left: [Circuit.Wire], _ right: [Circuit.Wire]
  ) throws(MeaningError) -> Circuit.Wire {
    var terms: [Circuit.Term] = []
    for (a, b) in zip(left, right) {
      terms.append(.init(wire: try model.circuit.product(a, b), coefficient: 1))
    }
    return try model.circuit.sum(terms)
  }

  private mutating func entrywise(
    _ left: Wires, _ right: Wires
  ) throws(MeaningError) -> Wires {
    var entries: [Circuit.Wire] = []
    for (a, b) in zip(left.entries, right.entries) {
      entries.append(try model.circuit.product(a, b))
    }
    return Wires(left.shape, entries)
  }

  mutating func entrywise(
    _ operands: [MathExpression], _ bindings: IndexBindings, _ wanted: TensorShape?
  ) throws(MeaningError) -> Wires {
    guard let first = operands.first else { return Wires(model.circuit.one) }
    var result = try tensor(of: first, bindings, wanted: wanted)
    for operand in operands.dropFirst() {
      let next = try tensor(of: operand, bindings, wanted: result.shape)
      if result.shape == next.shape {
        result = try entrywise(result, next)
      } else if result.shape == .scalar || next.shape == .scalar {
        result = try product(first, result, operand, next, wanted: nil)
      } else {
        throw .shapes(
          ShapeFault(.elementwiseProduct, first, result.shape, operand, next.shape))
      }
    }
    return result
  }

  mutating func quotient(
    _ whole: MathExpression, _ numerator: MathExpression, _ denominator: MathExpression,
    _ bindings: IndexBindings, _ wanted: TensorShape?
  ) throws(MeaningError) -> Wires {
    let above = try tensor(of: numerator, bindings, wanted: wanted)
    let below = try tensor(
      of: denominator, bindings, wanted: above.shape == .scalar ? wanted : above.shape)
    if below.shape == .scalar {
      return try above.map { wire throws(MeaningError) in
        try model.circuit.quotient(wire, below.entries[0])
      }
    }
    if above.shape == .scalar {
      return try below.map { wire throws(MeaningError) in
        try model.circuit.quotient(above.entries[0], wire)
      }
    }
    guard above.shape == below.shape else {
      throw .shapes(
        ShapeFault(.elementwiseProduct, numerator, above.shape, denominator, below.shape))
    }
    var entries: [Circuit.Wire] = []
    for (a, b) in zip(above.entries, below.entries) {
      entries.append(try model.circuit.quotient(a, b))
    }
    return Wires(above.shape, entries)
  }

  mutating func power(
    _ whole: MathExpression, _ base: MathExpression, _ exponent: MathExpression,
    _ bindings: IndexBindings, _ wanted: TensorShape?
  ) throws(MeaningError) -> Wires {
    let value = try scalar(exponent, bindings)
    guard let number = model.circuit.constant(of: value), number.magnitude <= 64 else {
      throw .notANumber(whole)
    }
    var result = try tensor(of: base, bindings, wanted: nil)
    if result.shape.isVector, wanted == .scalar, number == 2 {
      return Wires(try dot(result.entries, result.entries))
    }
    if case .matrix = result.shape { throw .notANumber(whole) }
    guard let doubled = Int(exactly: (number * 2).numerator), (number * 2).isInteger else {
      throw .notANumber(whole)
    }
    result = try result.map { wire throws(MeaningError) in
      if doubled % 2 == 0 { return try model.circuit.power(wire, doubled / 2) }
      return try model.circuit.power(
        model.circuit.apply(.squareRoot, to: wire), doubled)
    }
    return result
  }

  // MARK: Conditions

  mutating func indicator(
    _ comparison: Comparison, _ bindings: IndexBindings
  ) throws(MeaningError) -> Circuit.Wire {
    let left = try scalar(comparison.left, bindings)
    let right = try scalar(comparison.right, bindings)
    let difference = try model.circuit.difference(left, right)
    let one = model.circuit.one
    switch comparison.relation {
    case .equal: return try model.circuit.apply(.isZero, to: difference)
    case .notEqual:
      return try model.circuit.difference(one, model.circuit.apply(.isZero, to: difference))
    case .greater: return try model.circuit.apply(.isPositive, to: difference)
    case .greaterOrEqual: return try model.circuit.isNotNegative(difference)
    case .less:
      return try model.circuit.apply(.isPositive, to: model.circuit.negated(difference))
    case .lessOrEqual:
      return try model.circuit.isNotNegative(model.circuit.negated(difference))
    }
  }

  /// The first value whose condition holds.
  mutating func choice(
    _ cases: ArraySlice<MathExpression.Case>, _ bindings: IndexBindings, _ wanted: TensorShape?,
    _ whole: MathExpression
  ) throws(MeaningError) -> Wires {
    guard let first = cases.first else { throw .notANumber(whole) }
    guard let condition = first.condition else {
      return try tensor(of: first.value, bindings, wanted: wanted)
    }
    let holds = try indicator(condition, bindings)
    if holds == model.circuit.one { return try tensor(of: first.value, bindings, wanted: wanted) }
    // The last condition may be left to be the only one that remains.
    if cases.count == 1, holds != model.circuit.zero {
      return try tensor(of: first.value, bindings, wanted: wanted)
    }
    let rest = try choice(cases.dropFirst(), bindings, wanted, whole)
    if holds == model.circuit.zero { return rest }
    let value = try tensor(of: first.value, bindings, wanted: wanted)
    guard value.shape == rest.shape else {
      throw .shapes(ShapeFault(.sum, first.value, value.shape, whole, rest.shape))
    }
    var entries: [Circuit.Wire] = []
    for (value, rest) in zip(value.entries, rest.entries) {
      let difference = try model.circuit.difference(value, rest)
      entries.append(try model.circuit.sum(rest, model.circuit.product(holds, difference)))
    }
    return Wires(value.shape, entries)
  }

  mutating func extremum(
    _ operands: [MathExpression], _ bindings: IndexBindings, isMaximum: Bool
  ) throws(MeaningError) -> Wires {
    var shape = TensorShape.scalar
    var parts: [(expression: MathExpression, wires: Wires)] = []
    for operand in operands {
      let part = try tensor(of: operand, bindings, wanted: shape)
      if part.shape != .scalar {
        if shape != .scalar, shape != part.shape {
          throw .shapes(
            ShapeFault(.elementwiseProduct, operands[0], shape, operand, part.shape))
        }
        shape = part.shape
      }
      parts.append((operand, part))
    }
    guard let first = parts.first else { throw .notANumber(.maximum(operands)) }
    var entries: [Circuit.Wire] = []
    for place in 0..<shape.count {
      var best = first.wires.entries[first.wires.shape == .scalar ? 0 : place]
      for part in parts.dropFirst() {
        let next = part.wires.entries[part.wires.shape == .scalar ? 0 : place]
        if isMaximum {
          best = try model.circuit.maximum(best, next)
        } else {
          let negated = try model.circuit.maximum(
            model.circuit.negated(best), model.circuit.negated(next))
          best = try model.circuit.negated(negated)
        }
      }
      entries.append(best)
    }
    return Wires(shape, entries)
  }
}
