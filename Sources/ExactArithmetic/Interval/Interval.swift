/// All real numbers within a radius of a midpoint: a certified enclosure of a number.
///
/// value = (midpoint ± radius) · 2^(64 · exponent), midpoint and radius whole numbers, the radius of
/// one word. Every operation returns an interval that contains its exact value at any points of its
/// operands; how much larger it is, each operation states. An interval knows how many bits it
/// carries; a result carries the larger of the precisions of its operands.
///
/// The exponent counts whole words, so that sums and products never shift bits. The midpoint has up
/// to one word more than the precision asks for, and therefore never fewer bits.
///
/// - SeeAlso: Johansson, Arb: Efficient Arbitrary-Precision Midpoint-Radius Interval Arithmetic,
///   IEEE Transactions on Computers 66, 2017, for midpoint and radius.
public struct Interval: Sendable {
  /// The midpoint without its sign, in units of 2^(64 · exponent).
  let magnitude: BigUInt
  /// Whether the midpoint is below zero.
  let isNegative: Bool
  /// The radius in units of 2^(64 · exponent); at most 2^63.
  let radius: UInt64
  /// The power of 2^64 that midpoint and radius are counted in; 0 for an exact zero.
  let exponent: Int
  /// The bits carried.
  public let precision: Int

  /// Creates an interval around a midpoint and cuts it to the words that the precision asks for.
  ///
  /// - Parameter error: a bound for the distance of the enclosed number from the midpoint.
  @inline(__always)
  init(
    isNegative: Bool, magnitude: BigUInt, exponent: Int, error: ErrorBound, precision: Int
  ) {
    let count = magnitude.wordCount
    let limit = Self.wordLimit(precision)
    var drop = Swift.max(0, count - limit)
    // The error is below 2^(shift + 32) units; after dropping words it shall be below 2^63.
    let shift = error.exponent - 64 * exponent
    if !error.isZero, shift - 64 * drop > 31 { drop = (shift - 31 + 63) >> 6 }
    if !error.isZero, shift < -31, count < limit {
      // Less than two units: more words make the radius as small as the error is.
      let words = (31 - shift) >> 6
      let added = count == 0 ? words : Swift.min(words, limit - count)
      if added > 0 {
        self.init(
          isNegative: isNegative, magnitude: magnitude << (64 * added),
          exponent: exponent - added, error: error, precision: precision)
        return
      }
    }
    var radius: UInt64 = 0
    if !error.isZero {
      let distance = shift - 64 * drop
      if distance >= 0 {
        radius = error.significand << UInt64(distance)
      } else if distance > -33 {
        let below = UInt64(-distance)
        radius = (error.significand + (1 << below) - 1) >> below
      } else {
        radius = 1
      }
    }
    if drop == 0 {
      if radius == 0, count > 0, magnitude.trailingZeroBitCount >= 64 {
        let zeros = magnitude.trailingZeroBitCount >> 6
        self.init(
          isNegative: isNegative, magnitude: magnitude >> (64 * zeros), radius: 0,
          exponent: exponent + zeros, precision: precision)
      } else {
        self.init(
          isNegative: isNegative, magnitude: magnitude, radius: radius,
          exponent: count == 0 && radius == 0 ? 0 : exponent, precision: precision)
      }
      return
    }
    let isCut = count > 0 && magnitude.trailingZeroBitCount < 64 * drop
    let kept = magnitude >> (64 * drop)
    if !isCut, radius == 0 {
      self.init(
        isNegative: isNegative, magnitude: kept, exponent: exponent + drop, error: .zero,
        precision: precision)
    } else {
      self.init(
        isNegative: isNegative, magnitude: kept, radius: radius + (isCut ? 1 : 0),
        exponent: exponent + drop, precision: precision)
    }
  }

  /// Creates an interval from its parts, which are in normal form.
  @inline(__always)
  init(isNegative: Bool, magnitude: BigUInt, radius: UInt64, exponent: Int, precision: Int) {
    self.isNegative = isNegative && !magnitude.isZero
    self.magnitude = magnitude
    self.radius = radius
    self.exponent = exponent
    self.precision = precision
  }

  /// The words that a midpoint may have: enough for the precision whatever the leading bits are.
  @inline(__always)
  static func wordLimit(_ precision: Int) -> Int { (precision + 63) >> 6 + 1 }

  /// The bits that functions work with where nobody asked for more.
  static let smallestPrecision = 32
}

// MARK: Creating

extension Interval {
  /// Creates the interval of one whole number, or one around it where it is longer than the precision.
  public init(_ value: BigInt, precision: Int) {
    self.init(
      isNegative: value.isNegative, magnitude: value.magnitude, exponent: 0, error: .zero,
      precision: precision)
  }

