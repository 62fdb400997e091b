import ExactArithmetic

/// An interval of doubles, rounded outwards, that knows how much of its width is rounding.
///
/// The interval [l, u] contains what the same operations give in exact interval arithmetic, and its
/// ends are at most `noise` away from the ends of that. What the noise cannot change is decided here;
/// the rest is left to `Certified`, whose wide intervals are midpoints with a radius and a little wider.
struct QuickEnclosure: Sendable {
  let lower: Double
  let upper: Double
  /// How far the ends may be outside of those of exact interval arithmetic.
  let noise: Double

  /// More than two units of the last place of a double, as a share of it.
  private static let epsilon = 0x1p-51
  /// More than two units of the last place of the smallest doubles.
  private static let smallest = 0x1p-1060

  private init(exactly value: Double) {
    lower = value
    upper = value
    noise = 0
  }

  /// Creates an interval whose ends were rounded once more.
  private init(_ lower: Double, _ upper: Double, noise: Double) {
    self.lower = lower.nextDown
    self.upper = upper.nextUp
    self.noise =
      noise + Swift.max(lower.magnitude, upper.magnitude) * Self.epsilon + Self.smallest
  }

  private init(unrounded lower: Double, _ upper: Double, noise: Double) {
    self.lower = lower
    self.upper = upper
    self.noise = noise
  }

  /// Creates the interval between two numbers.
  init(from lower: Rational, through upper: Rational) {
    if lower == upper {
      self.init(lower, precision: 0)
    } else {
      self.init(Double(lower), Double(upper), noise: 0)
    }
  }

  var isZero: Bool { lower == 0 && upper == 0 }
  private var magnitude: Double { Swift.max(lower.magnitude, upper.magnitude) }
  private var smallestMagnitude: Double { Swift.min(lower.magnitude, upper.magnitude) }
}

extension QuickEnclosure: Equatable {}

extension QuickEnclosure: Field {
  static var zero: QuickEnclosure { QuickEnclosure(exactly: 0) }
  static var one: QuickEnclosure { QuickEnclosure(exactly: 1) }

  init(_ value: Rational, precision: Int) {
    let number = Double(value)
    if value.isInteger, number.magnitude < 0x1p53 {
      self.init(exactly: number)
    } else {
      self.init(number, number, noise: 0)
    }
  }

  var precision: Int { 0 }

  static func + (left: QuickEnclosure, right: QuickEnclosure) -> QuickEnclosure {
    if left.isZero { return right }
    if right.isZero { return left }
    return QuickEnclosure(
      left.lower + right.lower, left.upper + right.upper, noise: left.noise + right.noise)
  }

  static func - (left: QuickEnclosure, right: QuickEnclosure) -> QuickEnclosure {
    left + (-right)
  }

  static func * (left: QuickEnclosure, right: QuickEnclosure) -> QuickEnclosure {
    if left.isZero || right.isZero { return .zero }
    let (a, b) = (left.lower * right.lower, left.lower * right.upper)
    let (c, d) = (left.upper * right.lower, left.upper * right.upper)
    return QuickEnclosure(
      Swift.min(Swift.min(a, b), Swift.min(c, d)), Swift.max(Swift.max(a, b), Swift.max(c, d)),
      noise: left.magnitude * right.noise + (right.magnitude + right.noise) * left.noise)
  }

  static prefix func - (operand: QuickEnclosure) -> QuickEnclosure {
    QuickEnclosure(unrounded: -operand.upper, -operand.lower, noise: operand.noise)
  }

  func divided(by divisor: QuickEnclosure) throws(ArithmeticFault) -> QuickEnclosure {
    if divisor.isZero { throw .divisionByZero }
    guard divisor.lower > 0 || divisor.upper < 0 else { throw .undecidedSign }
    let near = divisor.smallestMagnitude
    // |1/x − 1/(x + h)| ≤ 2 |h| / x² for |h| ≤ |x|/2.
    guard divisor.noise <= near / 2 else { throw .undecidedSign }
    return self
      * QuickEnclosure(
        1 / divisor.upper, 1 / divisor.lower, noise: 2 * divisor.noise / (near * near))
  }

  var sign: Sign? {
    if lower > 0 { return .positive }
    if upper < 0 { return .negative }
    return isZero ? .zero : nil
  }

