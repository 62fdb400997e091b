import MathSyntax
import Typesetting

/// Writes blocks as plain HTML with TeX between `\(` and `\)`, as learning platforms and flash cards
/// take it: no attributes, no line breaks, nothing that could be taken for a blank.
struct TeXPage {
  /// What was written.
  private(set) var buffer = OutputBuffer()
  private let formulas = LaTeXFormulaWriter(.markdownBlock)

  /// Appends markup.
  mutating func append(_ markup: StaticString) { buffer.append(markup) }

  /// Appends markup that was made before.
  mutating func append(markup: String) { buffer.append(text: markup) }

  /// Appends words so that they are shown as they are.
  mutating func append(text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      // What begins a blank of a cloze question, and of a cloze card.
      case "{": buffer.append("&#123;")
      case "}": buffer.append("&#125;")
      case "\n", "\t": buffer.append(" ")
      case "\r": break
      default: MarkupEscape.append(scalar, to: &buffer)
      }
    }
  }

  /// Appends a formula: `\( \delta_{1}^{2} \)`.
  mutating func append(_ formula: Formula) {
    buffer.append("\\( ")
    append(tex: formulas.text(formula))
    buffer.append(" \\)")
  }

  /// Appends TeX for a page: `<` is the page's own, and `{1:` could begin a blank.
  private mutating func append(tex: String) {
    var rest = tex.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\n", "\t": buffer.append(" ")
      case "\r": break
      case "{":
        let isLikeBlank = rest.drop { ("0"..."9").contains($0) }.first == ":"
        buffer.append(isLikeBlank ? "{ " : "{")
      default: MarkupEscape.append(scalar, to: &buffer)
      }
    }
  }

  /// Appends running text.
  mutating func append(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .text(let text): append(text: text)
      case .emphasis(let inner): wrap("em", inner)
      case .strong(let inner): wrap("strong", inner)
      case .code(let text):
        buffer.append("<code>")
        append(text: text)
        buffer.append("</code>")
      case .formula(let formula): append(formula)
      case .link(let inner, let destination):
        if inner.isEmpty { append(text: destination) } else { append(inner) }
      case .lineBreak: buffer.append("<br>")
      }
    }
  }

  private mutating func wrap(_ element: String, _ inner: [Inline]) {
    buffer.append(text: "<\(element)>")
    append(inner)
    buffer.append(text: "</\(element)>")
  }

  /// Appends a chain, one relation a line.
  mutating func append(_ derivation: Derivation) {
    for (place, line) in derivation.lines.enumerated() {
      if place > 0 { buffer.append("<br>") }
      let left = place == 0 ? derivation.subject : []
      append(left + [.symbol(line.relation)] + line.formula)
      if !line.remark.isEmpty {
        buffer.append(" ")
        append(line.remark)
      }
    }
  }

  /// Appends blocks; drawings, and lists of many steps, are left out.
  mutating func append(_ blocks: [Block]) {
    for block in blocks { append(block) }
  }

  private mutating func append(_ block: Block) {
    switch block {
    case .heading(_, let inlines): wrap("h4", inlines)
    case .paragraph(let inlines): wrap("p", inlines)
    case .list(let isOrdered, let items):
      buffer.append(isOrdered ? "<ol>" : "<ul>")
      for item in items {
        buffer.append("<li>")
        append(item)
        buffer.append("</li>")
      }
      buffer.append(isOrdered ? "</ol>" : "</ul>")
    case .table(let table): append(table)
    case .derivation(let derivation): append(paragraph: derivation)
    case .equations(let equations):
      for equation in equations { append(paragraph: equation.derivation) }
    case .step(let step): append(paragraph: step.derivation)
    case .note(_, let blocks): append(blocks)
    case .code(_, let text):
      buffer.append("<pre>")
      append(text: text)
      buffer.append("</pre>")
    case .families, .markedLines, .figure, .pageBreak, .readerNote: break
    }
  }

  private mutating func append(paragraph derivation: Derivation) {
    buffer.append("<p>")
    append(derivation)
    buffer.append("</p>")
  }

  private mutating func append(_ table: Table) {
    buffer.append("<table><thead><tr>")
    for column in table.columns { wrap("th", column.heading) }
    buffer.append("</tr></thead><tbody>")
    for row in table.rows {
      buffer.append("<tr>")
      for cell in row { wrap("td", cell) }
      buffer.append("</tr>")
    }
    buffer.append("</tbody></table>")
  }
}
