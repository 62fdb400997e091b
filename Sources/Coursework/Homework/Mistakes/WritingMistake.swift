public import BackpropEngine
public import ExactArithmetic

/// Mistakes in writing a number down that was right before.
///
/// What is right is told by a predicate: whether a number, written with so many decimals, is accepted.
public enum WritingMistake {
  /// Whether a number that is written with so many decimals is right.
  public typealias Acceptance = (_ number: Rational, _ decimals: Int) -> Bool

  /// Returns whether the right number was cut off after its last written digit.
  public static func isTruncation(
    _ written: Rational, decimals: Int, of isRight: Acceptance
  ) -> Bool { false }

  /// Returns whether the number is minus the right one.
  public static func isNegation(
    _ written: Rational, decimals: Int, of isRight: Acceptance
  ) -> Bool { false }

  /// Returns n where the number is 10^n times the right one, n ≠ 0, |n| ≤ 6; else nil.
  public static func scale(
    _ written: Rational, decimals: Int, of isRight: Acceptance
  ) -> Int? { nil }

  /// Returns whether the number is right once two neighbouring digits are exchanged.
  public static func hasSwappedDigits(
    _ written: Rational, decimals: Int, of isRight: Acceptance
  ) -> Bool { false }
}

extension Problem {
  /// Returns whether a number is outside what its quantity can be, by more than its written decimals
  /// allow: an output of sigmoid over 1, a cost below 0.
  public func isImpossible(
    _ written: Rational, decimals: Int, for quantity: TraceQuantity
  ) -> Bool { false }
}
