import BackpropEngine
import ExactArithmetic
import MathSyntax

/// Numbers that are computed from each other: an arithmetic circuit whose wires carry sums, products
/// and functions of earlier wires.
///
/// The same gate is never built twice, so that two formulas which do the same share their wires, and a
/// derivative is a circuit again. Every arithmetic can be sent through it: fields of primes, fractions,
/// intervals, polynomials.
struct Circuit: Sendable {
  /// A number of the circuit; later ones are computed from earlier ones.
  typealias Wire = Int

  /// How a wire gets its number.
  enum Gate: Hashable, Sendable {
    case constant(Rational)
    /// A number that is given from outside.
    case variable(CircuitVariable)
    /// A constant and multiples of wires, in the order of the wires.
    case sum(Rational, [Term])
    /// Powers of wires, in the order of the wires.
    case product([Factor])
    case function(CircuitFunction, Wire)
    /// A derivative of a general cost by outputs, named by their units in order; none: the cost itself.
    indirect case cost(CircuitCost)
  }

  /// A multiple of a wire.
  struct Term: Hashable, Sendable {
    var wire: Wire
    var coefficient: Rational
  }

  /// A power of a wire.
  struct Factor: Hashable, Sendable {
    var wire: Wire
    var exponent: Int
  }

  /// Whether the logistic function and the hyperbolic tangent are written with e^u.
  var usesExponentials = false

  /// How large an exponent may be.
  static let exponentLimit = 1024

  /// How many bits a constant may have above or below.
  static let bitLimit = 1 << 12

  /// How many gates there may be.
  static let gateLimit = 60_000

  /// All gates; a wire is the place of its gate.
  private(set) var gates: [Gate] = []
  /// Wires that a formula can name: products do not look into them.
  private(set) var isNamed: [Bool] = []
  private var places = NumberIndex(minimumCapacity: 256)
  private var derivatives: [Derivative] = []
  private var derivativePlaces = NumberIndex()

  /// A derivative that was asked for.
  private struct Derivative {
    var wire: Wire
    var variable: Wire
    var result: Wire

    static func hash(_ wire: Wire, _ variable: Wire) -> UInt64 {
      NumberHash(wire << 32 | variable).value
    }
  }

  /// The wires of 0 and 1.
  let zero: Wire = 0
  let one: Wire = 1

  init() {
    gates.reserveCapacity(256)
    isNamed.reserveCapacity(256)
    for value in [Rational.zero, .one] {
      let gate = Gate.constant(value)
      places.insert(gates.count, hash: gate.numberHash)
      gates.append(gate)
      isNamed.append(false)
    }
  }

  /// How many sums and products some wires take, powers counted one by one.
  func work(of wires: [Wire]) -> Int {
    wires.reduce(0) { total, wire in
      switch gates[wire] {
      case .constant, .variable, .function: total + 1
      case .sum(_, let terms): total + terms.count
      case .product(let factors): factors.reduce(total) { $0 + Int($1.exponent.magnitude) }
      case .cost(let cost): total + cost.outputs.count
      }
    }
  }

  // MARK: Building

  /// Returns the wire of a gate.
  mutating func wire(_ gate: Gate) throws(MeaningError) -> Wire {
    let hash = gate.numberHash
    if let known = places.number(hash: hash, where: { gates[$0] == gate }) { return known }
    guard gates.count < Self.gateLimit else { throw .tooMuchWork }
    places.insert(gates.count, hash: hash)
    gates.append(gate)
    isNamed.append(false)
    return gates.count - 1
  }

  mutating func constant(_ value: Rational) throws(MeaningError) -> Wire {
    if value.isZero { return zero }
    try Self.check(value)
    return try wire(.constant(value))
  }

  mutating func variable(_ variable: CircuitVariable) throws(MeaningError) -> Wire {
    let wire = try wire(.variable(variable))
    isNamed[wire] = true
    return wire
  }

  /// Keeps products from looking into a wire, so that derivatives by it find it.
  mutating func name(_ wire: Wire) { isNamed[wire] = true }

  /// The constant that a wire carries, if it does.
  func constant(of wire: Wire) -> Rational? {
    if case .constant(let value) = gates[wire] { return value }
    return nil
  }

  mutating func sum(_ left: Wire, _ right: Wire) throws(MeaningError) -> Wire {
    try sum([Term(wire: left, coefficient: 1), Term(wire: right, coefficient: 1)])
  }

  mutating func difference(_ left: Wire, _ right: Wire) throws(MeaningError) -> Wire {
    try sum([Term(wire: left, coefficient: 1), Term(wire: right, coefficient: -1)])
  }

  mutating func negated(_ operand: Wire) throws(MeaningError) -> Wire {
    try sum([Term(wire: operand, coefficient: -1)])
  }

