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
  /// Points at which a divisor was 0.
  private(set) var isUndefined: [Bool]

  init(lanes: Int, seed: UInt64) {
    self.lanes = lanes
    self.seed = seed
    isUndefined = Array(repeating: false, count: lanes)
  }

  /// Computes the numbers of some wires, which are listed with all that they are computed from.
  mutating func compute(_ wires: [Circuit.Wire], of circuit: Circuit) {
    values = Array(repeating: 0, count: ((wires.last ?? 0) + 1) * lanes)
    for wire in wires {
      let start = wire * lanes
      switch circuit.gates[wire] {
      case .constant(let value): fill(start, with: constant(value))
      case .variable:
        for lane in 0..<lanes { values[start + lane] = draw(UInt64(wire), 0, lane) }
      case .sum(let constant, let terms):
        fill(start, with: self.constant(constant))
        for term in terms { add(term, to: start) }
      case .product(let factors): multiply(factors, into: start)
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

  /// Returns the first point at which two wires differ; nil where they agree at all.
  func firstDifference(_ left: Circuit.Wire, _ right: Circuit.Wire) -> Int? {
    (0..<lanes).first { lane in
      !isUndefined[lane] && values[left * lanes + lane] != values[right * lanes + lane]
    }
  }

  /// How many points are left at which nothing is divided by 0.
  var definedLanes: Int { isUndefined.lazy.filter { !$0 }.count }

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

  private mutating func multiply(_ factors: [Circuit.Factor], into start: Int) {
    fill(start, with: 1)
    var hasDivisors = false
    for factor in factors {
      if factor.exponent < 0 {
        hasDivisors = true
        continue
      }
      multiply(factor, into: start)
    }
    guard hasDivisors else { return }
    for lane in 0..<lanes {
      var divisor: UInt64 = 1
      for factor in factors where factor.exponent < 0 {
        let base = values[factor.wire * lanes + lane]
        for _ in 0..<(-factor.exponent) { divisor = PrimeField.product(divisor, base) }
      }
      if divisor == 0 {
        isUndefined[lane] = true
      } else {
        values[start + lane] = PrimeField.product(
          values[start + lane], PrimeField.reciprocal(divisor))
      }
    }
  }

  private mutating func multiply(_ factor: Circuit.Factor, into start: Int) {
    let source = factor.wire * lanes
    for lane in 0..<lanes {
      let base = values[source + lane]
      var result = PrimeField.product(values[start + lane], base)
      for _ in 1..<factor.exponent { result = PrimeField.product(result, base) }
      values[start + lane] = result
    }
  }

  private mutating func constant(_ value: Rational) -> UInt64 {
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
