import BackpropEngine
import ExactArithmetic
import MathSyntax
import Testing
import Typesetting

@testable import Derivations

/// A prime field, canonical forms and exact numbers never contradict each other.
@Suite struct RouteTests {
  /// Formulas of given numbers and general functions, and others that are worth the same.
  private struct Formulas {
    var random: SplitMix64
    var circuit = Circuit()
    private var given: [Circuit.Wire] = []

    init(seed: UInt64) throws {
      random = SplitMix64(seed: seed)
      for unit in 1...3 { given.append(try circuit.variable(.input(sample: 1, unit: unit))) }
    }

    private func pick(_ count: Int) -> Int {
      var random = random
      return Int.random(in: 0..<count, using: &random)
    }

    mutating func next(_ count: Int) -> Int {
      defer { _ = random.next() }
      return pick(count)
    }

    /// Returns two wires that are computed differently from what is the same number.
    mutating func pair(_ depth: Int) throws -> (Circuit.Wire, Circuit.Wire) {
      guard depth > 0 else {
        let wire = given[next(given.count)]
        return (wire, wire)
      }
      let (a, b) = (try pair(depth - 1), try pair(depth - 1))
      switch next(7) {
      case 0: return (try circuit.sum(a.0, b.0), try circuit.sum(b.1, a.1))
      case 1: return (try circuit.product(a.0, b.0), try circuit.product(b.1, a.1))
      case 2:
        // (a + b) c = a c + b c.
        let c = try pair(0)
        return (
          try circuit.product(circuit.sum(a.0, b.0), c.0),
          try circuit.sum(circuit.product(a.1, c.1), circuit.product(c.1, b.1))
        )
      case 3:
        // (a + b)² = a² + 2 a b + b².
        let mixed = try circuit.product(a.1, b.1)
        return (
          try circuit.power(circuit.sum(a.0, b.0), 2),
          try circuit.sum([
            .init(wire: circuit.power(a.1, 2), coefficient: 1), .init(wire: mixed, coefficient: 2),
            .init(wire: circuit.power(b.1, 2), coefficient: 1),
          ])
        )
      case 4:
        // a / (b² + 1) + 1 = (a + b² + 1) / (b² + 1).
        func below(_ b: Circuit.Wire) throws -> Circuit.Wire {
          try circuit.sum([.init(wire: circuit.power(b, 2), coefficient: 1)], adding: 1)
        }
        return (
          try circuit.sum(
            [.init(wire: circuit.quotient(a.0, below(b.0)), coefficient: 1)], adding: 1),
          try circuit.quotient(circuit.sum(a.1, below(b.1)), below(b.1))
        )
      case 5:
        return (
          try circuit.apply(.general(order: 1), to: a.0),
          try circuit.apply(.general(order: 1), to: a.1)
        )
      default:
        // a − b = −(b − a).
        return (
          try circuit.difference(a.0, b.0), try circuit.negated(circuit.difference(b.1, a.1))
        )
      }
    }
  }

  /// The numbers of two wires, exactly, where the general function is 1 + 2 u + 3 u² + u³.
  private static func values(
    _ wires: [Circuit.Wire], _ circuit: Circuit, _ given: [Rational]
  ) throws -> [Value] {
    var numbers = ValueArithmetic(working: .bits(64)) { variable throws(ArithmeticFault) in
      guard case .input(_, let unit) = variable else { return .zero }
      return .rational(given[unit - 1])
    }
    numbers.activation = [1, 2, 3, 1]
    return try circuit.values(of: wires, in: &numbers)
  }

