import ExactArithmetic

/// A number worked out from rounded ones: its value at the digits as they were written, and how far it
/// can move while every written number stays within half a unit of its last digit.
///
/// Beside the value at the middle, the range over the whole box and, for each written number, the
/// range of the derivative are carried. By the mean value theorem
///
///     f(p) ∈ f(m) + Σ_i f'_i(box) · [−u_i, u_i]
///
/// which is nearly sharp for small boxes, whatever the formula looks like: a(1 − a) at a = 0.59 moves by
/// 0.18 units, not by one. All is enclosed with outward rounding. Where a function has a kink in the
/// box, the derivative encloses both slopes, and the theorem holds for Lipschitz functions too.
struct BoxedNumber<Base: Enclosure>: Sendable {
  /// The value at the written digits.
  let middle: Base
  /// The range over the box, as interval arithmetic gives it.
  let range: Base
  /// The derivatives by written numbers, sorted by them.
  let slopes: [Slope]
  /// The sign that is taken where the range has both.
  var assumedSign: Sign?

  /// A derivative over the whole box.
  struct Slope: Sendable, Equatable {
    /// Which written number.
    var variable: Int
    /// Half a unit of its last digit.
    var radius: Base.Radius
    var value: Base
  }

  /// Creates an exact number, or one that is enclosed.
  init(_ value: Base) {
    middle = value
    range = value
    slopes = []
  }

  init(middle: Base, range: Base, slopes: [Slope]) {
    self.middle = middle
    self.range = range
    self.slopes = slopes
  }

  /// Creates a written number: all within half a unit of its last digit.
  init(_ written: WrittenNumber, variable: Int, precision: Int) {
    middle = Base(written.value, precision: precision)
    guard written.decimals != nil else {
      range = middle
      slopes = []
      return
    }
    range = Base(around: written, precision: precision)
    slopes = [Slope(variable: variable, radius: Base.radius(of: written), value: .one)]
  }

  /// Whether nothing rounded is in it.
  var isFixed: Bool { slopes.isEmpty }

  // MARK: Combining

  private static func combined(
    _ left: [Slope], _ leftFactor: Base?, _ right: [Slope], _ rightFactor: Base?
  ) -> [Slope] {
    func scaled(_ slope: Slope, _ factor: Base?) -> Slope {
      guard let factor else { return slope }
      return Slope(variable: slope.variable, radius: slope.radius, value: slope.value * factor)
    }
    if right.isEmpty { return leftFactor == nil ? left : left.map { scaled($0, leftFactor) } }
    if left.isEmpty { return rightFactor == nil ? right : right.map { scaled($0, rightFactor) } }
    var result: [Slope] = []
    var (i, j) = (0, 0)
    while i < left.count || j < right.count {
      if j == right.count || i < left.count && left[i].variable < right[j].variable {
        result.append(scaled(left[i], leftFactor))
        i += 1
      } else if i == left.count || right[j].variable < left[i].variable {
        result.append(scaled(right[j], rightFactor))
        j += 1
      } else {
        var slope = scaled(left[i], leftFactor)
        slope.value = slope.value + scaled(right[j], rightFactor).value
        result.append(slope)
        i += 1
        j += 1
      }
    }
    return result
  }

  private func applying(
    _ function: (Base) throws(ArithmeticFault) -> Base,
    slope: (Base) throws(ArithmeticFault) -> Base
  ) throws(ArithmeticFault) -> BoxedNumber {
    let value = try function(middle)
    if slopes.isEmpty { return BoxedNumber(value) }
    let factor = try slope(range)
    return BoxedNumber(
      middle: value, range: try function(range),
      slopes: Self.combined(slopes, factor, [], nil))
  }
}

extension BoxedNumber: Equatable {
  /// Returns whether both were worked out to the same.
  static func == (left: BoxedNumber, right: BoxedNumber) -> Bool {
    left.middle == right.middle && left.range == right.range && left.slopes == right.slopes
  }
}

extension BoxedNumber: Field {
  static var zero: BoxedNumber { BoxedNumber(Base.zero) }
  static var one: BoxedNumber { BoxedNumber(Base.one) }

  /// Creates an exact number.
  init(_ value: Rational, precision: Int) {
    self.init(Base(value, precision: precision))
  }

  var precision: Int { max(middle.precision, range.precision) }

  static func + (left: BoxedNumber, right: BoxedNumber) -> BoxedNumber {
    let middle = left.middle + right.middle
    if left.isFixed, right.isFixed { return BoxedNumber(middle) }
    return BoxedNumber(
      middle: middle, range: left.range + right.range,
      slopes: combined(left.slopes, nil, right.slopes, nil))
  }

  static func - (left: BoxedNumber, right: BoxedNumber) -> BoxedNumber {
    let middle = left.middle - right.middle
    if left.isFixed, right.isFixed { return BoxedNumber(middle) }
    return BoxedNumber(
      middle: middle, range: left.range - right.range,
      slopes: combined(left.slopes, nil, right.slopes, -Base.one))
  }

