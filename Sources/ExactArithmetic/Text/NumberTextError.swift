/// Why a text is no number; offsets count bytes from its start.
public enum NumberTextError: Error, Hashable, Sendable {
  /// What could have stood at an offset.
  public enum Expectation: Hashable, Sendable {
    /// A digit, a point or a sign: the start of a number.
    case number
    /// A digit.
    case digit
    /// The end of the number, or what may follow a digit.
    case endOfNumber
    /// A logarithm, such as `ln(3/2)`.
    case logarithm
    /// The parenthesis that ends a logarithm.
    case closingParenthesis
  }

  /// There is no text.
  case empty
  /// Something else than what could have stood there; nothing is found at the end of the text.
  case unexpected(found: Unicode.Scalar?, expected: Expectation, offset: Int)
  /// A fraction with the denominator 0, which starts at the offset.
  case zeroDenominator(offset: Int)
  /// A logarithm of zero or of a negative number, which starts at the offset.
  case logarithmOfNonPositive(offset: Int)
  /// More digits than are read.
  case tooManyDigits(limit: Int, offset: Int)
  /// A power of ten beyond what is read.
  case exponentOutOfRange(limit: Int, offset: Int)
  /// One of the words for infinity and "not a number".
  case notFinite(offset: Int)
}
