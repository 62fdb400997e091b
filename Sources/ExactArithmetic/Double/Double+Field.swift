extension Double: Field {
  /// Zero.
  @inlinable
  public static var zero: Double { 0 }

  /// One.
  @inlinable
  public static var one: Double { 1 }

  /// Creates the number nearest to a fraction; the precision is always 53 bits.
  public init(_ value: Rational, precision: Int) { self.init(value) }

  /// Creates the number nearest to an exact one; the precision is always 53 bits.
  public init(_ value: ExactNumber, precision: Int) { self.init(value) }

  /// The precision is fixed: 0.
  @inlinable
  public var precision: Int { 0 }

  /// Returns the quotient, rounded as IEEE 754 says.
  ///
  /// - Throws: `ArithmeticFault.divisionByZero`.
  @inlinable
  public func divided(by divisor: Double) throws(ArithmeticFault) -> Double {
    if divisor == 0 { throw .divisionByZero }
    return self / divisor
  }

  /// The sign; nil for NaN only.
  @inlinable
  public var sign: Sign? {
    if self > 0 { return .positive }
    if self < 0 { return .negative }
    return self == 0 ? .zero : nil
  }

  /// Checks that the number is finite.
  ///
  /// - Throws: `ArithmeticFault.overflow`.
  @inlinable
  public func validate(bitLimit: Int?) throws(ArithmeticFault) {
    if !isFinite { throw .overflow }
  }

  /// The number with its kind known at run time only.
  @inlinable
  public var erased: Value { .double(self) }
}
