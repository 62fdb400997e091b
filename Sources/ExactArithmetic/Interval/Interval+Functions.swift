extension Interval: ElementaryFunctions {
  /// Creates an interval around an exact number.
  public init(_ value: ExactNumber, precision: Int) {
    self = value.enclosure(precision: precision)
  }

  /// The words of fraction that the kernels work with, for results of the asked precision.
  ///
  /// The kernels lose less than 12 bits up to 100 words, 16 bits up to 1,700.
  private func kernelWords(extraBits: Int = 0) -> Int {
    (Swift.max(precision, Self.smallestPrecision) + extraBits + 12 + 63) >> 6
  }

  /// The precision of results.
  private var resultPrecision: Int { Swift.max(precision, Self.smallestPrecision) }

  /// Beyond this argument e^x is beyond 2^(2^30), which is the largest number.
  private static let largestArgument = 744_261_117

  // MARK: Exponential

  /// Returns e to the power of the numbers.
  ///
  /// |e^(x + δ) − e^x| <= e^x (e^r − 1) <= e^x (r + r²) for r <= 1; for a larger r all numbers between
  /// 0 and e^(x + r) are enclosed. Results below 2^(−2^30) become an interval around zero.
  ///
  /// - Throws: `overflow` where all results are beyond 2^(2^30), `undecidedSign` where some are.
  public func exponential() throws(ArithmeticFault) -> Interval {
    if magnitude.isZero, radius == 0 { return Self.one.withPrecision(precision) }
    switch rangeOfExponential {
    case .tooLarge: throw .overflow
    case .partlyTooLarge: throw .undecidedSign
    case .tooSmall: return Self.nearZero(below: 1 - Self.largestBinaryExponent, resultPrecision)
    case .inside: break
    }
    let radius = radiusBound
    if Self.one.midpointBound < radius {
      // Bits enough for the sum to be exact but for 2^(−64), however far apart the summands are.
      let bits = 64 + Swift.max(0, binaryExponent ?? 0)
      let middle = Interval(
        isNegative: isNegative, magnitude: magnitude, radius: 0, exponent: exponent,
        precision: bits)
      let distance = Interval(
        isNegative: false, magnitude: BigUInt(UInt(self.radius)), radius: 0, exponent: exponent,
        precision: bits)
      let largest = try (middle + distance).exponential().magnitudeBound
      return Interval(
        isNegative: false, magnitude: .zero, exponent: 0, error: largest,
        precision: resultPrecision)
    }
    let n = kernelWords()
    let power = ExponentialKernel.exponential(
      magnitude, isNegative: isNegative, place: exponent, wordCount: n)
    // significand · 2^(exponent − 64n), by whole words
    let (words, bits) = power.exponent.dividedByWords
    let significand = power.significand << bits
    let unit = 64 * (words - n)
    var error = ErrorBound(power.error, exponent: power.exponent - 64 * n)
    if self.radius > 0 {
      error = error + ErrorBound(above: significand, exponent: unit) * (radius + radius * radius)
      // The kernel's own error, too, grows by e^r < 4.
      error = error + ErrorBound(power.error, exponent: power.exponent - 64 * n + 2)
    }
    return Interval(
      isNegative: false, magnitude: significand, exponent: words - n, error: error,
      precision: resultPrecision)
  }

  private enum Range {
    case inside
    case tooSmall
    case tooLarge
    case partlyTooLarge
  }

  /// Where e^x lies for the numbers x of the interval.
  private var rangeOfExponential: Range {
    guard let power = binaryExponent, power > 28 else { return .inside }
    let limit = BigInt(Self.largestArgument)
    if power > 8192 {
      // Too far out for whole numbers: the midpoint decides, if it is certain.
      if containsZero { return .partlyTooLarge }
      return isNegative ? .tooSmall : .tooLarge
    }
    let (lower, upper) = (lowerBound, upperBound)
    if lower > Rational(limit) { return .tooLarge }
    if upper > Rational(limit) { return .partlyTooLarge }
    if upper < Rational(-limit) { return .tooSmall }
    return .inside
  }

  /// Returns the numbers from −2^power to 2^power.
  private static func nearZero(below power: Int, _ precision: Int) -> Interval {
    Interval(
      isNegative: false, magnitude: .zero, exponent: 0, error: ErrorBound(1, exponent: power),
      precision: precision)
  }

  // MARK: Logistic function

  /// Returns the logistic function of the numbers, 1/(1 + e^(−x)).
  ///
  /// With E = e^(−|x|) and a kernel error of e units: 1 + E is off by e + 1 (E is shifted down and
  /// cut). For x > 0 the quotient 1/(1 + E) is off by e + 2; for x < 0 the quotient of the
  /// significand s < 2 of E by 1 + E is off by e + 2 (e + 1) + 1 = 3e + 3. The slope of the function is
  /// at most 1/4, and at most e^(−|x|) e^r <= E (1 + 2r) for r <= 1; for a larger r the result is [0, 1].
  public func logistic() throws(ArithmeticFault) -> Interval {
    let half = Interval(
      isNegative: false, magnitude: .one << 63, radius: 0, exponent: -1,
      precision: resultPrecision)
    if magnitude.isZero, radius == 0 { return half }
    let radius = radiusBound
    if Self.one.midpointBound < radius { return half.widened(by: half.midpointBound) }
    if let power = binaryExponent, power > 29 {
      // e^(−|x|) < 2^(−2^28)
      let rest = Self.nearZero(below: -(1 << 28), resultPrecision)
      return isNegative ? rest : Self.one.withPrecision(resultPrecision) + rest
    }
    let n = kernelWords()
    let power = ExponentialKernel.exponential(
      magnitude, isNegative: true, place: exponent, wordCount: n)
    let one = BigUInt.one << (64 * n)
    let divisor = one + (power.significand >> -power.exponent)
    var slope = ErrorBound(1, exponent: -2)
    if self.radius > 0 {
      let bound =
        ErrorBound(above: power.significand, exponent: power.exponent - 64 * n)
        + ErrorBound(power.error, exponent: power.exponent - 64 * n)
      slope = .min(slope, bound + (bound * radius).scaled(by: 1))
    }
    let spread = slope * radius
    if !isNegative {
      let quotient = (one << (64 * n)) / divisor
      return Interval(
        isNegative: false, magnitude: quotient, exponent: -n,
        error: ErrorBound(power.error + 2, exponent: -64 * n) + spread,
        precision: resultPrecision)
    }
    let (words, bits) = power.exponent.dividedByWords
    let quotient = (power.significand << (64 * n)) / divisor
    let error = ErrorBound(3 * power.error + 3, exponent: power.exponent - 64 * n)
    return Interval(
      isNegative: false, magnitude: quotient << bits, exponent: words - n,
      error: error + spread, precision: resultPrecision)
  }

  // MARK: Hyperbolic tangent

  /// Returns the hyperbolic tangent of the numbers.
  ///
  /// tanh |x| = (1 − E)/(1 + E) with E = e^(−2|x|), off by e + 1 (E is shifted down and cut); the
  /// slope of the quotient in E is at most 2: 2 (e + 1) + 1. A small x gets as many more words as it
  /// begins with zeros, up to |x| < 2^(−p/2), where |tanh x − x| < |x|³/3 is less than a unit. The slope of
  /// the function is at most 1, and at most 4 e^(−2|x|) e^(2r) <= 4E (1 + 4r) for r <= 1/2; for a larger
  /// r the result is [−1, 1].
  public func hyperbolicTangent() throws(ArithmeticFault) -> Interval {
    if magnitude.isZero { return radius == 0 ? self : clampedToOne }
    let radius = radiusBound
    if ErrorBound(1, exponent: -1) < radius { return Self.wholeUnit(resultPrecision) }
    let position = 64 * exponent + magnitude.bitWidth  // 2^(position − 1) <= |x| < 2^position
    if position > 28 {
      let rest = Self.nearZero(below: -(1 << 27), resultPrecision)
      return (isNegative ? -Self.one : Self.one).withPrecision(resultPrecision) + rest
    }
    if position < -(resultPrecision / 2) {
      let cube = midpointBound * midpointBound * midpointBound
      return withPrecision(resultPrecision).widened(by: cube.scaled(by: -1))
    }
    let n = kernelWords(extraBits: Swift.max(0, 1 - position))
    let power = ExponentialKernel.exponential(
      magnitude << 1, isNegative: true, place: exponent, wordCount: n)
    let one = BigUInt.one << (64 * n)
    let small = power.significand >> -power.exponent
    let quotient = ((one - small) << (64 * n)) / (one + small)
    var error = ErrorBound(2 * power.error + 3, exponent: -64 * n)
    if self.radius > 0 {
      let bound =
        ErrorBound(above: power.significand, exponent: power.exponent - 64 * n)
        + ErrorBound(power.error, exponent: power.exponent - 64 * n)
      let slope = bound.scaled(by: 2) + (bound * radius).scaled(by: 4)
      error = error + .min(ErrorBound(1, exponent: 0), slope) * radius
    }
    return Interval(
      isNegative: isNegative, magnitude: quotient, exponent: -n, error: error,
      precision: resultPrecision)
  }

  /// The interval around zero, which the hyperbolic tangent only shortens, but not beyond 1.
  private var clampedToOne: Interval {
    ErrorBound(1, exponent: 0) < radiusBound ? Self.wholeUnit(resultPrecision) : self
  }

  private static func wholeUnit(_ precision: Int) -> Interval {
    nearZero(below: 0, precision)
  }

  // MARK: Logarithm

  /// Returns the natural logarithm of the numbers.
  ///
  /// |ln(x + δ) − ln x| <= r/(x − r).
  ///
  /// - Throws: `logarithmOfNonPositive` where no number is above zero, `undecidedSign` where only some
  ///   are.
  public func logarithm() throws(ArithmeticFault) -> Interval {
    guard let below = lowerMagnitudeBound else {
      if radius == 0 { throw .logarithmOfNonPositive(argument: "0") }
      throw .undecidedSign
    }
    if isNegative { throw .logarithmOfNonPositive(argument: abbreviated) }
    let spread = radius == 0 ? ErrorBound.zero : radiusBound.divided(by: below)
    if exponent == 0, magnitude.isOne {
      return Interval.zero.withPrecision(resultPrecision).widened(by: spread)
    }
    let result = LogarithmKernel.logarithm(
      magnitude, place: exponent, wordCount: kernelWords())
    let unit = -64 * result.wordCount
    return Interval(
      isNegative: result.isNegative, magnitude: result.significand, exponent: -result.wordCount,
      error: ErrorBound(result.error, exponent: unit) + spread, precision: resultPrecision)
  }
}

extension Int {
  /// The power of two as whole words and bits: self = 64 · words + bits, 0 <= bits < 64.
  @inline(__always)
  fileprivate var dividedByWords: (words: Int, bits: Int) { (self >> 6, self & 63) }
}
