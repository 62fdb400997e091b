public import MathSyntax

/// Running text without markup, for formats that have none.
public enum InlineText {
  /// Returns the words, with formulas as they are printed on a terminal.
  ///
  /// Control characters are made visible, so that the text can be shown anywhere.
  public static func text(_ inlines: [Inline], formulas: TextFormulaWriter = .init()) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text), .code(let text): ControlCharacters.visible(text)
      case .emphasis(let inner), .strong(let inner): text(inner, formulas: formulas)
      case .formula(let formula): formulas.text(formula)
      case .link(let inner, let destination):
        inner.isEmpty
          ? ControlCharacters.visible(destination) : text(inner, formulas: formulas)
      case .lineBreak: " "
      }
    }.joined()
  }
}
