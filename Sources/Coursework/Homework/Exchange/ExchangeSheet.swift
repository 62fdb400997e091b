import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

/// A variant as exchange formats need it: what is given, and every question with its answers.
struct ExchangeSheet {
  /// The variant's number, from 1.
  let number: Int
  /// What the problem is called.
  let name: String
  /// The network, the sample, and how answers are asked for.
  let given: [Block]
  /// The questions, in the parts of a worksheet.
  let parts: [Part]
  /// The digits after the point that answers are asked with.
  let decimals: Int

  /// What is asked together, under one heading.
  struct Part {
    var title: String
    /// The rules, where hints were asked for.
    var hints: [Block]
    var questions: [ExchangeQuestion]
  }

  /// Works a variant out.
  ///
  /// - Throws: which number cannot be computed.
  init(
    _ variant: VariantGenerator.Variant, decimals: Int, _ options: WorksheetOptions
  ) throws(DiagnosticList) {
    let problem = variant.problem
    number = variant.number
    name = problem.title ?? problem.shapeTitle
    self.decimals = decimals
    do {
      let worksheet = try Worksheet(variant, decimals: decimals, options)
      given = try worksheet.given()
      let trace = try Trace.compute(
        problem, arithmetic: options.arithmetic,
        rounding: .decimals(decimals + ExchangeNumber.guardDigits))
      var maker = QuestionMaker(variant, trace, decimals: decimals, options)
      var parts: [Part] = []
      for part in WorksheetPart.all(of: problem) {
        var questions: [ExchangeQuestion] = []
        for quantity in part.quantities {
          if let question = try maker.question(about: quantity) { questions.append(question) }
        }
        let hints = options.showsHints ? try worksheet.hints(part, &maker.builder) : []
        parts.append(Part(title: part.title, hints: hints, questions: questions))
      }
      self.parts = parts
    } catch let error as EngineError {
      throw DiagnosticList(error, notation: options.notation)
    } catch let error as MeaningError {
      throw DiagnosticList(error, notation: options.notation)
    } catch {
      throw DiagnosticList([Diagnostic("\(error)")])
    }
  }
}

/// Makes the questions of a variant.
private struct QuestionMaker {
  private let trace: Trace
  private let moment: TraceMoment
  private let numbers: NumberStyle
  private let writer: NotationWriter
  private let decimals: Int
  private let mistakes: [TraceQuantity: [MistakenValue<Double>]]
  var builder: StepBuilder

  init(
    _ variant: VariantGenerator.Variant, _ trace: Trace, decimals: Int, _ options: WorksheetOptions
  ) {
    self.trace = trace
    self.decimals = decimals
    moment = variant.moment
    numbers = NumberStyle(
      rounding: .decimals(decimals), showsFractions: !variant.problem.isTypedInDecimals,
      prefersDecimals: variant.problem.isTypedInDecimals)
    writer = NotationWriter(
      options.notation, numbers: numbers, context: variant.problem.notationContext)
    mistakes = Dictionary(
      variant.mistakes.map { ($0.quantity, $0.values) }, uniquingKeysWith: { first, _ in first })
    builder = StepBuilder(trace: trace, numbers: numbers)
    builder.checksReplay = false
  }

  mutating func question(
    about quantity: TraceQuantity
  ) throws(MeaningError) -> ExchangeQuestion? {
    guard let value = trace.value(of: quantity, at: moment) else { return nil }
    let literal = NumberLiteral.computed(value)
    let isExact = numbers.appearance(of: literal).isExact
    let shown = writer.formula(literal)
    let subject = writer.formula(quantity.formulaQuantity())
    var lines: [Derivation.Line] = []
    if let step = try builder.step(for: quantity, at: moment) {
      lines.append(.init(.equals, writer.formula(step.symbolic)))
      lines.append(.init(step.substitutedRelation(numbers), writer.formula(step.substituted)))
    }
    lines.append(.init(isExact ? .equals : .approximately, shown, isResult: true))
    return ExchangeQuestion(
      quantity: quantity, subject: subject, shown: shown, isExact: isExact,
      answer: ExchangeNumber.text(value, decimals: decimals),
      mistakes: ExchangeQuestion.distinguishable(
        mistakes[quantity] ?? [], from: value.approximate, decimals: decimals),
      derivation: Derivation(subject: subject, lines: lines))
  }
}
