extension ExactNumber: Field {
  /// Zero.
  public static let zero = ExactNumber(Rational.zero)
  /// One.
  public static let one = ExactNumber(Rational.one)

  /// Creates a fraction; the precision plays no part.
  public init(_ value: Rational, precision: Int) { self.init(value) }

  /// Exact numbers have no precision: 0.
  public var precision: Int { 0 }

  /// Returns the sum.
  public static func + (left: ExactNumber, right: ExactNumber) -> ExactNumber {
    if case .rational(let a) = left.storage, case .rational(let b) = right.storage {
      return ExactNumber(a + b)
    }
    return sum(left, right, negatingRight: false)
  }

  /// Returns the difference.
  public static func - (left: ExactNumber, right: ExactNumber) -> ExactNumber {
    if case .rational(let a) = left.storage, case .rational(let b) = right.storage {
      return ExactNumber(a - b)
    }
    return sum(left, right, negatingRight: true)
  }

  private static func sum(
    _ left: ExactNumber, _ right: ExactNumber, negatingRight: Bool
  ) -> ExactNumber {
    switch (left.storage, right.storage) {
    case (.undefined, _), (_, .undefined): return .undefined
    case (.rational(let a), .rational(let b)): return ExactNumber(negatingRight ? a - b : a + b)
    case (.logarithmic(let a), .rational(let b)):
      return ExactNumber(a.adding(negatingRight ? -b : b))
    case (.rational(let a), .logarithmic(let b)):
      return ExactNumber((negatingRight ? b.scaled(by: -1) : b).adding(a))
    case (.logarithmic(let a), .logarithmic(let b)):
      let terms = CoprimeBases(a.terms).adding(b.terms, negated: negatingRight).terms
      return ExactNumber(
        negatingRight ? a.rational - b.rational : a.rational + b.rational, terms)
    }
  }

  /// Returns the product; that of two numbers with logarithms is undefined.
  public static func * (left: ExactNumber, right: ExactNumber) -> ExactNumber {
    if case .rational(let a) = left.storage, case .rational(let b) = right.storage {
      return ExactNumber(a * b)
    }
    switch (left.storage, right.storage) {
    case (.rational(let factor), .logarithmic(let sum)),
      (.logarithmic(let sum), .rational(let factor)):
      return factor.isZero ? .zero : ExactNumber(sum.scaled(by: factor))
    case (.rational, _), (.logarithmic, _), (.undefined, _): return .undefined
    }
  }

  /// Returns the number with the other sign.
  public static prefix func - (operand: ExactNumber) -> ExactNumber {
    switch operand.storage {
    case .rational(let value): ExactNumber(-value)
    case .logarithmic(let value): ExactNumber(value.scaled(by: -1))
    case .undefined: .undefined
    }
  }

  /// Returns the quotient; a number with logarithms divides only its own multiples.
  ///
  /// - Throws: `divisionByZero`, `productOfLogarithms`.
  public func divided(by divisor: ExactNumber) throws(ArithmeticFault) -> ExactNumber {
    switch (storage, divisor.storage) {
    case (_, .rational(let value)):
      if value.isZero { throw .divisionByZero }
      if case .rational(let dividend) = storage { return ExactNumber(dividend / value) }
      return self * ExactNumber(value.reciprocal)
    case (.rational(let value), .logarithmic) where value.isZero: return .zero
    case (.logarithmic(let dividend), .logarithmic(let value)):
      // Multiples of one number have one quotient; equal bases are the common case.
      let ratio = dividend.terms[0].coefficient / value.terms[0].coefficient
      if value.scaled(by: ratio) == dividend { return ExactNumber(ratio) }
      throw .productOfLogarithms
    case (_, .logarithmic), (_, .undefined): throw .productOfLogarithms
    }
  }

  /// The sign; nil for undefined only.
  public var sign: Sign? {
    switch storage {
    case .rational(let value): value.sign
    case .logarithmic(let value): value.sign
    case .undefined: nil
    }
  }

  /// Checks that the number is defined, and that no part of it, or all logarithms together, have more
  /// than `bitLimit` bits.
  ///
  /// - Throws: `productOfLogarithms`, `tooManyBits`.
  public func validate(bitLimit: Int?) throws(ArithmeticFault) {
    switch storage {
    case .rational(let value): try value.validate(bitLimit: bitLimit)
    case .logarithmic(let value):
      if let bitLimit, value.bitWidth > bitLimit { throw .tooManyBits(limit: bitLimit) }
    case .undefined: throw .productOfLogarithms
    }
  }

  /// The number with its kind known at run time only.
  public var erased: Value {
    switch storage {
    case .rational(let value): .rational(value)
    case .logarithmic(let value): .logarithmic(value)
    case .undefined: .double(.nan)
    }
  }

  /// Returns `initial + Σ matrix[start + i·stride] · vector[i]`; long fractions share denominators.
  public static func dot(
    _ matrix: [ExactNumber], start: Int, stride: Int, _ vector: [ExactNumber],
    adding initial: ExactNumber
  ) -> ExactNumber {
    if let sum = longDot(matrix, start: start, stride: stride, vector, adding: initial) {
      return ExactNumber(sum)
    }
    var total = initial
    var position = start
    for entry in vector {
      total = total + matrix[position] * entry
      position += stride
    }
    return total
  }

  /// Returns the dot product where all numbers are fractions and some of them long, else nil.
  private static func longDot(
    _ matrix: [ExactNumber], start: Int, stride: Int, _ vector: [ExactNumber],
    adding initial: ExactNumber
  ) -> Rational? {
    guard let initial = initial.rational, vector.contains(where: \.isLong) else { return nil }
    var factors: [Rational] = []
    var entries: [Rational] = []
    factors.reserveCapacity(vector.count)
    entries.reserveCapacity(vector.count)
    var position = start
    for entry in vector {
      guard let factor = matrix[position].rational, let entry = entry.rational else { return nil }
      factors.append(factor)
      entries.append(entry)
      position += stride
    }
    return Rational.dot(factors, start: 0, stride: 1, entries, adding: initial)
  }

  /// Whether the number is a fraction that is longer than machine words.
  private var isLong: Bool {
    if case .rational(let value) = storage, case .large = value.storage { return true }
    return false
  }
}
