extension Rational: Field {
  /// Zero.
  public static let zero = Rational(0)
  /// One.
  public static let one = Rational(1)

  /// Creates the same fraction; the precision plays no part.
  public init(_ value: Rational, precision: Int) { self = value }

  /// Fractions have no precision: 0.
  public var precision: Int { 0 }

  /// Returns the quotient.
  ///
  /// - Throws: `ArithmeticFault.divisionByZero`.
  public func divided(by divisor: Rational) throws(ArithmeticFault) -> Rational {
    if divisor.isZero { throw .divisionByZero }
    return self / divisor
  }

  /// The sign, which is always known.
  public var sign: Sign? { isNegative ? .negative : isZero ? .zero : .positive }

  /// Checks that numerator and denominator have at most `bitLimit` bits.
  ///
  /// - Throws: `ArithmeticFault.tooManyBits`.
  public func validate(bitLimit: Int?) throws(ArithmeticFault) {
    if let bitLimit, isLonger(than: bitLimit) { throw .tooManyBits(limit: bitLimit) }
  }

  /// The number with its kind known at run time only.
  public var erased: Value { .rational(self) }
}

extension Rational {
  /// Returns 1 for 0; no other fraction has a rational exponential (Lindemann 1882).
  ///
  /// - Throws: `ArithmeticFault.irrational` for every other number.
  public func exponential() throws(ArithmeticFault) -> Rational {
    if isZero { return .one }
    throw .irrational(function: .exponential, argument: abbreviated)
  }

  /// Returns 0 for 1; no other positive fraction has a rational logarithm.
  ///
  /// - Throws: `ArithmeticFault.logarithmOfNonPositive`, and `irrational` for every other number.
  public func logarithm() throws(ArithmeticFault) -> Rational {
    if self == .one { return .zero }
    if isNegative || isZero { throw .logarithmOfNonPositive(argument: abbreviated) }
    throw .irrational(function: .logarithm, argument: abbreviated)
  }

  /// Returns 0 for 0; no other fraction has a rational hyperbolic tangent.
  ///
  /// - Throws: `ArithmeticFault.irrational` for every other number.
  public func hyperbolicTangent() throws(ArithmeticFault) -> Rational {
    if isZero { return .zero }
    throw .irrational(function: .hyperbolicTangent, argument: abbreviated)
  }

  /// Returns 1/2 for 0; no other fraction has a rational logistic value.
  ///
  /// - Throws: `ArithmeticFault.irrational` for every other number.
  public func logistic() throws(ArithmeticFault) -> Rational {
    if isZero { return Rational(small: 1, 2) }
    throw .irrational(function: .logistic, argument: abbreviated)
  }

  /// Returns the square root where numerator and denominator in lowest terms are squares.
  ///
  /// - Throws: `ArithmeticFault.squareRootOfNegative`, and `irrational` for every other number.
  public func squareRoot() throws(ArithmeticFault) -> Rational {
    if isNegative { throw .squareRootOfNegative(argument: abbreviated) }
    let (numerator, below) = lowestTerms
    let above = numerator.magnitude
    let (root, belowRoot) = (above.squareRoot(), below.squareRoot())
    guard root * root == above, belowRoot * belowRoot == below else {
      throw .irrational(function: .squareRoot, argument: abbreviated)
    }
    return Rational(lowestTerms: BigInt(root), belowRoot)
  }

  /// The number in at most about thirty characters, for faults.
  var abbreviated: String {
    // 24 characters hold two numerals of 36 bits each.
    if !isLonger(than: 36) { return description }
    let (numeral, isExact) = rounded(significantDigits: 12)
    return (isExact ? "" : "about ") + numeral.scientificText
  }
}
