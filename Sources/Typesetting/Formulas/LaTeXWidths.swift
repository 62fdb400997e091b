import MathSyntax

/// Estimates how wide LaTeX sets things, in thousandths of the font size.
///
/// The widths are those of Computer Modern (Knuth, Computer Modern Typefaces), so that a line that is
/// estimated to fit does fit; where a character is not in the table, a wide one is assumed.
enum LaTeXWidths {
  /// The width of a letter in mathematics.
  static func mathLetter(_ scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case "a"..."z": lowercase[Int(scalar.value) - 97]
    case "A"..."Z": uppercase[Int(scalar.value) - 65]
    case "0"..."9": 500
    default: 700
    }
  }

  /// The width of a character in running text, bold and typewriter included.
  static func textCharacter(_ scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case " ", ".", ",", ":", ";", "i", "j", "l", "'", "!", "|": 334
    case "m", "w", "W", "M", "%", "@": 1000
    case "A"..."Z": 790
    case "a"..."z", "0"..."9", "(", ")", "-", "/": 560
    default: wideCharacter(scalar)
    }
  }

  /// A character that cannot be set is replaced by its code in typewriter letters.
  private static func wideCharacter(_ scalar: Unicode.Scalar) -> Int {
    scalar.isASCII || LaTeXCharacters.replacement(for: scalar) != nil ? 850 : 5000
  }

  /// The width of a text.
  static func text(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + textCharacter($1) }
  }

  private static let lowercase: [Int] = [
    529, 430, 433, 521, 466, 598, 517, 577, 345, 453, 521, 299, 879, 601, 485, 504, 483, 488, 470,
    362, 573, 530, 717, 572, 528, 510,
  ]

  private static let uppercase: [Int] = [
    750, 818, 776, 828, 804, 784, 787, 940, 510, 657, 960, 681, 1108, 950, 763, 782, 792, 765, 646,
    730, 793, 806, 1084, 919, 803, 728,
  ]

  /// The width of a symbol without the space around it.
  static func symbol(_ symbol: MathSymbol) -> Int {
    switch symbol {
    case .plus, .minus, .plusMinus, .times, .equals, .approximately, .notEquals, .less, .greater,
      .lessOrEqual, .greaterOrEqual, .proportional, .hadamard, .exclusiveOr, .transpose:
      778
    case .dot, .comma, .semicolon, .colon, .period, .prime, .verticalBar, .factorial: 278
    case .asterisk, .divide, .circle, .partial, .degree: 531
    case .elementOf, .not, .and, .or, .forAll: 667
    case .defines, .nabla, .verticalEllipsis: 1056
    case .becomes, .to, .implies, .equivalent, .infinity, .quad: 1000
    case .ellipsis, .centeredEllipsis, .diagonalEllipsis: 1340
    }
  }

  /// The space on each side of an operator and of a relation.
  static let operatorSpace = 223
  static let relationSpace = 278
  static let punctuationSpace = 167

  /// The width of a delimiter at a size from 0, plain, to 4, `\Bigg`.
  static func delimiter(size: Int) -> Int {
    switch size {
    case 0: 500
    case 1: 583
    case 2: 667
    case 3: 750
    default: 806
    }
  }
}
