public import MathSyntax

/// Why mathematics in plain text cannot be read.
public enum PlainTextError: Error, Hashable, Sendable {
  /// A parenthesis or another delimiter that is never closed.
  case unmatchedOpening(String, SourceRange)
  /// A closing delimiter that was never opened.
  case unmatchedClosing(String, SourceRange)
  /// `(a + b]`: delimiters that do not belong together.
  case mismatchedDelimiters(String, SourceRange, opened: SourceRange)
  /// `x^` or `x_` with nothing behind it.
  case missingScript(SourceRange)
  /// `^2` with nothing before it.
  case scriptWithoutBase(SourceRange)
  /// `√` with nothing behind it.
  case missingRadicand(SourceRange)
  /// A character that has no meaning in mathematics.
  case unexpectedCharacter(String, SourceRange)
  /// Bytes that are not UTF-8.
  case invalidUTF8(SourceRange)
  /// Groups within groups beyond the limit.
  case nestedTooDeeply(limit: Int, SourceRange)
  /// More bytes than a formula may have.
  case tooLong(limit: Int, SourceRange)

  /// The bytes that the error is about.
  public var range: SourceRange {
    switch self {
    case .unmatchedOpening(_, let range), .unmatchedClosing(_, let range),
      .mismatchedDelimiters(_, let range, _), .missingScript(let range),
      .scriptWithoutBase(let range), .missingRadicand(let range),
      .unexpectedCharacter(_, let range), .invalidUTF8(let range), .nestedTooDeeply(_, let range),
      .tooLong(_, let range):
      range
    }
  }
}
