/// A number of any of the arithmetics: the closed set that traces and formulas hand around.
public enum Value: Hashable, Sendable {
  /// A floating-point number: what IEEE arithmetic gives.
  case double(Double)
  /// An exact fraction.
  case rational(Rational)
  /// An exact number with logarithms in it.
  indirect case logarithmic(LogarithmicSum)
  /// A number that is enclosed in an interval.
  indirect case interval(Interval)
}

extension Value {
  /// Creates a value of an exact number.
  public init(_ value: ExactNumber) { self = value.erased }

  /// Whether the number is known exactly.
  @inlinable
  public var isExact: Bool {
    switch self {
    case .double, .interval: false
    case .rational, .logarithmic: true
    }
  }

  /// The number, if it is known exactly.
  public var exact: ExactNumber? {
    switch self {
    case .double, .interval: nil
    case .rational(let value): ExactNumber(value)
    case .logarithmic(let value): ExactNumber(value)
    }
  }

  /// Whether the number is known to be 0.
  @inlinable
  public var isZero: Bool { sign == .zero }

  /// The nearest double; of an interval, one near its midpoint.
  public var approximate: Double {
    switch self {
    case .double(let value): value
    case .rational(let value): Double(value)
    case .logarithmic(let value): Double(ExactNumber(value))
    case .interval(let value): value.approximate
    }
  }

  /// An interval around the number; nil for a double, of which nobody knows how far off it is.
  ///
  /// - Parameter precision: the bits that an exact number is enclosed with.
  public func enclosure(precision: Int) -> Interval? {
    switch self {
    case .double: nil
    case .rational(let value): Interval(value, precision: precision)
    case .logarithmic(let value): value.enclosure(precision: precision)
    case .interval(let value): value
    }
  }
}

extension Value: CustomStringConvertible {
  /// The text of traces: an exact number as `-3/8` or `1/2+ln(3)`, a double in the fewest digits that
  /// read back, an interval by its first digits (see `decimalText` for as many as are asked for).
  public var description: String {
    switch self {
    case .double(let value): value.description
    case .rational(let value): value.description
    case .logarithmic(let value): value.description
    case .interval: decimalText(significantDigits: 6)
    }
  }
}

extension Double {
  /// Creates the number nearest to an exact one; ties go to the even significand.
  public init(_ value: ExactNumber) {
    switch value.storage {
    case .rational(let fraction): self.init(fraction)
    case .undefined: self = .nan
    case .logarithmic(let sum):
      // The number is not rational, so that it is no tie: some precision decides.
      var precision = 128
      while true {
        let interval = sum.enclosure(precision: precision)
        let (lower, upper) = (Double(interval.lowerBound), Double(interval.upperBound))
        if lower == upper {
          self = lower
          return
        }
        precision *= 2
      }
    }
  }
}
