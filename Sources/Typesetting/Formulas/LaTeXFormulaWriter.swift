public import MathSyntax

/// Prints formulas as LaTeX: `\delta_{1}^{2} = (a_{1}^{2} - y_{1}) \sigma'(z_{1}^{2})`.
///
/// Delimiters grow by `\bigl` and its sisters, never by `\left`, so that lines can be broken within.
/// What it prints, `LaTeXFormulaReader` reads back as the same formula; only the digits of
/// neighbouring indices come back as one number.
public struct LaTeXFormulaWriter: Sendable {
  /// Where the mathematics will stand.
  public enum Place: Hashable, Sendable {
    /// In a LaTeX document.
    case document
    /// In a Markdown block of its own, which nothing but MathJax or KaTeX looks at.
    case markdownBlock
    /// Between dollars in Markdown text, where Markdown takes its toll first: `\{`, `\,`, `\\`,
    /// `|` and `<` are avoided.
    case markdownInline
  }

  /// Where the mathematics will stand.
  public var place: Place

  /// Creates a writer.
  public init(_ place: Place = .document) {
    self.place = place
  }

  /// Appends a formula on one line.
  public func write(_ formula: Formula, to buffer: inout OutputBuffer) {
    buffer.append(bytes: tokens(of: formula).buffer.bytes)
  }

  /// Returns a formula as text.
  public func text(_ formula: Formula) -> String { tokens(of: formula).buffer.text }

  /// Returns the estimated width of a formula in thousandths of the font size.
  func width(of formula: Formula) -> Int { tokens(of: formula).width }

  func tokens(of formula: Formula) -> LaTeXTokens {
    var state = LaTeXFormulaState(place: place)
    state.write(formula)
    state.tokens.closePiece()
    return state.tokens
  }
}

/// A formula being printed as LaTeX.
struct LaTeXFormulaState {
  let place: LaTeXFormulaWriter.Place
  var tokens = LaTeXTokens()
  /// How many fences are open.
  private var depth = 0
  private var isInScript = false

  init(place: LaTeXFormulaWriter.Place) { self.place = place }

  mutating func write(_ formula: Formula) {
    var previous: FormulaRole?
    for item in formula.items {
      let role = FormulaRole(of: item, after: previous)
      separate(previous, role, item)
      write(item)
      previous = role
    }
    // The space after the last mark belongs to nothing.
    if previous == .punctuation { tokens.width += LaTeXWidths.punctuationSpace }
  }

  private mutating func separate(
    _ previous: FormulaRole?, _ role: FormulaRole, _ item: Formula.Item
  ) {
    guard let previous else { return }
    let space = isInScript ? 0 : 1
    switch (previous, role) {
    case (_, .relation):
      separateVisibly()
      tokens.allowBreak(
        .relation(depth: depth), space: space * LaTeXWidths.relationSpace, isOperator: true)
    case (_, .additive), (_, .multiplicative):
      separateVisibly()
      let rank: BreakRank =
        role == .additive ? .additive(depth: depth) : .multiplicative(depth: depth)
      tokens.allowBreak(rank, space: space * LaTeXWidths.operatorSpace, isOperator: true)
    case (.relation, _):
      separateVisibly()
      tokens.width += space * LaTeXWidths.relationSpace
    case (.additive, _), (.multiplicative, _):
      separateVisibly()
      tokens.width += space * LaTeXWidths.operatorSpace
    case (.punctuation, _):
      separateVisibly()
      tokens.allowBreak(
        .afterPunctuation(depth: depth), space: space * LaTeXWidths.punctuationSpace)
    case (_, .function), (.function, _), (_, .largeOperator), (.largeOperator, _):
      if !isFence(item) {
        if !isInScript { tokens.space() }
        tokens.width += LaTeXWidths.punctuationSpace
        if previous != .function, previous != .largeOperator {
          tokens.allowBreak(.juxtaposition(depth: depth))
        }
      }
    case (.ordinary, .ordinary), (.postfix, .ordinary), (.ordinary, .prefix), (.text, _),
      (_, .text):
      if case .number = item.kind, tokens.endsInDigit {
        if !isInScript { tokens.control("thinspace", width: 167) }
      } else if !isFence(item), !isInScript {
        tokens.space()
      }
      if !isInScript { tokens.allowBreak(.juxtaposition(depth: depth)) }
    default: break
    }
  }

  /// Spaces make formulas easier to read for people who see the source; scripts do without.
  private mutating func separateVisibly() {
    if !isInScript { tokens.space() }
  }

  private func isFence(_ item: Formula.Item) -> Bool {
    if case .fenced = item.kind { true } else { false }
  }

