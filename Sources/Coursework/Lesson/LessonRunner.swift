import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax
import Typesetting

/// Turns a lesson into a page: prose as it is, `explain` blocks worked out.
struct LessonRunner {
  let lesson: LessonFile
  var request: ExplanationRequest

  /// Headings of explanations stand below the sections of the lesson.
  static let headingLevel = 2

  func document() throws(DiagnosticList) -> Document {
    var translation = LessonTranslation(lesson, to: request.options.notation)
    var blocks = request.headNote
    var note = ReaderNote([])
    func tell(_ next: ReaderNote) {
      guard request.origin != nil, next != note else { return }
      note = next
      blocks.append(.readerNote(next))
    }
    for located in lesson.blocks {
      guard let (word, name) = LessonFile.fence(located.block) else {
        tell(translation.note)
        blocks += translation.blocks([located.block])
        continue
      }
      switch word {
      case "explain":
        let directive = try directive(located.range, named: name)
        let worked = try self.blocks(directive)
        tell(self.note(directive))
        blocks += worked
      case "formulas": translation.context = try lesson.context(from: located.range)
      default: break
      }
    }
    return Document(title: translation.inlines(lesson.title), blocks: blocks)
  }

  private func directive(
    _ range: SourceRange, named name: String
  ) throws(DiagnosticList) -> LessonDirective {
    try LessonDirective(
      name: name, nameRange: range.firstLine(in: lesson.bytes),
      content: LessonFile.content(of: range, in: lesson.bytes), in: lesson.bytes)
  }

  private func blocks(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    do {
      return try run(directive)
    } catch {
      throw error.located(at: directive.range)
    }
  }

  private func run(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    var runner = self
    if let digits = try directive.integer("digits", 1...1000), !request.isRoundingChosen {
      runner.request.rounding = .significantDigits(digits)
    }
    switch directive.kind {
    case .steps: return try runner.steps(directive)
    case .truthTable: return try runner.truthTable(of: problem(directive))
    case .training: return try runner.training(directive)
    case .perceptronRule: return try runner.perceptronRule(directive)
    case .depth: return try runner.depth(directive)
    case .sweep: return try runner.sweep(directive)
    case .jacobian: return try runner.jacobian(directive)
    case .paths: return try runner.paths(directive)
    case .parameters: return try runner.parameters(directive)
    case .shapes: return try runner.shapes(directive)
    case .booleanNetwork: return try runner.booleanNetwork(directive)
    case .updateOrder: return try runner.updateOrder(directive)
    case .networkDrawing: return try runner.networkDrawing(directive)
    case .functions: return try runner.functions(directive)
    case .functionTable: return try runner.functionTable(directive)
    case .costCurve: return try runner.costCurve(directive)
    case .regions: return try runner.regions(directive)
    }
  }

  // MARK: Parts

  func problem(
    _ directive: LessonDirective, _ key: String = "problem"
  ) throws(DiagnosticList) -> Problem {
    if let argument = directive.arguments[key] {
      return try lesson.problem(argument.value, argument.range)
    }
    guard let own = lesson.ownProblem else {
      throw DiagnosticList([
        Diagnostic(
          "which problem?", range: directive.range,
          hints: ["write problem: NAME into the block or into the front matter"])
      ])
    }
    return try lesson.problem(own.value, own.valueRange)
  }

  func trace(of problem: Problem) throws(DiagnosticList) -> Trace {
    var request = request
    request.options.sample = 1
    request.options.selection.layers = []
    return try Explainer.trace(of: problem, request)
  }

  func needs(_ what: String, _ directive: LessonDirective) -> DiagnosticList {
    DiagnosticList([
      Diagnostic("\(directive.kind.rawValue) needs a problem with \(what)", range: directive.range)
    ])
  }

  func words(
    _ body: () throws(MeaningError) -> [Block]
  ) throws(DiagnosticList) -> [Block] {
    do {
      return try body()
    } catch {
      throw DiagnosticList(error, notation: request.options.notation)
    }
  }

  func engineWords(
    _ body: () throws(EngineError) -> [Block]
  ) throws(DiagnosticList) -> [Block] {
    do {
      return try body()
    } catch {
      throw DiagnosticList(error, notation: request.options.notation)
    }
  }
}
