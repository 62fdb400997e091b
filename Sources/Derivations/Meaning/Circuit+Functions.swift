import BackpropEngine
import ExactArithmetic
import MathSyntax

extension Circuit {
  /// Returns the wire of a function; powers and sums within exponentials and logarithms are taken out.
  mutating func apply(
    _ function: CircuitFunction, to argument: Wire
  ) throws(MeaningError) -> Wire {
    switch (function, gates[argument]) {
    case (.exponential, .constant(let value)) where value.isZero: return one
    case (.exponential, .function(.logarithm, let inner)): return inner
    case (.exponential, .sum(let constant, let terms)) where !isNamed[argument]:
      return try exponential(of: constant, terms)
    case (.logarithm, .constant(let value)) where value == 1: return zero
    case (.logarithm, .function(.exponential, let inner)) where !isNamed[argument]: return inner
    case (.logarithm, .product(let factors)) where !isNamed[argument]:
      var terms: [Term] = []
      for factor in factors {
        terms.append(
          Term(
            wire: try apply(.logarithm, to: factor.wire), coefficient: Rational(factor.exponent)))
      }
      return try sum(terms)
    case (.squareRoot, .constant(let value)):
      if let root = try? value.squareRoot() { return try constant(root) }
    case (.logistic, .constant(let value)) where value.isZero: return try constant(Rational(1, 2))
    case (.logistic, .sum(let constant, let terms))
    where !isNamed[argument] && isNegative(constant, terms):
      // σ(−u) = 1 − σ(u), tanh(−u) = −tanh(u). A named u stays: −u is no simpler.
      return try difference(one, apply(.logistic, to: negated(constant, terms)))
    case (.hyperbolicTangent, .sum(let constant, let terms))
    where !isNamed[argument] && isNegative(constant, terms):
      return try negated(apply(.hyperbolicTangent, to: negated(constant, terms)))
    case (.logistic, _) where usesExponentials:
      let power = try apply(.exponential, to: argument)
      return try quotient(power, sum(one, power))
    case (.hyperbolicTangent, _) where usesExponentials:
      // Of e^(2u), not of (e^u)²: then tanh(z/2) is made of e^z, as σ(z) is.
      let power = try apply(
        .exponential, to: sum([Term(wire: argument, coefficient: 2)]))
      return try quotient(difference(power, one), sum(power, one))
    case (.hyperbolicTangent, .constant(let value)) where value.isZero: return zero
    case (.isPositive, .constant(let value)): return value.sign == .positive ? one : zero
    case (.isZero, .constant(let value)): return value.isZero ? one : zero
    case (.isPositive, .sum(let constant, let terms))
    where constant.isZero && terms.count == 1 && terms[0].coefficient != 1:
      // [−2u > 0] is 1 − [u > 0] but at 0.
      if terms[0].coefficient.sign == .positive {
        return try apply(.isPositive, to: terms[0].wire)
      }
    default: break
    }
    return try wire(.function(function, argument))
  }

  /// Whether a sum begins with a minus sign.
  private func isNegative(_ constant: Rational, _ terms: [Term]) -> Bool {
    (constant.isZero ? terms[0].coefficient : constant).sign == .negative
  }

  /// Returns the wire of a sum with the other sign, term by term: −(u − v) would begin with a minus
  /// sign again.
  private mutating func negated(
    _ constant: Rational, _ terms: [Term]
  ) throws(MeaningError) -> Wire {
    try sum(
      terms.map { Term(wire: $0.wire, coefficient: -$0.coefficient) }, adding: -constant)
  }

  /// e^(c + n u + …) = e^c (e^u)^n ….
  private mutating func exponential(
    of constant: Rational, _ terms: [Term]
  ) throws(MeaningError) -> Wire {
    var factors: [Factor] = []
    if !constant.isZero {
      let base = try self.constant(Rational(constant.denominator).reciprocal)
      guard let exponent = Int(exactly: constant.numerator), abs(exponent) <= 64 else {
        throw .tooMuchWork
      }
      factors.append(
        Factor(wire: try wire(.function(.exponential, base)), exponent: exponent))
    }
    for term in terms {
      guard let exponent = Int(exactly: term.coefficient.numerator), abs(exponent) <= 64 else {
        let scaled = try wire(.sum(.zero, [term]))
        factors.append(Factor(wire: try wire(.function(.exponential, scaled)), exponent: 1))
        continue
      }
      let denominator = Rational(term.coefficient.denominator)
      let base: Wire
      if denominator == 1 {
        base = try apply(.exponential, to: term.wire)
      } else {
        let part = try wire(
          .sum(.zero, [Term(wire: term.wire, coefficient: denominator.reciprocal)]))
        base = try wire(.function(.exponential, part))
      }
      factors.append(Factor(wire: base, exponent: exponent))
    }
    return try product(factors)
  }

