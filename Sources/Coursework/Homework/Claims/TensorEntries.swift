import BackpropEngine
import MathSyntax

/// The entries of a vector or matrix formula on a network, each a formula of numbers.
///
/// (W a + b)_j becomes Σ_k w_jk a_k + b_j, so that an entry is judged as any other number is.
struct TensorEntries {
  var rows: Int
  var columns: Int
  /// Row after row.
  var entries: [MathExpression]

  var isScalar: Bool { rows == 1 && columns == 1 }

  /// Why a formula has no entries.
  enum Fault: Error, Hashable {
    /// Two parts that do not fit together, with their shapes.
    case shapes(MathExpression, String, MathExpression, String)
    /// Something that has no entries here.
    case unknown(MathExpression)
    /// Too many entries.
    case tooLarge
  }

  /// The most entries that a matrix may have.
  private static let limit = 4_096

  init(scalar: MathExpression) {
    (rows, columns, entries) = (1, 1, [scalar])
  }

  init(rows: Int, columns: Int, entries: [MathExpression]) throws(Fault) {
    guard rows * columns <= Self.limit else { throw .tooLarge }
    self.rows = rows
    self.columns = columns
    self.entries = entries
  }

  /// The shape as people write it.
  var shape: String { "\(rows)×\(columns)" }

  var transposed: TensorEntries {
    var result = self
    (result.rows, result.columns) = (columns, rows)
    result.entries = (0..<columns).flatMap { column in
      (0..<rows).map { entries[$0 * columns + column] }
    }
    return result
  }

  func map(_ transform: (MathExpression) -> MathExpression) -> TensorEntries {
    var result = self
    result.entries = entries.map(transform)
    return result
  }
}

/// Takes formulas apart into entries on one network.
struct TensorReader {
  let problem: Problem

  /// Whether a formula may be more than a number.
  static func mayBeTensor(_ expression: MathExpression) -> Bool {
    switch expression {
    case .vector, .matrix, .hadamard, .gradient: return true
    case .transposed(let operand): return mayBeTensor(operand)
    case .quantity(let quantity): return isWhole(quantity)
    case .partial(let above, by: let below): return mayBeTensor(above) || mayBeTensor(below)
    case .number, .index, .name: return false
    case .apply(.norm, _): return false
    default: return expression.containsPart(where: mayBeTensor)
    }
  }

  private static func isWhole(_ quantity: Quantity) -> Bool {
    guard quantity.unit == nil else { return false }
    switch quantity.kind {
    case .input, .target, .weightedInput, .activation, .error, .weight, .bias: return true
    default: return false
    }
  }

  /// Returns the entries of a formula.
  func entries(
    of expression: MathExpression, depth: Int = 0
  ) throws(TensorEntries.Fault) -> TensorEntries {
    if depth > 200 { throw .tooLarge }
    func inner(_ part: MathExpression) throws(TensorEntries.Fault) -> TensorEntries {
      try entries(of: part, depth: depth + 1)
    }
    guard Self.mayBeTensor(expression) else { return TensorEntries(scalar: expression) }
    switch expression {
    case .vector(let parts):
      return try TensorEntries(rows: parts.count, columns: 1, entries: parts)
    case .matrix(let rows):
      return try TensorEntries(
        rows: rows.count, columns: rows.first?.count ?? 0, entries: rows.flatMap { $0 })
    case .quantity(let quantity): return try entries(of: quantity)
    case .transposed(let operand): return try inner(operand).transposed
    case .negation(let operand): return try inner(operand).map { .negation($0) }
    case .apply(let function, let argument):
      return try inner(argument).map { .apply(Self.layered(function, argument), $0) }
    case .sum(let terms):
      var total: TensorEntries?
      for term in terms {
        let next = try inner(term.expression)
        guard let sum = total else {
          total = term.isSubtracted ? next.map { .negation($0) } : next
          continue
        }
        total = try joined(sum, next, terms[0].expression, term.expression) {
          .sum([.init($0), .init($1, isSubtracted: term.isSubtracted)])
        }
      }
      return total ?? TensorEntries(scalar: 0)
    case .hadamard(let factors):
      var result: TensorEntries?
      for factor in factors {
        let next = try inner(factor)
        guard let product = result else {
          result = next
          continue
        }
        result = try joined(product, next, factors[0], factor) { .product([$0, $1]) }
      }
      return result ?? TensorEntries(scalar: 1)
    case .maximum(let operands): return try extremum(operands, inner) { .maximum([$0, $1]) }
    case .minimum(let operands): return try extremum(operands, inner) { .minimum([$0, $1]) }
    case .product(let factors):
      var result: TensorEntries?
      var left: MathExpression?
      for factor in factors {
        let next = try inner(factor)
        guard let product = result, let before = left else {
          (result, left) = (next, factor)
          continue
        }
        result = try multiplied(product, next, before, factor)
        left = .product([before, factor])
      }
      return result ?? TensorEntries(scalar: 1)
    case .quotient(let above, let below):
      let (numerator, denominator) = (try inner(above), try inner(below))
      guard denominator.isScalar else {
        return try joined(numerator, denominator, above, below) { .quotient($0, $1) }
      }
      return numerator.map { .quotient($0, denominator.entries[0]) }
    case .partial(let above, by: let below):
      let (numerator, denominator) = (try inner(above), try inner(below))
      guard numerator.isScalar else { throw .unknown(expression) }
      return denominator.map { .partial(numerator.entries[0], by: $0) }
    case .gradient(let operand, let variable?):
      return try inner(variable).map { .partial(operand, by: $0) }
    case .change(.quantity(let quantity)):
      return try entries(of: quantity).map { .change($0) }
    default: throw .unknown(expression)
    }
  }

