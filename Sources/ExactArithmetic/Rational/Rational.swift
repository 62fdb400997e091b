/// A fraction of two whole numbers: exact, of any size, in lowest terms with a positive denominator.
public struct Rational: Sendable {
  /// How the fraction is held.
  ///
  /// The form is unique, so equal fractions have equal storage.
  enum Storage: Hashable, Sendable {
    /// Both fit in a machine word; the numerator is not `Int.min`, so that it can be negated.
    case small(numerator: Int, denominator: Int)
    /// Everything else, in lowest terms.
    indirect case large(numerator: BigInt, denominator: BigUInt)
  }

  private(set) var storage: Storage

  /// Creates a fraction from a form that is in lowest terms and small if it can be.
  @inline(__always)
  init(storage: Storage) { self.storage = storage }

  /// Creates a whole number.
  public init(_ value: Int) {
    if value == Int.min {
      self.init(lowestTerms: BigInt(value), .one)
    } else {
      self.init(storage: .small(numerator: value, denominator: 1))
    }
  }

  /// Creates a whole number.
  public init(_ value: BigInt) { self.init(lowestTerms: value, .one) }

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
    let common = numerator.magnitude.greatestCommonDivisor(denominator)
    if common.isOne {
      self.init(lowestTerms: numerator, denominator)
    } else {
      self.init(
        lowestTerms: BigInt(
          isNegative: numerator.isNegative, magnitude: numerator.magnitude / common),
        denominator / common)
    }
  }

  /// Creates a fraction from numbers without common factors.
  init(lowestTerms numerator: BigInt, _ denominator: BigUInt) {
    if let small = numerator.magnitude.singleWord, let below = denominator.singleWord,
      small <= UInt(Int.max), below <= UInt(Int.max)
    {
      let value = Int(bitPattern: small)
      storage = .small(
        numerator: numerator.isNegative ? -value : value, denominator: Int(bitPattern: below))
    } else {
      storage = .large(numerator: numerator, denominator: denominator)
    }
  }

  /// Creates a fraction from double words without common factors.
  @inline(__always)
  init(lowestTerms numerator: Int128, _ denominator: UInt128) {
    if let small = Int(exactly: numerator), small != Int.min, let below = Int(exactly: denominator)
    {
      storage = .small(numerator: small, denominator: below)
    } else {
      storage = .large(numerator: BigInt(numerator), denominator: BigUInt(denominator))
    }
  }

  /// The numerator in lowest terms; it carries the sign.
  public var numerator: BigInt {
    switch storage {
    case .small(let numerator, _): BigInt(numerator)
    case .large(let numerator, _): numerator
    }
  }

  /// The denominator in lowest terms; it is positive.
  public var denominator: BigInt { BigInt(denominatorMagnitude) }

  /// The denominator as a natural number.
  var denominatorMagnitude: BigUInt {
    switch storage {
    case .small(_, let denominator): BigUInt(denominator.magnitude)
    case .large(_, let denominator): denominator
    }
  }

  /// Whether the denominator is 1.
  public var isInteger: Bool {
    switch storage {
    case .small(_, let denominator): denominator == 1
    case .large(_, let denominator): denominator.isOne
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
    case .large(let numerator, _): numerator.isNegative
    }
  }

  /// The number without its sign.
  public var magnitude: Rational { isNegative ? -self : self }

  /// The bits of the numerator or of the denominator, whichever has more.
  public var bitWidth: Int {
    switch storage {
    case .small(let numerator, let denominator):
      Int.bitWidth
        - Int(bitPattern: numerator.magnitude | denominator.magnitude)
        .leadingZeroBitCount
    case .large(let numerator, let denominator):
      Swift.max(numerator.bitWidth, denominator.bitWidth)
    }
  }
}

extension Rational: Hashable {
  /// Returns whether the values are equal.
  public static func == (left: Rational, right: Rational) -> Bool { left.storage == right.storage }

  /// Hashes the value.
  public func hash(into hasher: inout Hasher) { hasher.combine(storage) }
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
    return left.numerator * right.denominator < right.numerator * left.denominator
  }
}

extension Rational: CustomStringConvertible {
  /// The fraction as `-3/8`, a whole number as `5`.
  public var description: String {
    isInteger ? numerator.description : "\(numerator)/\(denominator)"
  }
}
