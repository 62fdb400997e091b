/// The field of the remainders modulo p = 2^61 − 1, a prime.
///
/// An identity of rational functions with whole coefficients holds modulo p wherever no divisor is 0,
/// so that one disagreement refutes it; a false one of degree d agrees at a random point with a
/// probability of at most d/p.
///
/// - SeeAlso: Schwartz, Fast Probabilistic Algorithms for Verification of Polynomial Identities,
///   Journal of the ACM 27 (1980).
enum PrimeField {
  static let modulus: UInt64 = (1 << 61) - 1

  @inline(__always)
  static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let total = left &+ right
    return total >= modulus ? total &- modulus : total
  }

  @inline(__always)
  static func negated(_ value: UInt64) -> UInt64 { value == 0 ? 0 : modulus &- value }

  /// Returns the product: 2^61 is 1, so that the upper half is added to the lower.
  @inline(__always)
  static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    // left, right < 2^61, so that high < 2^58 and nothing is shifted out.
    let total = (low & modulus) &+ ((high << 3) | (low >> 61))
    return total >= modulus ? total &- modulus : total
  }

  static func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
    var result: UInt64 = 1
    var square = base
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, square) }
      rest >>= 1
      if rest > 0 { square = product(square, square) }
    }
    return result
  }

  /// Returns 1 over a number that is not 0: its power p − 2.
  static func reciprocal(_ value: UInt64) -> UInt64 { power(value, modulus - 2) }

  /// Returns a number that is drawn from a seed: bits that no structure of the seed shows.
  @inline(__always)
  static func random(_ seed: UInt64) -> UInt64 {
    var bits = seed &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    bits ^= bits >> 31
    let value = bits & modulus
    return value == modulus ? 1 : value
  }
}
