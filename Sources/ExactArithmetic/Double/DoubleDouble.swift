/// An unevaluated sum of two doubles: about 104 bits, for values of moderate size.
///
/// |low| <= ulp(high)/2. The operations are those of Dekker, A Floating-Point Technique for Extending
/// the Available Precision, 1971; relative errors are below 2^(−102) each, as long as nothing over-
/// or underflows: magnitudes between 2^(−400) and 2^400.
struct DoubleDouble {
  let high: Double
  let low: Double

  init(_ value: Double) {
    high = value
    low = 0
  }

  /// A sum whose first part is the larger one.
  init(high: Double, low: Double) {
    self.high = high + low
    self.low = low - (self.high - high)
  }

  private init(exactHigh: Double, low: Double) {
    high = exactHigh
    self.low = low
  }

  /// The exact sum of two doubles (Knuth, TAOCP 2, 4.2.2).
  static func sum(_ left: Double, _ right: Double) -> DoubleDouble {
    let high = left + right
    let part = high - left
    return DoubleDouble(exactHigh: high, low: (left - (high - part)) + (right - part))
  }

  /// The exact product of two doubles, each split into halves of 26 bits.
  static func product(_ left: Double, _ right: Double) -> DoubleDouble {
    let high = left * right
    let leftScaled = left * 0x1.000002p27
    let leftHigh = leftScaled - (leftScaled - left)
    let leftLow = left - leftHigh
    let rightScaled = right * 0x1.000002p27
    let rightHigh = rightScaled - (rightScaled - right)
    let rightLow = right - rightHigh
    let low =
      ((leftHigh * rightHigh - high) + leftHigh * rightLow + leftLow * rightHigh)
      + leftLow * rightLow
    return DoubleDouble(exactHigh: high, low: low)
  }

  static func + (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
    let highs = sum(left.high, right.high)
    let lows = sum(left.low, right.low)
    let partial = DoubleDouble(high: highs.high, low: highs.low + lows.high)
    return DoubleDouble(high: partial.high, low: partial.low + lows.low)
  }

  static prefix func - (operand: DoubleDouble) -> DoubleDouble {
    DoubleDouble(exactHigh: -operand.high, low: -operand.low)
  }

  static func * (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
    let highs = product(left.high, right.high)
    return DoubleDouble(
      high: highs.high, low: highs.low + (left.high * right.low + left.low * right.high))
  }

  static func / (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
    let first = left.high / right.high
    let rest = left + -(right * DoubleDouble(first))
    let second = rest.high / right.high
    let rest2 = rest + -(right * DoubleDouble(second))
    let quotient = DoubleDouble(high: first, low: second)
    return quotient + DoubleDouble(rest2.high / right.high)
  }

  /// Returns the value times a power of two that is exact.
  func scaled(by factor: Double) -> DoubleDouble {
    DoubleDouble(exactHigh: high * factor, low: low * factor)
  }

  /// The double nearest to a true value that this one misses by less than 2^(−90) of its size, or
  /// nil where that leaves two doubles to choose from.
  var decided: Double? {
    let error = high.magnitude * 0x1p-90
    let up = high + (low + error)
    let down = high + (low - error)
    return up == down ? up : nil
  }
}
