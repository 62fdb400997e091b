/// Rewrites formulas from one notation in another, and says what it could not read.
///
/// Relations, commas, words and wide spaces stay where they are; what stands between them is read,
/// and written again. What cannot be read is left as it was.
public struct NotationTranslator: Sendable {
  /// How formulas are read.
  public let reader: NotationReader
  /// How they are written.
  public let writer: NotationWriter

  /// Creates a translator.
  public init(from reader: NotationReader, to writer: NotationWriter) {
    self.reader = reader
    self.writer = writer
  }

  /// A formula in the other notation.
  public struct Translation: Hashable, Sendable {
    /// The formula; parts that could not be read are as they were.
    public var formula: Formula
    /// Why parts could not be read, in their order.
    public var errors: [NotationError]
  }

  /// Returns a formula in the other notation.
  public func translated(_ formula: Formula) -> Translation {
    var result = Translation(formula: [], errors: [])
    var part: [Formula.Item] = []
    for item in formula.items {
      if isSeparator(item) {
        translate(part, into: &result)
        part = []
        result.formula.append(item)
      } else {
        part.append(item)
      }
    }
    translate(part, into: &result)
    return result
  }

  private func isSeparator(_ item: Formula.Item) -> Bool {
    switch item.kind {
    case .text, .blank: true
    case .symbol(let symbol):
      symbol.isRelation || [.comma, .semicolon, .period, .colon, .quad, .not].contains(symbol)
    default: false
    }
  }

  private func translate(_ part: [Formula.Item], into result: inout Translation) {
    guard !part.isEmpty else { return }
    if let index = index(part) {
      result.formula += writer.formula(index)
      return
    }
    do {
      result.formula += writer.formula(try reader.expression(Formula(part)))
    } catch {
      result.formula.items += part
      if !isDots(part) { result.errors.append(error) }
    }
  }

  private func isDots(_ part: [Formula.Item]) -> Bool {
    part.allSatisfy { $0.kind == .symbol(.ellipsis) || $0.kind == .symbol(.centeredEllipsis) }
  }

  /// Returns the index that stands for itself, as in "unit j" and l = 1.
  private func index(_ part: [Formula.Item]) -> Index? {
    guard case .identifier(let name, _) = part[0].kind,
      reader.quantities.table.kinds(of: name).isEmpty
    else { return nil }
    let letters = reader.notation.indexLetters
    let isLayer = [letters.layer, letters.lastLayer, "l", "ℓ"].contains(name)
    guard
      isLayer
        || [letters.unit, letters.otherUnit, letters.thirdUnit, letters.sample].contains(name)
    else { return nil }
    var items = part[...]
    let index = reader.quantities.indices.index(&items, isLayer: isLayer)
    return items.isEmpty ? index : nil
  }
}

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
        equations.map { Equation(label: $0.label, translated($0.derivation)) })
    case .table(let table):
      .table(
        Table(
          caption: translated(table.caption),
          columns: table.columns.map { .init(translated($0.heading), $0.alignment) },
          rows: table.rows.map { $0.map(translated) }))
    case .families, .step, .figure, .code, .markedLines, .pageBreak: block
    }
  }

  private func translated(_ derivation: Derivation) -> Derivation {
    Derivation(
      subject: translated(derivation.subject).formula,
      lines: derivation.lines.map { line in
        var line = line
        line.formula = translated(line.formula).formula
        line.remark = translated(line.remark)
        return line
      })
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
