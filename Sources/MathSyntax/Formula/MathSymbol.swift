/// The relations, operations and marks of mathematics; each case is a meaning, not a glyph.
public enum MathSymbol: String, Hashable, Sendable, CaseIterable {
  // Operations. `minus` is binary or a sign, as its place tells.
  case plus = "+"
  case minus = "−"
  case plusMinus = "±"
  /// A product written with a raised dot.
  case dot = "·"
  /// A product, or the power of ten of a number, written with a cross.
  case times = "×"
  case asterisk = "*"
  case divide = "/"
  /// The elementwise product with a dotted circle.
  case hadamard = "⊙"
  /// The elementwise product with an empty circle.
  case circle = "∘"

  // Relations.
  case equals = "="
  case approximately = "≈"
  case notEquals = "≠"
  case less = "<"
  case greater = ">"
  case lessOrEqual = "≤"
  case greaterOrEqual = "≥"
  case elementOf = "∈"
  case proportional = "∝"
  /// Definition.
  case defines = ":="
  /// The new value of the parameter on the left.
  case becomes = "←"
  /// From the old value to the new one; also "tends to".
  case to = "→"
  case implies = "⇒"
  case equivalent = "⇔"

  // Letters that are not variables.
  case partial = "∂"
  case nabla = "∇"
  case infinity = "∞"
  case prime = "′"
  case transpose = "⊤"
  case degree = "°"
  case factorial = "!"

  // Logic.
  case not = "¬"
  case and = "∧"
  case or = "∨"
  case exclusiveOr = "⊕"
  case forAll = "∀"

  // Punctuation.
  case comma = ","
  case semicolon = ";"
  case colon = ":"
  case period = "."
  case verticalBar = "|"
  case ellipsis = "…"
  case centeredEllipsis = "⋯"
  case verticalEllipsis = "⋮"
  case diagonalEllipsis = "⋱"
  /// Space that a writer sets, as wide as a quad.
  case quad = "\u{2003}"

  /// Whether the symbol stands between two statements or values and splits a chain.
  public var isRelation: Bool {
    switch self {
    case .equals, .approximately, .notEquals, .less, .greater, .lessOrEqual, .greaterOrEqual,
      .elementOf, .proportional, .defines, .becomes, .to, .implies, .equivalent:
      true
    default:
      false
    }
  }
}
