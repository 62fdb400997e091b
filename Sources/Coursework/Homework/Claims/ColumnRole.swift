import MathSyntax

/// What the word at the head of a column says of the quantity that a row is about: new, gradient, value.
enum ColumnRole {
  case value
  case gradient
  case updated

  /// Finds out what a heading says; nil for anything else.
  init?(_ heading: String) {
    let word = String(heading.lowercased().filter { $0 != "*" && $0 != "$" && $0 != "`" }.trimmed)
    guard let role = Self.words[word] else { return nil }
    self = role
  }

  private static let words: [String: ColumnRole] = {
    var words: [String: ColumnRole] = [:]
    for word in [
      "value", "wert", "valeur", "valor", "result", "ergebnis", "formula", "formel", "calculation",
      "rechnung", "computation", "old", "old value", "alt", "alter wert", "before", "vorher",
      "initial", "start",
    ] {
      words[word] = .value
    }
    for word in [
      "gradient", "grad", "derivative", "ableitung", "partial derivative", "dérivée", "gradiente",
    ] {
      words[word] = .gradient
    }
    for word in [
      "new", "new value", "new weight", "neu", "neuer wert", "after", "nachher", "updated",
      "after update", "nouveau", "nuevo",
    ] {
      words[word] = .updated
    }
    return words
  }()

  /// Returns what the column is about in a row about a quantity; nil where it says nothing.
  func quantity(of row: MathExpression?) -> MathExpression? {
    guard case .quantity(let quantity)? = row else { return self.ofAnything(row) }
    let isParameter = quantity.kind == .weight || quantity.kind == .bias
    switch self {
    case .value: return row
    case .gradient: return isParameter ? .partial(.quantity(.cost()), by: .quantity(quantity)) : nil
    case .updated: return isParameter ? .quantity(quantity.updated) : nil
    }
  }

  private func ofAnything(_ row: MathExpression?) -> MathExpression? {
    if case .value = self { row } else { nil }
  }
}
