import BackpropEngine
import Derivations
import MathSyntax
import Testing
import Typesetting

/// Claims as a lecture writes them, decided link by link.
struct FormulaClaim: Sendable, CustomTestStringConvertible {
  var notation: Notation
  var text: String

  init(_ notation: Notation, _ text: String) {
    self.notation = notation
    self.text = text
  }

  var testDescription: String { "\(notation.name): \(text)" }

  /// Returns what is decided of every link of the text.
  func decisions(
    _ assumptions: IdentityAssumptions = IdentityAssumptions(), widths: [Int]? = nil
  ) throws -> [IdentityDecision] {
    var reader = NotationReader(notation, context: NotationContext(widths: widths))
    reader.takesUnknownLettersAsNames = false
    let statements = try reader.statements(LaTeXFormulaReader().read(text))
    var checker = IdentityChecker(notation, assumptions: assumptions)
    checker.widths = widths
    return statements.flatMap { statement in
      var checker = checker
      checker.mayMeanOneUnit = statement.hasBareLetters
      let conditions = reader.restrictions(of: statement).comparisons
      return zip(statement.sides, statement.sides.dropFirst()).map { left, right in
        checker.decide(left.expression, equals: right.expression, where: conditions)
      }
    }
  }
}
