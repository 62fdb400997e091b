extension MathExpression {
  /// Returns the expression with its direct parts replaced.
  public func mapParts<Failure: Error>(
    _ transform: (MathExpression) throws(Failure) -> MathExpression
  ) throws(Failure) -> MathExpression {
    switch self {
    case .number, .quantity, .index, .name: return self
    case .sum(let terms):
      return .sum(try terms.mapTerms(transform))
    case .product(let factors): return .product(try mapAll(factors, transform))
    case .quotient(let numerator, let denominator):
      return .quotient(try transform(numerator), try transform(denominator))
    case .power(let base, let exponent):
      return .power(try transform(base), try transform(exponent))
    case .negation(let operand): return .negation(try transform(operand))
    case .apply(let function, let argument): return .apply(function, try transform(argument))
    case .maximum(let operands): return .maximum(try mapAll(operands, transform))
    case .minimum(let operands): return .minimum(try mapAll(operands, transform))
    case .summation(let sum):
      return .summation(Summation(sum.variable, over: sum.domain, try transform(sum.body)))
    case .partial(let numerator, let denominator):
      return .partial(try transform(numerator), by: try transform(denominator))
    case .indicator(let comparison):
      return .indicator(try comparison.mapSides(transform))
    case .cases(let cases):
      var results: [Case] = []
      for each in cases {
        results.append(
          Case(try transform(each.value), if: try each.condition?.mapSides(transform)))
      }
      return .cases(results)
    case .hadamard(let operands): return .hadamard(try mapAll(operands, transform))
    case .transposed(let operand): return .transposed(try transform(operand))
    case .vector(let entries): return .vector(try mapAll(entries, transform))
    case .matrix(let rows):
      var results: [[MathExpression]] = []
      for row in rows { results.append(try mapAll(row, transform)) }
      return .matrix(results)
    case .gradient(let operand, let variable):
      guard let variable else { return .gradient(of: try transform(operand), by: nil) }
      return .gradient(of: try transform(operand), by: try transform(variable))
    case .change(let operand): return .change(try transform(operand))
    }
  }

  /// Returns the expression with bound index variables and the last layer replaced by numbers.
  ///
  /// - Parameter depth: the number of layers; nil leaves L as it is.
  public func instantiated(_ bindings: IndexBindings, depth: Int? = nil) -> MathExpression {
    let replace = { (index: Index) in index.instantiated(bindings, depth: depth) }
    switch self {
    case .quantity(let quantity): return .quantity(quantity.mapIndices(replace))
    case .index(let index): return .index(replace(index))
    case .apply(.activation(let layer, let order), let argument):
      return .apply(
        .activation(layer: layer.map(replace), order: order),
        argument.instantiated(bindings, depth: depth))
    case .summation(let sum):
      var inner = bindings
      inner[sum.variable] = nil
      return .summation(
        Summation(
          sum.variable, over: sum.domain.mapIndices(replace),
          sum.body.instantiated(inner, depth: depth)))
    default: return mapParts { $0.instantiated(bindings, depth: depth) }
    }
  }

  private func mapAll<Failure: Error>(
    _ parts: [MathExpression], _ transform: (MathExpression) throws(Failure) -> MathExpression
  ) throws(Failure) -> [MathExpression] {
    var results: [MathExpression] = []
    results.reserveCapacity(parts.count)
    for part in parts { results.append(try transform(part)) }
    return results
  }
}

extension MathExpression {
  /// Whether a direct part satisfies a condition.
  public func containsPart(where condition: (MathExpression) -> Bool) -> Bool {
    switch self {
    case .number, .quantity, .index, .name: false
    case .sum(let terms): terms.contains { condition($0.expression) }
    case .product(let parts), .maximum(let parts), .minimum(let parts), .hadamard(let parts),
      .vector(let parts):
      parts.contains(where: condition)
    case .quotient(let left, let right), .power(let left, let right),
      .partial(let left, by: let right):
      condition(left) || condition(right)
    case .negation(let operand), .apply(_, let operand), .transposed(let operand),
      .change(let operand):
      condition(operand)
    case .summation(let sum): condition(sum.body)
    case .indicator(let comparison): condition(comparison.left) || condition(comparison.right)
    case .cases(let cases):
      cases.contains { each in
        condition(each.value)
          || each.condition.map { condition($0.left) || condition($0.right) } ?? false
      }
    case .matrix(let rows): rows.contains { $0.contains(where: condition) }
    case .gradient(let operand, let variable):
      condition(operand) || variable.map(condition) ?? false
    }
  }
}

extension MathExpression.Summation.Domain {
  /// Returns the domain with its indices replaced.
  public func mapIndices(_ transform: (Index) -> Index) -> Self {
    switch self {
    case .units(let layer): .units(layer: transform(layer))
    case .range(let lower, let upper): .range(transform(lower), transform(upper))
    case .samples: .samples
    }
  }
}

extension [MathExpression.Term] {
  /// Returns the terms with their expressions replaced.
  func mapTerms<Failure: Error>(
    _ transform: (MathExpression) throws(Failure) -> MathExpression
  ) throws(Failure) -> [MathExpression.Term] {
    var results: [MathExpression.Term] = []
    results.reserveCapacity(count)
    for term in self {
      results.append(
        MathExpression.Term(
          try transform(term.expression), isSubtracted: term.isSubtracted,
          isElided: term.isElided))
    }
    return results
  }
}

extension Comparison {
  /// Returns the comparison with both sides replaced.
  public func mapSides<Failure: Error>(
    _ transform: (MathExpression) throws(Failure) -> MathExpression
  ) throws(Failure) -> Comparison {
    Comparison(try transform(left), relation, try transform(right))
  }
}