  mutating func write(_ item: Formula.Item) {
    switch item.kind {
    case .identifier(let name, let style): writeLetter(name, style)
    case .number(let digits): writeNumber(digits)
    case .symbol(let symbol): write(symbol)
    case .functionName(let name): writeFunction(name)
    case .script(let base, let sub, let sup): writeScript(base, sub: sub, sup: sup)
    case .accent(let accent, let content): write(accent, over: content)
    case .fraction(let numerator, let denominator): writeFraction(numerator, denominator)
    case .root(let radicand):
      tokens.control("sqrt", width: 833)
      writeGroup(radicand)
    case .fenced(let opening, let content, let closing):
      let size = Self.fenceSize(around: content)
      write(opening, size: size, isOpening: true)
      depth += 1
      write(content)
      depth -= 1
      write(closing, size: size, isOpening: false)
    case .largeOperator(let sign, let lower, let upper):
      switch sign {
      case .sum: tokens.control("sum", width: 1444)
      case .product: tokens.control("prod", width: 1278)
      case .integral: tokens.control("int", width: 1000)
      }
      writeScripts(sub: lower, sup: upper)
    case .grid(let grid, let rows): write(grid, rows)
    case .text(let words): writeText(words)
    case .blank(let name):
      tokens.control("boxed", width: 680)
      tokens.openGroup()
      tokens.control("phantom", width: 0)
      tokens.openGroup()
      writeText(name)
      tokens.closeGroup()
      tokens.closeGroup()
    }
  }

  mutating func writeGroup(_ formula: Formula) {
    tokens.openGroup()
    write(formula)
    tokens.closeGroup()
  }

  // MARK: Scripts and fractions

  private mutating func writeScript(_ base: Formula.Item, sub: Formula, sup: Formula) {
    switch base.kind {
    case .script, .largeOperator, .fraction:
      tokens.openGroup()
      write(base)
      tokens.closeGroup()
    case .text, .grid, .identifier, .number, .symbol, .functionName, .accent, .root, .fenced,
      .blank:
      write(base)
    }
    writeScripts(sub: sub, sup: sup)
  }

  private mutating func writeScripts(sub: Formula, sup: Formula) {
    let start = tokens.width
    var below = 0
    // The subscript comes first: Markdown takes an underscore behind a brace for emphasis.
    if !sub.isEmpty {
      tokens.mark("_", width: 0)
      writeSmall(sub)
      below = tokens.width - start
      tokens.width = start
    }
    var rest = sup
    while case .symbol(.prime)? = rest.items.first?.kind {
      tokens.mark("'", width: 230)
      rest.items.removeFirst()
    }
    if !rest.isEmpty {
      tokens.mark("^", width: 0)
      writeSmall(rest)
    }
    tokens.width = max(tokens.width, start + below) + 50
  }

  private mutating func writeSmall(_ formula: Formula) {
    let (scale, wasInScript) = (tokens.scale, isInScript)
    tokens.scale = max(500, scale * 730 / 1000)
    isInScript = true
    writeGroup(formula)
    (tokens.scale, isInScript) = (scale, wasInScript)
  }

  private mutating func writeFraction(_ numerator: Formula, _ denominator: Formula) {
    tokens.control("frac", width: 240)
    let start = tokens.width
    writeGroup(numerator)
    let upper = tokens.width
    tokens.width = start
    writeGroup(denominator)
    tokens.width = max(tokens.width, upper)
  }

  private mutating func write(_ accent: Formula.Accent, over content: Formula) {
    switch accent {
    case .hat where content.items.count > 1: tokens.control("widehat", width: 0)
    case .hat: tokens.control("hat", width: 0)
    case .tilde: tokens.control("tilde", width: 0)
    case .bar where content.items.count > 1: tokens.control("overline", width: 0)
    case .bar: tokens.control("bar", width: 0)
    case .arrow: tokens.control("vec", width: 0)
    case .dot: tokens.control("dot", width: 0)
    }
    writeGroup(content)
  }

  // MARK: Fences and grids

  /// How large the delimiters around a formula are, from 0, plain, to 4, `\Biggl`.
  static func fenceSize(around formula: Formula) -> Int {
    formula.items.reduce(0) { max($0, height(of: $1)) }
  }

  private static func height(of item: Formula.Item) -> Int {
    switch item.kind {
    case .fenced(_, let content, _): min(4, fenceSize(around: content) + 1)
    case .fraction, .largeOperator: 2
    case .grid(_, let rows): rows.count > 2 ? 4 : 3
    case .script(let base, _, _): height(of: base)
    case .root(let radicand): fenceSize(around: radicand)
    case .identifier, .number, .symbol, .functionName, .accent, .text, .blank: 0
    }
  }

  private mutating func write(_ delimiter: Formula.Delimiter, size: Int, isOpening: Bool) {
    // A delimiter that is not drawn must still be seen by the reader.
    let size = delimiter == .none ? max(1, size) : size
    let width = LaTeXWidths.delimiter(size: size)
    switch (size, isOpening) {
    case (0, _): break
    case (1, true): tokens.control("bigl", width: 0)
    case (1, false): tokens.control("bigr", width: 0)
    case (2, true): tokens.control("Bigl", width: 0)
    case (2, false): tokens.control("Bigr", width: 0)
    case (3, true): tokens.control("biggl", width: 0)
    case (3, false): tokens.control("biggr", width: 0)
    case (_, true): tokens.control("Biggl", width: 0)
    case (_, false): tokens.control("Biggr", width: 0)
    }
    switch delimiter {
    case .parenthesis: tokens.mark(isOpening ? "(" : ")", width: width)
    case .bracket: tokens.mark(isOpening ? "[" : "]", width: width)
    case .brace: tokens.control(isOpening ? "lbrace" : "rbrace", width: width)
    case .bar: tokens.control(isOpening ? "lvert" : "rvert", width: width)
    case .doubleBar: tokens.control(isOpening ? "lVert" : "rVert", width: width)
    case .none: tokens.mark(".", width: 120)
    }
  }
}
