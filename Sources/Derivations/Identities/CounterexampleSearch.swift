import BackpropEngine
import ExactArithmetic
import MathSyntax

/// Looks for small numbers at which the two sides of a claim differ without a doubt.
struct CounterexampleSearch {
  let trial: IdentityTrial
  let seed: UInt64
  /// The quantities that the claim names.
  let quantities: [Quantity]

  /// What is tried.
  static let attempts = 24
  /// So many numbers are compared for the smallest.
  private static let easyAttempts = 8
  /// How many sums and products of exact numbers may be made.
  private static let workLimit = 200_000
  /// Sides that are no larger need no smaller ones.
  private static let smallEnough = 100.0

  /// Polynomials for a general activation function, from the simplest on.
  private static let polynomials: [[Rational]] = [
    [0, 2], [0, 0, 1], [0, 1, 1], [1, 0, 1], [0, 0, 0, 1], [1, 2, 3, 1],
  ]

  /// Returns a counterexample for a pair that is thought to differ; nil where none is found.
  func counterexample(for pair: IdentityTrial.Pair) -> Counterexample? {
    let sides = [pair.left, pair.right]
    let needed = trial.builder.model.circuit.ancestors(of: sides)
    if let attempt = likelyAttempt(pair, needed), let found = point(pair, needed, attempt) {
      return example(pair, needed, found)
    }
    let affordable = Self.workLimit / max(1, trial.builder.model.circuit.work(of: needed))
    var best: Point?
    for attempt in 0..<min(Self.attempts, max(1, affordable)) {
      if attempt >= Self.easyAttempts, best != nil { break }
      guard let found = point(pair, needed, attempt) else { continue }
      if best.map({ found.size < $0.size }) ?? true { best = found }
      if found.size <= Self.smallEnough { break }
    }
    return best.map { example(pair, needed, $0) }
  }

  /// Returns which of the easy attempts the search would end with, by numbers that are about right; nil
  /// where they leave it open.
  private func likelyAttempt(
    _ pair: IdentityTrial.Pair, _ needed: [Circuit.Wire]
  ) -> Int? {
    var sketch = CircuitEvaluation(PointSketch((0..<Self.easyAttempts).map(arithmetic)))
    guard
      let sides = try? sketch.values(
        of: [pair.left, pair.right], computedFrom: needed, in: trial.builder.model.circuit)
    else { return nil }
    var best: (attempt: Int, size: Double)?
    for attempt in 0..<Self.easyAttempts {
      let (left, right) = (sides[0][attempt], sides[1][attempt])
      let size = max(left.magnitude, right.magnitude)
      guard size.isFinite, left.isFinite, left != right else { continue }
      // Doubles that are this near each other may be rounded from one number.
      guard (left - right).magnitude > 1e-9 * size else { return nil }
      if best.map({ size < $0.size * (1 - 1e-12) }) ?? true { best = (attempt, size) }
      if size <= Self.smallEnough { break }
    }
    return best?.attempt
  }

  /// Numbers at which the sides differ.
  private struct Point {
    var evaluation: CircuitEvaluation<ValueArithmetic>
    var left: Value
    var right: Value
    /// How large the sides are.
    var size: Double
  }

  private func point(
    _ pair: IdentityTrial.Pair, _ needed: [Circuit.Wire], _ attempt: Int
  ) -> Point? {
    var evaluation = CircuitEvaluation(arithmetic(attempt))
    guard
      let values = try? evaluation.values(
        of: [pair.left, pair.right], computedFrom: needed, in: trial.builder.model.circuit),
      !evaluation.numbers.metKink, Self.differ(values[0], values[1])
    else { return nil }
    return Point(
      evaluation: evaluation, left: values[0], right: values[1],
      size: max(values[0].approximate.magnitude, values[1].approximate.magnitude))
  }

  /// How many points agree as intervals or fractions, and whether some point told the sides apart.
  func agreeingPoints(of pairs: [IdentityTrial.Pair], count: Int) -> Int {
    let sides = pairs.flatMap { [$0.left, $0.right] }
    let circuit = trial.builder.model.circuit
    let work = circuit.work(of: circuit.ancestors(of: sides))
    guard work * count <= Self.workLimit else { return 0 }
    var agreeing = 0
    var vague = 0
    var attempt = 0
    while agreeing < count, attempt < 2 * count {
      defer { attempt += 1 }
      var numbers = arithmetic(attempt)
      let wires = pairs.flatMap { [$0.left, $0.right] }
      guard let values = try? trial.builder.model.circuit.values(of: wires, in: &numbers),
        !numbers.metKink
      else { continue }
      var areNear = true
      for place in stride(from: 0, to: values.count, by: 2) {
        if Self.differ(values[place], values[place + 1]) { return 0 }
        areNear = areNear && Self.areNear(values[place], values[place + 1])
      }
      // Wide intervals have points in common whatever the numbers are.
      if areNear {
        agreeing += 1
      } else {
        vague += 1
        if vague > count / 2 { break }
      }
    }
    return agreeing
  }

  /// Whether two numbers are known to be within 10^−9 of each other, of their size where that is above 1.
  private static func areNear(_ left: Value, _ right: Value) -> Bool {
    if left == right { return true }
    guard let difference = (left - right).enclosure(precision: 128) else { return false }
    let size = max(1, left.approximate.magnitude)
    return max(
      Double(difference.lowerBound).magnitude, Double(difference.upperBound).magnitude)
      <= 1e-9 * size
  }

