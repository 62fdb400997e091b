import BackpropEngine
import ExactArithmetic
import MathSyntax

extension Explanation {
  /// Returns a table of all samples of the batch: the one that was worked and the others.
  mutating func otherSamples(
    of batch: [Int], beside sample: Int, update: Int, _ plan: StepPlan, _ level: Int
  ) throws(MeaningError) -> [Block] {
    let depth = problem.network.depth
    let outputs = min(problem.network.width(depth), 4)
    if options.carry == .shown {
      for other in batch where other != sample {
        for group in plan.groups {
          for quantity in group.quantities where quantity.belongsToSample {
            try builder.carryOn(quantity, at: TraceMoment(update: update, sample: other))
          }
        }
      }
    }
    guard options.selection.shows(.cost), batch != [sample] else { return [] }
    var columns = [Table.Column(["sample"], .trailing)]
    for unit in 1...outputs {
      columns.append(
        .init([.formula(writer.formula(.activation(.number(depth), .number(unit))))], .trailing))
    }
    columns.append(.init([.formula(writer.formula(.cost(sample: Letters.x)))], .trailing))
    var rows: [[[Inline]]] = []
    let shown = batch.count <= 20 ? batch : Array(batch.prefix(10))
    for other in shown {
      let meaning = builder.meaning(at: TraceMoment(update: update, sample: other))
      var row: [[Inline]] = [[.text(String(other))]]
      let quantities =
        (1...outputs).map { Quantity.activation(.number(depth), .number($0)) }
        + [.cost(sample: .number(other))]
      for quantity in quantities {
        row.append([.formula(writer.formula(try meaning.literal(of: quantity)))])
      }
      rows.append(row)
    }
    let rest = batch.count - shown.count
    return [
      .heading(level, "The other samples"),
      .text(
        rest > 0
          ? "Computed in the same way; \(rest) more are not shown."
          : "Computed in the same way."),
      .table(Table(columns: columns, rows: rows)),
    ]
  }

  /// Returns what the update did to the cost.
  mutating func after(update: Int, _ level: Int) throws(MeaningError) -> [Block] {
    let moment = TraceMoment(update: update, sample: problem.batch(ofUpdate: update)[0])
    guard problem.hasBackwardPass,
      let exactAfter = trace.value(of: .updatedCost, at: moment)
    else { return [] }
    let meaning = builder.meaning(at: moment)
    let before = try meaning.literal(of: .cost())
    let after =
      options.carry == .shown
      ? try costOfShownParameters(after: update) ?? .computed(exactAfter) : .computed(exactAfter)
    let title: Prose = trace.updateCount > 1 ? "Update \(update) · Forward again" : "Forward again"
    let change: String =
      switch (after.value - before.value).sign {
      case .negative: "It went down."
      case .positive:
        "It went up: the step was too long, or the batch's gradient points elsewhere."
      case .zero: "It stayed the same."
      case nil: "The change is too small to tell."
      }
    return [
      .heading(level, title),
      .text("A forward pass with the new weights and biases gives the cost after the update."),
      .equations([
        equation("before", .cost(), before),
        equation("after", Quantity.cost().updated, after),
      ]),
      .text("\(change)"),
    ]
  }

  private func equation(_ label: String, _ quantity: Quantity, _ literal: NumberLiteral) -> Equation
  {
    let isExact = writer.numbers.appearance(of: literal).isExact
    return Equation(
      label: label,
      Derivation(
        subject: writer.formula(quantity),
        lines: [.init(isExact ? .equals : .approximately, writer.formula(literal), isResult: true)]
      ))
  }

  /// The cost of the batch with the new parameters as they were shown, worked with shown values.
  private func costOfShownParameters(after update: Int) throws(MeaningError) -> NumberLiteral? {
    let moment = TraceMoment(update: update)
    let meaning = builder.meaning(at: moment)
    var next = problem
    let batch = problem.batch(ofUpdate: update)
    next.samples = batch.map { problem.samples[$0 - 1] }
    next.batchSize = nil
    for layer in 1...problem.network.depth {
      for unit in 1...problem.network.width(layer) {
        for from in 1...problem.network.width(layer - 1) {
          let new = try meaning.literal(
            of: Quantity.weight(.number(layer), to: .number(unit), from: .number(from)).updated)
          next.network.layers[layer - 1].weights[unit, from] = new.asTyped
        }
        let new = try meaning.literal(
          of: Quantity.bias(.number(layer), .number(unit)).updated)
        next.network.layers[layer - 1].biases[unit - 1] = new.asTyped
      }
    }
    guard let trace = try? Trace.compute(next, updates: 1) else { return nil }
    var again = StepBuilder(trace: trace, numbers: options.numbers, carry: .shown)
    for sample in 1...next.samples.count {
      let moment = TraceMoment(sample: sample)
      let plan = StepPlan(next, at: moment, hasUpdate: false)
      for group in plan.groups where [.z, .a, .cost].contains(group.part) {
        for quantity in group.quantities { try again.carryOn(quantity, at: moment) }
      }
    }
    if Meaning.isSingle(next, TraceMoment()) {
      return try again.meaning(at: TraceMoment()).literal(of: .cost())
    }
    if next.regularizer != nil { try again.carryOn(.regularization, at: TraceMoment()) }
    return try again.step(for: .batchCost, at: TraceMoment())?.value
  }
}

extension NumberLiteral {
  /// The number as if it had been given.
  var asTyped: TypedNumber {
    switch self {
    case .typed(let number): number
    case .exact(let value): TypedNumber(value)
    case .rounded(let numeral, _): TypedNumber(numeral.value)
    case .computed(.rational(let value)): TypedNumber(value)
    case .computed(.logarithmic(let value)): TypedNumber(exact: ExactNumber(value))
    case .computed(.interval(let value)): TypedNumber(value.midpoint)
    case .computed(.double(let value)): TypedNumber(Rational(exactly: value) ?? 0)
    }
  }
}

extension StepBuilder {
  /// Makes the new parameters the old ones of the update that follows.
  mutating func startNextUpdate(after update: Int) {
    guard carry == .shown else { return }
    let network = trace.problem.network
    let moment = TraceMoment(update: update)
    let next = TraceMoment(update: update + 1)
    for layer in 1...network.depth {
      for unit in 1...network.width(layer) {
        for from in 1...network.width(layer - 1) {
          carry(
            .updatedWeight(layer: layer, unit: unit, from: from), at: moment,
            to: .weight(layer: layer, unit: unit, from: from), at: next)
        }
        carry(
          .updatedBias(layer: layer, unit: unit), at: moment,
          to: .bias(layer: layer, unit: unit), at: next)
      }
    }
  }
}
