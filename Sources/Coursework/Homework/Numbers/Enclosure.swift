import ExactArithmetic

/// Numbers that enclose a true one, of which boxes of rounded numbers are made.
///
/// There are two: `Certified`, which tells everything, and `QuickEnclosure`, which is many times
/// faster and says so where it cannot tell.
protocol Enclosure: ElementaryFunctions {
  /// Half a unit of a written number's last digit.
  associatedtype Radius: Equatable, Sendable

  /// Creates the true value of a quantity.
  init(_ known: KnownNumber, precision: Int)
  /// Creates all numbers that a written one may be the rounding of.
  init(around written: WrittenNumber, precision: Int)

  static func radius(of written: WrittenNumber) -> Radius

  /// Whether it is too far from 1 to be worked out further.
  var isExtreme: Bool { get }
  /// The number, if it is known to be a whole one.
  var wholeNumber: Int? { get }
  /// Whether it has numbers of both signs, and not only because of rounding.
  var surelyHasBothSigns: Bool { get }

  /// Returns the roots of all numbers from zero on, with the number halfway and how far it is to both ends.
  func rootsFromZero() throws(ArithmeticFault) -> (roots: Self, middle: Self, radius: Radius)

  /// Returns whether a written number is the rounding of a number in a box; nil: it cannot be told.
  static func holds(_ box: BoxedNumber<Self>, _ written: WrittenNumber) -> Bool?
  /// Returns whether 0 is in a box; nil: it cannot be told.
  static func holdsZero(_ box: BoxedNumber<Self>) -> Bool?
}

extension Certified: Enclosure {
  init(_ known: KnownNumber, precision: Int) {
    self = known.certified
  }

  init(around written: WrittenNumber, precision: Int) {
    self.init(
      Interval(
        from: written.value - written.radius, through: written.value + written.radius,
        precision: precision))
  }

  static func radius(of written: WrittenNumber) -> Rational { written.radius }

  var wholeNumber: Int? {
    guard let number = exact?.rational, number.isInteger else { return nil }
    return Int(exactly: number.numerator)
  }

  var surelyHasBothSigns: Bool { sign == nil }

  func rootsFromZero() throws(ArithmeticFault) -> (roots: Self, middle: Self, radius: Rational) {
    let upper = bounds.upper
    guard !upper.isNegative else { throw .undecidedSign }
    let root = try Certified(upper, precision: precision).squareRoot().bounds.upper
    let half = root * Rational(1, 2)
    return (
      Certified(Interval(from: .zero, through: root, precision: precision)),
      Certified(half, precision: precision), half
    )
  }

  static func holds(_ box: BoxedNumber<Certified>, _ written: WrittenNumber) -> Bool? {
    box.hull.contains(written)
  }

  static func holdsZero(_ box: BoxedNumber<Certified>) -> Bool? { box.hull.contains(.zero) }
}

/// The true value of a quantity, in the forms that it is asked for in.
final class KnownNumber: Sendable {
  let certified: Certified
  let quick: QuickEnclosure
  let hull: Hull
  let isExact: Bool

  init(_ value: Value, precision: Int) {
    certified = Certified(value, precision: precision)
    let (lower, upper) = certified.bounds
    hull = Hull(lower: lower, upper: upper)
    isExact = lower == upper
    quick = QuickEnclosure(from: lower, through: upper)
  }

  /// Whether a written number is the value itself, and not only its rounding.
  func isExact(_ written: WrittenNumber) -> Bool { isExact && hull.lower == written.value }
}
