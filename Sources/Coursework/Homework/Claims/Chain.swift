import MathSyntax

/// Expressions with relations between them, as they stand in a submission.
struct Chain {
  /// The expressions; nil where one could not be read.
  var sides: [Side]
  /// The relations between neighbours: one fewer than sides.
  var relations: [Relation]
  /// What restricts the chain: l = 1, i ≠ j.
  var restrictions: [Comparison] = []
  /// Whether letters without a unit may stand for the one unit of a layer: small ones that are not bold,
  /// in a formula without transposes and elementwise products.
  var mayMeanOneUnit = true
  /// Whether only its readable parts count: a line that may be prose.
  var mayBeProse = false
  /// Whether its relation is not typed but that of a table's cell to its labels.
  var isTableCell = false
  /// Where a table names the quantity of a cell.
  var label: Range<Int>?

  struct Side {
    var expression: MathExpression?
    var range: Range<Int>
    /// Why it could not be read.
    var fault: Diagnostic?
    /// Whether it is a sum of numbers with dots: 0.3 + 0.2 + … + 0.1.
    var isAbbreviated = false
  }

  struct Relation {
    var symbol: MathSymbol
    var range: Range<Int>
  }

  /// The chain without sums of numbers that only their ends are written of; what stands before and
  /// after them says what they are worth.
  var withoutAbbreviations: Chain {
    var result = self
    for index in sides.indices.dropFirst().dropLast().reversed() where sides[index].isAbbreviated {
      result.sides.remove(at: index)
      result.relations.remove(at: index - 1)
    }
    return result
  }

  /// What stands for a link: the first one with its left side, the others from their relation on.
  func range(ofLink link: Int) -> Range<Int> {
    if link == 0 { return range(from: 0, through: 1) }
    let side = sides[link + 1].range
    let relation = relations[link].range
    let isBefore =
      relation.upperBound <= side.lowerBound && relation.lowerBound >= sides[link].range.upperBound
    return (isBefore ? relation.lowerBound : side.lowerBound)..<side.upperBound
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
