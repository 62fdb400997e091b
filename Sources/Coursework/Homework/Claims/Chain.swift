import MathSyntax

/// Expressions with relations between them, as they stand in a submission.
struct Chain {
  /// The expressions; nil where one could not be read.
  var sides: [Side]
  /// The relations between neighbours: one fewer than sides.
  var relations: [Relation]
  /// What restricts the chain: l = 1, i ≠ j.
  var restrictions: [Comparison] = []
  /// Whether only its readable parts count: a line that may be prose.
  var mayBeProse = false
  /// Whether its relation is not typed but that of a table's cell to its labels.
  var isTableCell = false

  struct Side {
    var expression: MathExpression?
    var range: Range<Int>
    /// Why it could not be read.
    var fault: Diagnostic?
  }

  struct Relation {
    var symbol: MathSymbol
    var range: Range<Int>
  }

  /// What stands from the first to the last of some sides.
  func range(from first: Int, through last: Int) -> Range<Int> {
    let start = min(sides[first].range.lowerBound, sides[last].range.lowerBound)
    return start..<max(sides[first].range.upperBound, sides[last].range.upperBound)
  }
}

/// What is found in a piece of mathematics.
enum Claim {
  case chain(Chain)
  /// Mathematics with a relation that could not be read.
  case unreadable(Range<Int>, Diagnostic)
}
