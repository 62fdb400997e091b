/// An exact number: a fraction, or a fraction with multiples of logarithms, q + Σ qᵢ ln bᵢ.
///
/// Sums, and products with fractions, stay exact. A product of two logarithms does not: it is
/// `undefined`, as everything that is computed from it, and `validate` says so. Undefined is what NaN is
/// to a double, and no number that anybody sees.
public struct ExactNumber: Sendable {
  enum Storage: Sendable {
    case rational(Rational)
    indirect case logarithmic(LogarithmicSum)
    case undefined
  }

  let storage: Storage

  init(storage: Storage) { self.storage = storage }

  /// Creates a fraction.
  @inline(__always)
  public init(_ value: Rational) { storage = .rational(value) }

  /// Creates a number with logarithms.
  public init(_ value: LogarithmicSum) { storage = .logarithmic(value) }

  /// Creates a fraction with multiples of logarithms, if any are left.
  init(_ rational: Rational, _ terms: [LogarithmicSum.Term]) {
    if let sum = LogarithmicSum(rational, terms) {
      self.init(sum)
    } else {
      self.init(rational)
    }
  }

  /// Creates a whole number.
  public init(_ value: Int) { self.init(Rational(value)) }

  /// Creates the fraction `numerator / denominator`.
  ///
  /// - Precondition: `denominator` is not zero.
  public init(_ numerator: Int, _ denominator: Int) { self.init(Rational(numerator, denominator)) }

  static let undefined = ExactNumber(storage: .undefined)

  /// The number, if it is a fraction.
  @inline(__always)
  public var rational: Rational? {
    if case .rational(let value) = storage { return value }
    return nil
  }

  /// The number, if it has logarithms.
  public var logarithmicSum: LogarithmicSum? {
    if case .logarithmic(let value) = storage { return value }
    return nil
  }

  /// Whether the number is 0.
  public var isZero: Bool { rational?.isZero ?? false }

  /// Whether the number is below 0.
  public var isNegative: Bool { sign == .negative }

  /// Whether the number is a whole number.
  public var isInteger: Bool { rational?.isInteger ?? false }

  /// The number without its sign.
  public var magnitude: ExactNumber { isNegative ? -self : self }

  /// Returns an interval around the number, nearly as small as the precision allows.
  ///
  /// - Precondition: the number is not undefined.
  public func enclosure(precision: Int) -> Interval {
    switch storage {
    case .rational(let value): return Interval(value, precision: precision)
    case .logarithmic(let value):
      return value.enclosure(precision: precision).withPrecision(precision)
    case .undefined: preconditionFailure("an undefined number was not validated")
    }
  }
}

extension ExactNumber: Hashable {
  /// Returns whether the numbers are equal.
  public static func == (left: ExactNumber, right: ExactNumber) -> Bool {
    switch (left.storage, right.storage) {
    case (.rational(let a), .rational(let b)): a == b
    case (.logarithmic(let a), .logarithmic(let b)): a == b
    case (.undefined, .undefined): true
    case (.rational, _), (.logarithmic, _), (.undefined, _): false
    }
  }

  /// Hashes the value.
  public func hash(into hasher: inout Hasher) {
    switch storage {
    case .rational(let value): hasher.combine(value)
    case .logarithmic(let value): hasher.combine(value)
    case .undefined: break
    }
  }
}

extension ExactNumber: ExpressibleByIntegerLiteral {
  /// Creates the whole number that a literal names.
  public init(integerLiteral value: Int) { self.init(value) }
}

extension ExactNumber: Comparable {
  /// Returns whether `left` is below `right`.
  public static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    if let a = left.rational, let b = right.rational { return a < b }
    return (left - right).sign == .negative
  }
}

extension ExactNumber: CustomStringConvertible {
  /// The number in plain ASCII: `-3/8`, `1/2+ln(3)`, `-2*ln(2)`.
  public var description: String {
    switch storage {
    case .rational(let value): value.description
    case .logarithmic(let value): value.description
    case .undefined: "undefined"
    }
  }

  /// The number in at most about forty characters, for faults.
  var abbreviated: String {
    switch storage {
    case .rational(let value): return value.abbreviated
    case .undefined: return description
    case .logarithmic(let value):
      if value.bitWidth <= 128, description.utf8.count <= 40 { return description }
      return value.enclosure(precision: 64).abbreviated
    }
  }
}
