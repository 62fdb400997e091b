/// Finds the index in which the first and the last term of a series with dots differ.
enum DotPattern {
  /// Returns the general term, and what its variable starts and ends at.
  static func between(
    _ first: MathExpression, _ last: MathExpression, as variable: IndexVariable
  ) -> (body: MathExpression, start: Index, end: Index)? {
    var match = Match(variable: variable)
    guard let body = match.body(first, last), let ends = match.ends else { return nil }
    return (body, ends.start, ends.end)
  }

  private struct Match {
    let variable: IndexVariable
    var ends: (start: Index, end: Index)?

    mutating func body(_ first: MathExpression, _ last: MathExpression) -> MathExpression? {
      if first == last, !hasIndices(first) { return first }
      switch (first, last) {
      case (.quantity(let left), .quantity(let right)):
        return quantity(left, right).map { .quantity($0) }
      case (.product(let left), .product(let right)):
        return bodies(left, right).map { .product($0) }
      case (.hadamard(let left), .hadamard(let right)):
        return bodies(left, right).map { .hadamard($0) }
      case (.quotient(let a, let b), .quotient(let c, let d)):
        return bodies([a, b], [c, d]).map { .quotient($0[0], $0[1]) }
      case (.partial(let a, by: let b), .partial(let c, by: let d)):
        return bodies([a, b], [c, d]).map { .partial($0[0], by: $0[1]) }
      case (.power(let a, let b), .power(let c, let d)):
        return bodies([a, b], [c, d]).map { .power($0[0], $0[1]) }
      case (.negation(let a), .negation(let b)): return body(a, b).map { .negation($0) }
      case (.transposed(let a), .transposed(let b)): return body(a, b).map { .transposed($0) }
      case (.apply(let function, let a), .apply(let other, let b)) where function == other:
        return body(a, b).map { .apply(function, $0) }
      case (.sum(let left), .sum(let right)):
        guard left.map(\.isSubtracted) == right.map(\.isSubtracted),
          let parts = bodies(left.map(\.expression), right.map(\.expression))
        else { return nil }
        return .sum(
          zip(left, parts).map { term, part in .init(part, isSubtracted: term.isSubtracted) })
      default: return first == last ? first : nil
      }
    }

    private func hasIndices(_ expression: MathExpression) -> Bool {
      switch expression {
      case .number, .name: false
      default: true
      }
    }

    private mutating func bodies(
      _ left: [MathExpression], _ right: [MathExpression]
    ) -> [MathExpression]? {
      guard left.count == right.count else { return nil }
      var results: [MathExpression] = []
      for (first, last) in zip(left, right) {
        guard let body = body(first, last) else { return nil }
        results.append(body)
      }
      return results
    }

    private mutating func quantity(_ left: Quantity, _ right: Quantity) -> Quantity? {
      var right = right
      if left.unit != nil, left.sample == nil, right.unit == nil, let last = right.sample {
        // Behind x_1, …, the letter of a sample in x_n is the number of the last unit.
        (right.unit, right.sample) = (last, nil)
      }
      guard left.kind == right.kind, left.isUpdated == right.isUpdated else { return nil }
      var result = left
      guard let layer = index(left.layer, right.layer), let unit = index(left.unit, right.unit),
        let from = index(left.from, right.from), let sample = index(left.sample, right.sample)
      else { return nil }
      (result.layer, result.unit, result.from, result.sample) = (layer, unit, from, sample)
      return result
    }

    /// Returns the common index, wrapped so that a missing one is told from a mismatch.
    private mutating func index(_ left: Index?, _ right: Index?) -> Index?? {
      guard left != right else { return .some(left) }
      guard let left, let right else { return nil }
      if let ends {
        guard ends.start == left, ends.end == right else { return nil }
      } else {
        ends = (left, right)
      }
      return .some(.variable(variable))
    }
  }
}
