/// Multiples of logarithms whose bases have no common factors.
///
/// Whole numbers are split by trial division, and what is left without small factors is kept whole. Where
/// two such rests meet that have a common factor, both are split by it, so that bases stay without
/// common factors without anybody having to find primes.
///
/// - SeeAlso: Bernstein, Factoring into Coprimes in Essentially Linear Time, Journal of Algorithms 54,
///   2005, for what coprime bases do in the place of primes.
struct CoprimeBases {
  private(set) var terms: [LogarithmicSum.Term]

  /// Creates a collection of terms that are in order and have no common factors.
  init(_ terms: [LogarithmicSum.Term] = []) { self.terms = terms }

  /// Returns the sum with other terms of the same kind, or the difference.
  func adding(_ others: [LogarithmicSum.Term], negated: Bool = false) -> CoprimeBases {
    var sum = self
    for term in others {
      sum.insert(term.base, negated ? -term.coefficient : term.coefficient)
    }
    return sum
  }

  // MARK: Splitting numbers

  /// Numbers below the square of this bound that have no factor below it are primes.
  private static let trialBound: UInt = 1024
  /// The longest number without small factors whose logarithm is taken.
  static let restBitLimit = 16_384

  private static let smallPrimes: [UInt] = (2..<trialBound).filter { candidate in
    !(2..<candidate).prefix { $0 * $0 <= candidate }.contains { candidate % $0 == 0 }
  }

  /// Adds a multiple of the logarithm of a whole number above 0.
  ///
  /// - Returns: false where too long a number without small factors is left.
  mutating func insertFactors(of number: BigUInt, _ coefficient: Rational) -> Bool {
    var rest = number
    if rest.isOne { return true }
    for prime in Self.smallPrimes {
      if let word = rest.singleWord, word < prime * prime { break }
      let count =
        prime == 2
        ? rest.removeTwos()
        : rest.remainder(dividingBy: prime) == 0 ? rest.removeFactor(prime) : 0
      if count > 0 { insert(BigUInt(prime), Rational(count) * coefficient) }
    }
    if rest.bitWidth > Self.restBitLimit { return false }
    insert(rest, coefficient)
    return true
  }

  /// Adds a multiple of one logarithm.
  private mutating func insert(_ base: BigUInt, _ coefficient: Rational) {
    if base.isOne || coefficient.isZero { return }
    for index in terms.indices {
      let other = terms[index]
      if other.base == base {
        let sum = other.coefficient + coefficient
        if sum.isZero {
          terms.remove(at: index)
        } else {
          terms[index] = LogarithmicSum.Term(base: base, coefficient: sum)
        }
        return
      }
      if Self.isPrime(base), Self.isPrime(other.base) { continue }
      let shared = base.greatestCommonDivisor(other.base)
      if shared.isOne { continue }
      // a ln(gx) + b ln(gy) = (a + b) ln g + a ln x + b ln y; the product of all bases gets smaller.
      terms.remove(at: index)
      insert(shared, other.coefficient + coefficient)
      insert(other.base / shared, other.coefficient)
      insert(base / shared, coefficient)
      return
    }
    let position = terms.firstIndex { base < $0.base } ?? terms.endIndex
    terms.insert(LogarithmicSum.Term(base: base, coefficient: coefficient), at: position)
  }

  /// Whether a base, which has no factor below the trial bound but itself, is known to be prime.
  private static func isPrime(_ base: BigUInt) -> Bool {
    guard let word = base.singleWord else { return false }
    return word < trialBound * trialBound
  }
}
