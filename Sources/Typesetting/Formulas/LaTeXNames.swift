import MathSyntax

/// The names that LaTeX has for letters, symbols and functions; writers and readers share them.
enum LaTeXNames {
  /// Letters with a command of their own.
  static let letters: [(letter: String, command: String)] = [
    ("α", "alpha"), ("β", "beta"), ("γ", "gamma"), ("δ", "delta"), ("ϵ", "epsilon"),
    ("ε", "varepsilon"), ("ζ", "zeta"), ("η", "eta"), ("θ", "theta"), ("ϑ", "vartheta"),
    ("ι", "iota"), ("κ", "kappa"), ("λ", "lambda"), ("μ", "mu"), ("ν", "nu"), ("ξ", "xi"),
    ("π", "pi"), ("ϖ", "varpi"), ("ρ", "rho"), ("ϱ", "varrho"), ("σ", "sigma"), ("ς", "varsigma"),
    ("τ", "tau"), ("υ", "upsilon"), ("ϕ", "phi"), ("φ", "varphi"), ("χ", "chi"), ("ψ", "psi"),
    ("ω", "omega"), ("Γ", "Gamma"), ("Δ", "Delta"), ("Θ", "Theta"), ("Λ", "Lambda"), ("Ξ", "Xi"),
    ("Π", "Pi"), ("Σ", "Sigma"), ("Υ", "Upsilon"), ("Φ", "Phi"), ("Ψ", "Psi"), ("Ω", "Omega"),
    ("ℓ", "ell"), ("ħ", "hbar"), ("ı", "imath"), ("ȷ", "jmath"),
  ]

  // The sign of the ohm is a capital omega.
  private static let commandsByLetter = SpellingMap<String>(
    letters.map { ($0.letter, $0.command) } + [("\u{2126}", "Omega")])

  private static let lettersByCommand = SpellingMap<String>(
    letters.map { ($0.command, $0.letter) })

  /// Returns the command of a letter: `delta` for δ.
  static func command(ofLetter letter: String) -> String? { commandsByLetter[letter] }

  /// Returns the letter of a command: δ for `delta`.
  static func letter(ofCommand command: String) -> String? { lettersByCommand[command] }

  /// Functions with a command of their own.
  static let functions: Set<String> = [
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim",
    "exp", "gcd", "hom", "inf", "ker", "lg", "lim", "liminf", "limsup", "ln", "log", "max", "min",
    "Pr", "sec", "sin", "sinh", "sup", "tan", "tanh",
  ]

  /// Returns a name in ASCII: Greek letters are spelled out.
  static func spelledOut(_ name: String) -> String {
    if name.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return name }
    if let command = commandsByLetter[name] {
      return command.hasPrefix("var") ? String(command.dropFirst(3)) : command
    }
    var result = ""
    for scalar in name.unicodeScalars {
      if scalar.isASCII, !ControlCharacters.isHarmful(scalar) {
        result.unicodeScalars.append(scalar)
      } else if let command = commandsByLetter[String(Character(scalar))] {
        result += command
      } else {
        result += "[U+\(ControlCharacters.hexadecimal(scalar))]"
      }
    }
    return result
  }

  /// Returns the command of a symbol, without its backslash; nil where it is a plain character.
  static func command(of symbol: MathSymbol) -> StaticString? {
    switch symbol {
    case .plus, .minus, .divide, .equals, .less, .greater, .factorial, .comma, .semicolon, .colon,
      .period:
      nil
    case .plusMinus: "pm"
    case .dot: "cdot"
    case .times: "times"
    case .asterisk: "ast"
    case .hadamard: "odot"
    case .circle: "circ"
    case .approximately: "approx"
    case .notEquals: "neq"
    case .lessOrEqual: "leq"
    case .greaterOrEqual: "geq"
    case .elementOf: "in"
    case .proportional: "propto"
    case .defines: nil
    case .becomes: "leftarrow"
    case .to: "to"
    case .implies: "Rightarrow"
    case .equivalent: "Leftrightarrow"
    case .partial: "partial"
    case .nabla: "nabla"
    case .infinity: "infty"
    case .prime: "prime"
    case .transpose: "top"
    case .degree: "degree"
    case .not: "neg"
    case .and: "wedge"
    case .or: "vee"
    case .exclusiveOr: "oplus"
    case .forAll: "forall"
    case .verticalBar: "mid"
    case .ellipsis: "dots"
    case .centeredEllipsis: "cdots"
    case .verticalEllipsis: "vdots"
    case .diagonalEllipsis: "ddots"
    case .quad: "quad"
    }
  }
}
