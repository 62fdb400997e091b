import ExactArithmetic

/// Numbers of a circuit as quotients of polynomials, which tell equality without a doubt.
///
/// What is given, and values of functions, are the letters of the polynomials; functions of equal
/// arguments are one letter.
struct CanonicalForms {
  private let circuit: Circuit
  private var forms: [Circuit.Wire: Fraction] = [:]
  private var letters: [Letter: Int32] = [:]
  /// Whether a function is a letter of its own, whatever its argument.
  private let hasOpaqueFunctions: Bool
  /// How many products of terms may still be made.
  private var work = 600

  private enum Letter: Hashable {
    case gate(Circuit.Wire)
    case function(CircuitFunction, Fraction)
  }

  private struct TooMuchWork: Error {}

  /// A quotient of polynomials.
  private struct Fraction: Hashable {
    var above: Polynomial
    var below: Polynomial
  }

  /// Creates forms of a circuit's wires.
  ///
  /// - Parameter hasOpaqueFunctions: whether functions are letters wire by wire, which is quicker and
  ///   proves as much unless equal arguments are written differently.
  init(_ circuit: Circuit, hasOpaqueFunctions: Bool = false) {
    self.circuit = circuit
    self.hasOpaqueFunctions = hasOpaqueFunctions
  }

  /// Whether two wires have the same canonical form; false where that takes too much work.
  mutating func areEqual(_ left: Circuit.Wire, _ right: Circuit.Wire) -> Bool {
    do {
      let first = try form(of: left)
      let second = try form(of: right)
      if first.below == second.below { return first.above == second.above }
      return try product(first.above, second.below) == product(second.above, first.below)
    } catch {
      return false
    }
  }

  private mutating func form(of wire: Circuit.Wire) throws(TooMuchWork) -> Fraction {
    if let known = forms[wire] { return known }
    let result: Fraction
    switch circuit.gates[wire] {
    case .constant(let value): result = Fraction(above: Polynomial(value), below: .one)
    case .variable, .cost: result = letter(.gate(wire))
    case .function(.identity, let argument): result = try form(of: argument)
    case .function where hasOpaqueFunctions: result = letter(.gate(wire))
    case .function(let function, let argument):
      result = letter(.function(function, try form(of: argument)))
    case .sum(let constant, let terms):
      var total = Fraction(above: Polynomial(constant), below: .one)
      for term in terms {
        var next = try form(of: term.wire)
        next.above.multiply(by: term.coefficient)
        total = try sum(total, next)
      }
      result = total
    case .product(let factors):
      var total = Fraction(above: .one, below: .one)
      for factor in factors {
        let base = try form(of: factor.wire)
        for _ in 0..<factor.exponent.magnitude {
          let (above, below) =
            factor.exponent > 0 ? (base.above, base.below) : (base.below, base.above)
          total.above = try product(total.above, above)
          total.below = try product(total.below, below)
        }
      }
      // Nothing is equal to what is nowhere defined.
      if total.below.isZero { throw TooMuchWork() }
      result = total
    }
    forms[wire] = result
    return result
  }

  private mutating func letter(_ letter: Letter) -> Fraction {
    let number = letters[letter] ?? Int32(letters.count)
    letters[letter] = number
    return Fraction(above: Polynomial(letter: number), below: .one)
  }

  private mutating func sum(
    _ left: Fraction, _ right: Fraction
  ) throws(TooMuchWork) -> Fraction {
    if left.below == right.below {
      return Fraction(above: try sum(left.above, right.above), below: left.below)
    }
    return Fraction(
      above: try sum(product(left.above, right.below), product(right.above, left.below)),
      below: try product(left.below, right.below))
  }

  private mutating func sum(
    _ left: Polynomial, _ right: Polynomial
  ) throws(TooMuchWork) -> Polynomial {
    try spend(min(left.terms.count, right.terms.count))
    return left + right
  }

  private mutating func product(
    _ left: Polynomial, _ right: Polynomial
  ) throws(TooMuchWork) -> Polynomial {
    if left == .one { return right }
    if right == .one { return left }
    try spend(left.terms.count * right.terms.count)
    return left * right
  }

  private mutating func spend(_ amount: Int) throws(TooMuchWork) {
    work -= amount
    if work < 0 { throw TooMuchWork() }
  }
}
