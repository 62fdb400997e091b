import MathSyntax

extension Formula {
  /// The formula with commas in its numbers: 0,15.
  var withDecimalCommas: Formula { Formula(items.map(\.withDecimalCommas)) }
}

extension Formula.Item {
  fileprivate var withDecimalCommas: Self {
    switch kind {
    case .number(let digits): Self(.number(digits.replacing(".", with: ",")), source: source)
    case .identifier, .symbol, .functionName, .text, .blank: self
    case .script(let base, let sub, let sup):
      .script(base.withDecimalCommas, sub: sub.withDecimalCommas, sup: sup.withDecimalCommas)
    case .accent(let accent, let content): Self(.accent(accent, content.withDecimalCommas))
    case .fraction(let above, let below):
      .fraction(above.withDecimalCommas, below.withDecimalCommas)
    case .root(let radicand): Self(.root(radicand.withDecimalCommas))
    case .fenced(let opening, let content, let closing):
      Self(.fenced(opening, content.withDecimalCommas, closing))
    case .largeOperator(let sign, let lower, let upper):
      Self(
        .largeOperator(sign, lower: lower.withDecimalCommas, upper: upper.withDecimalCommas))
    case .grid(let grid, let rows):
      Self(.grid(grid, rows.map { $0.map(\.withDecimalCommas) }))
    }
  }
}
