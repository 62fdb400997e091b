/// Arithmetic of numbers whose kind is known at run time.
///
/// Exact numbers stay exact. An exact number with an interval gives an interval, anything with a double
/// gives a double: traces do not mix those two.
extension Value: Field {
  /// Zero, a fraction.
  public static let zero = Value.rational(.zero)
  /// One, a fraction.
  public static let one = Value.rational(.one)

  /// Creates an exact fraction.
  public init(_ value: Rational, precision: Int) { self = .rational(value) }

  /// The bits that an interval carries; 0 in the other kinds.
  public var precision: Int {
    if case .interval(let value) = self { return value.precision }
    return 0
  }

  /// The bits of intervals that come from exact numbers alone: a product of two logarithms.
  public static let intervalPrecision = 256

  /// Returns the sum.
  public static func + (left: Value, right: Value) -> Value {
    switch (left, right) {
    case (.double(let a), .double(let b)): .double(a + b)
    case (.rational(let a), .rational(let b)): .rational(a + b)
    case (.double, _), (_, .double): .double(left.approximate + right.approximate)
    case (_, _): certified(left, right) { $0 + $1 }
    }
  }

  /// Returns the difference.
  public static func - (left: Value, right: Value) -> Value {
    switch (left, right) {
    case (.double(let a), .double(let b)): .double(a - b)
    case (.rational(let a), .rational(let b)): .rational(a - b)
    case (.double, _), (_, .double): .double(left.approximate - right.approximate)
    case (_, _): certified(left, right) { $0 - $1 }
    }
  }

  /// Returns the product.
  public static func * (left: Value, right: Value) -> Value {
    switch (left, right) {
    case (.double(let a), .double(let b)): .double(a * b)
    case (.rational(let a), .rational(let b)): .rational(a * b)
    case (.double, _), (_, .double): .double(left.approximate * right.approximate)
    case (_, _): certified(left, right) { $0 * $1 }
    }
  }

  /// Returns the number with the other sign.
  public static prefix func - (operand: Value) -> Value {
    switch operand {
    case .double(let value): .double(-value)
    case .rational(let value): .rational(-value)
    case .logarithmic(let value): .logarithmic(value.scaled(by: -1))
    case .interval(let value): .interval(-value)
    }
  }

  /// Returns the quotient.
  ///
  /// - Throws: `divisionByZero`, `undecidedSign` for an interval that contains zero.
  public func divided(by divisor: Value) throws(ArithmeticFault) -> Value {
    switch (self, divisor) {
    case (.rational(let a), .rational(let b)): return .rational(try a.divided(by: b))
    case (.double, _), (_, .double):
      return .double(try approximate.divided(by: divisor.approximate))
    case (_, _):
      let precision = Self.precision(self, divisor)
      return try certified(precision).divided(by: divisor.certified(precision)).erased
    }
  }

  /// The sign; nil for NaN, and for an interval that contains zero and other numbers too.
  public var sign: Sign? {
    switch self {
    case .double(let value): value.sign
    case .rational(let value): value.sign
    case .logarithmic(let value): value.sign
    case .interval(let value): value.sign
    }
  }

  /// Checks that the number can be held and is not too long.
  ///
  /// - Throws: `overflow` for an infinite or undefined double or too large an interval, `tooManyBits`
  ///   for a long exact number.
  public func validate(bitLimit: Int?) throws(ArithmeticFault) {
    switch self {
    case .double(let value): try value.validate(bitLimit: bitLimit)
    case .rational(let value): try value.validate(bitLimit: bitLimit)
    case .logarithmic(let value): try ExactNumber(value).validate(bitLimit: bitLimit)
    case .interval(let value): try value.validate(bitLimit: bitLimit)
    }
  }

  /// The number itself.
  public var erased: Value { self }

  // MARK: Exact numbers and intervals

  private static func certified(
    _ left: Value, _ right: Value, _ operation: (Certified, Certified) -> Certified
  ) -> Value {
    let precision = precision(left, right)
    return operation(left.certified(precision), right.certified(precision)).erased
  }

  private static func precision(_ left: Value, _ right: Value) -> Int {
    let precision = Swift.max(left.precision, right.precision)
    return precision == 0 ? intervalPrecision : precision
  }

  /// The number as a certified one; a double by its own value.
  private func certified(_ precision: Int) -> Certified {
    switch self {
    case .interval(let value): Certified(value)
    case .rational(let value): Certified(value, precision: precision)
    case .logarithmic(let value): Certified(ExactNumber(value), precision: precision)
    case .double(let value): Certified(Rational(exactly: value) ?? .zero, precision: precision)
    }
  }
}

/// The functions of an exact number are exact, or thrown; those of the other kinds stay in their kind.
extension Value: ElementaryFunctions {
  /// Creates an exact number.
  public init(_ value: ExactNumber, precision: Int) { self.init(value) }

  /// Returns e to the power of this number in the arithmetic of its kind.
  public func exponential() throws(ArithmeticFault) -> Value {
    switch self {
    case .double(let value): .double(try value.exponential())
    case .rational(let value): Value(try ExactNumber(value).exponential())
    case .logarithmic(let value): Value(try ExactNumber(value).exponential())
    case .interval(let value): .interval(try value.exponential())
    }
  }

  /// Returns the natural logarithm of this number in the arithmetic of its kind.
  public func logarithm() throws(ArithmeticFault) -> Value {
    switch self {
    case .double(let value): .double(try value.logarithm())
    case .rational(let value): Value(try ExactNumber(value).logarithm())
    case .logarithmic(let value): Value(try ExactNumber(value).logarithm())
    case .interval(let value): .interval(try value.logarithm())
    }
  }

  /// Returns the hyperbolic tangent of this number in the arithmetic of its kind.
  public func hyperbolicTangent() throws(ArithmeticFault) -> Value {
    switch self {
    case .double(let value): .double(try value.hyperbolicTangent())
    case .rational(let value): Value(try ExactNumber(value).hyperbolicTangent())
    case .logarithmic(let value): Value(try ExactNumber(value).hyperbolicTangent())
    case .interval(let value): .interval(try value.hyperbolicTangent())
    }
  }

  /// Returns the logistic function of this number in the arithmetic of its kind.
  public func logistic() throws(ArithmeticFault) -> Value {
    switch self {
    case .double(let value): .double(try value.logistic())
    case .rational(let value): Value(try ExactNumber(value).logistic())
    case .logarithmic(let value): Value(try ExactNumber(value).logistic())
    case .interval(let value): .interval(try value.logistic())
    }
  }

  /// Returns the square root of this number in the arithmetic of its kind.
  public func squareRoot() throws(ArithmeticFault) -> Value {
    switch self {
    case .double(let value):
      let root: Double = try value.squareRoot()
      return .double(root)
    case .rational(let value): return Value(try ExactNumber(value).squareRoot())
    case .logarithmic(let value): return Value(try ExactNumber(value).squareRoot())
    case .interval(let value): return .interval(try value.squareRoot())
    }
  }
}
