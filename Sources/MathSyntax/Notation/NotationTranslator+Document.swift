extension NotationTranslator {
  /// Returns the blocks of a page in the other notation; figures, code and worked steps are left.
  public func translated(_ blocks: [Block]) -> [Block] { blocks.map(translated) }

  private func translated(_ block: Block) -> Block {
    switch block {
    case .heading(let level, let inlines): .heading(level: level, translated(inlines))
    case .paragraph(let inlines): .paragraph(translated(inlines))
    case .list(let ordered, let items): .list(ordered: ordered, items: items.map(translated))
    case .note(let kind, let blocks): .note(kind, translated(blocks))
    case .derivation(let derivation): .derivation(translated(derivation))
    case .equations(let equations):
      .equations(
        equations.map { Equation(label: $0.label, translated($0.derivation), site: $0.site) })
    case .table(let table):
      .table(
        Table(
          caption: translated(table.caption),
          columns: table.columns.map { .init(translated($0.heading), $0.alignment) },
          rows: table.rows.map { $0.map(translated) }))
    case .families, .step, .figure, .code, .markedLines, .pageBreak, .readerNote: block
    }
  }

  private func translated(_ derivation: Derivation) -> Derivation {
    var lines = derivation.lines
    for place in lines.indices {
      lines[place].formula = translated(lines[place].formula).formula
      lines[place].remark = translated(lines[place].remark)
    }
    var subject = derivation.subject
    if let first = lines.first { subject.append(.symbol(first.relation)) }
    subject = translated(subject).formula
    if !lines.isEmpty, case .symbol(let relation)? = subject.items.popLast()?.kind {
      lines[0].relation = relation
    }
    return Derivation(subject: subject, lines: lines)
  }

  /// Returns running text with its formulas in the other notation.
  public func translated(_ inlines: [Inline]) -> [Inline] {
    inlines.map { inline in
      switch inline {
      case .formula(let formula): .formula(translated(formula).formula)
      case .emphasis(let inner): .emphasis(translated(inner))
      case .strong(let inner): .strong(translated(inner))
      case .link(let inner, let destination): .link(translated(inner), destination: destination)
      case .text, .code, .lineBreak: inline
      }
    }
  }
}
