public import MathSyntax

extension JSONError {
  /// The error in words for people.
  public var diagnostic: Diagnostic {
    let (summary, hints) = words
    return Diagnostic(.error, summary, range: range, hints: hints)
  }

  private var words: (summary: String, hints: [String]) {
    switch self {
    case .empty: ("the text is empty", ["A JSON text holds one value, such as { … }."])
    case .expectedValue:
      ("expected a value", ["A value is a number, \"text\", true, false, null, [ … ] or { … }."])
    case .expectedName: ("expected a name in quotation marks", [])
    case .expectedColon: ("expected ':' between the name and its value", [])
    case .expectedCommaOrEnd(_, let isArray):
      (isArray ? "expected ',' or ']' here" : "expected ',' or '}' here", [])
    case .trailingComma(_, let isArray):
      ("a comma with nothing behind it", ["Remove the comma before \(isArray ? "']'" : "'}'")."])
    case .unclosed(_, let isArray):
      (isArray ? "this '[' is never closed by ']'" : "this '{' is never closed by '}'", [])
    case .mismatchedBracket(_, _, let isArray):
      (
        isArray ? "found '}' where ']' closes the array" : "found ']' where '}' closes the object",
        []
      )
    case .duplicateName(let name, _, _):
      ("the name \"\(Self.shortened(name))\" appears twice in one object", ["Keep one of the two."])
    case .comment: ("JSON has no comments", ["Remove it, or move it into a member of its own."])
    case .singleQuotes: ("text stands in quotation marks, not apostrophes", ["Write \"…\"."])
    case .unquotedName(let name, _):
      ("a name stands in quotation marks", ["Write \"\(Self.shortened(name))\"."])
    case .unknownWord(let word, _):
      ("unknown word '\(Self.shortened(word))'", Self.hints(for: word))
    case .notFinite(let word, _):
      ("\(Self.shortened(word)) is not a number of JSON", ["Only finite numbers can be given."])
    case .leadingZeros(let spelling, _):
      ("a number does not start with zeros", Self.zeroHint(spelling))
    case .leadingPlus: ("a number does not start with '+'", ["Leave the sign out."])
    case .missingIntegerPart:
      ("a digit is missing before the decimal point", ["Write 0.5, not .5."])
    case .missingFraction:
      ("a digit is missing behind the decimal point", ["Write 5.0 or 5, not 5.."])
    case .missingExponent: ("the digits of the exponent are missing", ["Write 1e-3."])
    case .missingDigits: ("a minus sign with no digits behind it", [])
    case .malformedNumber(let spelling, _):
      (
        "'\(Self.shortened(spelling))' is not a number",
        ["Write digits with a point, such as 0.25 or 1e-3."]
      )
    case .unterminatedString: ("this text has no closing quotation mark", [])
    case .controlCharacter(let byte, _):
      byte == 0x0A || byte == 0x0D
        ? ("a line ends within a text", ["Close the quotation mark, or write \\n for a new line."])
        : byte == 0x09
          ? ("a tab within a text", ["Write \\t."])
          : ("a control character within a text", ["Write it as \\u00\(Self.hexadecimal(byte))."])
    case .unknownEscape(let text, _):
      ("unknown escape '\(Self.shortened(text))'", ["Write \\\\ for a backslash."])
    case .malformedUnicodeEscape: ("\\u needs four hexadecimal digits", ["Write \\u03b4 for δ."])
    case .loneSurrogate(let text, _):
      ("\(text) is only half of a character", ["Write both halves, such as \\ud83d\\ude00."])
    case .invalidUTF8: ("these bytes are not UTF-8", ["Save the file in the encoding UTF-8."])
    case .nestedTooDeeply(let limit, _): ("more than \(limit) brackets within each other", [])
    case .trailingContent: ("something follows after the end of the value", [])
    }
  }

  /// What else a message points to: the first of two equal names, the bracket that was opened.
  public var note: Diagnostic? {
    switch self {
    case .duplicateName(let name, _, let first):
      Diagnostic(.note, "\"\(Self.shortened(name))\" was first given here", range: first)
    case .mismatchedBracket(_, let opened, let isArray):
      Diagnostic(.note, isArray ? "'[' was opened here" : "'{' was opened here", range: opened)
    default: nil
    }
  }

  private static func hints(for word: String) -> [String] {
    let nearest: String? =
      switch word.lowercased() {
      case "none", "nil", "undefined": "null"
      case let lower: NearestName.of(lower, among: ["true", "false", "null"])
      }
    return nearest.map { ["Did you mean \($0)?"] } ?? ["Text stands in quotation marks."]
  }

  private static func zeroHint(_ spelling: String) -> [String] {
    let sign = spelling.hasPrefix("-") ? "-" : ""
    let rest = spelling.dropFirst(sign.isEmpty ? 0 : 1).drop { $0 == "0" }
    let start = rest.first.map { $0.isNumber } ?? false ? "" : "0"
    return ["Write \(sign)\(start)\(shortened(String(rest)))."]
  }

  private static func shortened(_ text: String) -> String {
    text.count <= 40 ? text : text.prefix(39) + "…"
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
