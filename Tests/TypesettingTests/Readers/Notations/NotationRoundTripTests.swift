import Foundation
import MathSyntax
import Testing
import Typesetting

struct NotationRoundTripTests {
  static let notations = Dictionary(
    uniqueKeysWithValues: (Notation.presets + [.dasc7606Rows, own]).map { ($0.name, $0) })
  static let names = notations.keys.sorted()

  /// Such as a lecturer may describe in a file: other choices than any lecture makes together, and e for
  /// the error, which is a number elsewhere.
  private static let own: Notation = {
    var notation = Notation.nielsen
    notation.name = "own"
    for (kind, letter) in [
      (.weightedInput, "net"), (.activation, "o"), (.weight, "v"), (.bias, "θ"), (.error, "e"),
      (.cost, "E"), (.learningRate, "γ"),
    ] as [(Quantity.Kind, String)] {
      notation.letters[kind] = .letter(letter)
    }
    notation.weightMatrix = .letter("V")
    notation.layerPlacement = .superscriptInParentheses
    notation.weightIndexOrder = .fromTo
    notation.matrixOrientation = .fromByTo
    notation.vectorOrientation = .rows
    notation.updateStyle = .becomes
    notation.elementwiseProduct = .circle
    notation.activationFunction = "φ"
    notation.logistic = .letter("σ")
    notation.writesSumRanges = true
    notation.indexLetters.layer = "λ"
    notation.indexLetters.lastLayer = "M"
    notation.indexLetters.unit = "ν"
    notation.indexLetters.otherUnit = "κ"
    notation.indexLetters.thirdUnit = "ι"
    notation.indexLetters.thirdUnitFeeds = true
    notation.indexLetters.sample = "ξ"
    return notation
  }()

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

  @Test(arguments: names, Format.allCases)
  func `what a notation writes it reads back as the same`(
    name: String, format: Format
  ) throws {
    let notation = try #require(Self.notations[name])
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
        if Self.comparable(read, context) != Self.comparable(expression, context) {
          Issue.record(
            "seed \(seed): \(text) is read as \(TextFormulaWriter().text(writer.formula(read)))")
          return
        }
      } catch {
        Issue.record("seed \(seed): \(shown): \(error)")
        return
      }
    }
  }

  @Test(arguments: names, names)
  func `a translation there and back gives the same`(first: String, second: String) throws {
    let from = try #require(Self.notations[first])
    let to = try #require(Self.notations[second])
    var context = Self.context(of: to)
    context.widths = context.widths ?? Self.context(of: from).widths
    for seed in 0..<Self.count / 20 {
      var generator = ExpressionGenerator(seed: UInt64(seed), notation: from, context: context)
      let expression = generator.expression()
      var current = expression
      var texts: [String] = []
      do {
        for notation in [from, to, from] {
          let formula = NotationWriter(notation, context: context).formula(current)
          texts.append(TextFormulaWriter().text(formula))
          current = try NotationReader(notation, context: context).expression(formula)
        }
        if Self.comparable(current, context) != Self.comparable(expression, context) {
          Issue.record("seed \(seed): \(texts)")
          return
        }
      } catch {
        Issue.record("seed \(seed): \(texts): \(error)")
        return
      }
    }
  }

  @Test(arguments: names, names)
  func `the translator's way there and back gives the same statement`(
    first: String, second: String
  ) throws {
    let from = try #require(Self.notations[first])
    let to = try #require(Self.notations[second])
    var context = Self.context(of: to)
    context.widths = context.widths ?? Self.context(of: from).widths
    let reader = NotationReader(from, context: context)
    let there = NotationTranslator(from: reader, to: NotationWriter(to, context: context))
    let back = NotationTranslator(
      from: NotationReader(to, context: context), to: NotationWriter(from, context: context))
    for seed in 0..<Self.count / 20 {
      var generator = ExpressionGenerator(seed: UInt64(seed), notation: from, context: context)
      let sides = [generator.expression(), generator.expression()]
      let formulas = NotationWriter(from, context: context).formulas(sides)
      let written = Formula(formulas[0].items + [.symbol(.equals)] + formulas[1].items)
      let foreign = there.translated(written)
      let returned = back.translated(foreign.formula)
      let texts = [written, foreign.formula, returned.formula].map(TextFormulaWriter().text)
      guard foreign.errors.isEmpty, returned.errors.isEmpty else {
        Issue.record("seed \(seed): \(texts): \(foreign.errors + returned.errors)")
        return
      }
      let before = try reader.statements(written).flatMap(\.sides).map(\.expression)
      let after = try reader.statements(returned.formula).flatMap(\.sides).map(\.expression)
      guard
        before.map({ Self.comparable($0, context) }) == after.map({ Self.comparable($0, context) })
      else {
        Issue.record("seed \(seed): \(texts)")
        return
      }
    }
  }
}
