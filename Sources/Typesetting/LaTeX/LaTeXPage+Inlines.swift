import MathSyntax

extension LaTeXPage {
  /// A formula wider than this may be broken between factors, in thousandths of the font size.
  private static let widestUnbroken = 8000

  /// Where running text stands.
  enum TextPlace {
    case paragraph
    /// In a cell that is wrapped.
    case paragraphCell
    /// In a cell or a remark that stays on one line.
    case lineCell
  }

  /// Writes running text.
  mutating func write(_ inlines: [Inline], in place: TextPlace = .paragraph) {
    for inline in inlines {
      switch inline {
      case .text(let text): LaTeXEscape.append(text, to: &buffer, breaksWords: true)
      case .emphasis(let content): write(content, "\\emph", "\\em ", in: place)
      case .strong(let content):
        // Letters and digits of formulas are bold only if that is said.
        let hasFormula = content.contains { if case .formula = $0 { true } else { false } }
        let declaration: StaticString = hasFormula ? "\\bfseries\\boldmath " : "\\bfseries "
        write(content, hasFormula ? nil : "\\textbf", declaration, in: place)
      case .code(let text):
        buffer.append("\\texttt{")
        LaTeXEscape.append(text, to: &buffer, breaksWords: true)
        buffer.append("}")
      case .formula(let formula): write(formula)
      case .link(let content, let destination):
        write(content, in: place)
        if content != [.text(destination)], !destination.hasPrefix("#") {
          buffer.append(" (\\texttt{")
          LaTeXEscape.append(destination, to: &buffer, breaksWords: true)
          buffer.append("})")
        }
      case .lineBreak: buffer.append(place == .lineCell ? "\\quad{}" : "\\newline\n")
      }
    }
  }

  /// Writes text in another style.
  ///
  /// Within an alignment, the commands stumble over the `&` of a matrix; declarations do not.
  private mutating func write(
    _ content: [Inline], _ command: StaticString?, _ declaration: StaticString, in place: TextPlace
  ) {
    let command = place == .paragraph ? command : nil
    if let command { buffer.append(command) }
    buffer.append("{")
    if command == nil { buffer.append(declaration) }
    write(content, in: place)
    buffer.append("}")
  }

  private mutating func write(_ formula: Formula) {
    guard !formula.isEmpty else { return }
    let writer = LaTeXFormulaWriter(.document)
    let tokens = writer.tokens(of: writer.narrowed(formula, to: lineWidth / 2))
    if tokens.width > Self.widestUnbroken { buffer.append("\\allowbreak{}") }
    buffer.append("$")
    if tokens.width <= Self.widestUnbroken {
      buffer.append(bytes: tokens.buffer.bytes)
    } else {
      writeBreakable(tokens)
    }
    buffer.append("$")
  }

  /// Writes a formula that TeX may break at each of its parts; what is wider than the line is made
  /// smaller.
  private mutating func writeBreakable(_ tokens: LaTeXTokens) {
    for index in tokens.pieces.indices {
      let piece = tokens.pieces[index]
      if index > 0 {
        buffer.append(tokens.starts[index].isOperator ? " " : "\\allowbreak ")
      }
      if piece.width > lineWidth * 9 / 10 {
        buffer.append("\\resizebox{0.9\\linewidth}{!}{$")
        buffer.append(bytes: tokens.bytes(of: index..<index + 1))
        buffer.append("$}")
      } else {
        buffer.append(bytes: tokens.bytes(of: index..<index + 1))
      }
    }
  }
}

/// Estimates the width of running text in LaTeX, in thousandths of the font size.
enum LaTeXTextWidth {
  /// Returns the width on one line.
  static func of(_ inlines: [Inline]) -> Int {
    inlines.reduce(0) { $0 + width(of: $1) }
  }

  private static func width(of inline: Inline) -> Int {
    switch inline {
    case .text(let text), .code(let text): LaTeXWidths.text(text)
    case .emphasis(let content): of(content)
    case .strong(let content): of(content) * 115 / 100
    case .formula(let formula): LaTeXFormulaWriter(.document).width(of: formula)
    case .link(let content, let destination):
      of(content) + (destination.hasPrefix("#") ? 0 : LaTeXWidths.text(destination) + 1000)
    case .lineBreak: 1000
    }
  }

  /// Returns the width of the widest part that cannot be broken.
  static func ofLongestWord(in inlines: [Inline]) -> Int {
    var longest = 0
    var current = 0
    for inline in inlines { measure(inline, &longest, &current) }
    return max(longest, current)
  }

  private static func measure(_ inline: Inline, _ longest: inout Int, _ current: inout Int) {
    switch inline {
    case .text(let text), .code(let text):
      for scalar in text.unicodeScalars {
        if scalar == " " {
          longest = max(longest, current)
          current = 0
        } else {
          current += LaTeXWidths.textCharacter(scalar)
        }
      }
    case .emphasis(let content), .strong(let content):
      for inline in content { measure(inline, &longest, &current) }
    case .formula(let formula):
      current += LaTeXFormulaWriter(.document).width(of: formula)
    case .link(let content, _):
      for inline in content { measure(inline, &longest, &current) }
    case .lineBreak:
      longest = max(longest, current)
      current = 0
    }
  }
}
