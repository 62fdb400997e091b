import BackpropEngine
import MathSyntax

/// Sets the formulas of a lesson's prose in the reader's notation.
struct LessonTranslation {
  /// What the formulas at hand are about.
  var context: FormulaContext
  private let lesson: LessonFile
  private let writer: NotationWriter
  private let isNeeded: Bool

  /// Creates the translation of a lesson.
  init(_ lesson: LessonFile, to target: Notation) {
    self.lesson = lesson
    context = lesson.formulaContext
    writer = NotationWriter(target)
    isNeeded = lesson.formulaReader().notation != target
  }

  /// Returns blocks in the reader's notation.
  func blocks(_ blocks: [Block]) -> [Block] {
    guard isNeeded else { return blocks }
    return translator.translated(blocks).map(withoutEmptySteps)
  }

  /// Returns running text in the reader's notation.
  func inlines(_ inlines: [Inline]) -> [Inline] {
    isNeeded ? translator.translated(inlines) : inlines
  }

  /// Returns a formula in the reader's notation.
  func translated(_ formula: Formula) -> Formula {
    isNeeded ? translator.translated(formula).formula : formula
  }

  /// Returns what of a formula could not be read, in its order.
  func errors(in formula: Formula) -> [NotationError] { translator.translated(formula).errors }

  private var translator: NotationTranslator {
    var translator = NotationTranslator(
      from: lesson.formulaReader(isOfOneUnit: context.isOfOneUnit), to: writer)
    translator.keepsForeignLetters = true
    let rewriting = Rewriting(
      notation: writer.notation, isOfOneUnit: context.isOfOneUnit,
      isLogistic: context.activation == .sigmoid)
    translator.rewrites = rewriting.rewritten
    return translator
  }

  /// Leaves lines out that say what the one before says: δ = ∂C/∂z where a lecture has no δ.
  private func withoutEmptySteps(_ block: Block) -> Block {
    guard case .derivation(var derivation) = block else { return block }
    var said = derivation.subject
    derivation.lines.removeAll { line in
      if line.relation == .equals, line.formula == said { return true }
      said = line.formula
      return false
    }
    return .derivation(derivation)
  }
}

extension LessonFile {
  /// How the formulas of the lesson are read.
  func formulaReader(isOfOneUnit: Bool = false) -> NotationReader {
    let notation = Notation.presets.first { $0.name == notationName } ?? .nielsen
    var context = NotationContext()
    context.kinds = [
      .input, .target, .weightedInput, .activation, .weight, .bias, .error, .cost, .width,
      .learningRate,
    ]
    context.isOfOneUnit = isOfOneUnit
    var reader = NotationReader(notation, context: context)
    reader.takesUnknownLettersAsNames = true
    return reader
  }
}

/// Fits what a formula of a lesson means to what another lecture has letters for.
private struct Rewriting: Sendable {
  let notation: Notation
  let isOfOneUnit: Bool
  /// Whether σ is the logistic function, for which some lectures have a letter of its own.
  let isLogistic: Bool

  @Sendable func rewritten(_ expression: MathExpression) -> MathExpression {
    switch expression {
    case .quantity(let quantity): return plain(quantity) ?? expression
    case .name(let letter):
      // An index used as a number.
      return Self.indices.first { $0.name == letter }.map { .index(.variable($0)) } ?? expression
    case .apply(.activation(let layer, let order), let argument)
    where isLogistic && layer == nil && !hasLayer(argument) && hasLogisticLetter:
      return .apply(
        order == 1 ? .derivative(.logistic) : .logistic, rewritten(argument))
    default: return expression.mapParts(rewritten)
    }
  }

  private static let indices: [IndexVariable] = [.layer, .unit, .otherUnit, .thirdUnit]

  private var hasLogisticLetter: Bool {
    if case .identifier = notation.logistic.kind { true } else { false }
  }

  private func hasLayer(_ expression: MathExpression) -> Bool {
    if case .quantity(let quantity) = expression { quantity.layer != nil } else { false }
  }

  /// A plain letter is a number, where the notation would take a letter without a unit for a vector.
  private func plain(_ quantity: Quantity) -> MathExpression? {
    guard quantity.layer == nil, quantity.unit == nil, quantity.from == nil else { return nil }
    switch quantity.kind {
    case .activation where isOfOneUnit && tellsOutput:
      return .quantity(.activation(.last, nil))
    case .bias where isOfOneUnit && notation.biasStyle == .weightFromZero:
      return .quantity(Quantity(.weight, from: 0, isUpdated: quantity.isUpdated))
    case .weightedInput, .activation:
      guard !quantity.isUpdated, case .identifier(let letter, .italic) = letter(of: quantity)
      else { return nil }
      return .name(letter)
    default: return nil
    }
  }

  /// Whether the output of a unit needs its layer, or a letter of its own, to be told from the input.
  private var tellsOutput: Bool {
    notation.output != nil || notation.letters[.activation] == notation.letters[.input]
  }

  private func letter(of quantity: Quantity) -> Formula.Kind {
    notation.letters[quantity.kind].kind
  }
}