  func validate(bitLimit: Int?) throws(ArithmeticFault) {
    guard lower.isFinite, upper.isFinite, noise.isFinite else { throw .overflow }
  }

  var erased: Value { .double(lower / 2 + upper / 2) }
}

extension QuickEnclosure: ElementaryFunctions {
  init(_ value: ExactNumber, precision: Int) {
    if let number = value.rational {
      self.init(number, precision: precision)
    } else {
      let number = Double(value)
      self.init(number, number, noise: 0)
    }
  }

  // The functions of doubles are correctly rounded, and all of these grow with their argument.

  func exponential() throws(ArithmeticFault) -> QuickEnclosure {
    // e^(x + h) − e^x ≤ 2 h e^x for 0 ≤ h ≤ 1.
    guard noise <= 1 else { throw .overflow }
    let above = try upper.exponential()
    return QuickEnclosure(try lower.exponential(), above, noise: 2 * noise * above)
  }

  func logarithm() throws(ArithmeticFault) -> QuickEnclosure {
    guard lower > 0, noise <= lower / 2 else { throw .undecidedSign }
    return QuickEnclosure(
      try lower.logarithm(), try upper.logarithm(), noise: 2 * noise / lower)
  }

  func hyperbolicTangent() throws(ArithmeticFault) -> QuickEnclosure {
    QuickEnclosure(try lower.hyperbolicTangent(), try upper.hyperbolicTangent(), noise: noise)
  }

  func logistic() throws(ArithmeticFault) -> QuickEnclosure {
    QuickEnclosure(try lower.logistic(), try upper.logistic(), noise: noise)
  }

  func squareRoot() throws(ArithmeticFault) -> QuickEnclosure {
    guard lower > 0, noise <= lower / 2 else { throw .undecidedSign }
    let root: Double = try lower.squareRoot()
    return QuickEnclosure(root, try upper.squareRoot(), noise: noise / root)
  }
}

extension QuickEnclosure: Enclosure {
  func rootsFromZero() throws(ArithmeticFault) -> (roots: Self, middle: Self, radius: Radius) {
    throw .undecidedSign
  }

  init(_ known: KnownNumber, precision: Int) { self = known.quick }

  init(around written: WrittenNumber, precision: Int) {
    let (value, radius) = (Double(written.value), Double(written.radius))
    self.init(value - radius, value + radius, noise: value.magnitude * Self.epsilon)
  }

  static func radius(of written: WrittenNumber) -> Double {
    Double(written.radius).nextUp
  }

  /// Far within what doubles can hold, so that nothing vanishes or overflows on the way.
  var isExtreme: Bool { !(upper < 1e60 && lower > -1e60) }

  var wholeNumber: Int? { lower == upper ? Int(exactly: lower) : nil }

  var surelyHasBothSigns: Bool { lower + noise < 0 && upper - noise > 0 }

  static func holds(_ box: BoxedNumber<QuickEnclosure>, _ written: WrittenNumber) -> Bool? {
    let value = Double(written.value)
    let radius = Double(written.radius)
    return holds(box, from: value - radius, through: value + radius)
  }

  static func holdsZero(_ box: BoxedNumber<QuickEnclosure>) -> Bool? {
    holds(box, from: 0, through: 0)
  }

  /// Returns whether a box has a number of an interval in it.
  private static func holds(
    _ box: BoxedNumber<QuickEnclosure>, from low: Double, through high: Double
  ) -> Bool? {
    var (lower, upper, noise) = (box.middle.lower, box.middle.upper, box.middle.noise)
    for slope in box.slopes {
      let reach = slope.value.magnitude * slope.radius
      lower -= reach
      upper += reach
      noise += slope.value.noise * slope.radius + reach * epsilon
    }
    // The additions above and the conversions of the other side round too.
    noise = 2 * noise + epsilon * Swift.max(lower.magnitude, upper.magnitude)
    noise += 2 * epsilon * Swift.max(low.magnitude, high.magnitude) + smallest
    guard noise.isFinite else { return nil }
    if lower - noise > high || upper + noise < low { return false }
    if lower + noise <= high, upper - noise >= low { return true }
    return nil
  }

  /// Whether a box may have numbers of a hull in it, as far as doubles can tell.
  static func mayMeet(_ box: BoxedNumber<QuickEnclosure>, _ hull: Hull) -> Bool {
    holds(box, from: Double(hull.lower), through: Double(hull.upper)) != false
  }
}
