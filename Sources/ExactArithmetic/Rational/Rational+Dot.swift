extension Rational {
  /// Returns `initial + Σ matrix[start + i·stride] · vector[i]`, exactly.
  ///
  /// Long products are added by denominators: numerators over the same powers of 2, 3 and 5 meet
  /// first, so that the powers between the denominators are multiplied in once a sum, not once a term.
  public static func dot(
    _ matrix: [Rational], start: Int, stride: Int, _ vector: [Rational], adding initial: Rational
  ) -> Rational {
    var total = initial
    var long = FactoredSum()
    var position = start
    for entry in vector {
      let weight = matrix[position]
      position += stride
      switch (weight.storage, entry.storage) {
      case (.small, .small): total = total + weight * entry
      case (.small(numerator: 0, _), _), (_, .small(numerator: 0, _)): break
      case _:
        var product = weight.factored
        product.multiply(by: entry.factored)
        long.add(product)
      }
    }
    guard !long.isEmpty else { return total }
    if !total.isZero { long.add(total.factored) }
    return Rational(long.total)
  }
}

/// A sum of fractions, one part for each denominator.
private struct FactoredSum {
  private var parts: [FactoredFraction] = []

  var isEmpty: Bool { parts.isEmpty }

  mutating func add(_ term: FactoredFraction) {
    for index in parts.indices where parts[index].denominator == term.denominator {
      parts[index].add(term)
      return
    }
    parts.append(term)
  }

  /// The sum of the parts, those with short denominators first.
  var total: FactoredFraction {
    let sorted = parts.sorted { $0.denominator.bitWidthBound < $1.denominator.bitWidthBound }
    guard var total = sorted.first else { return FactoredFraction(.zero, over: .one) }
    for part in sorted.dropFirst() { total.add(part) }
    return total
  }
}
