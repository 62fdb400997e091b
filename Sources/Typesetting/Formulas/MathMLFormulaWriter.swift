public import MathSyntax

/// Prints formulas as MathML Core, which browsers set by themselves:
/// `<msubsup><mi>δ</mi><mn>1</mn><mn>2</mn></msubsup>`.
///
/// Bold, double-struck and script letters are characters of their own, for MathML Core knows no other
/// way; delimiters grow only around what is tall.
public struct MathMLFormulaWriter: Sendable {
  /// Creates a writer.
  public init() {}

  /// Appends a formula as it stands within running text.
  public func write(_ formula: Formula, to buffer: inout OutputBuffer) {
    guard !formula.isEmpty else { return }
    buffer.append("<math>")
    writeRow(formula, to: &buffer)
    buffer.append("</math>")
  }

  /// Appends the parts of a formula without the element around them.
  func writeParts(_ formula: Formula, to buffer: inout OutputBuffer) {
    var state = MathMLFormulaState()
    swap(&state.buffer, &buffer)
    state.write(formula)
    swap(&state.buffer, &buffer)
  }

  /// Appends a formula as one element.
  func writeRow(_ formula: Formula, to buffer: inout OutputBuffer) {
    var state = MathMLFormulaState()
    swap(&state.buffer, &buffer)
    state.writeRow(formula)
    swap(&state.buffer, &buffer)
  }
}

/// A formula being printed as MathML.
struct MathMLFormulaState {
  var buffer = OutputBuffer()
  /// Letters that take what stands in parentheses behind them as their argument.
  private let functionLetters = TextFormulaWriter().functionLetters
  private var isInScript = false

  /// Prints the parts of a formula one after the other.
  mutating func write(_ formula: Formula) {
    write(atoms: formula.items.map(MathMLAtom.item))
  }

  /// Prints a formula as one element, in a row of its own if it has several.
  mutating func writeRow(_ formula: Formula) {
    if formula.items.count == 1 {
      write(formula)
      return
    }
    buffer.append("<mrow>")
    write(formula)
    buffer.append("</mrow>")
  }

  /// Prints parts, of which delimiters may stand alone at the ends of a line.
  ///
  /// - Parameter continues: whether the first part goes on with the line before, so that a plus or
  ///   minus there is no sign.
  mutating func write(atoms: [MathMLAtom], continues: Bool = false) {
    var previous: FormulaRole? = continues ? .ordinary : nil
    var previousItem: Formula.Item?
    for atom in atoms {
      switch atom {
      case .item(let item):
        let role = FormulaRole(of: item, after: previous)
        if let previous, let previousItem { separate(previousItem, previous, item, role) }
        write(item, role)
        (previous, previousItem) = (role, item)
      case .opening(let delimiter):
        if let item = previousItem { apply(item) }
        write(delimiter, isOpening: true, stretches: false)
        (previous, previousItem) = (nil, nil)
      case .closing(let delimiter):
        write(delimiter, isOpening: false, stretches: false)
        (previous, previousItem) = (.ordinary, nil)
      }
    }
  }

  // MARK: Between parts

  private mutating func separate(
    _ left: Formula.Item, _ before: FormulaRole, _ right: Formula.Item, _ role: FormulaRole
  ) {
    switch (before, role) {
    case (.function, .ordinary):
      buffer.append("<mo>&#x2061;</mo>")
      if !isFence(right) { writeSpace("0.17em") }
    case (.ordinary, .ordinary), (.postfix, .ordinary):
      if isFence(right), isFunction(left) {
        buffer.append("<mo>&#x2061;</mo>")
      } else if isInScript {
        buffer.append("<mo>&#x2063;</mo>")
      } else if isNumber(left), isNumber(right) {
        writeSpace("0.17em")
      } else {
        buffer.append("<mo>&#x2062;</mo>")
      }
    case (.ordinary, .function), (.function, .function), (.largeOperator, .function),
      (.ordinary, .largeOperator):
      if !isInScript { writeSpace("0.17em") }
    case (.punctuation, _): if !isInScript { writeSpace("0.17em") }
    default: break
    }
  }

  /// Marks the letter before a lone parenthesis as a function.
  private mutating func apply(_ item: Formula.Item) {
    if isFunction(item) { buffer.append("<mo>&#x2061;</mo>") }
  }

  private func isFence(_ item: Formula.Item) -> Bool {
    if case .fenced = item.kind { true } else { false }
  }

  private func isNumber(_ item: Formula.Item) -> Bool {
    if case .number = item.kind { true } else { false }
  }

  private func isFunction(_ item: Formula.Item) -> Bool {
    switch item.kind {
    case .identifier(let name, _): functionLetters.contains(name)
    case .functionName: true
    case .script(let base, _, _): isFunction(base)
    default: false
    }
  }

