import ExactArithmetic
import TestSupport
import Testing

@testable import Derivations

/// Polynomials are worth what their terms are worth, and are the same only then.
@Suite struct PolynomialTests {
  private static func value(_ polynomial: Polynomial, _ letters: [Rational]) -> Rational {
    polynomial.terms.reduce(.zero) { total, term in
      var product = term.coefficient
      for place in stride(from: 0, to: term.monomial.count, by: 2) {
        product *= letters[Int(term.monomial[place])].power(Int(term.monomial[place + 1]))
      }
      return total + product
    }
  }

  private static func random(_ random: inout SplitMix64) -> Polynomial {
    var result = Polynomial(.zero)
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      var term = Polynomial(Rational(Int.random(in: -2...2, using: &random)))
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        term = term * Polynomial(letter: Int32.random(in: 0..<3, using: &random))
      }
      result = result + term
    }
    return result
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `sums and products have the values of numbers`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let letters = (0..<3).map { _ in Rational(Int.random(in: -9...9, using: &random), 7) }
    let (a, b, c) = (Self.random(&random), Self.random(&random), Self.random(&random))
    let (x, y) = (Self.value(a, letters), Self.value(b, letters))
    #expect(Self.value(a + b, letters) == x + y)
    #expect(Self.value(a * b, letters) == x * y)
    #expect(a + b == b + a)
    #expect(a * b == b * a)
    #expect(a * (b + c) == a * b + a * c)
    #expect((a * b) * c == a * (b * c))
    #expect(a * .one == a)
    var negated = a
    negated.multiply(by: -1)
    #expect((a + negated).isZero)
    #expect((a * negated + a * a).isZero)
  }
}
