/// A real number that is known exactly or enclosed in an interval.
///
/// Numbers as typed are exact, and so is what sums, products and quotients make of exact numbers while
/// they are short: a weight of 0.15 is 3/20, and a difference that is zero is zero. Everything else
/// is an interval of the carried precision, which is the larger one of the operands'.
public struct Certified: Sendable {
  enum Storage: Hashable, Sendable {
    case exact(ExactNumber)
    case enclosure(Interval)
  }

  let storage: Storage
  /// The bits that intervals are computed with.
  public let precision: Int

  /// Bits up to which exact numbers stay exact: a few times those of an interval.
  static func exactBitLimit(_ precision: Int) -> Int {
    Swift.min(Swift.max(512, 4 * precision), 4096)
  }

  /// Bits up to which the logarithm of a fraction is kept as such.
  private static let logarithmBitLimit = 256

  init(storage: Storage, precision: Int) {
    self.storage = storage
    self.precision = precision
  }

  /// Creates an exact number.
  public init(_ value: ExactNumber, precision: Int) {
    self.init(storage: .exact(value), precision: precision)
  }

  /// Creates an enclosed number.
  public init(_ value: Interval) {
    self.init(storage: .enclosure(value), precision: value.precision)
  }

  /// The number, if it is known exactly.
  public var exact: ExactNumber? {
    if case .exact(let value) = storage { return value }
    return nil
  }

  /// An interval around the number.
  public var enclosure: Interval { enclosure(precision: precision) }

  @inline(__always)
  private func enclosure(precision: Int) -> Interval {
    switch storage {
    case .exact(let value): value.enclosure(precision: precision)
    case .enclosure(let value): value
    }
  }

  /// Creates the result of an exact operation, exact while it is short; nil where it is undefined.
  @inline(__always)
  private init?(result: ExactNumber, precision: Int) {
    switch result.storage {
    case .rational(let value):
      if value.isLonger(than: Self.exactBitLimit(precision)) {
        self.init(storage: .enclosure(Interval(value, precision: precision)), precision: precision)
      } else {
        self.init(storage: .exact(result), precision: precision)
      }
    case .logarithmic(let value):
      if value.bitWidth > Self.exactBitLimit(precision) {
        self.init(
          storage: .enclosure(value.enclosure(precision: precision)), precision: precision)
      } else {
        self.init(storage: .exact(result), precision: precision)
      }
    case .undefined: return nil
    }
  }
}

extension Certified: Field {
  /// Zero.
  public static let zero = Certified(ExactNumber.zero, precision: 0)
  /// One.
  public static let one = Certified(ExactNumber.one, precision: 0)

  /// Creates an exact fraction.
  public init(_ value: Rational, precision: Int) {
    self.init(ExactNumber(value), precision: precision)
  }

  /// Returns the sum.
  public static func + (left: Certified, right: Certified) -> Certified {
    let precision = Swift.max(left.precision, right.precision)
    switch (left.storage, right.storage) {
    case (.exact(let a), .exact(let b)):
      if let result = Certified(result: a + b, precision: precision) { return result }
    case (.exact(let a), .enclosure) where a.isZero: return right.withPrecision(precision)
    case (.enclosure, .exact(let b)) where b.isZero: return left.withPrecision(precision)
    case (.exact, _), (.enclosure, _): break
    }
    return Certified(
      left.enclosure(precision: precision) + right.enclosure(precision: precision))
  }

  /// Returns the difference.
  public static func - (left: Certified, right: Certified) -> Certified {
    let precision = Swift.max(left.precision, right.precision)
    switch (left.storage, right.storage) {
    case (.exact(let a), .exact(let b)):
      if let result = Certified(result: a - b, precision: precision) { return result }
    case (.exact(let a), .enclosure) where a.isZero: return (-right).withPrecision(precision)
    case (.enclosure, .exact(let b)) where b.isZero: return left.withPrecision(precision)
    case (.exact, _), (.enclosure, _): break
    }
    return Certified(
      left.enclosure(precision: precision) - right.enclosure(precision: precision))
  }

  /// Returns the product; zero times anything is exactly zero.
  public static func * (left: Certified, right: Certified) -> Certified {
    let precision = Swift.max(left.precision, right.precision)
    switch (left.storage, right.storage) {
    case (.exact(let a), .exact(let b)):
      if let result = Certified(result: a * b, precision: precision) { return result }
    case (.exact(let factor), .enclosure(let interval)),
      (.enclosure(let interval), .exact(let factor)):
      if let result = interval.withPrecision(atLeast: precision).multiplied(byShort: factor) {
        return result
      }
    case (.enclosure, .enclosure): break
    }
    return Certified(
      left.enclosure(precision: precision) * right.enclosure(precision: precision))
  }

  /// Returns the number with the other sign.
  public static prefix func - (operand: Certified) -> Certified {
    switch operand.storage {
    case .exact(let value): Certified(-value, precision: operand.precision)
    case .enclosure(let value): Certified(-value)
    }
  }