  /// Returns the wire of a sum; multiples of the same wire come together.
  mutating func sum(
    _ terms: [Term], adding constant: Rational = .zero
  ) throws(MeaningError) -> Wire {
    var total = constant
    var flat: [Term] = []
    flat.reserveCapacity(terms.count)
    for (place, term) in terms.enumerated() where !term.coefficient.isZero {
      switch gates[term.wire] {
      case .constant(let value):
        total += term.coefficient * value
        if place & 31 == 31 { try Self.check(total) }
      case .sum(let inner, let parts) where parts.count == 1 && inner.isZero && !isNamed[term.wire]:
        flat.append(
          Term(wire: parts[0].wire, coefficient: term.coefficient * parts[0].coefficient))
      default: flat.append(term)
      }
    }
    var isSorted = true
    for place in flat.indices.dropFirst() where flat[place - 1].wire >= flat[place].wire {
      isSorted = false
      break
    }
    if !isSorted {
      flat.sort { $0.wire < $1.wire }
      var count = 0
      for place in flat.indices.dropFirst() {
        if flat[place].wire == flat[count].wire {
          flat[count].coefficient += flat[place].coefficient
        } else {
          count += 1
          if count < place { flat[count] = flat[place] }
        }
      }
      flat.removeSubrange((count + 1)...)
      if flat.contains(where: \.coefficient.isZero) { flat.removeAll(where: \.coefficient.isZero) }
    }
    if flat.isEmpty { return try self.constant(total) }
    if flat.count == 1, total.isZero, flat[0].coefficient == 1 { return flat[0].wire }
    return try wire(.sum(total, flat))
  }

  mutating func product(_ left: Wire, _ right: Wire) throws(MeaningError) -> Wire {
    if left == one { return right }
    if right == one { return left }
    return try product([Factor(wire: left, exponent: 1), Factor(wire: right, exponent: 1)])
  }

  mutating func quotient(_ left: Wire, _ right: Wire) throws(MeaningError) -> Wire {
    try product([Factor(wire: left, exponent: 1), Factor(wire: right, exponent: -1)])
  }

  mutating func power(_ base: Wire, _ exponent: Int) throws(MeaningError) -> Wire {
    try product([Factor(wire: base, exponent: exponent)])
  }

  /// Returns the wire of a product; powers of the same wire come together, constants go before it.
  mutating func product(_ factors: [Factor]) throws(MeaningError) -> Wire {
    var coefficient = Rational.one
    var merged: [Factor] = []
    merged.reserveCapacity(factors.count + 2)
    for factor in factors where factor.exponent != 0 {
      guard abs(factor.exponent) <= Self.exponentLimit else { throw .tooMuchWork }
      try take(factor, &coefficient, &merged)
    }
    if coefficient.isZero { return zero }
    if coefficient != .one { try Self.check(coefficient) }
    guard merged.allSatisfy({ abs($0.exponent) <= Self.exponentLimit }) else {
      throw .tooMuchWork
    }
    var needsAnotherRound = false
    for place in merged.indices {
      switch gates[merged[place].wire] {
      case .function(.isPositive, _), .function(.isZero, _):
        // 0 and 1 are their own squares.
        merged[place].exponent = merged[place].exponent.signum()
      case .function(.squareRoot, let radicand) where abs(merged[place].exponent) >= 2:
        let exponent = merged[place].exponent
        merged[place].exponent = exponent % 2
        merged.append(Factor(wire: radicand, exponent: exponent / 2))
        needsAnotherRound = true
      default: break
      }
    }
    if merged.contains(where: { $0.exponent == 0 }) { merged.removeAll { $0.exponent == 0 } }
    if needsAnotherRound {
      let inner = try product(merged)
      return try sum([Term(wire: inner, coefficient: coefficient)])
    }
    if merged.isEmpty { return try constant(coefficient) }
    let plain =
      merged.count == 1 && merged[0].exponent == 1 ? merged[0].wire : try wire(.product(merged))
    return coefficient == 1 ? plain : try sum([Term(wire: plain, coefficient: coefficient)])
  }

  /// Takes a factor into a product whose factors are in the order of their wires.
  private func take(
    _ factor: Factor, _ coefficient: inout Rational, _ merged: inout [Factor]
  ) throws(MeaningError) {
    switch gates[factor.wire] {
    case .constant(let value):
      if value.isZero, factor.exponent < 0 { throw .arithmetic(.divisionByZero) }
      if value != .one { coefficient *= try Self.power(value, factor.exponent) }
    case .sum(let constant, let parts)
    where parts.count == 1 && constant.isZero && !isNamed[factor.wire]:
      coefficient *= try Self.power(parts[0].coefficient, factor.exponent)
      try take(Factor(wire: parts[0].wire, exponent: factor.exponent), &coefficient, &merged)
    case .product(let parts) where !isNamed[factor.wire]:
      for part in parts {
        Self.insert(
          Factor(wire: part.wire, exponent: part.exponent * factor.exponent), into: &merged)
      }
    default: Self.insert(factor, into: &merged)
    }
  }

  private static func power(
    _ base: Rational, _ exponent: Int
  ) throws(MeaningError) -> Rational {
    if exponent == 1 { return base }
    guard base.bitWidth * abs(exponent) <= bitLimit else { throw .tooMuchWork }
    return base.power(exponent)
  }

