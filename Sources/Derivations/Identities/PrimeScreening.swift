import ExactArithmetic

/// Numbers of a prime field sent through a circuit at several random points at once.
///
/// Functions that are not rational take random values: one value for each argument, so that equal
/// arguments give equal values. A general function and its derivatives can take any values at finitely
/// many points, which makes this exact for them; what relations e^u and the others obey beyond those
/// that the circuit has taken out is not seen.
struct PrimeScreening {
  /// How many points there are.
  let lanes: Int
  /// What the random numbers come from.
  let seed: UInt64
  /// The numbers, the points of a wire side by side.
  private var values: [UInt64] = []
  private var isComputed: [Bool] = []
  /// Wires at which a divisor was 0, and at which points: a bit for each.
  private var faults: [(wire: Circuit.Wire, points: UInt32)] = []

  /// - Precondition: there are at most 32 lanes.
  init(lanes: Int, seed: UInt64) {
    self.lanes = lanes
    self.seed = seed
  }

  /// Computes the numbers of some wires, which are listed with all that they are computed from.
  ///
  /// What was computed before is not computed again, so that a circuit may grow in between.
  mutating func compute(_ wires: [Circuit.Wire], of circuit: Circuit) {
    let count = (wires.last ?? 0) + 1
    if isComputed.count < count {
      values += Array(repeating: 0, count: (count - isComputed.count) * lanes)
      isComputed += Array(repeating: false, count: count - isComputed.count)
    }
    for wire in wires where !isComputed[wire] {
      isComputed[wire] = true
      let start = wire * lanes
      switch circuit.gates[wire] {
      case .constant(let value): fill(start, with: constant(value))
      case .variable:
        for lane in 0..<lanes { values[start + lane] = draw(UInt64(wire), 0, lane) }
      case .sum(let constant, let terms):
        fill(start, with: self.constant(constant))
        for term in terms { add(term, to: start) }
      case .product(let factors): multiply(factors, into: wire)
      case .function(let function, let argument):
        for lane in 0..<lanes {
          values[start + lane] = value(
            of: function, at: values[argument * lanes + lane], lane: lane)
        }
      case .cost(let cost):
        var key = UInt64(cost.sample)
        for unit in cost.units { key = key &* 1_000_003 &+ UInt64(unit) }
        for lane in 0..<lanes { values[start + lane] = draw(key, 17, lane) }
      }
    }
  }

  /// Returns the points, a bit for each, at which nothing is divided by 0 for some wires, which are
  /// listed with all that they are computed from.
  func definedPoints(of wires: [Circuit.Wire]) -> UInt32 {
    var points = UInt32((1 as UInt64) << UInt64(lanes) - 1)
    guard !faults.isEmpty else { return points }
    let known = Set(wires)
    for fault in faults where known.contains(fault.wire) { points &= ~fault.points }
    return points
  }

  /// Whether two wires differ at one of some points, which have a bit each.
  func differ(_ left: Circuit.Wire, _ right: Circuit.Wire, at points: UInt32) -> Bool {
    (0..<lanes).contains { lane in
      points >> UInt32(lane) & 1 == 1
        && values[left * lanes + lane] != values[right * lanes + lane]
    }
  }

  // MARK: Gates

  private mutating func fill(_ start: Int, with value: UInt64) {
    for lane in 0..<lanes { values[start + lane] = value }
  }

  private mutating func add(_ term: Circuit.Term, to start: Int) {
    let source = term.wire * lanes
    if term.coefficient == 1 {
      for lane in 0..<lanes {
        values[start + lane] = PrimeField.sum(values[start + lane], values[source + lane])
      }
      return
    }
    let coefficient = constant(term.coefficient)
    for lane in 0..<lanes {
      values[start + lane] = PrimeField.sum(
        values[start + lane], PrimeField.product(coefficient, values[source + lane]))
    }
  }

  private mutating func multiply(_ factors: [Circuit.Factor], into wire: Circuit.Wire) {
    let start = wire * lanes
    fill(start, with: 1)
    var hasDivisors = false
    for factor in factors {
      if factor.exponent < 0 {
        hasDivisors = true
        continue
      }
      multiply(factor, into: start)
    }
    if hasDivisors { divide(by: factors, into: wire) }
  }

