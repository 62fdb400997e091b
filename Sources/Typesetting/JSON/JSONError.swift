public import MathSyntax

/// Why a text is not JSON, one case a mistake that people make, with the bytes it is about.
public enum JSONError: Error, Hashable, Sendable {
  /// There is nothing but white space.
  case empty(SourceRange)
  /// Something stands where a value is expected.
  case expectedValue(SourceRange)
  /// Something stands where a name in quotation marks is expected.
  case expectedName(SourceRange)
  /// A name has no colon behind it.
  case expectedColon(SourceRange)
  /// Two items have no comma between them, or the bracket is missing.
  case expectedCommaOrEnd(SourceRange, isArray: Bool)
  /// A comma stands before a closing bracket.
  case trailingComma(SourceRange, isArray: Bool)
  /// An array or object is not closed; the range is that of its bracket.
  case unclosed(SourceRange, isArray: Bool)
  /// A closing bracket of the other kind.
  case mismatchedBracket(SourceRange, opened: SourceRange, isArray: Bool)
  /// A name that the object already has.
  case duplicateName(String, SourceRange, first: SourceRange)
  /// A comment.
  case comment(SourceRange)
  /// Text in apostrophes.
  case singleQuotes(SourceRange)
  /// A name without quotation marks.
  case unquotedName(String, SourceRange)
  /// `True`, `None`, `NaN` and other words that JSON does not have.
  case unknownWord(String, SourceRange)
  /// `NaN` or an infinity.
  case notFinite(String, SourceRange)
  /// 007.
  case leadingZeros(String, SourceRange)
  /// +1.
  case leadingPlus(SourceRange)
  /// .5.
  case missingIntegerPart(SourceRange)
  /// 5.
  case missingFraction(SourceRange)
  /// 1e, 1e+.
  case missingExponent(SourceRange)
  /// A minus with no digits behind it.
  case missingDigits(SourceRange)
  /// 3,5 and 1_000 and 0x1F: a number that goes on with something else.
  case malformedNumber(String, SourceRange)
  /// A text without its closing quotation mark.
  case unterminatedString(SourceRange)
  /// A line feed or another control character within a text.
  case controlCharacter(UInt8, SourceRange)
  /// A backslash before a character that needs none.
  case unknownEscape(String, SourceRange)
  /// `\u` without four hexadecimal digits.
  case malformedUnicodeEscape(SourceRange)
  /// One half of a character beyond `\uFFFF`.
  case loneSurrogate(String, SourceRange)
  /// Bytes that are not UTF-8.
  case invalidUTF8(SourceRange)
  /// Brackets within brackets beyond the limit.
  case nestedTooDeeply(limit: Int, SourceRange)
  /// Something behind the value.
  case trailingContent(SourceRange)

  /// The bytes that the error is about.
  public var range: SourceRange {
    switch self {
    case .empty(let range), .expectedValue(let range), .expectedName(let range),
      .expectedColon(let range), .expectedCommaOrEnd(let range, _), .trailingComma(let range, _),
      .unclosed(let range, _), .mismatchedBracket(let range, _, _), .duplicateName(_, let range, _),
      .comment(let range), .singleQuotes(let range), .unquotedName(_, let range),
      .unknownWord(_, let range), .notFinite(_, let range), .leadingZeros(_, let range),
      .leadingPlus(let range), .missingIntegerPart(let range), .missingFraction(let range),
      .missingExponent(let range), .missingDigits(let range), .malformedNumber(_, let range),
      .unterminatedString(let range), .controlCharacter(_, let range),
      .unknownEscape(_, let range), .malformedUnicodeEscape(let range),
      .loneSurrogate(_, let range), .invalidUTF8(let range), .nestedTooDeeply(_, let range),
      .trailingContent(let range):
      range
    }
  }
}
