import BackpropEngine
import ExactArithmetic
import MathSyntax

extension NetworkModel {
  /// Returns the wires of a quantity whose indices are numbers.
  mutating func tensor(of quantity: Quantity) throws(MeaningError) -> Tensor<Circuit.Wire> {
    if quantity.isUpdated { return try updated(quantity) }
    let sample = try number(quantity.sample) ?? self.sample
    guard sample >= 1, sample <= plan.samples else { throw .noSuchQuantity(quantity) }
    let layer = try number(quantity.layer)
    switch quantity.kind {
    case .input:
      return try vector(quantity, plan.widths[0]) { model, unit throws(MeaningError) in
        try model.input(unit, sample)
      }
    case .target:
      return try vector(quantity, plan.widths[plan.depth]) { model, unit throws(MeaningError) in
        try model.target(unit, sample)
      }
    case .weightedInput, .activation, .error, .bias:
      guard let layer, layer >= (quantity.kind == .activation ? 0 : 1), layer <= plan.depth else {
        throw .noSuchQuantity(quantity)
      }
      return try vector(quantity, plan.widths[layer]) { model, unit throws(MeaningError) in
        switch quantity.kind {
        case .weightedInput: try model.weightedInput(layer, unit, sample)
        case .activation: try model.activation(layer, unit, sample)
        case .error: try model.error(layer, unit, sample)
        default: try model.bias(layer, unit)
        }
      }
    case .weight:
      guard let layer, layer >= 1, layer <= plan.depth else { throw .noSuchQuantity(quantity) }
      return try weights(quantity, layer)
    case .cost:
      return Tensor(
        try quantity.sample == nil ? batchCost() : cost(ofSample: sample))
    case .width:
      guard let layer, layer >= 0, layer <= plan.depth else { throw .noSuchQuantity(quantity) }
      return Tensor(try circuit.constant(Rational(plan.widths[layer])))
    case .batchSize:
      return Tensor(try circuit.constant(Rational((plan.batch?.count ?? plan.samples))))
    default:
      return Tensor(try circuit.variable(.quantity(quantity)))
    }
  }

  private func number(_ index: Index?) throws(MeaningError) -> Int? {
    guard let index else { return nil }
    let resolved = index.instantiated([:], depth: plan.depth)
    if let number = resolved.number { return number }
    if case .variable(let variable) = resolved.base { throw .unbound(variable) }
    return nil
  }

  /// A unit, or the column of all units.
  private mutating func vector(
    _ quantity: Quantity, _ count: Int,
    _ entry: (inout NetworkModel, Int) throws(MeaningError) -> Circuit.Wire
  ) throws(MeaningError) -> Tensor<Circuit.Wire> {
    if let unit = try number(quantity.unit) { return Tensor(try entry(&self, unit)) }
    if plan.readsNumbers { return Tensor(try entry(&self, 1)) }
    var entries: [Circuit.Wire] = []
    for unit in 1...count { entries.append(try entry(&self, unit)) }
    return Tensor(.column(count), entries)
  }

  private mutating func weights(
    _ quantity: Quantity, _ layer: Int
  ) throws(MeaningError) -> Tensor<Circuit.Wire> {
    let rows = plan.widths[layer]
    let columns = plan.widths[layer - 1]
    switch (try number(quantity.unit), try number(quantity.from)) {
    case (let unit?, let from?): return Tensor(try weight(layer, unit, from))
    case (nil, nil):
      if plan.readsNumbers { return Tensor(try weight(layer, 1, 1)) }
      var entries: [Circuit.Wire] = []
      for unit in 1...rows {
        for from in 1...columns { entries.append(try weight(layer, unit, from)) }
      }
      return Tensor(.matrix(rows, columns), entries)
    case (let unit?, nil):
      // The weights into a unit.
      var entries: [Circuit.Wire] = []
      for from in 1...columns { entries.append(try weight(layer, unit, from)) }
      return Tensor(.row(columns), entries)
    case (nil, let from?):
      var entries: [Circuit.Wire] = []
      for unit in 1...rows { entries.append(try weight(layer, unit, from)) }
      return Tensor(.column(rows), entries)
    }
  }

  // MARK: Updates

  /// w' = w − η ∂C/∂w.
  private mutating func updated(_ quantity: Quantity) throws(MeaningError) -> Tensor<Circuit.Wire> {
    var old = quantity
    old.isUpdated = false
    guard quantity.kind == .weight || quantity.kind == .bias else {
      throw .noSuchQuantity(quantity)
    }
    let values = try tensor(of: old)
    let batch = plan.batch ?? Array(1...plan.samples)
    let share = plan.reduction == .sum ? Rational.one : Rational(1, batch.count)
    let rate = try circuit.variable(.quantity(Quantity(.learningRate)))
    let layer = try number(quantity.layer) ?? 1
    return try values.map { wire throws(MeaningError) in
      var terms: [Circuit.Term] = []
      for sample in batch {
        terms.append(
          .init(
            wire: try costDerivative(by: wire, feeding: layer, sample), coefficient: share))
      }
      let slope = try circuit.sum(terms)
      return try circuit.difference(wire, circuit.product(rate, slope))
    }
  }
}