  /// Divides by powers; the reciprocals of all points cost one reciprocal and three products each.
  private mutating func divide(by factors: [Circuit.Factor], into wire: Circuit.Wire) {
    let start = wire * lanes
    var divisors = [UInt64](repeating: 1, count: lanes)
    var fault: UInt32 = 0
    // What all divisors before each point make together.
    var before = divisors
    var total: UInt64 = 1
    for lane in 0..<lanes {
      for factor in factors where factor.exponent < 0 {
        let base = values[factor.wire * lanes + lane]
        divisors[lane] = PrimeField.product(
          divisors[lane], PrimeField.power(base, UInt64(factor.exponent.magnitude)))
      }
      if divisors[lane] == 0 {
        fault |= 1 << UInt32(lane)
        divisors[lane] = 1
      }
      before[lane] = total
      total = PrimeField.product(total, divisors[lane])
    }
    if fault != 0 { faults.append((wire, fault)) }
    var inverse = PrimeField.reciprocal(total)
    for lane in (0..<lanes).reversed() {
      values[start + lane] = PrimeField.product(
        values[start + lane], PrimeField.product(inverse, before[lane]))
      inverse = PrimeField.product(inverse, divisors[lane])
    }
  }

  private mutating func multiply(_ factor: Circuit.Factor, into start: Int) {
    let source = factor.wire * lanes
    for lane in 0..<lanes {
      let base = values[source + lane]
      let power =
        factor.exponent == 1 ? base : PrimeField.power(base, UInt64(factor.exponent))
      values[start + lane] = PrimeField.product(values[start + lane], power)
    }
  }

  private func constant(_ value: Rational) -> UInt64 {
    if value.isZero { return 0 }
    if value == .one { return 1 }
    if let numerator = Int(exactly: value.numerator) {
      let above = Self.remainder(numerator)
      if value.isInteger { return above }
      if let denominator = Int(exactly: value.denominator) {
        return PrimeField.product(above, PrimeField.reciprocal(Self.remainder(denominator)))
      }
    }
    let modulus = BigInt(PrimeField.modulus)
    let above = value.numerator.quotientAndRemainder(dividingBy: modulus).remainder
    let below = value.denominator.quotientAndRemainder(dividingBy: modulus).remainder
    guard let a = Int(exactly: above), let b = Int(exactly: below), b != 0 else { return 1 }
    return PrimeField.product(
      Self.remainder(a), PrimeField.reciprocal(Self.remainder(b)))
  }

  private static func remainder(_ value: Int) -> UInt64 {
    let magnitude = UInt64(value.magnitude) % PrimeField.modulus
    return value < 0 ? PrimeField.negated(magnitude) : magnitude
  }

  private func value(of function: CircuitFunction, at argument: UInt64, lane: Int) -> UInt64 {
    switch function {
    case .general(let order): return draw(argument, 100 &+ UInt64(order), lane)
    case .exponential: return draw(argument, 1, lane)
    case .logarithm: return draw(argument, 2, lane)
    case .logistic: return draw(argument, 3, lane)
    case .hyperbolicTangent: return draw(argument, 4, lane)
    case .squareRoot: return draw(argument, 5, lane)
    case .identity: return argument
    case .isPositive:
      // u and −u are not both positive.
      let isUpper = argument > PrimeField.modulus / 2
      let bit = draw(isUpper ? PrimeField.negated(argument) : argument, 6, lane) & 1 == 1
      return bit != isUpper ? 1 : 0
    case .isZero: return argument == 0 ? 1 : 0
    }
  }

  @inline(__always)
  private func draw(_ key: UInt64, _ kind: UInt64, _ lane: Int) -> UInt64 {
    PrimeField.random(
      key &* 0x2545_F491_4F6C_DD1D &+ kind &* 0xD6E8_FEB8_6659_FD93
        &+ (UInt64(lane) &+ 1) &* 0xA076_1D64_78BD_642F &+ seed)
  }
}
