import MathSyntax

extension HTMLPage {
  /// Writes running text.
  ///
  /// - Parameter isInLink: whether the text is a link already; links do not stand within links.
  mutating func write(_ inlines: [Inline], isInLink: Bool = false) {
    for inline in inlines {
      switch inline {
      case .text(let text): MarkupEscape.append(text, to: &buffer)
      case .emphasis(let content):
        buffer.append("<em>")
        write(content, isInLink: isInLink)
        buffer.append("</em>")
      case .strong(let content):
        buffer.append("<strong>")
        write(content, isInLink: isInLink)
        buffer.append("</strong>")
      case .code(let text):
        buffer.append("<code>")
        MarkupEscape.append(text, to: &buffer)
        buffer.append("</code>")
      case .formula(let formula):
        if let name = Self.blankName(formula) {
          writeBlank(named: name)
        } else {
          MathMLFormulaWriter().write(formula, to: &buffer)
        }
      case .link(let content, let destination):
        guard !isInLink, let address = LinkDestination.safe(destination) else {
          write(content, isInLink: isInLink)
          continue
        }
        buffer.append("<a href=\"")
        MarkupEscape.append(address, to: &buffer)
        buffer.append("\">")
        write(content, isInLink: true)
        buffer.append("</a>")
      case .lineBreak: buffer.append("<br>\n")
      }
    }
  }

  /// Writes a place to write into: a field that checks itself, or a line as long as its name.
  mutating func writeBlank(named name: String) {
    guard let field = takeField(named: name) else {
      buffer.append("<span style=\"display:inline-block;border-bottom:1px solid;width:")
      buffer.append(number: max(4, name.unicodeScalars.count / 2))
      buffer.append("em\"></span>")
      return
    }
    buffer.append("<input class=\"answer\" type=\"text\" autocomplete=\"off\" size=\"12\" name=\"")
    MarkupEscape.append(field.name, to: &buffer)
    buffer.append("\" aria-label=\"")
    MarkupEscape.append(field.label, to: &buffer)
    buffer.append("\" data-decimals=\"")
    buffer.append(number: field.decimals)
    buffer.append("\" data-salt=\"")
    MarkupEscape.append(field.salt, to: &buffer)
    buffer.append("\" data-answers=\"")
    buffer.append(text: field.digests.joined(separator: " "))
    buffer.append("\">")
  }

  // MARK: Tables

  /// Writes a table in a box that scrolls where it is too narrow.
  mutating func write(_ table: Table) {
    guard !table.columns.isEmpty else {
      if !table.caption.isEmpty { write(.paragraph([.emphasis(table.caption)])) }
      return
    }
    buffer.append("<div class=\"scroll\"><table>\n")
    if !table.caption.isEmpty {
      buffer.append("<caption>")
      write(table.caption)
      buffer.append("</caption>\n")
    }
    buffer.append("<thead><tr>")
    for column in table.columns {
      buffer.append("<th scope=\"col\"")
      appendClass(of: column.alignment)
      buffer.append(">")
      write(column.heading)
      buffer.append("</th>")
    }
    buffer.append("</tr></thead>\n<tbody>\n")
    for row in table.rows {
      buffer.append("<tr>")
      for (column, cell) in zip(table.columns, row) {
        buffer.append("<td")
        appendClass(of: column.alignment)
        buffer.append(">")
        write(cell)
        buffer.append("</td>")
      }
      buffer.append("</tr>\n")
    }
    buffer.append("</tbody></table></div>\n")
  }

  private mutating func appendClass(of alignment: Table.Alignment) {
    switch alignment {
    case .leading: break
    case .center: buffer.append(" class=\"center\"")
    case .trailing: buffer.append(" class=\"right\"")
    }
  }
}