  static func differ(_ left: Value, _ right: Value) -> Bool {
    if left == right { return false }
    switch (left - right).sign {
    case nil, .zero?: return false
    case .positive?, .negative?: return true
    }
  }

  private func arithmetic(_ attempt: Int) -> ValueArithmetic {
    let seed = seed &+ UInt64(attempt) &* 1_000_003
    var numbers = ValueArithmetic(working: .bits(128)) { variable throws(ArithmeticFault) in
      Self.draw(variable, seed: seed, attempt: attempt)
    }
    numbers.bitLimit = 1 << 15
    numbers.activation = Self.polynomials[attempt / 4 % Self.polynomials.count]
    numbers.cost = attempt < 8 ? [0, 0, Rational(1, 2)] : [0, 1, 0, Rational(1, 3)]
    return numbers
  }

  /// A number with one decimal at the most; the first attempts take what is easy to retype.
  private static func draw(_ variable: CircuitVariable, seed: UInt64, attempt: Int) -> Value {
    if case .number(let value) = variable { return value }
    let random = PrimeField.random(seed ^ hash(variable))
    func one(of choices: [Rational]) -> Value {
      .rational(choices[Int(random % UInt64(choices.count))])
    }
    switch variable {
    case .target:
      return one(of: attempt < 12 ? [0, 1] : [Rational(1, 5), Rational(2, 5), Rational(3, 5)])
    case .quantity: return one(of: [Rational(1, 2), Rational(1, 10), Rational(1, 5)])
    case .bias where attempt < 8: return one(of: [0, 0, 1])
    default: break
    }
    switch attempt {
    case ..<8: return one(of: [1, -1, 1, 0, 2])
    case ..<14: return one(of: [1, 2, -1, 3, -2])
    default:
      let magnitude = Int(random % 19) + 1
      return .rational(Rational(random & 64 == 0 ? magnitude : -magnitude, 10))
    }
  }

  /// A number that differs from variable to variable and is the same in every run.
  private static func hash(_ variable: CircuitVariable) -> UInt64 {
    func mixed(_ parts: Int...) -> UInt64 {
      parts.reduce(7) { PrimeField.random($0 &* 31 &+ UInt64(bitPattern: Int64($1))) }
    }
    return switch variable {
    case .input(let sample, let unit): mixed(1, sample, unit)
    case .target(let sample, let unit): mixed(2, sample, unit)
    case .weight(let layer, let unit, let from): mixed(3, layer, unit, from)
    case .bias(let layer, let unit): mixed(4, layer, unit)
    case .quantity(let quantity):
      mixed(
        5, quantity.kind.rawValue, quantity.layer?.offset ?? 0, quantity.unit?.offset ?? 0,
        quantity.from?.offset ?? 0)
    case .number, .recorded: 6
    case .argument: 8
    }
  }

  /// Returns the counterexample that a point is, with what the claim names on it.
  private func example(
    _ pair: IdentityTrial.Pair, _ needed: [Circuit.Wire], _ point: Point
  ) -> Counterexample {
    var evaluation = point.evaluation
    let numbers = evaluation.numbers
    var builder = trial.builder
    let kase = trial.cases[pair.place]
    var drawn: [Counterexample.Entry] = []
    for wire in needed {
      guard case .variable(let variable) = builder.model.circuit.gates[wire],
        let quantity = Self.quantity(variable, samples: trial.plan.samples),
        let value = try? numbers.given(variable)
      else { continue }
      drawn.append(.init(quantity: .quantity(quantity), value: value))
    }
    var derived: [Counterexample.Entry] = []
    for quantity in quantities {
      let named = quantity.mapIndices {
        $0.instantiated(kase.bindings, depth: trial.plan.depth)
      }
      guard derived.count < 24,
        !drawn.contains(where: { $0.quantity == .quantity(named) }),
        let wires = try? builder.tensor(of: .quantity(named), [:]), wires.shape == .scalar,
        let value = try? evaluation.values(
          of: wires.entries, computedFrom: builder.model.circuit.ancestors(of: wires.entries),
          in: builder.model.circuit)
      else { continue }
      derived.append(.init(quantity: .quantity(named), value: value[0]))
    }
    let columns = kase.shape.columns
    return Counterexample(
      widths: trial.plan.widths,
      activations: trial.plan.activations.map {
        $0.map { .activation($0) } ?? .polynomial(numbers.activation)
      },
      cost: trial.plan.cost.map { .cost($0) } ?? .polynomial(numbers.cost),
      drawn: drawn, derived: derived,
      bindings: kase.bindings.map { .init(variable: $0.key, number: $0.value) }
        .sorted { $0.variable.name < $1.variable.name },
      place: kase.shape == .scalar
        ? nil : .init(row: pair.entry / columns + 1, column: pair.entry % columns + 1),
      left: point.left, right: point.right)
  }

  private static func quantity(_ variable: CircuitVariable, samples: Int) -> Quantity? {
    var result: Quantity
    var sample = 1
    switch variable {
    case .input(let of, let unit):
      result = .input(.number(unit))
      sample = of
    case .target(let of, let unit):
      result = .target(.number(unit))
      sample = of
    case .weight(let layer, let unit, let from):
      return .weight(.number(layer), to: .number(unit), from: .number(from))
    case .bias(let layer, let unit): return .bias(.number(layer), .number(unit))
    case .quantity(let quantity): return quantity
    case .number, .recorded, .argument: return nil
    }
    if samples > 1 { result.sample = .number(sample) }
    return result
  }
}
