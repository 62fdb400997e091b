import MathSyntax

/// What characters beyond ASCII mean in mathematics that somebody typed.
enum UnicodeLetters {
  /// Returns the symbol that a character stands for, of ASCII or not.
  static func symbol(_ scalar: Unicode.Scalar) -> MathSymbol? { symbols[scalar] }

  private static let symbols: ScalarMap<MathSymbol> = {
    var table: [Unicode.Scalar: MathSymbol] = [:]
    for symbol in MathSymbol.allCases {
      let scalars = symbol.rawValue.unicodeScalars
      if scalars.count == 1, let scalar = scalars.first { table[scalar] = symbol }
    }
    let others: [(String, MathSymbol)] = [
      ("-–—‐‑‒", .minus), ("⋅∙•", .dot), ("∗", .asterisk), ("÷⁄∕", .divide), ("⨀", .hadamard),
      ("≃≅∼", .approximately), ("≔", .defines), ("⟵", .becomes), ("⟶↦", .to), ("⟹", .implies),
      ("⟺", .equivalent), ("⩽", .lessOrEqual), ("⩾", .greaterOrEqual), ("≡", .equals),
    ]
    for (characters, symbol) in others {
      for scalar in characters.unicodeScalars { table[scalar] = symbol }
    }
    table["|"] = nil
    return ScalarMap(table)
  }()

  /// Returns the two parts of a character such as ½.
  static func fraction(_ scalar: Unicode.Scalar) -> (numerator: String, denominator: String)? {
    switch scalar {
    case "½": ("1", "2")
    case "⅓": ("1", "3")
    case "⅔": ("2", "3")
    case "¼": ("1", "4")
    case "¾": ("3", "4")
    case "⅕": ("1", "5")
    case "⅛": ("1", "8")
    case "⅜": ("3", "8")
    case "⅝": ("5", "8")
    case "⅞": ("7", "8")
    default: nil
    }
  }

  static func largeOperator(_ scalar: Unicode.Scalar) -> Formula.LargeOperator? {
    switch scalar {
    case "∑": .sum
    case "∏": .product
    case "∫": .integral
    default: nil
    }
  }

  /// Returns the letter below the circumflex of one character.
  static func hatted(_ scalar: Unicode.Scalar) -> String? {
    hats[scalar]
  }

  private static let hats = ScalarMap(FormulaLetters.withoutCircumflex)

  static func blackboard(_ scalar: Unicode.Scalar) -> String? {
    blackboardLetters[scalar]
  }

  private static let blackboardLetters = ScalarMap(FormulaLetters.blackboardLetters)

  static func accent(_ scalar: Unicode.Scalar) -> Formula.Accent? {
    switch scalar.value {
    case 0x302: .hat
    case 0x303: .tilde
    case 0x304, 0x305: .bar
    case 0x20D7: .arrow
    case 0x307: .dot
    default: nil
    }
  }

  static func isScript(_ scalar: Unicode.Scalar) -> Bool { plain(ofScript: scalar) != nil }

  /// Returns the plain character of a raised or lowered one.
  static func plain(
    ofScript scalar: Unicode.Scalar
  ) -> (isSuperscript: Bool, plain: Unicode.Scalar)? {
    scripts[scalar]
  }

  private static let scripts: ScalarMap<(isSuperscript: Bool, plain: Unicode.Scalar)> = {
    var table: [Unicode.Scalar: (isSuperscript: Bool, plain: Unicode.Scalar)] = [:]
    for (scalar, plain) in UnicodeScripts.plainOfSubscript { table[scalar] = (false, plain) }
    for (scalar, plain) in UnicodeScripts.plainOfSuperscript { table[scalar] = (true, plain) }
    return ScalarMap(table.filter { !$0.key.isASCII })
  }()
}
