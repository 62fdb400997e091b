public import MathSyntax

extension PlainTextError {
  /// The error in words for people.
  public var diagnostic: Diagnostic {
    let (summary, hints) = words
    return Diagnostic(.error, summary, range: range, hints: hints)
  }

  private var words: (summary: String, hints: [String]) {
    switch self {
    case .unmatchedOpening(let delimiter, _): ("this '\(delimiter)' is never closed", [])
    case .unmatchedClosing(let delimiter, _): ("this '\(delimiter)' was never opened", [])
    case .mismatchedDelimiters(let delimiter, _, _):
      ("'\(delimiter)' does not close what was opened", [])
    case .missingScript: ("nothing stands in the exponent or index", ["Write x^2 or x^(…)."])
    case .scriptWithoutBase:
      ("an exponent or index with nothing before it", ["Write the letter that it belongs to."])
    case .missingRadicand: ("nothing stands below this root", ["Write √x or sqrt(…)."])
    case .unexpectedCharacter(let character, _):
      ("'\(ControlCharacters.visible(character))' has no meaning in mathematics", [])
    case .invalidUTF8: ("these bytes are not UTF-8", ["Save the file in the encoding UTF-8."])
    case .nestedTooDeeply(let limit, _): ("more than \(limit) groups within each other", [])
    case .tooLong(let limit, _): ("a formula of more than \(limit) bytes", [])
    }
  }
}
