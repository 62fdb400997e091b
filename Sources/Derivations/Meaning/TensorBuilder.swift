import BackpropEngine
import ExactArithmetic
import MathSyntax

/// Builds the wires of an expression: numbers, vectors and matrices with their shapes.
struct TensorBuilder {
  typealias Wires = Tensor<Circuit.Wire>

  /// The network that expressions are about.
  var model: NetworkModel
  /// What names stand for.
  var names: [String: MathExpression] = [:]
  /// Looks a quantity up, or the derivative of one by another, where it is known elsewhere; nil: it is
  /// built from its definition.
  var lookup: ((inout NetworkModel, Lookup) throws(MeaningError) -> Circuit.Wire?)?
  /// Whether a product of two vectors was taken entry by entry.
  private(set) var tookVectorsEntrywise = false
  private var openNames = 0
  /// How many parts were valued so far.
  private(set) var steps = 0

  private var nesting = 0

  /// How deep parts may lie in each other.
  private static let nestingLimit = 256
  /// How many parts are valued, those in sums each time.
  private static let stepLimit = 60_000

  /// What is asked elsewhere first.
  enum Lookup {
    case quantity(Quantity)
    case derivative(Quantity, by: Quantity)
  }

  init(_ model: NetworkModel) { self.model = model }

  /// Begins with another claim on the same network.
  mutating func restart(names: [String: MathExpression]) {
    self.names = names
    steps = 0
    tookVectorsEntrywise = false
  }

  /// Returns the wires of an expression.
  ///
  /// - Parameter wanted: the shape that is needed where it stands, which decides what a product of two
  ///   vectors is; nil: not known.
  mutating func tensor(
    of expression: MathExpression, _ bindings: IndexBindings, wanted: TensorShape? = nil
  ) throws(MeaningError) -> Wires {
    steps += 1
    nesting += 1
    defer { nesting -= 1 }
    if steps > Self.stepLimit || nesting > Self.nestingLimit { throw .tooMuchWork }
    switch expression {
    case .number(let literal): return Wires(try model.circuit.number(literal.value))
    case .quantity(let quantity): return try self.quantity(quantity, bindings)
    case .index(let index):
      return Wires(try model.circuit.constant(Rational(try number(index, bindings))))
    case .sum(let terms): return try sum(terms, bindings, wanted)
    case .product(let factors): return try product(factors, bindings, wanted)
    case .hadamard(let operands): return try entrywise(operands, bindings, wanted)
    case .quotient(let numerator, let denominator):
      return try quotient(expression, numerator, denominator, bindings, wanted)
    case .power(let base, let exponent):
      return try power(expression, base, exponent, bindings, wanted)
    case .negation(let operand):
      return try tensor(of: operand, bindings, wanted: wanted)
        .map { wire throws(MeaningError) in try model.circuit.negated(wire) }
    case .transposed(let operand):
      return try tensor(of: operand, bindings, wanted: wanted?.transposed).transposed
    case .apply(let function, let argument):
      return try apply(function, to: argument, bindings, wanted)
    case .maximum(let operands): return try extremum(operands, bindings, isMaximum: true)
    case .minimum(let operands): return try extremum(operands, bindings, isMaximum: false)
    case .summation(let sum): return try summation(sum, bindings, wanted)
    case .indicator(let comparison): return Wires(try indicator(comparison, bindings))
    case .cases(let cases): return try choice(cases[...], bindings, wanted, expression)
    case .vector(let entries):
      var wires: [Circuit.Wire] = []
      for entry in entries {
        wires.append(try scalar(entry, bindings))
      }
      return model.plan.readsNumbers && wires.count == 1
        ? Wires(wires[0]) : Wires(.column(wires.count), wires)
    case .matrix(let rows):
      var wires: [Circuit.Wire] = []
      let columns = rows.first?.count ?? 0
      for row in rows {
        guard row.count == columns else { throw .notANumber(expression) }
        for entry in row { wires.append(try scalar(entry, bindings)) }
      }
      return Wires(.matrix(rows.count, columns), wires)
    case .partial(let above, let below): return try derivative(of: above, by: below, bindings)
    case .gradient(let operand, let variable):
      guard let variable else { throw .notANumber(expression) }
      return try derivative(of: operand, by: variable, bindings)
    case .change(let operand):
      let updated = operand.updated
      guard updated != operand else { throw .notANumber(expression) }
      let new = try tensor(of: updated, bindings, wanted: wanted)
      let old = try tensor(of: operand, bindings, wanted: wanted)
      return Wires(
        new.shape,
        try zip(new.entries, old.entries).map { new, old throws(MeaningError) in
          try model.circuit.difference(new, old)
        })
    case .name(let name):
      guard let meaning = names[name] else { throw .unknownName(name) }
      // Names may stand for each other; a circle ends here.
      guard openNames < 8 else { throw .unknownName(name) }
      openNames += 1
      defer { openNames -= 1 }
      return try tensor(of: meaning, bindings, wanted: wanted)
    }
  }

