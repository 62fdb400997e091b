import MathSyntax

/// Breaks formulas that are too long for a line of a page.
enum MathMLLines {
  /// A pair of delimiters with more than this between them may be parted, in thousandths of the font
  /// size.
  private static let widestFence = 12_000

  /// Returns the parts of each line.
  ///
  /// - Parameter width: the width of a line in thousandths of the font size; later lines are a little
  ///   shorter, for they are indented.
  static func lines(of formula: Formula, width: Int) -> [[MathMLAtom]] {
    let measure = LaTeXFormulaWriter(.document)
    guard measure.width(of: formula) > width else { return [formula.items.map(MathMLAtom.item)] }
    var atoms: [MathMLAtom] = []
    var pieces: [FormulaPiece] = []
    append(formula, depth: 0, measure, &atoms, &pieces)
    return LineBreaker.lines(of: pieces, first: width, rest: width - 2000)
      .map { Array(atoms[$0]) }
  }

  private static func append(
    _ formula: Formula, depth: Int, _ measure: LaTeXFormulaWriter, _ atoms: inout [MathMLAtom],
    _ pieces: inout [FormulaPiece]
  ) {
    var previous: FormulaRole?
    for item in formula.items {
      let role = FormulaRole(of: item, after: previous)
      let rank: BreakRank? =
        switch (previous, role) {
        case (nil, _): nil
        case (_, .relation): .relation(depth: depth)
        case (_, .additive): .additive(depth: depth)
        case (_, .multiplicative): .multiplicative(depth: depth)
        case (.punctuation?, _): .afterPunctuation(depth: depth)
        case (.ordinary?, .ordinary), (.postfix?, .ordinary), (_, .text), (.text?, _):
          .juxtaposition(depth: depth)
        default: nil
        }
      let space = role == .relation || role == .additive || role == .multiplicative ? 500 : 0
      previous = role
      let width = measure.width(of: [item])
      if case .fenced(let opening, let content, let closing) = item.kind, width > widestFence,
        !MathMLHeight.isTall(content) || width > 2 * widestFence, depth < 8
      {
        atoms.append(.opening(opening))
        pieces.append(FormulaPiece(width: 500, space: 0, breakRank: rank))
        append(content, depth: depth + 1, measure, &atoms, &pieces)
        atoms.append(.closing(closing))
        pieces.append(FormulaPiece(width: 500, space: 0, breakRank: nil))
        continue
      }
      atoms.append(.item(item))
      pieces.append(FormulaPiece(width: width + space, space: space, breakRank: rank))
    }
  }
}