  private static func screened(
    _ left: Circuit.Wire, _ right: Circuit.Wire, _ circuit: Circuit
  ) -> (differ: Bool, points: UInt32) {
    let wires = circuit.ancestors(of: [left, right])
    var screening = PrimeScreening(lanes: 3, seed: 1)
    screening.compute(wires, of: circuit)
    let points = screening.definedPoints(of: wires)
    return (screening.differ(left, right, at: points), points)
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `equal formulas are equal on every way`(seed: UInt64) throws {
    var formulas = try Formulas(seed: seed)
    let (left, right) = try formulas.pair(1 + Int(seed % 3))
    let circuit = formulas.circuit
    #expect(!Self.screened(left, right, circuit).differ)
    let values = try Self.values([left, right], circuit, [Rational(1, 2), -3, Rational(2, 5)])
    #expect(values[0] == values[1])
    var forms = CanonicalForms(circuit)
    let isProved = forms.areEqual(left, right)
    if seed % 3 < 2 { #expect(isProved) }
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `different formulas are proved by none`(seed: UInt64) throws {
    var formulas = try Formulas(seed: seed)
    let (left, same) = try formulas.pair(2)
    let (other, _) = try formulas.pair(1)
    let right = try formulas.circuit.sum(same, other)
    let circuit = formulas.circuit
    let isZero = circuit.constant(of: other)?.isZero ?? false
    var forms = CanonicalForms(circuit)
    let isProved = forms.areEqual(left, right)
    let values = try Self.values([left, right], circuit, [Rational(1, 2), -3, Rational(2, 5)])
    if values[0] != values[1] {
      #expect(!isProved)
      #expect(Self.screened(left, right, circuit).differ)
    }
    if isProved { #expect(isZero || !Self.screened(left, right, circuit).differ) }
  }

  @Test func `what is nowhere defined is not proved`() throws {
    var circuit = Circuit()
    let x = try circuit.variable(.input(sample: 1, unit: 1))
    let y = try circuit.variable(.input(sample: 1, unit: 2))
    // (x + y)² − x² − 2 x y − y², which is 0.
    let zero = try circuit.sum([
      .init(wire: circuit.power(circuit.sum(x, y), 2), coefficient: 1),
      .init(wire: circuit.power(x, 2), coefficient: -1),
      .init(wire: circuit.product(x, y), coefficient: -2),
      .init(wire: circuit.power(y, 2), coefficient: -1),
    ])
    let left = try circuit.quotient(x, zero)
    let right = try circuit.quotient(y, zero)
    #expect(Self.screened(left, right, circuit).points == 0)
    var forms = CanonicalForms(circuit)
    let isProved = forms.areEqual(left, right)
    #expect(!isProved)
  }

  @Test func `a circuit that has grown is computed as if it were new`() throws {
    var formulas = try Formulas(seed: 5)
    var screening = PrimeScreening(lanes: 2, seed: 9)
    for depth in [1, 2, 3, 3] {
      let (left, right) = try formulas.pair(depth)
      let circuit = formulas.circuit
      let other = try formulas.circuit.sum([.init(wire: left, coefficient: 2)], adding: 1)
      let wires = formulas.circuit.ancestors(of: [left, right, other])
      screening.compute(wires, of: formulas.circuit)
      var fresh = PrimeScreening(lanes: 2, seed: 9)
      fresh.compute(wires, of: formulas.circuit)
      let points = screening.definedPoints(of: wires)
      #expect(points == fresh.definedPoints(of: wires))
      #expect(circuit.gates.count <= formulas.circuit.gates.count)
      #expect(!screening.differ(left, right, at: points))
      #expect(screening.differ(left, other, at: points) == fresh.differ(left, other, at: points))
    }
  }

  // MARK: Shared networks

  /// Variants tried one after another on one network come out as each on its own.
  @Test(arguments: Array(LectureIdentityTests.wrong.prefix(14)))
  func `variants on a shared network are judged as on their own`(_ claim: FormulaClaim) throws {
    var reader = NotationReader(claim.notation)
    reader.takesUnknownLettersAsNames = false
    let statement = try #require(reader.statements(LaTeXFormulaReader().read(claim.text)).first)
    let (left, right) = (statement.sides[0].expression, statement.sides[1].expression)
    let checker = IdentityChecker(claim.notation)
    var shared = SharedNetworks(seed: checker.seed)
    for variant in FormulaVariants(of: right, beside: left).variants(of: right).prefix(20) {
      let changed = IdentityClaim(left, variant.expression, [], [:])
      let setting = IdentitySetting(activation: .sigmoid, cost: .halfSquaredError)
      var alone = SharedNetworks(seed: checker.seed)
      let together = checker.seemsRight(changed, setting, on: &shared).isRight
      let own = checker.seemsRight(changed, setting, on: &alone).isRight
      #expect(together == own)
    }
  }
}
