/// A denominator as 2^twos · 3^threes · 5^fives · rest, the rest coprime to 30.
///
/// Decimals have denominators of twos and fives alone, and so has everything that sums and products
/// make of them: adding exponents takes the place of multiplying long numbers, and comparing them
/// that of greatest common divisors.
struct FactoredDenominator: Hashable, Sendable {
  var twos: Int
  var threes: Int
  var fives: Int
  var rest: BigUInt

  static let one = FactoredDenominator(twos: 0, threes: 0, fives: 0, rest: .one)

  init(twos: Int, threes: Int, fives: Int, rest: BigUInt) {
    self.twos = twos
    self.threes = threes
    self.fives = fives
    self.rest = rest
  }

  /// Factors a positive number.
  init(_ value: BigUInt) {
    rest = value
    twos = rest.removeTwos()
    threes = rest.removeFactor(3)
    fives = rest.removeFactor(5)
  }

  /// The denominator as a number.
  var value: BigUInt {
    var odd = rest
    if threes > 0 { odd *= BigUInt(3 as UInt).power(threes) }
    if fives > 0 { odd = BigUInt(5 as UInt).power(fives) * odd }
    return odd << twos
  }

  /// An upper bound for the bits of the number, above them by less than 3 for short exponents.
  var bitWidthBound: Int {
    // log₂ 3 < 1.585 and log₂ 5 < 2.322
    twos + (threes * 1585 + fives * 2322) / 1000 + 1 + rest.bitWidth
  }

  /// Whether both have the same twos, threes and fives.
  func hasSameExponents(as other: FactoredDenominator) -> Bool {
    twos == other.twos && threes == other.threes && fives == other.fives
  }

  /// Raises the exponents to those of `other` where they are below.
  mutating func formLeastCommonExponents(_ other: FactoredDenominator) {
    twos = Swift.max(twos, other.twos)
    threes = Swift.max(threes, other.threes)
    fives = Swift.max(fives, other.fives)
  }

  /// Multiplies a numerator by what the exponents lack to those of `common`.
  func extend(_ numerator: inout BigInt, to common: FactoredDenominator) {
    if threes < common.threes {
      numerator *= BigInt(BigUInt(3 as UInt).power(common.threes - threes))
    }
    if fives < common.fives {
      numerator *= BigInt(BigUInt(5 as UInt).power(common.fives - fives))
    }
    if twos < common.twos { numerator = numerator << (common.twos - twos) }
  }

  /// Takes factors 2, 3 and 5 that a numerator shares with the denominator out of both.
  ///
  /// - Parameter isThorough: without it, a long numerator is left alone unless a word's worth comes
  ///   out: then the fraction stays within a few words of lowest terms, and the search costs less
  ///   than an addition.
  mutating func reduce(_ numerator: inout BigInt, isThorough: Bool) {
    let keepsShort = isThorough || numerator.magnitude.wordCount <= Self.shortWordCount
    if twos > 0 {
      let shared = Swift.min(twos, numerator.trailingZeroBitCount)
      if shared >= UInt.bitWidth || (shared > 0 && keepsShort) {
        numerator.updateMagnitude { $0 >>= shared }
        twos -= shared
      }
    }
    guard threes > 0 || fives > 0 else { return }
    let residue = numerator.magnitude.residueOfAllOnes
    if threes > 0, residue.isMultiple(of: 3) {
      Self.reduce(&numerator, 3, &threes, atLeast: keepsShort ? 1 : 40)
    }
    if fives > 0, residue.isMultiple(of: 5) {
      Self.reduce(&numerator, 5, &fives, atLeast: keepsShort ? 1 : 27)
    }
  }

  /// Words of a numerator up to which it is always brought to lowest terms.
  private static let shortWordCount = 4

  /// Takes a prime out of numerator and exponent, if it comes out `minimum` times or the exponent
  /// goes to 0.
  private static func reduce(
    _ numerator: inout BigInt, _ prime: UInt, _ exponent: inout Int, atLeast minimum: Int
  ) {
    let limit = exponent
    if minimum > 1 {
      let count = Swift.min(minimum, limit)
      let power = (0..<count).reduce(1 as UInt) { product, _ in product &* prime }
      guard numerator.magnitude.remainder(dividingBy: power) == 0 else { return }
    }
    numerator.updateMagnitude { exponent -= $0.removeFactor(prime, atMost: limit) }
  }
}

extension BigUInt {
  /// The remainder modulo 2^64 − 1, which is a multiple of 3 and 5: a sum of the words.
  fileprivate var residueOfAllOnes: UInt {
    withWords { words, count in
      var sum: UInt128 = 0
      for index in 0..<count { sum &+= UInt128(words[index]) }
      return UInt(truncatingIfNeeded: sum % UInt128(UInt.max))
    }
  }

  /// Divides by 2 as often as it goes and returns how often that was; the number is not 0.
  mutating func removeTwos() -> Int {
    let count = trailingZeroBitCount
    if count > 0 { self >>= count }
    return count
  }

  /// Divides by a one-word factor as often as it goes and returns how often that was.
  ///
  /// - Precondition: the number is not zero and the factor is above 1.
  /// - Complexity: one pass for each word of factors that comes out, and two more.
  mutating func removeFactor(_ factor: UInt, atMost limit: Int = .max) -> Int {
    if let word = singleWord {
      var (rest, count) = (word, 0)
      while count < limit, rest.isMultiple(of: factor) {
        rest /= factor
        count += 1
      }
      self = BigUInt(rest)
      return count
    }
    var (power, exponent) = (factor, 1)
    while exponent < limit,
      case let (next, overflow) = power.multipliedReportingOverflow(by: factor),
      !overflow
    {
      power = next
      exponent += 1
    }
    var count = 0
    while count + exponent <= limit {
      var rest = remainder(dividingBy: power)
      if rest != 0 {
        // What divides the remainder divides the number, and the rest of the power shows it all.
        var divisor: UInt = 1
        while rest.isMultiple(of: factor) {
          rest /= factor
          divisor *= factor
          count += 1
        }
        if divisor > 1 { _ = divide(by: divisor) }
        return count
      }
      _ = divide(by: power)
      count += exponent
    }
    while count < limit, remainder(dividingBy: factor) == 0 {
      _ = divide(by: factor)
      count += 1
    }
    return count
  }
}