  /// Returns the quotient.
  ///
  /// - Throws: `divisionByZero` for an exact zero, `undecidedSign` for an interval that contains zero.
  public func divided(by divisor: Certified) throws(ArithmeticFault) -> Certified {
    let precision = Swift.max(self.precision, divisor.precision)
    if case .exact(let b) = divisor.storage {
      if b.isZero { throw .divisionByZero }
      if case .exact(let a) = storage {
        if let quotient = try? a.divided(by: b),
          let result = Certified(result: quotient, precision: precision)
        {
          return result
        }
      } else if let value = b.rational {
        return self * Certified(value.reciprocal, precision: precision)
      }
    }
    let below = divisor.enclosure(precision: precision)
    if below.containsZero { throw .undecidedSign }
    if case .exact(let a) = storage, a.isZero {
      return Certified(ExactNumber.zero, precision: precision)
    }
    return Certified(enclosure(precision: precision).quotient(by: below))
  }

  /// The sign, or nil where an interval contains zero and other numbers too.
  public var sign: Sign? {
    switch storage {
    case .exact(let value): value.sign
    case .enclosure(let value): value.sign
    }
  }

  /// Returns the larger one of two numbers, or an interval around both where it cannot be told.
  public func maximum(_ other: Certified) -> Certified {
    switch (self - other).sign {
    case .positive, .zero: return self
    case .negative: return other
    case nil:
      let precision = Swift.max(self.precision, other.precision)
      return Certified(
        enclosure(precision: precision).maximum(other.enclosure(precision: precision)))
    }
  }

  /// Checks that the number is not beyond what intervals hold; exact numbers are never too long.
  ///
  /// - Throws: `ArithmeticFault.overflow`.
  public func validate(bitLimit: Int?) throws(ArithmeticFault) {
    if case .enclosure(let value) = storage { try value.validate(bitLimit: bitLimit) }
  }

  /// The number with its kind known at run time only.
  public var erased: Value {
    switch storage {
    case .exact(let value): value.erased
    case .enclosure(let value): .interval(value)
    }
  }

  private func withPrecision(_ precision: Int) -> Certified {
    if self.precision == precision { return self }
    switch storage {
    case .exact(let value): return Certified(value, precision: precision)
    case .enclosure(let value): return Certified(value.withPrecision(precision))
    }
  }
}

extension Certified: Equatable {
  /// Returns whether both are the same exact number or the same interval.
  public static func == (left: Certified, right: Certified) -> Bool {
    left.storage == right.storage
  }
}

extension Certified: ElementaryFunctions {
  /// Returns e to the power of this number, exact where that is a fraction.
  public func exponential() throws(ArithmeticFault) -> Certified {
    if let result = exactly({ x throws(ArithmeticFault) in try x.exponential() }) { return result }
    return Certified(try enclosure(precision: precision).exponential())
  }

  /// Returns the natural logarithm of this number, exact for a short fraction.
  public func logarithm() throws(ArithmeticFault) -> Certified {
    if let number = exact?.rational, !number.isLonger(than: Self.logarithmBitLimit) {
      let result = try ExactNumber(number).logarithm()
      return Certified(result, precision: precision)
    }
    return Certified(try enclosure(precision: precision).logarithm())
  }

  /// Returns the hyperbolic tangent of this number, exact where that is a fraction.
  public func hyperbolicTangent() throws(ArithmeticFault) -> Certified {
    if let result = exactly({ x throws(ArithmeticFault) in try x.hyperbolicTangent() }) {
      return result
    }
    return Certified(try enclosure(precision: precision).hyperbolicTangent())
  }

  /// Returns the logistic function of this number, exact where that is a fraction.
  public func logistic() throws(ArithmeticFault) -> Certified {
    if let result = exactly({ x throws(ArithmeticFault) in try x.logistic() }) { return result }
    return Certified(try enclosure(precision: precision).logistic())
  }

  /// Returns the square root of this number, exact where that is a fraction.
  public func squareRoot() throws(ArithmeticFault) -> Certified {
    if let number = exact?.rational, let root = try? number.squareRoot() {
      return Certified(root, precision: precision)
    }
    return Certified(try enclosure(precision: precision).squareRoot())
  }

  /// Returns an exact function value: there is one at zero and at sums of logarithms only.
  private func exactly(
    _ function: (ExactNumber) throws(ArithmeticFault) -> ExactNumber
  ) -> Certified? {
    guard case .exact(let value) = storage, value.isZero || value.rational == nil,
      let result = try? function(value)
    else { return nil }
    return Certified(result: result, precision: precision)
  }
}

extension Interval {
  /// Returns the product with an exact number of few digits, or nil if it has more.
  @inline(__always)
  fileprivate func multiplied(byShort factor: ExactNumber) -> Certified? {
    guard case .rational(let value) = factor.storage,
      case .small(let above, let below) = value.storage
    else { return nil }
    if above == 0 { return Certified(ExactNumber.zero, precision: precision) }
    return Certified(scaled(by: above, over: below))
  }

  @inline(__always)
  fileprivate func withPrecision(atLeast precision: Int) -> Interval {
    self.precision >= precision ? self : withPrecision(precision)
  }
}

extension Certified {
  /// Whether the magnitude is so far from 1 that its digits would fill pages: beyond 2^±131072.
  public var isExtreme: Bool {
    switch storage {
    case .exact(let value): value.rational?.isLonger(than: Self.extremeBits) ?? false
    case .enclosure(let interval): abs(interval.exponent) > Self.extremeBits / 64
    }
  }

  private static let extremeBits = 1 << 17
}