  /// Checks that a constant is short enough to go on with.
  private static func check(_ value: Rational) throws(MeaningError) {
    guard value.bitWidth <= bitLimit else { throw .tooMuchWork }
  }

  /// Puts a factor in its place, powers of the same wire together.
  private static func insert(_ factor: Factor, into merged: inout [Factor]) {
    var place = merged.count
    while place > 0, merged[place - 1].wire > factor.wire { place -= 1 }
    if place > 0, merged[place - 1].wire == factor.wire {
      merged[place - 1].exponent += factor.exponent
    } else {
      merged.insert(factor, at: place)
    }
  }

  // MARK: Derivatives

  /// Returns the wire of ∂X/∂Y: Y is nudged, and everything that is computed from it follows.
  ///
  /// - Complexity: O(gates between Y and X), once a pair.
  mutating func derivative(of wire: Wire, by variable: Wire) throws(MeaningError) -> Wire {
    if wire == variable { return one }
    if wire < variable { return zero }
    let hash = Derivative.hash(wire, variable)
    let place = derivativePlaces.number(hash: hash) {
      derivatives[$0].wire == wire && derivatives[$0].variable == variable
    }
    if let place { return derivatives[place].result }
    let result: Wire
    switch gates[wire] {
    case .constant, .variable: result = zero
    case .sum(_, let terms):
      var parts: [Term] = []
      for term in terms {
        let inner = try derivative(of: term.wire, by: variable)
        if inner != zero { parts.append(Term(wire: inner, coefficient: term.coefficient)) }
      }
      result = try sum(parts)
    case .product(let factors):
      var parts: [Term] = []
      for (place, factor) in factors.enumerated() {
        let inner = try derivative(of: factor.wire, by: variable)
        guard inner != zero else { continue }
        var others = factors
        others[place].exponent -= 1
        others.append(Factor(wire: inner, exponent: 1))
        parts.append(
          Term(wire: try product(others), coefficient: Rational(factor.exponent)))
      }
      result = try sum(parts)
    case .function(let function, let argument):
      let inner = try derivative(of: argument, by: variable)
      result =
        inner == zero
        ? zero : try product(slope(of: function, at: argument, value: wire), inner)
    case .cost(let cost):
      var parts: [Term] = []
      for (unit, output) in cost.outputs.enumerated() {
        let inner = try derivative(of: output, by: variable)
        guard inner != zero else { continue }
        let slope = try self.wire(.cost(cost.derivative(by: unit + 1)))
        parts.append(Term(wire: try product(slope, inner), coefficient: 1))
      }
      result = try sum(parts)
    }
    derivativePlaces.insert(derivatives.count, hash: hash)
    derivatives.append(Derivative(wire: wire, variable: variable, result: result))
    return result
  }

  /// Returns the wire of a function's derivative at its argument.
  private mutating func slope(
    of function: CircuitFunction, at argument: Wire, value: Wire
  ) throws(MeaningError) -> Wire {
    switch function {
    case .general(let order): try wire(.function(.general(order: order + 1), argument))
    case .exponential: value
    case .logarithm: try power(argument, -1)
    case .logistic: try product(value, difference(one, value))
    case .hyperbolicTangent: try difference(one, power(value, 2))
    case .squareRoot:
      try sum([Term(wire: power(value, -1), coefficient: Rational(1, 2))])
    case .identity: one
    case .isPositive, .isZero: zero
    }
  }
}

/// A function that a gate computes.
enum CircuitFunction: Hashable, Sendable {
  /// The general activation function, or a derivative of it.
  case general(order: Int)
  case exponential
  case logarithm
  case logistic
  case hyperbolicTangent
  case squareRoot
  /// The argument, as a number of its own that can be derived by.
  case identity
  /// 1 where the argument is positive, else 0.
  case isPositive
  /// 1 where the argument is 0, else 0.
  case isZero
}

/// A general cost of one sample, or a derivative of it by outputs.
struct CircuitCost: Hashable, Sendable {
  /// The sample, counted from 1.
  var sample: Int
  /// The units by whose outputs it is derived, in order.
  var units: [Int] = []
  /// The wires of the outputs.
  var outputs: [Circuit.Wire]
  /// The wires of the targets.
  var targets: [Circuit.Wire]

  func derivative(by unit: Int) -> CircuitCost {
    var result = self
    result.units.append(unit)
    result.units.sort()
    return result
  }
}

/// A number that a circuit is given from outside.
enum CircuitVariable: Hashable, Sendable {
  case input(sample: Int, unit: Int)
  case target(sample: Int, unit: Int)
  case weight(layer: Int, unit: Int, from: Int)
  case bias(layer: Int, unit: Int)
  /// A number that was chosen, or that an optimiser keeps.
  indirect case quantity(Quantity)
  /// A number that is no fraction.
  indirect case number(Value)
  /// A number of a trace.
  indirect case recorded(TraceQuantity, TraceMoment)
  /// An argument that is only there to be derived by.
  case argument
}
