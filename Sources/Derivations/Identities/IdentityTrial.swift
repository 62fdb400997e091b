import BackpropEngine
import ExactArithmetic
import MathSyntax

/// A claim on one kind of network: both sides as wires of one circuit, for all letters' numbers.
struct IdentityTrial {
  /// One pair of numbers that should be equal.
  struct Pair {
    var left: Circuit.Wire
    var right: Circuit.Wire
    /// Which of the cases it belongs to.
    var place: Int
    /// Its entry in a vector or matrix, counted from 0.
    var entry: Int
  }

  /// The letters' numbers, and the shape of the sides.
  struct Case {
    var bindings: IndexBindings
    var shape: TensorShape
  }

  /// What is found out.
  enum Outcome {
    /// The same canonical form.
    case proved
    /// Agreement at random points.
    case agrees(points: Int)
    /// A pair that differs; certain unless functions are involved whose relations are not all known.
    case differs(Pair, isCertain: Bool)
    case fault(ShapeFault)
    case undecided(IdentityDecision.Reason)
  }

  let plan: NetworkModel.Plan
  private(set) var builder: TensorBuilder
  private(set) var pairs: [Pair] = []
  private(set) var cases: [Case] = []
  private(set) var failure: Outcome?
  /// Whether not all cases were built, since one of the first differs.
  private(set) var isPartial = false
  /// The first pair of all that are not the same wire, where it was seen to differ.
  private var early: Pair?

  /// How many cases are looked at as soon as they are built: most wrong claims show at once.
  private static let earlyChecks = 2

  /// Builds both sides for all letters' numbers; where one of the first shows that they differ, no more
  /// than up to that.
  init(
    _ left: MathExpression, _ right: MathExpression, on plan: NetworkModel.Plan,
    scope: ClaimScope, conditions: [Comparison], names: [String: MathExpression], seed: UInt64,
    stopsEarly: Bool = true
  ) {
    self.plan = plan
    builder = TensorBuilder(NetworkModel(plan))
    builder.names = names
    var missing: MeaningError?
    var checks = stopsEarly ? Self.earlyChecks : 0
    for bindings in scope.bindings(on: plan, conditions) {
      // Where one sample is named, what names none belongs to it.
      builder.model.sample = scope.samples.first.flatMap { bindings[$0] } ?? 1
      do throws(MeaningError) {
        let known = pairs.count
        try add(left, right, bindings)
        if checks > 0, pairs[known...].contains(where: { $0.left != $0.right }) {
          checks -= 1
          let open = pairs[known...].filter { $0.left != $0.right }
          if let place = firstDifference(in: open, seed: seed) {
            isPartial = true
            if place == 0, !pairs[..<known].contains(where: { $0.left != $0.right }) {
              early = open[0]
            }
            return
          }
        }
      } catch {
        switch error {
        // What does not exist for these numbers is not claimed for them.
        case .noSuchQuantity: missing = error
        case .arithmetic(.divisionByZero): missing = error
        default:
          failure = Self.outcome(of: error)
          return
        }
      }
      if builder.model.circuit.gates.count > Self.gateLimit {
        failure = .undecided(.tooMuchWork)
        return
      }
    }
    if cases.isEmpty {
      failure = missing.map(Self.outcome) ?? .undecided(.noCase)
    }
  }

  /// How many gates are looked at.
  private static let gateLimit = 20_000

  private mutating func add(
    _ left: MathExpression, _ right: MathExpression, _ bindings: IndexBindings
  ) throws(MeaningError) {
    let (shape, entries) = try builder.sides(left, right, bindings)
    for (entry, sides) in entries.enumerated() {
      pairs.append(
        Pair(left: sides.left, right: sides.right, place: cases.count, entry: entry))
    }
    cases.append(Case(bindings: bindings, shape: shape))
  }

  /// The place of the first pair that differs at a point of a prime field; nil where none does.
  private func firstDifference(in open: [Pair], seed: UInt64) -> Int? {
    let circuit = builder.model.circuit
    let wires = circuit.ancestors(of: open.flatMap { [$0.left, $0.right] })
    var screening = PrimeScreening(lanes: 2, seed: seed)
    screening.compute(wires, of: circuit)
    let points = screening.definedPoints(of: wires)
    return open.firstIndex { screening.differ($0.left, $0.right, at: points) }
  }

