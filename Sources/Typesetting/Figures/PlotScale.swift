/// How the values along an axis become places between 0 and 1, and which of them are labelled.
struct PlotScale {
  let isLogarithmic: Bool
  /// The ends, of the values themselves or of their decimal logarithms.
  private let lower: Double
  private let upper: Double

  /// A labelled value.
  struct Tick {
    var position: Double
    var label: DecimalLabel
  }

  /// Finds the scale that holds all values; nil if there is nothing that can be shown.
  init?(_ values: some Sequence<Double>, isLogarithmic: Bool) {
    self.isLogarithmic = isLogarithmic
    var lower = Double.infinity
    var upper = -Double.infinity
    for value in values {
      guard let coordinate = Self.coordinate(of: value, isLogarithmic: isLogarithmic) else {
        continue
      }
      lower = min(lower, coordinate)
      upper = max(upper, coordinate)
    }
    guard lower <= upper else { return nil }
    if upper - lower <= abs(upper) * 0x1p-40 {
      let margin = isLogarithmic ? 1 : lower == 0 ? 1 : abs(lower) / 2
      lower -= margin
      upper += margin
    }
    self.lower = lower
    self.upper = upper
  }

  /// How far it is from end to end.
  var extent: Double { upper - lower }

  /// Returns where a value lies between 0 and 1; nil if it cannot be shown.
  func position(of value: Double) -> Double? {
    Self.coordinate(of: value, isLogarithmic: isLogarithmic).map(place)
  }

  private func place(_ coordinate: Double) -> Double {
    // Halves, because the difference of two large numbers may be too large.
    min(1, max(0, (coordinate / 2 - lower / 2) / (upper / 2 - lower / 2)))
  }

  private static func coordinate(of value: Double, isLogarithmic: Bool) -> Double? {
    guard value.isFinite else { return nil }
    // Beyond this the steps between ticks could not be counted.
    guard isLogarithmic else { return abs(value) < 1e300 ? value : nil }
    return value > 0 ? DecimalLogarithm.of(value) : nil
  }

  /// Returns round values within the scale, at most `count` and at least one.
  func ticks(atMost count: Int) -> [Tick] {
    let range = upper - lower
    let (step, mantissa, exponent) = Self.step(for: range / Double(max(1, count)))
    if isLogarithmic {
      let step = max(1, Int.ceiling(step))
      let first = Int.ceiling(lower / Double(step) - 1e-6) * step
      let last = Int.floor(upper + 1e-6)
      guard first <= last else { return twoDigitTicks() }
      return stride(from: first, through: last, by: step).map {
        Tick(position: place(Double($0)), label: DecimalLabel(1, exponent: $0))
      }
    }
    // Fewer digits are left for ticks where the range is tiny beside the values.
    guard abs(lower / step) < 1e12, abs(upper / step) < 1e12 else { return [] }
    // An end that is a tick stays one, whatever the rounding of the step.
    let first = Int.ceiling(lower / step - 1e-6)
    let last = Int.floor(upper / step + 1e-6)
    guard first <= last else { return [] }
    return (first...last).map {
      Tick(
        position: place(Double($0) * step), label: DecimalLabel($0 * mantissa, exponent: exponent))
    }
  }

  /// Ticks at 1, 2 and 5 times a power of ten, where a logarithmic scale holds no power itself.
  private func twoDigitTicks() -> [Tick] {
    let exponent = Int.floor(lower)
    return [1, 2, 3, 4, 5, 6, 7, 8, 9].compactMap { digit in
      let coordinate = Double(exponent) + DecimalLogarithm.of(Double(digit))
      guard lower <= coordinate, coordinate <= upper else { return nil }
      return Tick(position: place(coordinate), label: DecimalLabel(digit, exponent: exponent))
    }
  }

  /// Returns the smallest of 1, 2, 5, 10 … times a power of ten that is not below a width.
  private static func step(for width: Double) -> (step: Double, mantissa: Int, exponent: Int) {
    let exponent = Int.floor(DecimalLogarithm.of(width))
    let power = DecimalLogarithm.powerOfTen(exponent)
    for mantissa in [1, 2, 5] where Double(mantissa) * power >= width * 0.999_999 {
      return (Double(mantissa) * power, mantissa, exponent)
    }
    return (10 * power, 1, exponent + 1)
  }
}

/// A round number on an axis: digits and a power of ten.
struct DecimalLabel: Hashable {
  /// The number in plain digits, or its digits before the power of ten.
  var digits: String
  /// The power of ten that is written out; nil for plain digits.
  var exponent: Int?

  /// Finds how `value` · 10^`exponent` is written.
  init(_ value: Int, exponent: Int) {
    var value = value
    var exponent = exponent
    while value != 0, value % 10 == 0 {
      value /= 10
      exponent += 1
    }
    if value == 0 { exponent = 0 }
    let digits = String(abs(value))
    let sign = value < 0 ? "−" : ""
    let leading = exponent + digits.utf8.count - 1
    if leading >= 6 || leading < -4 {
      let rest = digits.dropFirst()
      self.digits = sign + digits.prefix(1) + (rest.isEmpty ? "" : ".") + rest
      self.exponent = leading
    } else if exponent >= 0 {
      self.digits = sign + digits + String(repeating: "0", count: exponent)
    } else if digits.utf8.count > -exponent {
      self.digits = sign + digits.dropLast(-exponent) + "." + digits.suffix(-exponent)
    } else {
      let zeros = String(repeating: "0", count: -exponent - digits.utf8.count)
      self.digits = sign + "0." + zeros + digits
    }
  }

  /// The number as text: `0.25`, `3·10⁻⁷`.
  var text: String {
    guard let exponent else { return digits }
    let sign = exponent < 0 ? "−" : ""
    let raised = UnicodeScripts.superscript(sign + String(abs(exponent))) ?? ""
    return (digits == "1" ? "" : digits + "·") + "10" + raised
  }

  /// The number as LaTeX mathematics.
  var latex: String {
    let digits = self.digits.hasPrefix("−") ? "-" + self.digits.dropFirst() : self.digits
    guard let exponent else { return digits }
    return (digits == "1" ? "" : digits + "\\cdot ") + "10^{\(exponent)}"
  }
}

/// The decimal logarithm, precise enough for a drawing.
enum DecimalLogarithm {
  /// Returns log10 of a positive number, to about 14 digits.
  ///
  /// x = m 2^e with m in [1, 2); ln m = 2 artanh((m - 1)/(m + 1)), whose series in t <= 1/3 loses a
  /// factor of 9 a term.
  static func of(_ value: Double) -> Double {
    let t = (value.significand - 1) / (value.significand + 1)
    var power = t
    var sum = 0.0
    for k in stride(from: 1, through: 33, by: 2) {
      sum += power / Double(k)
      power *= t * t
    }
    let naturalLogarithm = 2 * sum + Double(value.exponent) * 0.693_147_180_559_945_3
    return naturalLogarithm / 2.302_585_092_994_046
  }

  /// Returns a power of ten.
  static func powerOfTen(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<min(400, abs(exponent)) { result *= 10 }
    return exponent < 0 ? 1 / result : result
  }
}

/// Rounding without the C library, which this target does not link; |value| < 2^62.
extension Int {
  static func floor(_ value: Double) -> Int {
    let truncated = Int(value)
    return Double(truncated) > value ? truncated - 1 : truncated
  }

  static func ceiling(_ value: Double) -> Int { -floor(-value) }

  static func nearest(_ value: Double) -> Int { floor(value + 0.5) }
}
