import MathSyntax

extension TextFormulaState {
  func text(of symbol: MathSymbol) -> String {
    if symbol == .quad { return " " }
    return isASCII ? ascii(symbol) : symbol.rawValue
  }

  private func ascii(_ symbol: MathSymbol) -> String {
    switch symbol {
    case .minus: "-"
    case .plusMinus: "+-"
    case .dot: "*"
    case .times: "x"
    case .hadamard: "(.)"
    case .circle: "o"
    case .approximately: "~="
    case .notEquals: "!="
    case .lessOrEqual: "<="
    case .greaterOrEqual: ">="
    case .elementOf: "in"
    case .proportional: "prop."
    case .becomes: "<-"
    case .to: "->"
    case .implies: "=>"
    case .equivalent: "<=>"
    case .partial: "d"
    case .nabla: "grad "
    case .infinity: "inf"
    case .prime: "'"
    case .transpose: "T"
    case .degree: "deg"
    case .not: "not "
    case .and: "and"
    case .or: "or"
    case .exclusiveOr: "xor"
    case .forAll: "for all "
    case .ellipsis, .centeredEllipsis, .verticalEllipsis, .diagonalEllipsis: "..."
    case .plus, .asterisk, .divide, .equals, .less, .greater, .defines, .factorial, .comma,
      .semicolon, .colon, .period, .verticalBar, .quad:
      symbol.rawValue
    }
  }

  func text(of delimiter: Formula.Delimiter, isOpening: Bool) -> String {
    switch delimiter {
    case .parenthesis: isOpening ? "(" : ")"
    case .bracket: isOpening ? "[" : "]"
    case .brace: isOpening ? "{" : "}"
    case .bar: "|"
    case .doubleBar: isASCII ? "||" : "‖"
    case .none: ""
    }
  }

  func text(of sign: Formula.LargeOperator) -> String {
    switch sign {
    case .sum: isASCII ? "sum" : "Σ"
    case .product: isASCII ? "prod" : "Π"
    case .integral: isASCII ? "int" : "∫"
    }
  }
}

/// Letters with marks above them, and letters with double strokes.
enum FormulaLetters {
  static let blackboard: [String: String] = [
    "B": "𝔹", "C": "ℂ", "E": "𝔼", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
  ]

  /// Letters that have a character of their own with a circumflex; terminals draw these best.
  private static let circumflexed: [String: String] = [
    "a": "â", "c": "ĉ", "e": "ê", "g": "ĝ", "h": "ĥ", "i": "î", "j": "ĵ", "o": "ô", "s": "ŝ",
    "u": "û", "w": "ŵ", "y": "ŷ", "z": "ẑ", "A": "Â", "C": "Ĉ", "E": "Ê", "G": "Ĝ", "H": "Ĥ",
    "I": "Î", "J": "Ĵ", "O": "Ô", "S": "Ŝ", "U": "Û", "W": "Ŵ", "Y": "Ŷ", "Z": "Ẑ",
  ]

  /// The letters below the circumflexes, for reading.
  static let withoutCircumflex = inverse(circumflexed)

  /// The letters with double strokes, for reading.
  static let blackboardLetters = inverse(blackboard)

  private static func inverse(_ table: [String: String]) -> [Unicode.Scalar: String] {
    var result: [Unicode.Scalar: String] = [:]
    for (letter, marked) in table {
      for scalar in marked.unicodeScalars { result[scalar] = letter }
    }
    return result
  }

  /// Returns a letter with a mark above it.
  static func accented(_ letter: String, _ accent: Formula.Accent) -> String {
    switch accent {
    case .hat: circumflexed[letter] ?? letter + "\u{302}"
    case .tilde: letter + "\u{303}"
    case .bar: letter + "\u{304}"
    case .arrow: letter + "\u{20D7}"
    case .dot: letter + "\u{307}"
    }
  }
}
