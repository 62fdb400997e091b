/// How many digits of a number are kept.
public enum Rounding: Hashable, Sendable {
  /// Digits from the first one that is not 0.
  case significantDigits(Int)
  /// Digits behind the point.
  case decimals(Int)
}

extension Value {
  /// Returns the number rounded, ties away from zero.
  ///
  /// See `rounded(significantDigits:)`.
  public func rounded(to rounding: Rounding) -> (numeral: DecimalNumeral, isExact: Bool) {
    switch rounding {
    case .significantDigits(let count): rounded(significantDigits: count)
    case .decimals(let count): rounded(decimals: count)
    }
  }

  /// Whether the rounding is decided; that of an exact number or a double always is.
  public func isDecided(to rounding: Rounding) -> Bool {
    guard case .interval(let value) = self else { return true }
    return switch rounding {
    case .significantDigits(let count): value.rounded(significantDigits: count) != nil
    case .decimals(let count): value.rounded(decimals: count) != nil
    }
  }
}