  private mutating func writeSpace(_ width: StaticString) {
    buffer.append("<mspace width=\"")
    buffer.append(width)
    buffer.append("\"/>")
  }

  // MARK: Parts

  private mutating func write(_ item: Formula.Item, _ role: FormulaRole) {
    switch item.kind {
    case .identifier(let name, let style): writeLetter(name, style)
    case .number(let digits): writeNumber(digits)
    case .symbol(let symbol): write(symbol, role)
    case .functionName(let name): element("mi", name)
    case .script(let base, let sub, let sup): writeScript(base, sub: sub, sup: sup)
    case .accent(let accent, let content): write(accent, over: content)
    case .fraction(let numerator, let denominator):
      buffer.append("<mfrac>")
      writeRow(numerator)
      writeRow(denominator)
      buffer.append("</mfrac>")
    case .root(let radicand):
      buffer.append("<msqrt>")
      write(radicand)
      buffer.append("</msqrt>")
    case .fenced(let opening, let content, let closing):
      let stretches = MathMLHeight.isTall(content)
      buffer.append("<mrow>")
      write(opening, isOpening: true, stretches: stretches)
      write(content)
      write(closing, isOpening: false, stretches: stretches)
      buffer.append("</mrow>")
    case .largeOperator(let sign, let lower, let upper): write(sign, lower, upper)
    case .grid(let grid, let rows): write(grid, rows)
    case .text(let words): element("mtext", words)
    case .blank:
      buffer.append("<mspace class=\"blank\" width=\"4em\" height=\"0.9em\" depth=\"0.3em\"/>")
    }
  }

  private mutating func element(_ name: StaticString, _ text: String) {
    buffer.append("<")
    buffer.append(name)
    buffer.append(">")
    MarkupEscape.append(text, to: &buffer)
    buffer.append("</")
    buffer.append(name)
    buffer.append(">")
  }

  private mutating func writeLetter(_ name: String, _ style: Formula.LetterStyle) {
    if let character = MathMLLetters.character(for: name, style) {
      // A character that is bold or upright by itself is not to be slanted.
      buffer.append("<mi mathvariant=\"normal\">")
      buffer.append(text: character)
      buffer.append("</mi>")
      return
    }
    let isSingle = name.unicodeScalars.count == 1
    switch style {
    case .italic where !isSingle: buffer.append("<mi class=\"word\">")
    case .italic: buffer.append("<mi>")
    case .upright where isSingle: buffer.append("<mi mathvariant=\"normal\">")
    case .upright: buffer.append("<mi>")
    case .bold: buffer.append("<mi class=\"bold\" mathvariant=\"normal\">")
    case .blackboard, .calligraphic: buffer.append("<mi mathvariant=\"normal\">")
    }
    MarkupEscape.append(name, to: &buffer)
    buffer.append("</mi>")
  }

  private mutating func writeNumber(_ digits: String) { element("mn", digits) }

  private mutating func write(_ symbol: MathSymbol, _ role: FormulaRole) {
    switch symbol {
    case .quad: writeSpace("1em")
    case .infinity, .transpose, .ellipsis, .centeredEllipsis, .verticalEllipsis, .diagonalEllipsis:
      buffer.append("<mi mathvariant=\"normal\">")
      buffer.append(text: symbol.rawValue)
      buffer.append("</mi>")
    case .plus, .minus, .plusMinus:
      // Within scripts and at the start of a line the place alone does not tell a sign.
      buffer.append(role == .sign ? "<mo form=\"prefix\">" : "<mo>")
      buffer.append(text: symbol.rawValue)
      buffer.append("</mo>")
    case .partial, .nabla:
      buffer.append("<mi mathvariant=\"normal\">")
      buffer.append(text: symbol.rawValue)
      buffer.append("</mi>")
    case .divide: buffer.append("<mo lspace=\"0\" rspace=\"0\">/</mo>")
    case .verticalBar:
      buffer.append("<mo stretchy=\"false\" lspace=\"0.28em\" rspace=\"0.28em\">|</mo>")
    case .asterisk: buffer.append("<mo>∗</mo>")
    case .prime: buffer.append("<mo lspace=\"0\" rspace=\"0\">′</mo>")
    default: element("mo", symbol.rawValue)
    }
  }

  private mutating func write(
    _ delimiter: Formula.Delimiter, isOpening: Bool, stretches: Bool
  ) {
    let sign: StaticString
    switch delimiter {
    case .parenthesis: sign = isOpening ? "(" : ")"
    case .bracket: sign = isOpening ? "[" : "]"
    case .brace: sign = isOpening ? "{" : "}"
    case .bar: sign = "|"
    case .doubleBar: sign = "‖"
    case .none: return
    }
    buffer.append(isOpening ? "<mo form=\"prefix\"" : "<mo form=\"postfix\"")
    buffer.append(stretches ? " stretchy=\"true\">" : " stretchy=\"false\">")
    buffer.append(sign)
    buffer.append("</mo>")
  }

