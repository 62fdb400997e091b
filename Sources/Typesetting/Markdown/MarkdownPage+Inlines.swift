import MathSyntax

extension MarkdownPage {
  /// Writes running text on the current line.
  mutating func write(_ inlines: [Inline], startsLine: Bool, isInTable: Bool = false) {
    for (position, inline) in inlines.enumerated() {
      switch inline {
      case .text(let text):
        MarkdownEscape.append(text, to: &buffer, startsLine: startsLine && position == 0)
      case .emphasis(let content): writeMarked("*", content, isInTable: isInTable)
      case .strong(let content): writeMarked("**", content, isInTable: isInTable)
      case .code(let text): MarkdownEscape.appendCode(text, to: &buffer, isInTable: isInTable)
      case .formula(let formula):
        let next = position + 1 < inlines.count ? inlines[position + 1] : .lineBreak
        write(formula, touchesNext: Self.startsWithWord(next))
      case .link(let content, let destination):
        buffer.append("[")
        write(content, startsLine: false, isInTable: isInTable)
        buffer.append("](")
        MarkdownEscape.appendDestination(destination, to: &buffer)
        buffer.append(")")
      case .lineBreak: buffer.append("<br>")
      }
    }
  }

  private static func startsWithWord(_ inline: Inline) -> Bool {
    guard case .text(let text) = inline, let first = text.unicodeScalars.first else { return false }
    return first.properties.isAlphabetic || ("0"..."9").contains(first)
  }

  private mutating func writeMarked(
    _ mark: StaticString, _ content: [Inline], isInTable: Bool
  ) {
    guard !content.isEmpty else { return }
    buffer.append(mark)
    write(content, startsLine: false, isInTable: isInTable)
    buffer.append(mark)
  }

  /// Writes a formula between dollars, with backticks where Markdown would spoil it.
  ///
  /// - Parameter touchesNext: whether a letter or digit follows; `$5 and $10` are no formulas.
  private mutating func write(_ formula: Formula, touchesNext: Bool) {
    guard !formula.isEmpty else { return }
    var mathematics = OutputBuffer()
    LaTeXFormulaWriter(.markdownInline).write(formula, to: &mathematics)
    // Two dollars would open a display.
    if buffer.bytes.last == UInt8(ascii: "$") { buffer.append(" ") }
    let isEndangered = touchesNext || MarkdownEscape.isEndangered(mathematics.bytes)
    buffer.append(isEndangered ? "$`" : "$")
    buffer.append(bytes: mathematics.bytes)
    buffer.append(isEndangered ? "`$" : "$")
  }
}
