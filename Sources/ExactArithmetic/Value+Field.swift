/// Arithmetic of numbers whose kind is known at run time: a fraction with a double gives a double.
extension Value: Field {
  /// Zero, a fraction.
  public static let zero = Value.rational(.zero)
  /// One, a fraction.
  public static let one = Value.rational(.one)

  /// Creates an exact fraction.
  public init(_ value: Rational, precision: Int) { self = .rational(value) }

  /// None of the kinds has a variable precision: 0.
  public var precision: Int { 0 }

  /// Returns the sum.
  public static func + (left: Value, right: Value) -> Value {
    if case .rational(let a) = left, case .rational(let b) = right { return .rational(a + b) }
    return .double(left.approximate + right.approximate)
  }

  /// Returns the difference.
  public static func - (left: Value, right: Value) -> Value {
    if case .rational(let a) = left, case .rational(let b) = right { return .rational(a - b) }
    return .double(left.approximate - right.approximate)
  }

  /// Returns the product.
  public static func * (left: Value, right: Value) -> Value {
    if case .rational(let a) = left, case .rational(let b) = right { return .rational(a * b) }
    return .double(left.approximate * right.approximate)
  }

  /// Returns the number with the other sign.
  public static prefix func - (operand: Value) -> Value {
    switch operand {
    case .double(let value): .double(-value)
    case .rational(let value): .rational(-value)
    }
  }

  /// Returns the quotient.
  ///
  /// - Throws: `ArithmeticFault.divisionByZero`.
  public func divided(by divisor: Value) throws(ArithmeticFault) -> Value {
    if case .rational(let a) = self, case .rational(let b) = divisor {
      return .rational(try a.divided(by: b))
    }
    return .double(try approximate.divided(by: divisor.approximate))
  }

  /// The sign; nil for NaN only.
  public var sign: Sign? {
    switch self {
    case .double(let value): value.sign
    case .rational(let value): value.sign
    }
  }

  /// Checks that the number can be held and is not too long.
  ///
  /// - Throws: `overflow` for an infinite or undefined double, `tooManyBits` for a long fraction.
  public func validate(bitLimit: Int?) throws(ArithmeticFault) {
    switch self {
    case .double(let value): try value.validate(bitLimit: bitLimit)
    case .rational(let value): try value.validate(bitLimit: bitLimit)
    }
  }

  /// The number itself.
  public var erased: Value { self }
}

extension Value: ElementaryFunctions {
  /// Returns e to the power of this number in the arithmetic of its kind.
  public func exponential() throws(ArithmeticFault) -> Value {
    switch self {
    case .double(let value): .double(try value.exponential())
    case .rational(let value): .rational(try value.exponential())
    }
  }

  /// Returns the natural logarithm of this number in the arithmetic of its kind.
  public func logarithm() throws(ArithmeticFault) -> Value {
    switch self {
    case .double(let value): .double(try value.logarithm())
    case .rational(let value): .rational(try value.logarithm())
    }
  }

  /// Returns the hyperbolic tangent of this number in the arithmetic of its kind.
  public func hyperbolicTangent() throws(ArithmeticFault) -> Value {
    switch self {
    case .double(let value): .double(try value.hyperbolicTangent())
    case .rational(let value): .rational(try value.hyperbolicTangent())
    }
  }

  /// Returns the logistic function of this number in the arithmetic of its kind.
  public func logistic() throws(ArithmeticFault) -> Value {
    switch self {
    case .double(let value): .double(try value.logistic())
    case .rational(let value): .rational(try value.logistic())
    }
  }

  /// Returns the square root of this number in the arithmetic of its kind.
  public func squareRoot() throws(ArithmeticFault) -> Value {
    switch self {
    case .double(let value):
      let root: Double = try value.squareRoot()
      return .double(root)
    case .rational(let value): return .rational(try value.squareRoot())
    }
  }
}
