/// Looks at which layers the indices of a statement belong to.
public enum IndexLayers {
  /// Whether no index stands for units of two neighbouring layers, and no matrix meets a vector of
  /// another layer than its own.
  ///
  /// w^l_ij a^{l−1}_i with w leading to i would make i a unit of both layers. Layers that cannot be
  /// compared, l and L or 2, may be the same.
  public static func areConsistent(_ sides: [MathExpression]) -> Bool {
    var scan = Scan()
    for side in sides { scan.visit(side) }
    return scan.isConsistent
  }

  private struct Scan {
    var layers: [IndexVariable: [Index]] = [:]
    var isConsistent = true

    mutating func visit(_ expression: MathExpression) {
      guard isConsistent else { return }
      switch expression {
      case .quantity(let quantity): visit(quantity)
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
      for known in layers[variable] ?? [] where Self.differ(known, layer) { isConsistent = false }
      layers[variable, default: []].append(layer)
    }

    private static func differ(_ left: Index, _ right: Index) -> Bool {
      left.base == right.base && left.offset != right.offset
    }

    /// W a and Wᵀ δ: the side of the matrix that meets the vector.
    private mutating func check(_ left: MathExpression, _ right: MathExpression) {
      guard let (_, inner) = Self.sides(left), let (outer, _) = Self.sides(right),
        let inner, let outer
      else { return }
      if Self.differ(inner, outer) { isConsistent = false }
    }

    /// The layers that the rows and the columns of a matrix or vector belong to; nil for numbers.
    private static func sides(
      _ expression: MathExpression
    ) -> (rows: Index?, columns: Index?)? {
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
      case .transposed(let operand):
        return sides(operand).map { ($0.columns, $0.rows) }
      case .product(let factors):
        guard let first = factors.first, let last = factors.last, let left = sides(first),
          let right = sides(last)
        else { return nil }
        return (left.rows, right.columns)
      default: return nil
      }
    }
  }
}
