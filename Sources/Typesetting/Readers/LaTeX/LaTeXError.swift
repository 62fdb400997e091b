public import MathSyntax

/// Why mathematics in LaTeX cannot be read, one case a mistake that students make.
public enum LaTeXError: Error, Hashable, Sendable {
  /// `{` without `}`.
  case unmatchedOpeningBrace(SourceRange)
  /// `}` without `{`.
  case unmatchedClosingBrace(SourceRange)
  /// A parenthesis or another delimiter that is never closed.
  case unmatchedOpening(String, SourceRange)
  /// A closing delimiter that was never opened.
  case unmatchedClosing(String, SourceRange)
  /// `(a + b\}`: delimiters that do not belong together.
  case mismatchedDelimiters(String, SourceRange, opened: SourceRange)
  /// `\left` without `\right`.
  case missingRight(SourceRange)
  /// `\right` without `\left`.
  case unexpectedRight(SourceRange)
  /// `\left` or `\bigl` before something that is no delimiter.
  case missingDelimiter(String, SourceRange)
  /// `\frac{a}`: fewer arguments than a command needs.
  case missingArgument(String, SourceRange)
  /// `x^` or `x_` with nothing behind it.
  case missingScript(SourceRange)
  /// `^2` with nothing before it.
  case scriptWithoutBase(SourceRange)
  /// `x^2^3`.
  case doubleSuperscript(SourceRange)
  /// `x_1_2`.
  case doubleSubscript(SourceRange)
  /// A command that is not known here.
  case unknownCommand(String, SourceRange)
  /// An environment that is not known here.
  case unknownEnvironment(String, SourceRange)
  /// `\begin{cases}` without its `\end`.
  case unclosedEnvironment(String, SourceRange)
  /// `\end` without its `\begin`.
  case unexpectedEnd(String, SourceRange)
  /// `\begin{a} … \end{b}`.
  case mismatchedEnvironments(String, SourceRange, begun: String, SourceRange)
  /// `&` outside of a matrix or an alignment.
  case unexpectedAlignment(SourceRange)
  /// `\\` outside of a matrix or an alignment.
  case unexpectedRowEnd(SourceRange)
  /// A dollar, `\(` or `\[` within mathematics.
  case dollarWithin(SourceRange)
  /// A backslash at the very end.
  case trailingBackslash(SourceRange)
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
    case .unmatchedOpeningBrace(let range), .unmatchedClosingBrace(let range),
      .unmatchedOpening(_, let range), .unmatchedClosing(_, let range),
      .mismatchedDelimiters(_, let range, _), .missingRight(let range),
      .unexpectedRight(let range), .missingDelimiter(_, let range),
      .missingArgument(_, let range), .missingScript(let range), .scriptWithoutBase(let range),
      .doubleSuperscript(let range), .doubleSubscript(let range), .unknownCommand(_, let range),
      .unknownEnvironment(_, let range), .unclosedEnvironment(_, let range),
      .unexpectedEnd(_, let range), .mismatchedEnvironments(_, let range, _, _),
      .unexpectedAlignment(let range), .unexpectedRowEnd(let range), .dollarWithin(let range),
      .trailingBackslash(let range), .unexpectedCharacter(_, let range), .invalidUTF8(let range),
      .nestedTooDeeply(_, let range), .tooLong(_, let range):
      range
    }
  }
}
