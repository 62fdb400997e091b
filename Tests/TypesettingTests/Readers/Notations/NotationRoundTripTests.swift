import Foundation
import MathSyntax
import Testing
import Typesetting

struct NotationRoundTripTests {
  static let notations = Notation.presets + [.dasc7606Rows]

  /// How many expressions each test makes; TEST_MULTIPLIER=50 makes ten thousand.
  static let count: Int = {
    let multiplier = ProcessInfo.processInfo.environment["TEST_MULTIPLIER"].flatMap(Int.init) ?? 1
    return 200 * multiplier
  }()

  static func context(of notation: Notation) -> NotationContext {
    var context = NotationContext(
      widths: notation.numbering == .straightThrough ? [2, 3, 2] : nil)
    context.kinds = [
      .input, .target, .weightedInput, .activation, .weight, .bias, .error, .cost, .width,
      .learningRate,
    ]
    return context
  }

  /// A way from a formula to another that should mean the same.
  enum Format: CaseIterable {
    case formula
    case latex
    case text

    func passed(_ formula: Formula) throws -> (Formula, String) {
      switch self {
      case .formula: return (formula, TextFormulaWriter().text(formula))
      case .latex:
        let text = LaTeXFormulaWriter(.document).text(formula)
        return (try LaTeXFormulaReader().read(text), text)
      case .text:
        let text = TextFormulaWriter().text(formula)
        return (try PlainTextFormulaReader().read(text), text)
      }
    }
  }

  private static func comparable(
    _ expression: MathExpression, _ context: NotationContext
  ) -> MathExpression {
    expression.instantiated([:], depth: context.depth).flattened
  }

  @Test(arguments: notations, Format.allCases)
  func `what a notation writes it reads back as the same`(
    notation: Notation, format: Format
  ) throws {
    let context = Self.context(of: notation)
    let writer = NotationWriter(notation, context: context)
    let reader = NotationReader(notation, context: context)
    for seed in 0..<Self.count {
      var generator = ExpressionGenerator(
        seed: UInt64(seed), notation: notation, context: context)
      let expression = generator.expression()
      let formula = writer.formula(expression)
      var shown = TextFormulaWriter().text(formula)
      do {
        let (passed, text) = try format.passed(formula)
        shown = text
        let read = try reader.expression(passed)
        try #require(
          Self.comparable(read, context) == Self.comparable(expression, context),
          "seed \(seed): \(text)")
      } catch {
        Issue.record("seed \(seed): \(shown): \(error)")
        return
      }
    }
  }

  @Test(arguments: notations, notations)
  func `a translation there and back gives the same`(from: Notation, to: Notation) throws {
    var context = Self.context(of: to)
    context.widths = context.widths ?? Self.context(of: from).widths
    for seed in 0..<Self.count / 10 {
      var generator = ExpressionGenerator(seed: UInt64(seed), notation: from, context: context)
      let expression = generator.expression()
      var current = expression
      for notation in [from, to, from] {
        let formula = NotationWriter(notation, context: context).formula(current)
        current = try NotationReader(notation, context: context).expression(formula)
      }
      #expect(
        Self.comparable(current, context) == Self.comparable(expression, context), "seed \(seed)")
    }
  }
}
