/// Looks at whether a reading can be what was meant, where several notations read a formula.
public enum Plausibility {
  /// Whether no index stands for units of two neighbouring layers, no matrix meets a vector of another
  /// layer than its own, and no single number is added to or equals a whole layer.
  ///
  /// w^l_ij a^{l−1}_i with w leading to i would make i a unit of both layers. Layers that cannot be
  /// compared, l and L or 2, may be the same.
  ///
  /// - Parameter sides: the sides of one statement.
  public static func holds(for sides: [MathExpression]) -> Bool {
    var scan = Scan()
    for side in sides { scan.visit(side) }
    guard scan.isPlausible else { return false }
    var rank = Rank.unknown
    for side in sides {
      guard let joint = rank.joined(with: Rank.of(side)) else { return false }
      rank = joint
    }
    return true
  }

  // MARK: Indices

  private struct Scan {
    private var layers: [IndexVariable: [Index]] = [:]
    private(set) var isPlausible = true

    mutating func visit(_ expression: MathExpression) {
      guard isPlausible else { return }
      switch expression {
      case .quantity(let quantity): visit(quantity)
      case .sum(let terms): checkRanks(terms.map(\.expression))
      case .hadamard(let factors): checkRanks(factors)
      case .product(let factors):
        for (left, right) in zip(factors, factors.dropFirst()) { check(left, right) }
      case .summation(let sum):
        // What the index stands for outside is another matter.
        let outer = layers[sum.variable]
        layers[sum.variable] = nil
        visit(sum.body)
        layers[sum.variable] = outer
        return
      default: break
      }
      var scan = self
      _ = expression.containsPart { part in
        scan.visit(part)
        return false
      }
      self = scan
    }

    private mutating func visit(_ quantity: Quantity) {
      let layer: Index?
      switch quantity.kind {
      case .input: layer = 0
      case .target: layer = .last
      default: layer = quantity.layer
      }
      guard let layer else { return }
      note(quantity.unit, layer)
      note(quantity.from, layer - 1)
    }

    private mutating func note(_ index: Index?, _ layer: Index) {
      guard case .variable(let variable)? = index?.base else { return }
      for known in layers[variable] ?? [] where Plausibility.differ(known, layer) {
        isPlausible = false
      }
      layers[variable, default: []].append(layer)
    }

    private mutating func checkRanks(_ parts: [MathExpression]) {
      var rank = Rank.unknown
      for part in parts {
        guard let joint = rank.joined(with: Rank.of(part)) else {
          isPlausible = false
          return
        }
        rank = joint
      }
    }

    /// W a and Wᵀ δ: the side of the matrix that meets the vector.
    private mutating func check(_ left: MathExpression, _ right: MathExpression) {
      guard let inner = Plausibility.sides(left)?.columns,
        let outer = Plausibility.sides(right)?.rows
      else { return }
      if Plausibility.differ(inner, outer) { isPlausible = false }
    }
  }

  private static func differ(_ left: Index, _ right: Index) -> Bool {
    left.base == right.base && left.offset != right.offset
  }

  /// The layers that the rows and the columns of a matrix or vector belong to; nil for numbers.
  private static func sides(_ expression: MathExpression) -> (rows: Index?, columns: Index?)? {
    switch expression {
    case .quantity(let quantity):
      guard quantity.unit == nil, quantity.from == nil else { return nil }
      switch quantity.kind {
      case .weight: return (quantity.layer, quantity.layer.map { $0 - 1 })
      case .input: return (0, nil)
      case .target: return (.last, nil)
      case .weightedInput, .activation, .error, .bias: return (quantity.layer, nil)
      default: return nil
      }
    case .transposed(let operand): return sides(operand).map { ($0.columns, $0.rows) }
    case .product(let factors):
      guard let first = factors.first, let last = factors.last, let left = sides(first),
        let right = sides(last)
      else { return nil }
      return (left.rows, right.columns)
    default: return nil
    }
  }

  // MARK: Ranks

  /// Whether an expression is a number, a layer or a matrix, as far as that can be told.
  private enum Rank {
    case unknown
    case number
    case vector
    case matrix

    /// What two parts that are added or equal are; nil where they differ.
    func joined(with other: Rank) -> Rank? {
      if self == .unknown { return other }
      return other == .unknown || other == self ? self : nil
    }

    static func of(_ expression: MathExpression) -> Rank {
      switch expression {
      case .quantity(let quantity):
        let isWhole = quantity.unit == nil
        switch quantity.kind {
        case .weight: return isWhole && quantity.from == nil ? .matrix : .number
        // y may be that of a single output.
        case .target where isWhole: return .unknown
        case .input, .target, .weightedInput, .activation, .bias, .error:
          return isWhole ? .vector : .number
        default: return .unknown
        }
      case .sum(let terms):
        return terms.lazy.map { of($0.expression) }.first { $0 != .unknown } ?? .unknown
      case .hadamard(let parts):
        return parts.lazy.map(of).first { $0 != .unknown } ?? .unknown
      case .product(let factors): return product(factors.map(of))
      case .negation(let operand), .quotient(let operand, _): return of(operand)
      case .transposed(let operand): return of(operand)
      case .apply(.norm, _): return .number
      case .apply(_, let argument): return of(argument)
      case .summation(let sum): return of(sum.body)
      case .vector: return .vector
      case .matrix: return .matrix
      case .number, .index, .power, .maximum, .minimum, .partial, .indicator, .cases, .gradient,
        .change, .name:
        return .unknown
      }
    }

    private static func product(_ ranks: [Rank]) -> Rank {
      var result = Rank.number
      for rank in ranks {
        switch (result, rank) {
        case (.unknown, _), (_, .unknown): return .unknown
        case (.number, let other): result = other
        case (_, .number): break
        case (.matrix, .matrix): break
        case (.matrix, .vector): result = .vector
        // A row before a matrix, a scalar product, a column before a row.
        case (.vector, _): return .unknown
        }
      }
      return result
    }
  }
}
