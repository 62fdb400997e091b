/// A fraction of two whole numbers: exact, of any size, in lowest terms with a positive denominator.
///
/// Sums and products of long fractions are not reduced at once: their denominators are kept as
/// powers of 2, 3 and 5 times a rest, and lowest terms are made when somebody looks, which gives the
/// same at any time.
public struct Rational: Sendable {
  /// How the fraction is held.
  enum Storage: Sendable {
    /// Lowest terms in machine words; the numerator is not `Int.min`, so that it can be negated.
    case small(numerator: Int, denominator: Int)
    /// Everything else; never 0.
    indirect case large(FactoredFraction)
  }

  private(set) var storage: Storage

  /// Creates a fraction from a form that cannot be smaller.
  init(storage: Storage) { self.storage = storage }

  /// Creates a fraction from machine words in lowest terms.
  @inline(__always)
  init(small numerator: Int, _ denominator: Int) {
    storage = .small(numerator: numerator, denominator: denominator)
  }

  /// Creates a whole number.
  public init(_ value: Int) {
    if value == Int.min {
      self.init(FactoredFraction(BigInt(value), over: .one))
    } else {
      self.init(small: value, 1)
    }
  }

  /// Creates a whole number.
  public init(_ value: BigInt) { self.init(FactoredFraction(value, over: .one)) }

  /// Creates the fraction `numerator / denominator`.
  ///
  /// - Precondition: `denominator` is not zero.
  public init(_ numerator: BigInt, _ denominator: BigInt) {
    precondition(!denominator.isZero, "a fraction with the denominator 0")
    self.init(
      reducing: denominator.isNegative ? -numerator : numerator, denominator.magnitude)
  }

  /// Creates the fraction `numerator / denominator`.
  ///
  /// - Precondition: `denominator` is not zero.
  public init(_ numerator: Int, _ denominator: Int) {
    self.init(BigInt(numerator), BigInt(denominator))
  }

  /// Creates a fraction and takes out the common factors.
  init(reducing numerator: BigInt, _ denominator: BigUInt) {
    if let above = Int(exactly: numerator), let below = denominator.singleWord,
      below <= UInt(Int.max)
    {
      let shared = Words.greatestCommonDivisor(above.magnitude, below)
      self.init(
        lowestTerms: BigInt(
          isNegative: above < 0, magnitude: BigUInt(above.magnitude / shared)),
        BigUInt(below / shared))
      return
    }
    var factored = FactoredDenominator(denominator)
    let shared =
      factored.rest.isOne ? .one : numerator.magnitude.greatestCommonDivisor(factored.rest)
    if shared.isOne {
      self.init(FactoredFraction(numerator, over: factored))
    } else {
      factored.rest = factored.rest / shared
      let reduced = BigInt(
        isNegative: numerator.isNegative, magnitude: numerator.magnitude / shared)
      self.init(FactoredFraction(reduced, over: factored))
    }
  }

  /// Creates a fraction from numbers without common factors.
  init(lowestTerms numerator: BigInt, _ denominator: BigUInt) {
    if let small = Int(exactly: numerator), small != Int.min, let below = denominator.singleWord,
      below <= UInt(Int.max)
    {
      self.init(small: small, Int(bitPattern: below))
    } else {
      self.init(
        storage: .large(FactoredFraction(numerator, over: FactoredDenominator(denominator))))
    }
  }

  /// Creates a fraction from double words without common factors.
  @inline(__always)
  init(lowestTerms numerator: Int128, _ denominator: UInt128) {
    if let small = Int(exactly: numerator), small != Int.min, let below = Int(exactly: denominator)
    {
      self.init(small: small, below)
    } else {
      self.init(
        lowestTerms: BigInt(
          isNegative: numerator < 0, magnitude: BigUInt(doubleWord: numerator.magnitude)),
        BigUInt(doubleWord: denominator))
    }
  }

  /// Creates a fraction from a result, which becomes small if it can.
  init(_ fraction: FactoredFraction) {
    var fraction = fraction
    if fraction.numerator.isZero {
      self.init(small: 0, 1)
      return
    }
    fraction.denominator.reduce(&fraction.numerator, isThorough: false)
    // Short numerators are in lowest terms now.
    if let small = Int(exactly: fraction.numerator), small != Int.min,
      fraction.denominator.bitWidthBound < 128,
      let below = fraction.denominator.value.singleWord, below <= UInt(Int.max)
    {
      self.init(small: small, Int(bitPattern: below))
    } else {
      self.init(storage: .large(fraction))
    }
  }

