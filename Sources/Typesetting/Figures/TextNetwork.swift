import MathSyntax

/// Draws a network with characters.
struct TextNetwork {
  private let diagram: NetworkDiagram
  private let formulas: TextFormulaWriter

  init(_ diagram: NetworkDiagram, formulas: TextFormulaWriter = TextFormulaWriter()) {
    self.diagram = diagram
    self.formulas = formulas
  }

  /// Returns the lines of the drawing, none wider than `width`.
  func lines(width: Int) -> [StyledLine] {
    diagram.legend.flatMap { entry in
      WrappedText(
        [.formula(entry.symbol), .text(" ")] + entry.meaning, formulas: formulas
      ).lines(first: width, rest: width)
    }
  }
}
