import MathSyntax

/// The characters for bold, double-struck and script letters.
///
/// Unicode, block Mathematical Alphanumeric Symbols; the letters that were there before the block have
/// their places in Letterlike Symbols.
enum MathMLLetters {
  /// Returns the character of a letter in a style; nil where the plain letter serves.
  static func character(for name: String, _ style: Formula.LetterStyle) -> String? {
    guard name.unicodeScalars.count == 1, let scalar = name.unicodeScalars.first else { return nil }
    let code: UInt32?
    switch style {
    case .italic, .upright: return nil
    case .bold: code = bold(scalar)
    case .blackboard:
      if let letter = FormulaLetters.blackboard[name] { return letter }
      code = offset(of: scalar, capitals: 0x1D538, letters: 0x1D552, digits: 0x1D7D8)
    case .calligraphic:
      if let letter = scripts[name] { return letter }
      code = offset(of: scalar, capitals: 0x1D49C, letters: 0x1D4B6, digits: nil)
    }
    guard let code, let letter = Unicode.Scalar(code) else { return nil }
    return String(Character(letter))
  }

  private static func bold(_ scalar: Unicode.Scalar) -> UInt32? {
    switch scalar.value {
    // Α to Ω and α to ω; the code of the small final sigma stands among them.
    case 0x391...0x3A9 where scalar.value != 0x3A2: 0x1D6A8 + scalar.value - 0x391
    case 0x3B1...0x3C9: 0x1D6C2 + scalar.value - 0x3B1
    case 0x2207: 0x1D6C1
    case 0x2202: 0x1D6DB
    case 0x3F5: 0x1D6DC
    case 0x3D1: 0x1D6DD
    case 0x3D5: 0x1D6DF
    default: offset(of: scalar, capitals: 0x1D400, letters: 0x1D41A, digits: 0x1D7CE)
    }
  }

  private static func offset(
    of scalar: Unicode.Scalar, capitals: UInt32, letters: UInt32, digits: UInt32?
  ) -> UInt32? {
    switch scalar {
    case "A"..."Z": capitals + scalar.value - 65
    case "a"..."z": letters + scalar.value - 97
    case "0"..."9": digits.map { $0 + scalar.value - 48 }
    default: nil
    }
  }

  private static let scripts: [String: String] = [
    "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ",
    "g": "ℊ", "o": "ℴ",
  ]
}
