import MathSyntax
import Typesetting

/// A formula in a lesson's prose that says something: sides with relations between them.
struct LessonClaim {
  /// The whole chain.
  var formula: Formula
  /// The bytes that it was read from.
  var range: SourceRange
  /// What it is about.
  var context: FormulaContext

  /// Collects the formulas with a relation in them, in the order of the text.
  static func claims(in block: Block, at range: SourceRange, about context: FormulaContext)
    -> [LessonClaim]
  {
    var collector = Collector(range: range, context: context)
    collector.visit(block)
    return collector.claims
  }

  /// Returns all formulas of a block, chains as one.
  static func formulas(in block: Block) -> [Formula] {
    var collector = Collector(range: SourceRange(0, 0), context: FormulaContext())
    collector.takesAll = true
    collector.visit(block)
    return collector.claims.map(\.formula)
  }

  private struct Collector {
    let range: SourceRange
    let context: FormulaContext
    var takesAll = false
    var claims: [LessonClaim] = []

    mutating func visit(_ block: Block) {
      switch block {
      case .heading(_, let inlines), .paragraph(let inlines): visit(inlines)
      case .list(_, let items): for item in items { item.forEach { visit($0) } }
      case .note(_, let blocks): blocks.forEach { visit($0) }
      case .derivation(let derivation): visit(derivation)
      case .equations(let equations): equations.forEach { visit($0.derivation) }
      case .table(let table):
        visit(table.caption)
        table.columns.forEach { visit($0.heading) }
        for row in table.rows { row.forEach { visit($0) } }
      case .families, .step, .figure, .code, .markedLines, .pageBreak, .readerNote:
        break
      }
    }

    private mutating func visit(_ inlines: [Inline]) {
      for inline in inlines {
        switch inline {
        case .formula(let formula): add(formula)
        case .emphasis(let inner), .strong(let inner), .link(let inner, _): visit(inner)
        case .text, .code, .lineBreak: break
        }
      }
    }

    private mutating func visit(_ derivation: Derivation) {
      var formula = derivation.subject
      for line in derivation.lines {
        formula.append(.symbol(line.relation))
        formula += line.formula
        visit(line.remark)
      }
      add(formula)
    }

    private mutating func add(_ formula: Formula) {
      let hasRelation = formula.items.contains { item in
        if case .symbol(let symbol) = item.kind { symbol.isRelation } else { false }
      }
      guard hasRelation || takesAll else { return }
      let places = formula.items.compactMap(\.source)
      let place = places.reduce(places.first ?? range) { whole, part in
        SourceRange(
          min(whole.lowerBound, part.lowerBound), max(whole.upperBound, part.upperBound))
      }
      claims.append(LessonClaim(formula: formula, range: place, context: context))
    }
  }
}