  static func outcome(of error: MeaningError) -> Outcome {
    switch error {
    case .noSuchQuantity(let quantity): .undecided(.noSuchQuantity(quantity))
    case .unbound(let variable): .undecided(.unbound(variable))
    case .notANumber(let expression): .undecided(.notANumber(expression))
    case .noSuchDerivative(let above, let below):
      .undecided(.noSuchDerivative(above, by: below))
    case .shapes(let fault): .fault(fault)
    case .unknownName(let name): .undecided(.unknownName(name))
    case .tooMuchWork: .undecided(.tooMuchWork)
    case .arithmetic, .inStep: .undecided(.undefined)
    }
  }

  // MARK: Judging

  /// Returns whether the sides agree, by canonical forms and in a prime field.
  func outcome(seed: UInt64, points: Int) -> Outcome {
    if let failure { return failure }
    let open = pairs.filter { $0.left != $0.right }
    if open.isEmpty { return .proved }
    let circuit = builder.model.circuit
    if let early { return difference(early) }
    let wires = circuit.ancestors(of: open.flatMap { [$0.left, $0.right] })
    var screening = PrimeScreening(lanes: points, seed: seed)
    screening.compute(wires, of: circuit)
    let defined = screening.definedPoints(of: wires)
    guard defined != 0 else { return .undecided(.undefined) }
    for pair in open where screening.differ(pair.left, pair.right, at: defined) {
      return difference(pair)
    }
    // What needs no look into functions is proved without one.
    var quick = CanonicalForms(circuit, hasOpaqueFunctions: true)
    let rest = open.filter { !quick.areEqual($0.left, $0.right) }
    var forms = CanonicalForms(circuit)
    if rest.allSatisfy({ forms.areEqual($0.left, $0.right) }) { return .proved }
    return .agrees(points: defined.nonzeroBitCount)
  }

  private func difference(_ pair: Pair) -> Outcome {
    .differs(
      pair,
      isCertain: isRational(builder.model.circuit.ancestors(of: [pair.left, pair.right])))
  }

  /// Whether wires carry rational functions of what is given and of general functions.
  private func isRational(_ wires: [Circuit.Wire]) -> Bool {
    wires.allSatisfy { wire in
      switch builder.model.circuit.gates[wire] {
      case .function(.general, _), .function(.identity, _), .constant, .variable, .sum, .product,
        .cost:
        true
      case .function: false
      }
    }
  }
}

extension TensorBuilder {
  /// Returns the entries of two sides that should be equal, side by side, and their shape.
  mutating func sides(
    _ left: MathExpression, _ right: MathExpression, _ bindings: IndexBindings
  ) throws(MeaningError) -> (TensorShape, [(left: Circuit.Wire, right: Circuit.Wire)]) {
    var first = try tensor(of: left, bindings)
    let second = try tensor(
      of: right, bindings, wanted: first.shape.count == 1 ? .scalar : first.shape)
    if first.shape != second.shape {
      // A product of two vectors on the left may have been meant to be a number.
      first = try tensor(of: left, bindings, wanted: second.shape)
    }
    let shape = first.shape
    // A vector with one entry is as good as its number.
    guard
      shape == second.shape || shape.count == 1 && second.shape.count == 1
        || isConstant(second) || isConstant(first)
    else {
      throw .shapes(ShapeFault(.equality, left, shape, right, second.shape))
    }
    let count = max(shape.count, second.shape.count)
    var entries: [(left: Circuit.Wire, right: Circuit.Wire)] = []
    entries.reserveCapacity(count)
    for entry in 0..<count {
      entries.append(
        (
          first.entries[first.entries.count == 1 ? 0 : entry],
          second.entries[second.entries.count == 1 ? 0 : entry]
        ))
    }
    return (count == shape.count ? shape : second.shape, entries)
  }

  /// Whether a side is a plain number, such as 0, to which every entry is to be equal.
  private func isConstant(_ wires: Wires) -> Bool {
    wires.shape == .scalar && model.circuit.constant(of: wires.entries[0]) != nil
  }
}