  // MARK: Scripts, accents, signs with limits

  private mutating func writeScript(_ base: Formula.Item, sub: Formula, sup: Formula) {
    switch (sub.isEmpty, sup.isEmpty) {
    case (true, true): writeRow([base])
    case (false, true):
      buffer.append("<msub>")
      writeRow([base])
      writeSmall(sub)
      buffer.append("</msub>")
    case (true, false):
      buffer.append("<msup>")
      writeRow([base])
      writeSmall(sup)
      buffer.append("</msup>")
    case (false, false):
      buffer.append("<msubsup>")
      writeRow([base])
      writeSmall(sub)
      writeSmall(sup)
      buffer.append("</msubsup>")
    }
  }

  private mutating func writeSmall(_ formula: Formula) {
    let outer = isInScript
    isInScript = true
    writeRow(formula)
    isInScript = outer
  }

  private mutating func write(_ accent: Formula.Accent, over content: Formula) {
    buffer.append("<mover accent=\"true\">")
    writeRow(content)
    switch accent {
    case .hat: buffer.append("<mo stretchy=\"false\">^</mo>")
    case .tilde: buffer.append("<mo stretchy=\"false\">~</mo>")
    case .bar: buffer.append("<mo stretchy=\"true\">‾</mo>")
    case .arrow: buffer.append("<mo stretchy=\"false\">→</mo>")
    case .dot: buffer.append("<mo>˙</mo>")
    }
    buffer.append("</mover>")
  }

  private mutating func write(
    _ sign: Formula.LargeOperator, _ lower: Formula, _ upper: Formula
  ) {
    func writeSign(_ buffer: inout OutputBuffer) {
      switch sign {
      case .sum: buffer.append("<mo>∑</mo>")
      case .product: buffer.append("<mo>∏</mo>")
      case .integral: buffer.append("<mo>∫</mo>")
      }
    }
    let isBeside = sign == .integral
    switch (lower.isEmpty, upper.isEmpty) {
    case (true, true): writeSign(&buffer)
    case (false, true):
      buffer.append(isBeside ? "<msub>" : "<munder>")
      writeSign(&buffer)
      writeSmall(lower)
      buffer.append(isBeside ? "</msub>" : "</munder>")
    case (true, false):
      buffer.append(isBeside ? "<msup>" : "<mover>")
      writeSign(&buffer)
      writeSmall(upper)
      buffer.append(isBeside ? "</msup>" : "</mover>")
    case (false, false):
      buffer.append(isBeside ? "<msubsup>" : "<munderover>")
      writeSign(&buffer)
      writeSmall(lower)
      writeSmall(upper)
      buffer.append(isBeside ? "</msubsup>" : "</munderover>")
    }
  }

  // MARK: Grids

  private mutating func write(_ grid: Formula.Grid, _ rows: [[Formula]]) {
    let (opening, closing): (Formula.Delimiter, Formula.Delimiter)
    switch grid {
    case .matrix(let delimiter): (opening, closing) = (delimiter, delimiter)
    case .cases: (opening, closing) = (.brace, .none)
    }
    buffer.append("<mrow>")
    write(opening, isOpening: true, stretches: true)
    buffer.append(
      grid == .cases
        ? "<mtable class=\"cases\" displaystyle=\"true\">" : "<mtable displaystyle=\"true\">")
    for row in rows {
      buffer.append("<mtr>")
      for cell in row {
        buffer.append("<mtd>")
        write(cell)
        buffer.append("</mtd>")
      }
      buffer.append("</mtr>")
    }
    buffer.append("</mtable>")
    write(closing, isOpening: false, stretches: true)
    buffer.append("</mrow>")
  }
}

/// A part of a formula that is to be broken into lines.
enum MathMLAtom {
  case item(Formula.Item)
  /// An opening delimiter whose other half may stand on another line.
  case opening(Formula.Delimiter)
  case closing(Formula.Delimiter)
}

/// Tells which formulas are taller than a line.
enum MathMLHeight {
  /// Whether delimiters around a formula have to grow.
  static func isTall(_ formula: Formula) -> Bool { formula.items.contains(where: isTall) }

  private static func isTall(_ item: Formula.Item) -> Bool {
    switch item.kind {
    case .fraction, .grid, .largeOperator, .root: true
    case .fenced(_, let content, _): isTall(content)
    case .script(let base, _, _): isTall(base)
    case .accent(_, let content): isTall(content)
    case .identifier, .number, .symbol, .functionName, .text, .blank: false
    }
  }
}
