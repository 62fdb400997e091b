/// A bound for an error: significand · 2^exponent, never below what it bounds.
///
/// All operations round up, by a factor of less than 1 + 2^(−30).
struct ErrorBound {
  /// 0, or between 2^31 and 2^32.
  let significand: UInt64
  let exponent: Int

  static let zero = ErrorBound(significand: 0, exponent: 0)

  private init(significand: UInt64, exponent: Int) {
    self.significand = significand
    self.exponent = exponent
  }

  /// Creates a bound of value · 2^exponent.
  @inline(__always)
  init(_ value: UInt64, exponent: Int) {
    if value == 0 {
      self = .zero
      return
    }
    let drop = 32 - value.leadingZeroBitCount
    if drop <= 0 {
      self.init(significand: value << UInt64(-drop), exponent: exponent + drop)
      return
    }
    let rest = value & ((1 << UInt64(drop)) &- 1)
    var kept = value >> UInt64(drop)
    var exponent = exponent + drop
    if rest != 0 {
      kept += 1
      if kept == 1 << 32 {
        kept = 1 << 31
        exponent += 1
      }
    }
    self.init(significand: kept, exponent: exponent)
  }

  /// Creates a bound of a number times 2^exponent.
  @inline(__always)
  init(above number: BigUInt, exponent: Int) {
    if let word = number.singleWord {
      self.init(UInt64(word), exponent: exponent)
      return
    }
    let (leading, position) = number.leadingBits
    self.init(leading + 1, exponent: exponent + position)
  }

  var isZero: Bool { significand == 0 }

  /// Returns a bound of the sum.
  @inline(__always)
  static func + (left: ErrorBound, right: ErrorBound) -> ErrorBound {
    if left.isZero { return right }
    if right.isZero { return left }
    let (high, low) = left.exponent >= right.exponent ? (left, right) : (right, left)
    let shift = high.exponent - low.exponent
    if shift >= 32 { return ErrorBound(high.significand + 1, exponent: high.exponent) }
    // Both are below 2^32; the upper one is shifted up so that no bit is lost.
    return ErrorBound(
      high.significand << UInt64(shift) + low.significand, exponent: low.exponent)
  }

  /// Returns a bound of the product.
  @inline(__always)
  static func * (left: ErrorBound, right: ErrorBound) -> ErrorBound {
    if left.isZero || right.isZero { return .zero }
    return ErrorBound(
      left.significand * right.significand, exponent: left.exponent + right.exponent)
  }

  /// Returns a bound of the quotient by a number that is not below `divisor`.
  @inline(__always)
  func divided(by divisor: LowerBound) -> ErrorBound {
    if isZero { return .zero }
    return ErrorBound(
      (significand << 32) / divisor.significand + 1, exponent: exponent - 32 - divisor.exponent)
  }

  /// Returns the bound times 2^shift.
  func scaled(by shift: Int) -> ErrorBound {
    isZero ? self : ErrorBound(significand: significand, exponent: exponent + shift)
  }

  static func < (left: ErrorBound, right: ErrorBound) -> Bool {
    if left.isZero || right.isZero { return !right.isZero }
    return left.exponent != right.exponent
      ? left.exponent < right.exponent : left.significand < right.significand
  }

  static func min(_ left: ErrorBound, _ right: ErrorBound) -> ErrorBound {
    left < right ? left : right
  }

  /// The lowest power of two that is certainly not below the bound, as its exponent.
  var binaryExponent: Int { exponent + 32 }
}

/// A bound from below of a positive number: significand · 2^exponent, never above it.
struct LowerBound {
  /// At least 2^30 and below 2^32.
  let significand: UInt64
  let exponent: Int

  /// Creates a bound of (magnitude − radius) · 2^exponent, or nil where that is not positive.
  @inline(__always)
  init?(below magnitude: BigUInt, minus radius: UInt64, exponent: Int) {
    if magnitude.wordCount > 2 {
      // The radius is below 2^(−64) of the number: less than a unit of 32 leading bits.
      let (leading, position) = magnitude.leadingBits
      self.init(significand: leading - 1, exponent: exponent + position)
      return
    }
    let value = UInt128(truncatingIfNeeded: magnitude)
    guard value > UInt128(radius) else { return nil }
    let difference = value - UInt128(radius)
    let shift = difference.leadingZeroBitCount - 96
    let significand = shift >= 0 ? difference << UInt128(shift) : difference >> UInt128(-shift)
    self.init(
      significand: UInt64(truncatingIfNeeded: significand), exponent: exponent - shift)
  }

  init(significand: UInt64, exponent: Int) {
    self.significand = significand
    self.exponent = exponent
  }
}

extension BigUInt {
  /// The leading 32 bits of a number of two or more words, and the power of two they are counted in.
  ///
  /// What is below them is dropped.
  @inline(__always)
  var leadingBits: (value: UInt64, position: Int) {
    withWords { words, count in
      let top = words[count - 1]
      let zeros = top.leadingZeroBitCount
      let position = 64 * count - zeros - 32
      if zeros <= 32 { return (UInt64(top >> UInt(32 - zeros)), position) }
      let below = words[count - 2]
      return (UInt64(top << UInt(zeros - 32) | below >> UInt(96 - zeros)), position)
    }
  }
}
