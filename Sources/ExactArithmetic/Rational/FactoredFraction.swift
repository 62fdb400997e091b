/// A fraction over a factored denominator, not in lowest terms.
///
/// The numerator has no factor in common with the rest of the denominator; it may have twos, threes
/// and fives in common with the denominator, which sums and products leave alone. Nothing else is
/// needed while numbers are only computed with; lowest terms are made when they are looked at.
struct FactoredFraction: Sendable {
  var numerator: BigInt
  var denominator: FactoredDenominator

  init(_ numerator: BigInt, over denominator: FactoredDenominator) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Creates a fraction of machine words in lowest terms.
  init(_ numerator: Int, _ denominator: Int) {
    self.numerator = BigInt(numerator)
    self.denominator = FactoredDenominator(BigUInt(denominator.magnitude))
  }

  /// Numerator and denominator in lowest terms.
  var lowestTerms: (numerator: BigInt, denominator: BigUInt) {
    var reduced = self
    reduced.denominator.reduce(&reduced.numerator, isThorough: true)
    return (reduced.numerator, reduced.denominator.value)
  }

  // MARK: Ring operations

  /// Adds in place.
  mutating func add(_ other: FactoredFraction) {
    var (other, common) = (other, denominator)
    common.formLeastCommonExponents(other.denominator)
    denominator.extend(&numerator, to: common)
    other.denominator.extend(&other.numerator, to: common)
    if denominator.rest == other.denominator.rest {
      numerator += other.numerator
      denominator = common
      reduceRest()
    } else {
      addOverDifferentRests(other, common)
    }
  }

  /// Adds a fraction with the same exponents and another rest.
  ///
  /// Only what the rests share can be common to the result (Knuth, The Art of Computer Programming,
  /// volume 2, 4.5.1).
  private mutating func addOverDifferentRests(
    _ other: FactoredFraction, _ common: FactoredDenominator
  ) {
    let (b, d) = (denominator.rest, other.denominator.rest)
    let shared = b.greatestCommonDivisor(d)
    let bRest = shared.isOne ? b : b / shared
    let dRest = shared.isOne ? d : d / shared
    numerator = numerator * BigInt(dRest) + other.numerator * BigInt(bRest)
    denominator = common
    denominator.rest = shared
    reduceRest()
    denominator.rest = denominator.rest * bRest * dRest
  }

  /// Takes out what the numerator and the rest of the denominator have in common.
  private mutating func reduceRest() {
    if denominator.rest.isOne { return }
    let shared = numerator.magnitude.greatestCommonDivisor(denominator.rest)
    if shared.isOne { return }
    numerator.updateMagnitude { $0 = $0 / shared }
    denominator.rest = denominator.rest / shared
  }

  /// Multiplies in place.
  mutating func multiply(by other: FactoredFraction) {
    var other = other
    Self.cancel(&numerator, &other.denominator.rest)
    Self.cancel(&other.numerator, &denominator.rest)
    numerator *= other.numerator
    denominator.twos += other.denominator.twos
    denominator.threes += other.denominator.threes
    denominator.fives += other.denominator.fives
    if !other.denominator.rest.isOne { denominator.rest *= other.denominator.rest }
  }

  /// Takes out what a numerator and the rest of another denominator have in common.
  private static func cancel(_ numerator: inout BigInt, _ rest: inout BigUInt) {
    if rest.isOne { return }
    let shared = numerator.magnitude.greatestCommonDivisor(rest)
    if shared.isOne { return }
    numerator.updateMagnitude { $0 = $0 / shared }
    rest = rest / shared
  }

  /// Returns 1 divided by the fraction, which is not 0.
  var reciprocal: FactoredFraction {
    let (above, below) = lowestTerms
    return FactoredFraction(
      BigInt(isNegative: above.isNegative, magnitude: below),
      over: FactoredDenominator(above.magnitude))
  }
}
