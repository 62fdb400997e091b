import ExactArithmetic

/// Numbers of a circuit as quotients of polynomials, which tell equality without a doubt.
///
/// What is given, and values of functions, are the letters of the polynomials; functions of equal
/// arguments are one letter.
struct CanonicalForms {
  private let circuit: Circuit
  private var forms: [Circuit.Wire: Fraction] = [:]
  private var letters: [Letter: Int] = [:]
  /// How many products of terms may still be made.
  private var work = 600

  private enum Letter: Hashable {
    case gate(Circuit.Wire)
    case function(CircuitFunction, Fraction)
  }

  /// A power of letters: pairs of a letter and its exponent, in the order of the letters.
  private typealias Monomial = [Int32]
  private typealias Polynomial = [Monomial: Rational]

  private struct Fraction: Hashable {
    var above: Polynomial
    var below: Polynomial
  }

  private struct TooMuchWork: Error {}

  private static let unit: Polynomial = [[]: 1]

  init(_ circuit: Circuit) { self.circuit = circuit }

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
    case .constant(let value):
      result = Fraction(above: value.isZero ? [:] : [[]: value], below: Self.unit)
    case .variable, .cost: result = letter(.gate(wire))
    case .function(.identity, let argument): result = try form(of: argument)
    case .function(let function, let argument):
      result = letter(.function(function, try form(of: argument)))
    case .sum(let constant, let terms):
      var total = Fraction(above: constant.isZero ? [:] : [[]: constant], below: Self.unit)
      for term in terms {
        var next = try form(of: term.wire)
        if term.coefficient != 1 { next.above = next.above.mapValues { $0 * term.coefficient } }
        total = try sum(total, next)
      }
      result = total
    case .product(let factors):
      var total = Fraction(above: Self.unit, below: Self.unit)
      for factor in factors {
        let base = try form(of: factor.wire)
        for _ in 0..<factor.exponent.magnitude {
          let (above, below) =
            factor.exponent > 0 ? (base.above, base.below) : (base.below, base.above)
          total.above = try product(total.above, above)
          total.below = try product(total.below, below)
        }
      }
      result = total
    }
    forms[wire] = result
    return result
  }

  private mutating func letter(_ letter: Letter) -> Fraction {
    let number = letters[letter] ?? letters.count
    letters[letter] = number
    return Fraction(above: [[Int32(number), 1]: 1], below: Self.unit)
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
    if left.count < right.count { return try sum(right, left) }
    try spend(right.count)
    var result = left
    for (monomial, coefficient) in right {
      let total = (result[monomial] ?? .zero) + coefficient
      result[monomial] = total.isZero ? nil : total
    }
    return result
  }

  private mutating func product(
    _ left: Polynomial, _ right: Polynomial
  ) throws(TooMuchWork) -> Polynomial {
    if left == Self.unit { return right }
    if right == Self.unit { return left }
    try spend(left.count * right.count)
    var result: Polynomial = [:]
    for (first, a) in left {
      for (second, b) in right {
        let monomial = Self.product(first, second)
        let total = (result[monomial] ?? .zero) + a * b
        result[monomial] = total.isZero ? nil : total
      }
    }
    return result
  }

  private mutating func spend(_ amount: Int) throws(TooMuchWork) {
    work -= amount
    if work < 0 { throw TooMuchWork() }
  }

  /// Returns the product of two powers of letters.
  private static func product(_ left: Monomial, _ right: Monomial) -> Monomial {
    if left.isEmpty { return right }
    if right.isEmpty { return left }
    var result: Monomial = []
    result.reserveCapacity(left.count + right.count)
    var (i, j) = (0, 0)
    while i < left.count || j < right.count {
      if j == right.count || (i < left.count && left[i] < right[j]) {
        result.append(left[i])
        result.append(left[i + 1])
        i += 2
      } else if i == left.count || right[j] < left[i] {
        result.append(right[j])
        result.append(right[j + 1])
        j += 2
      } else {
        result.append(left[i])
        result.append(left[i + 1] + right[j + 1])
        i += 2
        j += 2
      }
    }
    return result
  }
}
