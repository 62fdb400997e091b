/// Characters that stand above or below the line by themselves: ², ₖ, ⁽.
enum UnicodeScripts {
  /// Returns a text in raised characters; nil if one of them does not exist.
  static func superscript(_ text: String) -> String? { mapped(text, by: superscripts) }

  /// Returns a text in lowered characters; nil if one of them does not exist.
  static func `subscript`(_ text: String) -> String? { mapped(text, by: subscripts) }

  private static func mapped(
    _ text: String, by table: [Unicode.Scalar: Unicode.Scalar]
  ) -> String? {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard let mapped = table[scalar] else { return nil }
      result.append(mapped)
    }
    return String(result)
  }

  private static let superscripts = table(
    from: "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ⊤∗",
    to: "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡᵀ*")

  private static let subscripts = table(
    from: "0123456789+−=()aehijklmnoprstuvxβγρφχ",
    to: "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")

  /// The plain characters of raised ones, for reading.
  static let plainOfSuperscript = inverse(superscripts)

  /// The plain characters of lowered ones, for reading.
  static let plainOfSubscript = inverse(subscripts)

  private static func inverse(
    _ table: [Unicode.Scalar: Unicode.Scalar]
  ) -> [Unicode.Scalar: Unicode.Scalar] {
    // A raised T means transposition rather than the letter, which comes first.
    Dictionary(table.map { ($0.value, $0.key) }, uniquingKeysWith: max)
  }

  private static func table(
    from plain: String, to script: String
  ) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(uniqueKeysWithValues: zip(plain.unicodeScalars, script.unicodeScalars))
  }
}