  static func * (left: BoxedNumber, right: BoxedNumber) -> BoxedNumber {
    let middle = left.middle * right.middle
    if left.isFixed, right.isFixed { return BoxedNumber(middle) }
    return BoxedNumber(
      middle: middle, range: left.range * right.range,
      slopes: combined(left.slopes, right.range, right.slopes, left.range))
  }

  static prefix func - (operand: BoxedNumber) -> BoxedNumber { .zero - operand }

  func divided(by divisor: BoxedNumber) throws(ArithmeticFault) -> BoxedNumber {
    let middle = try self.middle.divided(by: divisor.middle)
    if isFixed, divisor.isFixed { return BoxedNumber(middle) }
    let reciprocal = try Base.one.divided(by: divisor.range)
    // (a/b)' = a'/b − a b'/b².
    return BoxedNumber(
      middle: middle, range: range * reciprocal,
      slopes: Self.combined(
        slopes, reciprocal, divisor.slopes, -(range * reciprocal * reciprocal)))
  }

  var sign: Sign? { range.sign ?? assumedSign }

  func maximum(_ other: BoxedNumber) throws(ArithmeticFault) -> BoxedNumber {
    switch (self - other).sign {
    case .positive, .zero: return self
    case .negative: return other
    case nil: throw .undecidedSign
    }
  }

  static func dot(
    _ matrix: [BoxedNumber], start: Int, stride: Int, _ vector: [BoxedNumber],
    adding initial: BoxedNumber
  ) -> BoxedNumber {
    var total = initial
    for (index, entry) in vector.enumerated() {
      total = total + matrix[start + index * stride] * entry
    }
    return total
  }

  func validate(bitLimit: Int?) throws(ArithmeticFault) {
    try middle.validate(bitLimit: bitLimit)
    try range.validate(bitLimit: bitLimit)
  }

  var erased: Value { isFixed ? middle.erased : range.erased }
}

extension BoxedNumber: ElementaryFunctions {
  /// Creates an exact number.
  init(_ value: ExactNumber, precision: Int) {
    self.init(Base(value, precision: precision))
  }

  func exponential() throws(ArithmeticFault) -> BoxedNumber {
    try applying({ x throws(ArithmeticFault) in try x.exponential() }) {
      x throws(ArithmeticFault) in try x.exponential()
    }
  }

  func logarithm() throws(ArithmeticFault) -> BoxedNumber {
    try applying({ x throws(ArithmeticFault) in try x.logarithm() }) {
      x throws(ArithmeticFault) in try Base.one.divided(by: x)
    }
  }

  func hyperbolicTangent() throws(ArithmeticFault) -> BoxedNumber {
    try applying({ x throws(ArithmeticFault) in try x.hyperbolicTangent() }) {
      x throws(ArithmeticFault) in
      let value = try x.hyperbolicTangent()
      return .one - value * value
    }
  }

  func logistic() throws(ArithmeticFault) -> BoxedNumber {
    try applying({ x throws(ArithmeticFault) in try x.logistic() }) {
      x throws(ArithmeticFault) in
      let value = try x.logistic()
      return value * (.one - value)
    }
  }

  func squareRoot() throws(ArithmeticFault) -> BoxedNumber {
    if let first = slopes.first, range.sign == nil {
      // √0.0000: what is below zero is no value of the number, and at zero there is no slope.
      let (roots, middle, radius) = try range.rootsFromZero()
      return BoxedNumber(
        middle: middle, range: roots,
        slopes: [Slope(variable: Int.max - first.variable, radius: radius, value: .one)])
    }
    return try applying({ x throws(ArithmeticFault) in try x.squareRoot() }) {
      x throws(ArithmeticFault) in
      let root = try x.squareRoot()
      return try Base.one.divided(by: root + root)
    }
  }
}

extension BoxedNumber<Certified> {
  /// The smallest and the largest value that the number can have.
  var hull: Hull {
    var (lower, upper) = middle.bounds
    for slope in slopes {
      let (low, high) = slope.value.bounds
      let reach = max(low.magnitude, high.magnitude) * slope.radius
      lower -= reach
      upper += reach
    }
    return Hull(lower: lower, upper: upper)
  }
}

extension Certified {
  /// The bits that are carried where nobody asked for more.
  static let standardPrecision = 128

  /// The smallest and the largest number that it may be.
  var bounds: (lower: Rational, upper: Rational) {
    if let value = exact?.rational { return (value, value) }
    let interval = enclosure
    return (interval.lowerBound, interval.upperBound)
  }

  /// Creates the certified number of a value of a trace.
  init(_ value: Value, precision: Int) {
    switch value {
    case .rational(let number): self.init(number, precision: precision)
    case .logarithmic(let sum): self.init(ExactNumber(sum), precision: precision)
    case .interval(let interval): self.init(interval)
    case .double(let number):
      self.init(Rational(exactly: number) ?? .zero, precision: precision)
    }
  }
}