  /// Returns the wire of f(z) for a known activation function.
  mutating func activation(
    _ activation: Activation, at z: Wire, kink: Problem.DerivativeAtKink
  ) throws(MeaningError) -> Wire {
    switch activation {
    case .identity: return z
    case .step: return try isNotNegative(z)
    case .sign:
      let isNotNegative = try isNotNegative(z)
      return try sum([Term(wire: isNotNegative, coefficient: 2)], adding: -1)
    case .sigmoid: return try apply(.logistic, to: z)
    case .tanh: return try apply(.hyperbolicTangent, to: z)
    case .scaledTanh:
      let inner = try sum([Term(wire: z, coefficient: Rational(2, 3))])
      return try sum([
        Term(
          wire: apply(.hyperbolicTangent, to: inner), coefficient: Rational(17159, 10000))
      ])
    case .relu:
      let isOn = kink == .one ? try isNotNegative(z) : try apply(.isPositive, to: z)
      return try product(z, isOn)
    case .leakyReLU(let slope):
      let slope = try number(slope.value)
      let isOn = try apply(.isPositive, to: z)
      return try product(z, sum(isOn, product(slope, difference(one, isOn))))
    case .relu6:
      let isOn = try apply(.isPositive, to: z)
      let six = try constant(6)
      let isBelow = try apply(.isPositive, to: difference(six, z))
      return try sum(
        product(product(z, isOn), isBelow), product(six, difference(one, isBelow)))
    case .elu(let alpha):
      let isOn = try apply(.isPositive, to: z)
      let curve = try product(
        number(alpha.value), difference(apply(.exponential, to: z), one))
      return try sum(product(z, isOn), product(difference(one, isOn), curve))
    case .softplus:
      return try apply(.logarithm, to: sum(one, apply(.exponential, to: z)))
    case .square: return try power(z, 2)
    case .softmax: throw .notANumber(.name("softmax"))
    }
  }

  /// Returns the wires of e^(z_j) / Σ e^(z_k).
  mutating func softmax(_ z: [Wire]) throws(MeaningError) -> [Wire] {
    var exponentials: [Wire] = []
    for wire in z { exponentials.append(try self.apply(.exponential, to: wire)) }
    let total = try sum(exponentials.map { Term(wire: $0, coefficient: 1) })
    var results: [Wire] = []
    for wire in exponentials { results.append(try quotient(wire, total)) }
    return results
  }

  /// Returns the wire of a given number, exact if it is a fraction.
  mutating func number(_ value: ExactNumber) throws(MeaningError) -> Wire {
    try number(value.erased)
  }

  /// Returns the wire of a given number, exact if it is a fraction.
  mutating func number(_ value: Value) throws(MeaningError) -> Wire {
    if case .rational(let fraction) = value { return try constant(fraction) }
    return try wire(.variable(.number(value)))
  }

  /// Returns the wire of [u ≥ 0].
  mutating func isNotNegative(_ wire: Wire) throws(MeaningError) -> Wire {
    try difference(one, apply(.isPositive, to: negated(wire)))
  }

  /// Returns the wire of the larger of two numbers.
  mutating func maximum(_ left: Wire, _ right: Wire) throws(MeaningError) -> Wire {
    let difference = try difference(left, right)
    return try sum(right, product(difference, apply(.isPositive, to: difference)))
  }

  /// Returns the wire that carries what `wire` carries where the number of `old` is that of `new`.
  mutating func replacing(
    _ old: Wire, by new: Wire, in wire: Wire
  ) throws(MeaningError) -> Wire {
    var known = [old: new]
    return try replacing(old, in: wire, &known)
  }

  private mutating func replacing(
    _ old: Wire, in wire: Wire, _ known: inout [Wire: Wire]
  ) throws(MeaningError) -> Wire {
    if wire < old { return wire }
    if let result = known[wire] { return result }
    let result: Wire
    switch gates[wire] {
    case .constant, .variable, .cost: result = wire
    case .sum(let constant, let terms):
      var replaced: [Term] = []
      for term in terms {
        replaced.append(
          Term(wire: try replacing(old, in: term.wire, &known), coefficient: term.coefficient))
      }
      result = try sum(replaced, adding: constant)
    case .product(let factors):
      var replaced: [Factor] = []
      for factor in factors {
        replaced.append(
          Factor(wire: try replacing(old, in: factor.wire, &known), exponent: factor.exponent))
      }
      result = try product(replaced)
    case .function(let function, let argument):
      result = try apply(function, to: replacing(old, in: argument, &known))
    }
    known[wire] = result
    return result
  }

  /// Returns the wires that some wires are computed from, themselves included, in order.
  func ancestors(of outputs: [Wire]) -> [Wire] {
    guard let last = outputs.max() else { return [] }
    var isNeeded = [Bool](repeating: false, count: last + 1)
    for output in outputs { isNeeded[output] = true }
    var wire = last
    while wire >= 0 {
      defer { wire -= 1 }
      guard isNeeded[wire] else { continue }
      switch gates[wire] {
      case .constant, .variable: break
      case .sum(_, let terms): for term in terms { isNeeded[term.wire] = true }
      case .product(let factors): for factor in factors { isNeeded[factor.wire] = true }
      case .function(_, let argument): isNeeded[argument] = true
      case .cost(let cost):
        for input in cost.outputs { isNeeded[input] = true }
        for input in cost.targets { isNeeded[input] = true }
      }
    }
    return isNeeded.indices.filter { isNeeded[$0] }
  }
}
