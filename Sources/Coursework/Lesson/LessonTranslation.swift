import BackpropEngine
import MathSyntax

/// Sets the formulas of a lesson's prose in the reader's notation.
struct LessonTranslation {
  /// What the formulas at hand are about.
  var context: FormulaContext
  private let reader: NotationReader
  private let writer: NotationWriter
  private let isNeeded: Bool

  /// Creates the translation of a lesson.
  init(_ lesson: LessonFile, to target: Notation) {
    context = lesson.formulaContext
    reader = lesson.formulaReader
    writer = NotationWriter(target)
    isNeeded = reader.notation != target
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

  /// Where a lecture has a letter for the logistic function, formulas about it use this letter.
  private var translator: NotationTranslator {
    var translator = NotationTranslator(from: reader, to: writer)
    if context.activation == .sigmoid, case .identifier = writer.notation.logistic.kind {
      translator.rewrites = { $0.withLogisticActivation }
    }
    return translator
  }

  /// Leaves a line out that says the same as the left side: δ = ∂C/∂z where a lecture has no δ.
  private func withoutEmptySteps(_ block: Block) -> Block {
    guard case .derivation(var derivation) = block, derivation.lines.count > 1 else {
      return block
    }
    derivation.lines.removeAll { $0.formula == derivation.subject }
    return .derivation(derivation)
  }
}

extension LessonFile {
  /// How the formulas of the lesson are read.
  var formulaReader: NotationReader {
    let notation = Notation.presets.first { $0.name == notationName } ?? .nielsen
    var context = NotationContext()
    context.kinds = [
      .input, .target, .weightedInput, .activation, .weight, .bias, .error, .cost, .width,
      .learningRate,
    ]
    var reader = NotationReader(notation, context: context)
    reader.takesUnknownLettersAsNames = true
    return reader
  }
}

extension MathExpression {
  /// The expression with the logistic function in place of an activation function without a layer.
  fileprivate var withLogisticActivation: MathExpression {
    let result = mapParts { $0.withLogisticActivation }
    guard case .apply(.activation(_, let order), let argument) = result, !argument.hasLayer else {
      return result
    }
    return .apply(order == 1 ? .derivative(.logistic) : .logistic, argument)
  }

  private var hasLayer: Bool {
    if case .quantity(let quantity) = self { quantity.layer != nil } else { false }
  }
}
