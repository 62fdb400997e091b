import MathSyntax

/// What stands for characters beyond ASCII in running LaTeX text, so that every engine can set them.
enum LaTeXCharacters {
  /// Returns what to write for a character; nil if nothing is known.
  static func replacement(for scalar: Unicode.Scalar) -> String? {
    // The letters of Western and Central European languages, which every engine knows.
    if 0xC0...0x17E ~= scalar.value, !rareLetters.contains(scalar) {
      return scalar == "×"
        ? "\\ensuremath{\\times}"
        : scalar == "÷"
          ? "\\ensuremath{\\div}"
          : String(Character(scalar))
    }
    return table[scalar]
  }

  /// Letters that have no glyph in the usual fonts.
  private static let rareLetters: Set<Unicode.Scalar> = [
    "Ħ", "ħ", "ı", "ĸ", "ŉ", "Ŧ", "ŧ", "ſ", "Ŀ", "ŀ", "Ĳ", "ĳ",
  ]

  private static let table: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [:]
    for (letter, command) in LaTeXNames.letters {
      table[letter.unicodeScalars[letter.startIndex]] = "\\ensuremath{\\\(command)}"
    }
    for symbol in MathSymbol.allCases {
      let characters = symbol.rawValue.unicodeScalars
      guard characters.count == 1, let scalar = characters.first, !scalar.isASCII else { continue }
      if let command = LaTeXNames.command(of: symbol) {
        table[scalar] = "\\ensuremath{\\\(command.description)}"
      }
    }
    for (scripts, mark) in [(superscripts, "^"), (subscripts, "_")] {
      for (scalar, plain) in zip(scripts.to.unicodeScalars, scripts.from) {
        let inner = LaTeXNames.command(ofLetter: String(plain)).map { "\\" + $0 } ?? String(plain)
        table[scalar] = "\\ensuremath{\(mark){\(inner)}}"
      }
    }
    for (characters, replacement) in others {
      for scalar in characters.unicodeScalars { table[scalar] = replacement }
    }
    return table
  }()

  private static let superscripts = (
    from: "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ",
    to: "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ"
  )

  private static let subscripts = (
    from: "0123456789+-=()aehijklmnoprstuvxβγρφχ",
    to: "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"
  )

  private static let others: [(characters: String, replacement: String)] = [
    ("−", "\\ensuremath{-}"),
    ("\u{A0}", "~"),
    ("\u{2002}\u{2003}\u{2004}\u{2005}", "\\ "),
    ("\u{2006}\u{2009}\u{200A}\u{202F}", "\\,"),
    ("\u{AD}", "\\-"),
    ("\u{200B}\u{200C}\u{200D}\u{2060}\u{FE0E}\u{FE0F}", ""),
    ("\u{2010}\u{2011}", "-"),
    ("–", "--"),
    ("—", "---"),
    ("…", "\\ldots{}"),
    ("‘", "{`}"),
    ("’", "'"),
    ("“", "``"),
    ("”", "''"),
    ("‚", ","),
    ("„", ",,"),
    ("«", "\\ensuremath{\\ll}"),
    ("»", "\\ensuremath{\\gg}"),
    ("•", "\\textbullet{}"),
    ("§", "\\S{}"),
    ("¶", "\\P{}"),
    ("©", "\\copyright{}"),
    ("£", "\\pounds{}"),
    ("€", "EUR"),
    ("µ", "\\ensuremath{\\mu}"),
    ("½", "\\ensuremath{\\frac{1}{2}}"),
    ("⅓", "\\ensuremath{\\frac{1}{3}}"),
    ("⅔", "\\ensuremath{\\frac{2}{3}}"),
    ("¼", "\\ensuremath{\\frac{1}{4}}"),
    ("¾", "\\ensuremath{\\frac{3}{4}}"),
    ("⅛", "\\ensuremath{\\frac{1}{8}}"),
    ("√", "\\ensuremath{\\surd}"),
    ("∑", "\\ensuremath{\\sum}"),
    ("∏", "\\ensuremath{\\prod}"),
    ("∫", "\\ensuremath{\\int}"),
    ("∧", "\\ensuremath{\\wedge}"),
    ("≡", "\\ensuremath{\\equiv}"),
    ("∼", "\\ensuremath{\\sim}"),
    ("≪", "\\ensuremath{\\ll}"),
    ("≫", "\\ensuremath{\\gg}"),
    ("∉", "\\ensuremath{\\notin}"),
    ("⊂", "\\ensuremath{\\subset}"),
    ("∪", "\\ensuremath{\\cup}"),
    ("∩", "\\ensuremath{\\cap}"),
    ("∃", "\\ensuremath{\\exists}"),
    ("↑", "\\ensuremath{\\uparrow}"),
    ("↓", "\\ensuremath{\\downarrow}"),
    ("↦", "\\ensuremath{\\mapsto}"),
    ("⟹", "\\ensuremath{\\Longrightarrow}"),
    ("⟨", "\\ensuremath{\\langle}"),
    ("⟩", "\\ensuremath{\\rangle}"),
    ("‖", "\\ensuremath{\\Vert}"),
    ("∣", "\\ensuremath{\\vert}"),
    ("‹", "\\ensuremath{<}"),
    ("›", "\\ensuremath{>}"),
    ("″", "\\ensuremath{''}"),
    ("✓✔", "\\ensuremath{\\checkmark}"),
    ("✗✘", "\\ensuremath{\\times}"),
    ("ℝ", "\\ensuremath{\\mathbb{R}}"),
    ("ℕ", "\\ensuremath{\\mathbb{N}}"),
    ("ℤ", "\\ensuremath{\\mathbb{Z}}"),
    ("ℚ", "\\ensuremath{\\mathbb{Q}}"),
    ("ℂ", "\\ensuremath{\\mathbb{C}}"),
    ("ẑ", "\\^z"),
    ("□", "\\ensuremath{\\square}"),
    ("°", "\\ensuremath{^{\\circ}}"),
  ]
}
