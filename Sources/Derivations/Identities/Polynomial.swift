import ExactArithmetic

/// A polynomial in numbered letters with exact coefficients, in one form only: terms in the order of
/// their monomials, none with the coefficient 0.
struct Polynomial: Hashable {
  /// A power of letters: pairs of a letter and its exponent, in the order of the letters.
  typealias Monomial = [Int32]

  /// A multiple of a power of letters.
  struct Term: Hashable {
    var monomial: Monomial
    var coefficient: Rational
  }

  private(set) var terms: [Term]

  /// Creates a number.
  init(_ constant: Rational) {
    terms = constant.isZero ? [] : [Term(monomial: [], coefficient: constant)]
  }

  /// Creates a letter.
  init(letter: Int32) { terms = [Term(monomial: [letter, 1], coefficient: .one)] }

  private init(terms: [Term]) { self.terms = terms }

  static let one = Polynomial(Rational.one)

  /// Whether the polynomial is 0.
  var isZero: Bool { terms.isEmpty }

  /// Multiplies by a number.
  mutating func multiply(by factor: Rational) {
    if factor == .one { return }
    if factor.isZero { terms = [] }
    for place in terms.indices { terms[place].coefficient *= factor }
  }

  /// Returns the sum: both are gone through side by side.
  static func + (left: Polynomial, right: Polynomial) -> Polynomial {
    if left.isZero { return right }
    if right.isZero { return left }
    var results: [Term] = []
    results.reserveCapacity(left.terms.count + right.terms.count)
    var (i, j) = (0, 0)
    while i < left.terms.count, j < right.terms.count {
      let (first, second) = (left.terms[i], right.terms[j])
      if first.monomial == second.monomial {
        let total = first.coefficient + second.coefficient
        if !total.isZero { results.append(Term(monomial: first.monomial, coefficient: total)) }
        i += 1
        j += 1
      } else if precedes(first.monomial, second.monomial) {
        results.append(first)
        i += 1
      } else {
        results.append(second)
        j += 1
      }
    }
    results += left.terms[i...]
    results += right.terms[j...]
    return Polynomial(terms: results)
  }

  /// Returns the product.
  ///
  /// - Complexity: O(n log n) for n products of terms.
  static func * (left: Polynomial, right: Polynomial) -> Polynomial {
    var results: [Term] = []
    results.reserveCapacity(left.terms.count * right.terms.count)
    for first in left.terms {
      for second in right.terms {
        results.append(
          Term(
            monomial: product(first.monomial, second.monomial),
            coefficient: first.coefficient * second.coefficient))
      }
    }
    results.sort { precedes($0.monomial, $1.monomial) }
    var merged: [Term] = []
    merged.reserveCapacity(results.count)
    for term in results {
      if let last = merged.last, last.monomial == term.monomial {
        merged[merged.count - 1].coefficient += term.coefficient
      } else {
        if let last = merged.last, last.coefficient.isZero { merged.removeLast() }
        merged.append(term)
      }
    }
    if let last = merged.last, last.coefficient.isZero { merged.removeLast() }
    return Polynomial(terms: merged)
  }

  /// Any order will do that is the same everywhere.
  private static func precedes(_ left: Monomial, _ right: Monomial) -> Bool {
    left.lexicographicallyPrecedes(right)
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