  /// Creates an interval around a fraction; of that number alone where it has few enough bits.
  ///
  /// The radius is at most three units of the midpoint's last word.
  public init(_ value: Rational, precision: Int) {
    let (numerator, denominator) = value.lowestTerms
    let above = Interval(numerator, precision: precision)
    if denominator.isOne {
      self = above
    } else {
      self = above.quotient(by: Interval(BigInt(denominator), precision: precision))
    }
  }

  /// Creates the interval between two numbers, a little wider where they are longer than the precision.
  ///
  /// - Precondition: `lower <= upper`.
  public init(from lower: Rational, through upper: Rational, precision: Int) {
    precondition(lower <= upper, "an interval ends above its start")
    let middle = Interval((lower + upper) * Rational(1, 2), precision: precision)
    let half = Interval((upper - lower) * Rational(1, 2), precision: 64)
    self = middle.widened(by: half.magnitudeBound)
  }

  /// Returns the interval with a bound added to its radius.
  func widened(by bound: ErrorBound) -> Interval {
    Interval(
      isNegative: isNegative, magnitude: magnitude, exponent: exponent,
      error: radiusBound + bound, precision: precision)
  }

  /// Returns the same set of numbers with another precision.
  ///
  /// With fewer bits the set grows by at most one unit of the last word that is left.
  public func withPrecision(_ precision: Int) -> Interval {
    Interval(
      isNegative: isNegative, magnitude: magnitude, exponent: exponent, error: radiusBound,
      precision: precision)
  }
}

// MARK: Looking at it

extension Interval {
  /// The radius as a bound.
  @inline(__always)
  var radiusBound: ErrorBound { ErrorBound(radius, exponent: 64 * exponent) }

  /// A bound for the midpoint without its sign.
  @inline(__always)
  var midpointBound: ErrorBound { ErrorBound(above: magnitude, exponent: 64 * exponent) }

  /// A bound for all numbers of the interval without their signs.
  var magnitudeBound: ErrorBound { midpointBound + radiusBound }

  /// A bound from below for all numbers of the interval without their signs; nil with zero in it.
  @inline(__always)
  var lowerMagnitudeBound: LowerBound? {
    LowerBound(below: magnitude, minus: radius, exponent: 64 * exponent)
  }

  /// Whether the interval is one single number.
  public var isExact: Bool { radius == 0 }

  /// Whether zero is in the interval.
  public var containsZero: Bool {
    guard let word = magnitude.singleWord else { return false }
    return UInt64(word) <= radius
  }

  /// The sign, or nil where zero and other numbers are in the interval.
  public var sign: Sign? {
    if containsZero { return radius == 0 ? .zero : nil }
    return isNegative ? .negative : .positive
  }

  /// The power of two above all numbers of the interval: |v| < 2^n; nil for an exact zero.
  public var binaryExponent: Int? {
    let bound = magnitudeBound
    return bound.isZero ? nil : bound.binaryExponent
  }

  /// The smallest number of the interval.
  ///
  /// - Complexity: as many bits as there are between the number's first and the point.
  public var lowerBound: Rational { endpoint(adding: -BigInt(radius)) }

  /// The largest number of the interval.
  ///
  /// - Complexity: as many bits as there are between the number's first and the point.
  public var upperBound: Rational { endpoint(adding: BigInt(radius)) }

  /// The middle of the interval.
  ///
  /// - Complexity: as many bits as there are between the number's first and the point.
  public var midpoint: Rational { endpoint(adding: .zero) }

  private func endpoint(adding offset: BigInt) -> Rational {
    let whole = BigInt(isNegative: isNegative, magnitude: magnitude) + offset
    return exponent >= 0
      ? Rational(whole << (64 * exponent))
      : Rational(whole, BigInt(BigUInt.one << (-64 * exponent)))
  }

  /// Returns whether a number is in the interval.
  public func contains(_ value: Rational) -> Bool {
    lowerBound <= value && value <= upperBound
  }

  /// A double near the midpoint.
  public var approximate: Double {
    // Three words hold more than a double's bits, and far powers of two end in 0 or infinity.
    let drop = Swift.max(0, magnitude.wordCount - 3)
    let power = Swift.max(-40, Swift.min(40, exponent + drop))
    let leading = BigInt(isNegative: isNegative, magnitude: magnitude >> (64 * drop))
    return Double(
      power >= 0
        ? Rational(leading << (64 * power))
        : Rational(leading, BigInt(BigUInt.one << (-64 * power))))
  }
}

extension Interval: Hashable {
  /// Returns whether both are the same set of numbers, written in the same way.
  public static func == (left: Interval, right: Interval) -> Bool {
    left.magnitude == right.magnitude && left.isNegative == right.isNegative
      && left.radius == right.radius && left.exponent == right.exponent
  }

  /// Hashes the set of numbers.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(magnitude)
    hasher.combine(isNegative)
    hasher.combine(radius)
    hasher.combine(exponent)
  }
}