  /// max(0, z), entry by entry.
  private func extremum(
    _ operands: [MathExpression],
    _ inner: (MathExpression) throws(TensorEntries.Fault) -> TensorEntries,
    _ operation: (MathExpression, MathExpression) -> MathExpression
  ) throws(TensorEntries.Fault) -> TensorEntries {
    var result: TensorEntries?
    for operand in operands {
      let next = try inner(operand)
      result =
        try result.map { before throws(TensorEntries.Fault) in
          try joined(before, next, operands[0], operand, operation)
        } ?? next
    }
    return result ?? TensorEntries(scalar: 0)
  }

  /// The activation function of the layer that its argument belongs to.
  private static func layered(
    _ function: MathFunction, _ argument: MathExpression
  ) -> MathFunction {
    guard case .activation(nil, let order) = function, case .quantity(let quantity) = argument
    else { return function }
    return .activation(layer: quantity.layer, order: order)
  }

  private func joined(
    _ left: TensorEntries, _ right: TensorEntries, _ first: MathExpression,
    _ second: MathExpression, _ operation: (MathExpression, MathExpression) -> MathExpression
  ) throws(TensorEntries.Fault) -> TensorEntries {
    if left.isScalar { return right.map { operation(left.entries[0], $0) } }
    if right.isScalar { return left.map { operation($0, right.entries[0]) } }
    guard left.rows == right.rows, left.columns == right.columns else {
      throw .shapes(first, left.shape, second, right.shape)
    }
    return try TensorEntries(
      rows: left.rows, columns: left.columns,
      entries: zip(left.entries, right.entries).map(operation)
    )
  }

  private func multiplied(
    _ left: TensorEntries, _ right: TensorEntries, _ first: MathExpression,
    _ second: MathExpression
  ) throws(TensorEntries.Fault) -> TensorEntries {
    if left.isScalar || right.isScalar {
      return try joined(left, right, first, second) { .product([$0, $1]) }
    }
    guard left.columns == right.rows else {
      // Two columns side by side are multiplied entry by entry.
      if left.columns == 1, right.columns == 1, left.rows == right.rows {
        return try joined(left, right, first, second) { .product([$0, $1]) }
      }
      throw .shapes(first, left.shape, second, right.shape)
    }
    guard left.rows * right.columns * left.columns <= 100_000 else { throw .tooLarge }
    var entries: [MathExpression] = []
    for row in 0..<left.rows {
      for column in 0..<right.columns {
        let terms = (0..<left.columns).map { k in
          MathExpression.Term(
            .product([
              left.entries[row * left.columns + k], right.entries[k * right.columns + column],
            ]))
        }
        entries.append(terms.count == 1 ? terms[0].expression : .sum(terms))
      }
    }
    return try TensorEntries(rows: left.rows, columns: right.columns, entries: entries)
  }

  /// The entries of a whole layer: a column, for weights a matrix.
  private func entries(of quantity: Quantity) throws(TensorEntries.Fault) -> TensorEntries {
    guard Self.isWhole(quantity) else { return TensorEntries(scalar: .quantity(quantity)) }
    let network = problem.network
    let layer: Int
    switch quantity.kind {
    case .input: layer = 0
    case .target: layer = network.depth
    default:
      guard let index = quantity.layer?.instantiated([:], depth: network.depth).number else {
        throw .unknown(.quantity(quantity))
      }
      layer = index
    }
    guard (0...network.depth).contains(layer), quantity.kind != .weight || layer > 0 else {
      throw .unknown(.quantity(quantity))
    }
    let units = 1...network.width(layer)
    guard quantity.kind == .weight else {
      return try TensorEntries(
        rows: units.count, columns: 1,
        entries: units.map { unit in
          var entry = quantity
          entry.unit = .number(unit)
          return .quantity(entry)
        })
    }
    let sources = 1...network.width(layer - 1)
    return try TensorEntries(
      rows: units.count, columns: sources.count,
      entries: units.flatMap { unit in
        sources.map { source in
          var entry = quantity
          entry.unit = .number(unit)
          entry.from = .number(source)
          return .quantity(entry)
        }
      })
  }
}
