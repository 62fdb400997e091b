public import MathSyntax

extension LaTeXError {
  /// The error in words for people.
  public var diagnostic: Diagnostic {
    let (summary, hints) = words
    return Diagnostic(.error, summary, range: range, hints: hints)
  }

  private var words: (summary: String, hints: [String]) {
    switch self {
    case .unmatchedOpeningBrace: ("this '{' is never closed by '}'", [])
    case .unmatchedClosingBrace: ("this '}' was never opened by '{'", [])
    case .unmatchedOpening(let delimiter, _): ("this '\(delimiter)' is never closed", [])
    case .unmatchedClosing(let delimiter, _): ("this '\(delimiter)' was never opened", [])
    case .mismatchedDelimiters(let delimiter, _, _):
      ("'\(delimiter)' does not close what was opened", [])
    case .missingRight:
      ("\\left has no \\right", ["Write \\right. if nothing is to be seen there."])
    case .unexpectedRight: ("\\right has no \\left", [])
    case .missingDelimiter(let command, _):
      (
        "expected a delimiter behind \\\(command)",
        ["A delimiter is one of ( ) [ ] \\{ \\} | and '.'."]
      )
    case .missingArgument(let command, _): Self.missingArgument(command)
    case .missingScript: ("nothing stands in the exponent or index", ["Write x^2 or x^{…}."])
    case .scriptWithoutBase:
      ("an exponent or index with nothing before it", ["Write the letter that it belongs to."])
    case .doubleSuperscript: ("two superscripts on one letter", ["Write x^{a b} or {x^a}^b."])
    case .doubleSubscript: ("two subscripts on one letter", ["Write w_{jk}."])
    case .unknownCommand(let name, _):
      ("unknown command \\\(Self.shortened(name))", Self.hint(name))
    case .unknownEnvironment(let name, _):
      (
        "unknown environment '\(Self.shortened(name))'",
        NearestName.of(name, among: LaTeXCommands.environmentNames).map {
          ["Did you mean '\($0)'?"]
        } ?? []
      )
    case .unclosedEnvironment(let name, _):
      ("\\begin{\(Self.shortened(name))} has no \\end{\(Self.shortened(name))}", [])
    case .unexpectedEnd(let name, _): ("\\end{\(Self.shortened(name))} has no \\begin", [])
    case .mismatchedEnvironments(let name, _, let begun, _):
      ("\\end{\(Self.shortened(name))} ends \\begin{\(Self.shortened(begun))}", [])
    case .unexpectedAlignment:
      ("'&' stands outside of a matrix or an alignment", ["Write it within aligned or cases."])
    case .unexpectedRowEnd:
      ("'\\\\' stands outside of a matrix or an alignment", ["Write it within aligned or cases."])
    case .dollarWithin:
      ("mathematics starts again within mathematics", ["Close the first '$' before."])
    case .trailingBackslash: ("a backslash at the end", [])
    case .unexpectedCharacter(let character, _):
      ("'\(ControlCharacters.visible(character))' has no meaning in mathematics", [])
    case .invalidUTF8: ("these bytes are not UTF-8", ["Save the file in the encoding UTF-8."])
    case .nestedTooDeeply(let limit, _): ("more than \(limit) groups within each other", [])
    case .tooLong(let limit, _): ("a formula of more than \(limit) bytes", [])
    }
  }

  private static func missingArgument(_ command: String) -> (summary: String, hints: [String]) {
    let hints =
      switch command {
      case "frac", "dfrac", "tfrac": ["Write \\\(command){numerator}{denominator}."]
      default: ["Write \\\(command){…}."]
      }
    return ("\\\(shortened(command)) needs more behind it", hints)
  }

  private static func hint(_ name: String) -> [String] {
    NearestName.of(name, among: LaTeXCommands.names).map { ["Did you mean \\\($0)?"] } ?? []
  }

  private static func shortened(_ text: String) -> String {
    let visible = ControlCharacters.visible(text)
    return visible.count <= 40 ? visible : visible.prefix(39) + "…"
  }
}
