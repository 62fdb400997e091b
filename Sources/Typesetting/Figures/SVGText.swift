import MathSyntax

/// Sets short formulas as SVG text: letters slanted, scripts smaller and moved.
///
/// What has no place on one line, such as a matrix, is written as plain text.
struct SVGText {
  /// The font size in pixels.
  static let size = 14.0
  private static let scriptScale = 0.72
  /// How far scripts are moved.
  private static let raise = 5.0
  private static let lower = 3.0

  private var buffer = OutputBuffer()
  /// How far below the line the next characters would stand.
  private var shift = 0.0
  /// The estimated width in pixels.
  private(set) var width = 0.0
  private var depth = 0
  private let plain = TextFormulaWriter()

  /// Appends running text with formulas.
  mutating func write(_ inlines: [Inline], isBold: Bool = false) {
    for inline in inlines {
      switch inline {
      case .text(let text), .code(let text): span(text, isBold ? "b" : nil)
      case .emphasis(let content): write(content, isBold: isBold)
      case .strong(let content): write(content, isBold: true)
      case .formula(let formula): write(formula)
      case .link(let content, _): write(content, isBold: isBold)
      case .lineBreak: span(" ", nil)
      }
    }
  }

  /// Appends a formula.
  mutating func write(_ formula: Formula) {
    var previous: FormulaRole?
    for item in formula.items {
      let role = FormulaRole(of: item, after: previous)
      if depth == 0, let previous, Self.needsSpace(previous, role) { span(" ", nil) }
      write(item)
      previous = role
    }
  }

  private static func needsSpace(_ previous: FormulaRole, _ role: FormulaRole) -> Bool {
    switch (previous, role) {
    case (.sign, _), (.prefix, _), (.division, _), (_, .division), (_, .postfix), (_, .punctuation):
      false
    case (_, .relation), (.relation, _), (_, .additive), (.additive, _), (_, .multiplicative),
      (.multiplicative, _), (.punctuation, _), (.text, _), (_, .text), (.function, _),
      (_, .function), (.largeOperator, _), (_, .largeOperator):
      true
    default: false
    }
  }

  private mutating func write(_ item: Formula.Item) {
    switch item.kind {
    case .identifier(let name, .italic): span(name, "i")
    case .identifier(let name, .bold): span(name, "b")
    case .number(let digits): span(digits, nil)
    case .symbol(let symbol): span(symbol == .quad ? "\u{2002}" : symbol.rawValue, nil)
    case .text(let words): span(words, nil)
    case .script(let base, let sub, let sup):
      write(base)
      var sup = sup
      // A prime is a raised character by itself.
      while case .symbol(.prime)? = sup.items.first?.kind {
        span(MathSymbol.prime.rawValue, nil)
        sup.items.removeFirst()
      }
      writeScript(sup, at: -Self.raise)
      writeScript(sub, at: Self.lower)
    case .fenced(let opening, let content, let closing):
      span(Self.sign(opening, "(", "[", "{"), nil)
      write(content)
      span(Self.sign(closing, ")", "]", "}"), nil)
    case .fraction(let numerator, let denominator)
    where numerator.items.count == 1 && denominator.items.count == 1:
      write(numerator)
      span("/", nil)
      write(denominator)
    case .identifier, .functionName, .accent, .fraction, .root, .largeOperator, .grid, .blank:
      span(plain.text([item]), nil)
    }
  }

  private static func sign(
    _ delimiter: Formula.Delimiter, _ round: String, _ square: String, _ curly: String
  ) -> String {
    switch delimiter {
    case .parenthesis: round
    case .bracket: square
    case .brace: curly
    case .bar: "|"
    case .doubleBar: "‖"
    case .none: ""
    }
  }

  private mutating func writeScript(_ formula: Formula, at place: Double) {
    guard !formula.isEmpty else { return }
    depth += 1
    let outer = level
    level += place
    write(formula)
    level = outer
    depth -= 1
  }

  /// Where characters are to stand now, below the line.
  private var level = 0.0

  private mutating func span(_ text: String, _ style: StaticString?) {
    guard !text.isEmpty else { return }
    let scale = depth > 0 ? Self.scriptScale : 1
    width += Self.width(of: text) * scale
    let move = level - shift
    shift = level
    let isPlain = style == nil && move == 0 && depth == 0
    if !isPlain {
      buffer.append("<tspan")
      if move != 0 {
        buffer.append(" dy=\"")
        buffer.append(decimal: move)
        buffer.append("\"")
      }
      if depth > 0 { buffer.append(style == nil ? " class=\"s\"" : " class=\"s ") }
      if let style {
        if depth == 0 { buffer.append(" class=\"") }
        buffer.append(style)
        buffer.append("\"")
      }
      buffer.append(">")
    }
    MarkupEscape.append(text, to: &buffer)
    if !isPlain { buffer.append("</tspan>") }
  }

  /// The text with its markup.
  var bytes: [UInt8] { buffer.bytes }

  /// Returns the estimated width of characters in pixels.
  static func width(of text: String) -> Double {
    text.unicodeScalars.reduce(0) { width, scalar in
      let share =
        switch scalar {
        case " ", ".", ",", ":", ";", "i", "j", "l", "'", "!", "|", "\u{A0}": 0.3
        case "m", "w", "M", "W", "%", "@": 0.85
        case "A"..."Z", "×", "−", "+", "=", "≈", "≥", "≤", "<", ">": 0.66
        case "0"..."9": 0.57
        default: scalar.value > 0x2E80 ? 1 : 0.56
        }
      return width + share * size
    }
  }

  /// Returns the estimated width of a formula in pixels.
  static func width(of formula: Formula) -> Double {
    var text = SVGText()
    text.write(formula)
    return text.width
  }
}

extension OutputBuffer {
  /// Appends a number with at most one digit behind the point.
  mutating func append(decimal value: Double) {
    let tenths = Int.nearest(value * 10)
    if tenths < 0 { append("-") }
    append(number: abs(tenths) / 10)
    if tenths % 10 != 0 {
      append(".")
      append(number: abs(tenths) % 10)
    }
  }
}