  /// Numerator and denominator in lowest terms; the numerator carries the sign.
  var lowestTerms: (numerator: BigInt, denominator: BigUInt) {
    switch storage {
    case .small(let numerator, let denominator):
      (BigInt(numerator), BigUInt(denominator.magnitude))
    case .large(let fraction): fraction.lowestTerms
    }
  }

  /// Numerator and denominator, perhaps with common factors.
  var anyTerms: (numerator: BigInt, denominator: BigUInt) {
    switch storage {
    case .small: lowestTerms
    case .large(let fraction): (fraction.numerator, fraction.denominator.value)
    }
  }

  /// The fraction with its denominator in factors.
  var factored: FactoredFraction {
    switch storage {
    case .small(let numerator, let denominator): FactoredFraction(numerator, denominator)
    case .large(let fraction): fraction
    }
  }

  /// The numerator in lowest terms; it carries the sign.
  public var numerator: BigInt { lowestTerms.numerator }

  /// The denominator in lowest terms; it is positive.
  public var denominator: BigInt { BigInt(lowestTerms.denominator) }

  /// Whether the denominator is 1.
  public var isInteger: Bool {
    switch storage {
    case .small(_, let denominator): denominator == 1
    case .large(let fraction): fraction.denominator.rest.isOne && lowestTerms.denominator.isOne
    }
  }

  /// Whether the number is 0.
  public var isZero: Bool {
    if case .small(numerator: 0, _) = storage { return true }
    return false
  }

  /// Whether the number is below 0.
  public var isNegative: Bool {
    switch storage {
    case .small(let numerator, _): numerator < 0
    case .large(let fraction): fraction.numerator.isNegative
    }
  }

  /// The number without its sign.
  public var magnitude: Rational { isNegative ? -self : self }

  /// The bits of the numerator or of the denominator in lowest terms, whichever has more.
  public var bitWidth: Int {
    let (numerator, denominator) = lowestTerms
    return Swift.max(numerator.bitWidth, denominator.bitWidth)
  }

  /// Whether numerator or denominator in lowest terms have more than `limit` bits.
  func isLonger(than limit: Int) -> Bool {
    if case .large(let fraction) = storage,
      fraction.numerator.bitWidth <= limit, fraction.denominator.bitWidthBound <= limit
    {
      return false
    }
    return bitWidth > limit
  }
}

extension Rational: Hashable {
  /// Returns whether the values are equal.
  public static func == (left: Rational, right: Rational) -> Bool {
    switch (left.storage, right.storage) {
    case (.small(let a, let b), .small(let c, let d)): return a == c && b == d
    case (.large(let a), .large(let b)) where a.denominator.hasSameExponents(as: b.denominator):
      return a.numerator == b.numerator && a.denominator.rest == b.denominator.rest
    case _:
      guard left.isNegative == right.isNegative else { return false }
      let (a, b) = (left.lowestTerms, right.lowestTerms)
      return a.numerator == b.numerator && a.denominator == b.denominator
    }
  }

  /// Hashes the lowest terms.
  public func hash(into hasher: inout Hasher) {
    let (numerator, denominator) = lowestTerms
    hasher.combine(numerator)
    hasher.combine(denominator)
  }
}

extension Rational: ExpressibleByIntegerLiteral {
  /// Creates the whole number that a literal names.
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Rational: Comparable {
  /// Returns whether `left` is below `right`.
  public static func < (left: Rational, right: Rational) -> Bool {
    if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage {
      // Both products are below 2^126.
      return Int128(a) &* Int128(d) < Int128(c) &* Int128(b)
    }
    if left.isNegative != right.isNegative { return left.isNegative }
    return (left - right).isNegative
  }
}

extension Rational: CustomStringConvertible {
  /// The fraction as `-3/8`, a whole number as `5`.
  public var description: String {
    let (numerator, denominator) = lowestTerms
    return denominator.isOne ? numerator.description : "\(numerator)/\(denominator)"
  }
}
