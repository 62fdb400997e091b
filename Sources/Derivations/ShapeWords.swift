import MathSyntax

/// Shapes of vectors and matrices as a notation has them, such as "3×2".
struct ShapeWords {
  private let hasRows: Bool
  private let isFromByTo: Bool

  init(_ notation: Notation) {
    hasRows = notation.vectorOrientation == .rows
    isFromByTo = notation.matrixOrientation == .fromByTo
  }

  /// The values of a layer.
  func vector(_ count: Int) -> String { hasRows ? "1×\(count)" : "\(count)×1" }

  /// A weight matrix.
  func matrix(to rows: Int, from columns: Int) -> String {
    isFromByTo ? "\(columns)×\(rows)" : "\(rows)×\(columns)"
  }

  /// Weights times the values that come in.
  func weighted(to rows: Int, from columns: Int) -> String {
    let weights = "(\(matrix(to: rows, from: columns)))" + (isFromByTo == hasRows ? "" : "ᵀ")
    return product(weights, "(\(vector(columns)))")
  }

  /// Transposed weights times the errors that come back.
  func returned(to rows: Int, from columns: Int) -> String {
    let weights = "(\(matrix(to: rows, from: columns)))" + (isFromByTo == hasRows ? "ᵀ" : "")
    return product(weights, "(\(vector(rows)))")
  }

  /// Errors times inputs, an entry for each weight.
  func gradient(to rows: Int, from columns: Int) -> String {
    isFromByTo ? "(\(columns)×1) · (1×\(rows))" : "(\(rows)×1) · (1×\(columns))"
  }

  /// How errors pass the weights.
  var directions: String {
    isFromByTo
      ? "errors come in by the columns of the weights and leave by the rows"
      : "errors come in by the rows of the weights and leave by the columns"
  }

  private func product(_ weights: String, _ values: String) -> String {
    hasRows ? "\(values) · \(weights)" : "\(weights) · \(values)"
  }
}
