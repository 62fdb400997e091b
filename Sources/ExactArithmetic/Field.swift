/// Numbers that can be added, subtracted, multiplied and divided: what every network needs.
///
/// The requirements are few on purpose: each further operator slows the type checker down
/// everywhere, and an algorithm should ask for the least that it needs.
public protocol Field: Equatable, Sendable {
  /// The neutral element of addition.
  static var zero: Self { get }
  /// The neutral element of multiplication.
  static var one: Self { get }

  /// Creates the number nearest to `value` that this arithmetic has; exact where it can be.
  ///
  /// - Parameter precision: bits kept by arithmetics of variable precision; others ignore it.
  init(_ value: Rational, precision: Int)

  /// The bits kept by an arithmetic of variable precision; 0 in the others.
  var precision: Int { get }

  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  static prefix func - (operand: Self) -> Self

  /// Returns `self / divisor`.
  ///
  /// - Throws: `ArithmeticFault.divisionByZero`.
  func divided(by divisor: Self) throws(ArithmeticFault) -> Self

  /// The sign, or nil where an interval contains zero and other numbers too.
  var sign: Sign? { get }

  /// Returns the larger one of two numbers; where an interval cannot tell, one around both.
  ///
  /// - Throws: `undecidedSign` where the arithmetic neither can tell nor enclose.
  func maximum(_ other: Self) throws(ArithmeticFault) -> Self

  /// Returns `initial + Σ matrix[start + i·stride] · vector[i]` over all entries of `vector`.
  ///
  /// One operation, so that an arithmetic may share a denominator along it.
  static func dot(
    _ matrix: [Self], start: Int, stride: Int, _ vector: [Self], adding initial: Self
  ) -> Self

  /// Checks that the number is one that the arithmetic can hold and that it is not too long.
  ///
  /// - Throws: `overflow` for an infinite or undefined Double, `tooManyBits` for a fraction whose
  ///   numerator or denominator has more than `bitLimit` bits (nil: no limit).
  func validate(bitLimit: Int?) throws(ArithmeticFault)

  /// The number with its kind known at run time only.
  var erased: Value { get }
}

extension Field {
  /// Returns the larger one of two numbers.
  ///
  /// - Throws: `undecidedSign` where it cannot be told.
  @inlinable
  public func maximum(_ other: Self) throws(ArithmeticFault) -> Self {
    guard let sign = (self - other).sign else { throw .undecidedSign }
    return sign == .negative ? other : self
  }

  /// Returns an exact constant in the precision of this number.
  @inlinable
  public func constant(_ value: Rational) -> Self { Self(value, precision: precision) }

  /// Returns `initial + Σ matrix[start + i·stride] · vector[i]`, one product after the other.
  @inlinable
  public static func dot(
    _ matrix: [Self], start: Int, stride: Int, _ vector: [Self], adding initial: Self
  ) -> Self {
    var total = initial
    var position = start
    for entry in vector {
      total = total + matrix[position] * entry
      position += stride
    }
    return total
  }
}