  /// Returns the wire of an expression that must be a number.
  mutating func scalar(
    _ expression: MathExpression, _ bindings: IndexBindings
  ) throws(MeaningError) -> Circuit.Wire {
    let result = try tensor(of: expression, bindings, wanted: .scalar)
    guard result.shape.count == 1 else {
      throw .shapes(ShapeFault(.number, expression, result.shape, expression, result.shape))
    }
    return result.entries[0]
  }

  mutating func quantity(
    _ quantity: Quantity, _ bindings: IndexBindings
  ) throws(MeaningError) -> Wires {
    let depth = model.plan.depth
    let resolved = quantity.mapIndices { $0.instantiated(bindings, depth: depth) }
    if let lookup, resolved.unit != nil || !Self.isVector(resolved.kind),
      let wire = try lookup(&model, .quantity(resolved))
    {
      return Wires(wire)
    }
    if lookup != nil, resolved.unit == nil, Self.isVector(resolved.kind) {
      return try units(resolved, bindings)
    }
    return try model.tensor(of: resolved)
  }

  private static func isVector(_ kind: Quantity.Kind) -> Bool {
    switch kind {
    case .input, .target, .weightedInput, .activation, .weight, .bias, .error: true
    default: false
    }
  }

  /// Returns a vector or matrix whose entries are looked up one by one.
  private mutating func units(
    _ whole: Quantity, _ bindings: IndexBindings
  ) throws(MeaningError) -> Wires {
    let depth = model.plan.depth
    let layer =
      switch whole.kind {
      case .input: 0
      case .target: depth
      default:
        try whole.layer.map { index throws(MeaningError) in try number(index, bindings) } ?? -1
      }
    guard layer >= 0, layer <= depth, whole.kind != .weight || layer > 0 else {
      throw .noSuchQuantity(whole)
    }
    let rows = model.plan.widths[layer]
    var entries: [Circuit.Wire] = []
    var quantity = whole
    guard whole.kind == .weight else {
      for unit in 1...rows {
        quantity.unit = .number(unit)
        entries += try self.quantity(quantity, bindings).entries
      }
      return Wires(.column(rows), entries)
    }
    let columns = model.plan.widths[layer - 1]
    for unit in 1...rows {
      for from in 1...columns {
        quantity.unit = .number(unit)
        quantity.from = .number(from)
        entries += try self.quantity(quantity, bindings).entries
      }
    }
    return Wires(.matrix(rows, columns), entries)
  }

  func number(_ index: Index, _ bindings: IndexBindings) throws(MeaningError) -> Int {
    let resolved = index.instantiated(bindings, depth: model.plan.depth)
    if let number = resolved.number { return number }
    guard case .variable(let variable) = resolved.base else { return resolved.offset }
    throw .unbound(variable)
  }

  mutating func noteEntrywiseProduct() { tookVectorsEntrywise = true }
}

extension MathExpression {
  /// The expression after the update: its weights and biases have their new values.
  var updated: MathExpression {
    if case .quantity(let quantity) = self {
      return quantity.kind == .weight || quantity.kind == .bias
        ? .quantity(quantity.updated) : self
    }
    return mapParts(\.updated)
  }
}
