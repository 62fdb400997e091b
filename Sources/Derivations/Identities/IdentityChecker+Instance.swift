import BackpropEngine
import ExactArithmetic
public import MathSyntax

extension IdentityChecker {
  /// Returns what is found out about the claim that two expressions are equal on one network.
  ///
  /// Exact values are compared exactly, others by their intervals; in double precision nothing is
  /// decided.
  public func decide(
    _ left: MathExpression, equals right: MathExpression, on meaning: Meaning,
    where conditions: [Comparison] = [], names: [String: MathExpression] = [:]
  ) -> IdentityDecision {
    let claim = IdentityClaim(left, right, conditions, names)
    if claim.scope.partCount > Self.partLimit {
      return IdentityDecision(.undecided(.tooLarge(limit: Self.partLimit)))
    }
    if claim.scope.letterCount > Self.letterLimit {
      return IdentityDecision(.undecided(.tooMuchWork))
    }
    var meaning = meaning
    meaning.names.merge(names) { _, new in new }
    let plan = meaning.plan
    var isExact = true
    var cases = 0
    var missing: IdentityDecision?
    var tookVectorsEntrywise = false
    for bindings in claim.scope.bindings(on: plan, conditions) {
      do throws(MeaningError) {
        let (sides, isEntrywise) = try meaning.sides(
          claim.left, claim.right, bindings, sample: claim.scope.samples.first)
        tookVectorsEntrywise = tookVectorsEntrywise || isEntrywise
        for (place, (first, second)) in sides.enumerated() {
          if CounterexampleSearch.differ(first, second) {
            if meaning.trace.arithmetic == .double {
              return IdentityDecision(.undecided(.undistinguished))
            }
            return IdentityDecision(
              .refuted(
                instance(claim, meaning, bindings, place, first, second, of: sides.count)))
          }
          if !first.isExact || !second.isExact { isExact = false }
        }
        cases += 1
      } catch {
        switch IdentityTrial.outcome(of: error) {
        case .fault(let fault): return IdentityDecision(.shapeFault(fault))
        case .undecided(let reason): missing = missing ?? IdentityDecision(.undecided(reason))
        case .proved, .agrees, .differs: break
        }
      }
    }
    guard cases > 0 else { return missing ?? IdentityDecision(.undecided(.noCase)) }
    return IdentityDecision(
      isExact ? .proved : .sampled(points: 1),
      notes: tookVectorsEntrywise ? [.elementwiseProduct] : [])
  }

  private func instance(
    _ claim: IdentityClaim, _ meaning: Meaning, _ bindings: IndexBindings, _ place: Int,
    _ left: Value, _ right: Value, of count: Int
  ) -> Counterexample {
    let plan = meaning.plan
    var derived: [Counterexample.Entry] = []
    for quantity in claim.scope.namedQuantities {
      let named = MathExpression.quantity(
        quantity.mapIndices { $0.instantiated(bindings, depth: plan.depth) })
      guard derived.count < 24, !derived.contains(where: { $0.quantity == named }),
        let value = try? meaning.value(of: named)
      else { continue }
      derived.append(.init(quantity: named, value: value))
    }
    let columns = (try? meaning.tensor(of: claim.left, bindings: bindings))?.shape.columns ?? 1
    return Counterexample(
      widths: plan.widths,
      activations: plan.activations.compactMap { $0.map { .activation($0) } },
      cost: plan.cost.map { .cost($0) } ?? .polynomial([]), drawn: [], derived: derived,
      bindings: bindings.map { .init(variable: $0.key, number: $0.value) }
        .sorted { $0.variable.name < $1.variable.name },
      place: count == 1 ? nil : .init(row: place / columns + 1, column: place % columns + 1),
      left: left, right: right)
  }
}

extension Meaning {
  /// Returns the entries of two sides side by side, and whether vectors were multiplied entry by entry.
  fileprivate func sides(
    _ left: MathExpression, _ right: MathExpression, _ bindings: IndexBindings,
    sample: IndexVariable?
  ) throws(MeaningError) -> ([(Value, Value)], Bool) {
    var builder = builder
    if let number = sample.flatMap({ bindings[$0] }) { builder.model.sample = number }
    var first = try builder.tensor(of: left, bindings)
    let second = try builder.tensor(of: right, bindings, wanted: first.shape)
    if first.shape != second.shape {
      first = try builder.tensor(of: left, bindings, wanted: second.shape)
    }
    guard first.shape == second.shape || first.shape.count == 1 && second.shape.count == 1 else {
      throw .shapes(ShapeFault(.equality, left, first.shape, right, second.shape))
    }
    let circuit = builder.model.circuit
    let values = try values(of: first.entries + second.entries, in: circuit)
    let count = first.entries.count
    return (
      (0..<count).map { (values[$0], values[count + $0]) }, builder.tookVectorsEntrywise
    )
  }
}
