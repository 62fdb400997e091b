extension ExactNumber: ElementaryFunctions {
  /// Creates the same number; the precision plays no part.
  public init(_ value: ExactNumber, precision: Int) { self = value }

  /// The bits beyond which a power is not written out.
  private static let powerBitLimit = 50_000_000

  /// Returns e to the power of this number, where that is a fraction.
  ///
  /// e^(Σ qᵢ ln bᵢ) = Π bᵢ^qᵢ is one if every bᵢ^qᵢ is, because the bases have no common factors; with a
  /// rational part beside the logarithms it is none (Lindemann 1882).
  ///
  /// - Throws: `irrational` for every other number, `tooManyBits`.
  public func exponential() throws(ArithmeticFault) -> ExactNumber {
    if isZero { return .one }
    guard let power = try power() else {
      throw .irrational(function: .exponential, argument: abbreviated)
    }
    return ExactNumber(power)
  }

  /// Returns the natural logarithm of a fraction.
  ///
  /// - Throws: `logarithmOfNonPositive`; `irrational` for a number with logarithms; `tooManyBits` for a
  ///   number of which a long part has no small factor.
  public func logarithm() throws(ArithmeticFault) -> ExactNumber {
    guard let number = rational else {
      if sign == .negative { throw .logarithmOfNonPositive(argument: abbreviated) }
      throw .irrational(function: .logarithm, argument: abbreviated)
    }
    if number == .one { return .zero }
    if number.isNegative || number.isZero {
      throw .logarithmOfNonPositive(argument: number.abbreviated)
    }
    let (numerator, denominator) = number.lowestTerms
    var bases = CoprimeBases()
    guard bases.insertFactors(of: numerator.magnitude, 1),
      bases.insertFactors(of: denominator, -1)
    else { throw .tooManyBits(limit: CoprimeBases.restBitLimit) }
    return ExactNumber(.zero, bases.terms)
  }

  /// Returns the hyperbolic tangent (E − 1)/(E + 1), where E = e^(2x) is a fraction.
  ///
  /// - Throws: `irrational` for every other number, `tooManyBits`.
  public func hyperbolicTangent() throws(ArithmeticFault) -> ExactNumber {
    if isZero { return .zero }
    guard let power = try (self + self).power() else {
      throw .irrational(function: .hyperbolicTangent, argument: abbreviated)
    }
    return ExactNumber((power - .one) / (power + .one))
  }

  /// Returns the logistic function E/(1 + E), where E = e^x is a fraction.
  ///
  /// - Throws: `irrational` for every other number, `tooManyBits`.
  public func logistic() throws(ArithmeticFault) -> ExactNumber {
    if isZero { return ExactNumber(Rational(small: 1, 2)) }
    guard let power = try power() else {
      throw .irrational(function: .logistic, argument: abbreviated)
    }
    return ExactNumber(power / (power + .one))
  }

  /// Returns the square root, where it is a fraction.
  ///
  /// - Throws: `squareRootOfNegative`, `irrational`.
  public func squareRoot() throws(ArithmeticFault) -> ExactNumber {
    if let rational { return ExactNumber(try rational.squareRoot()) }
    if sign == .negative { throw .squareRootOfNegative(argument: abbreviated) }
    throw .irrational(function: .squareRoot, argument: abbreviated)
  }

  /// Returns e to the power of this number, or nil where that is no fraction.
  private func power() throws(ArithmeticFault) -> Rational? {
    guard case .logarithmic(let sum) = storage, sum.rational.isZero else { return nil }
    var bits = 0
    var factors: [Rational] = []
    for term in sum.terms {
      let (numerator, denominator) = term.coefficient.lowestTerms
      // bⁿ is a power of degree d, and n has no factor in common with d: b is one.
      guard let degree = Int(exactly: BigInt(denominator)),
        let base = term.base.root(ofDegree: degree)
      else { return nil }
      guard let exponent = Int(exactly: numerator), exponent.magnitude < 1 << 32 else {
        throw .tooManyBits(limit: Self.powerBitLimit)
      }
      bits += base.bitWidth * Int(exponent.magnitude)
      if bits > Self.powerBitLimit { throw .tooManyBits(limit: Self.powerBitLimit) }
      factors.append(Rational(BigInt(base)).power(exponent))
    }
    return factors.reduce(.one, *)
  }
}

extension BigUInt {
  /// Returns the number whose power of a degree this one is, or nil if there is none.
  ///
  /// - Complexity: O(log(bits)) powers; none where the degree is above the number's bits.
  func root(ofDegree degree: Int) -> BigUInt? {
    if degree == 1 { return self }
    if degree >= bitWidth { return nil }
    // Newton's iteration from above falls until it reaches the root's whole part.
    var root = BigUInt.one << (bitWidth / degree + 1)
    let divisor = BigUInt(UInt(degree))
    while true {
      let power = root.power(degree - 1)
      let next = (root * BigUInt(UInt(degree - 1)) + self / power) / divisor
      if next >= root { return root * power == self ? root : nil }
      root = next
    }
  }
}
