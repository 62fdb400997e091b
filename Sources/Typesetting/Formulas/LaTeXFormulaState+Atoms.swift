import MathSyntax

extension LaTeXFormulaState {
  /// Prints a letter or a name in its style.
  mutating func writeLetter(_ name: String, _ style: Formula.LetterStyle) {
    if style == .italic, name.utf8.count == 1 {
      writeBare(name)
      return
    }
    let isGreek = LaTeXNames.command(ofLetter: name) != nil
    switch style {
    case .italic where isGreek:
      writeBare(name)
      return
    case .italic: tokens.control("mathit", width: 0)
    case .upright: tokens.control("mathrm", width: 0)
    case .bold where isGreek: tokens.control("boldsymbol", width: 0)
    case .bold: tokens.control("mathbf", width: 0)
    case .blackboard: tokens.control("mathbb", width: 0)
    case .calligraphic: tokens.control("mathcal", width: 0)
    }
    tokens.openGroup()
    writeBare(name)
    tokens.closeGroup()
  }

  private mutating func writeBare(_ name: String) {
    if let command = LaTeXNames.command(ofLetter: name) {
      tokens.control(named: command, width: 640)
      return
    }
    if name.utf8.allSatisfy(Self.isLetterOrDigit), !name.isEmpty {
      let width = name.unicodeScalars.reduce(0) { $0 + LaTeXWidths.mathLetter($1) + 40 }
      tokens.letter(name, width: width)
      return
    }
    writeText(name)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// Prints a number; a long one may be broken between its digits if nothing else helps.
  mutating func writeNumber(_ digits: String) {
    guard digits.utf8.allSatisfy({ Self.isDigitOrPoint($0) }), !digits.isEmpty else {
      writeText(digits)
      return
    }
    var rest = digits[...]
    while rest.utf8.count > 24 {
      tokens.digits(rest.prefix(16))
      rest = rest.dropFirst(16)
      tokens.allowBreak(.emergency)
    }
    tokens.digits(rest)
  }

  private static func isDigitOrPoint(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ","): true
    default: false
    }
  }

  mutating func writeFunction(_ name: String) {
    if LaTeXNames.functions.contains(name) {
      tokens.control(named: name, width: LaTeXWidths.text(name))
      return
    }
    tokens.control("operatorname", width: 0)
    tokens.openGroup()
    if name.utf8.allSatisfy(Self.isLetterOrDigit), !name.isEmpty {
      tokens.letter(name, width: LaTeXWidths.text(name))
    } else {
      writeText(name)
    }
    tokens.closeGroup()
  }

  mutating func write(_ symbol: MathSymbol) {
    let width = LaTeXWidths.symbol(symbol)
    switch symbol {
    case .plus: tokens.mark("+", width: width)
    case .minus: tokens.mark("-", width: width)
    case .divide: tokens.mark("/", width: width)
    case .equals: tokens.mark("=", width: width)
    case .less where place == .markdownInline: tokens.control("lt", width: width)
    case .greater where place == .markdownInline: tokens.control("gt", width: width)
    case .less: tokens.mark("<", width: width)
    case .greater: tokens.mark(">", width: width)
    case .factorial: tokens.mark("!", width: width)
    case .comma: tokens.mark(",", width: width)
    case .semicolon: tokens.mark(";", width: width)
    case .colon: tokens.mark(":", width: width)
    case .period: tokens.mark(".", width: width)
    case .defines: tokens.mark(":=", width: width)
    case .degree:
      tokens.mark("{", width: 0)
      tokens.mark("}", width: 0)
      tokens.mark("^", width: 0)
      tokens.control("circ", width: width)
    default:
      if let command = LaTeXNames.command(of: symbol) { tokens.control(command, width: width) }
    }
  }

  /// Prints words between the braces of `\text`.
  mutating func writeText(_ words: String) {
    tokens.control("text", width: 0)
    tokens.mark("{", width: 0)
    let escaped =
      switch place {
      case .document: LaTeXEscape.escaped(words)
      case .markdownBlock, .markdownInline: Self.markdownText(words, in: place)
      }
    tokens.raw(escaped, width: LaTeXWidths.text(words))
    tokens.mark("}", width: 0)
  }

  /// MathJax takes all characters in `\text` as they are, apart from braces, dollars and backslashes.
  private static func markdownText(_ words: String, in place: LaTeXFormulaWriter.Place) -> String {
    var result = ""
    for scalar in ControlCharacters.visible(words).unicodeScalars {
      switch scalar {
      case "{", "}", "$", "\\":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "`": result += "'"
      case "|" where place == .markdownInline: result += "\u{2223}"
      case "<" where place == .markdownInline: result += "\u{2039}"
      case ">" where place == .markdownInline: result += "\u{203A}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
