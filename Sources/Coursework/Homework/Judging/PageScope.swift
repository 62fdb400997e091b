import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax
import Typesetting

/// What a part of a submission is about: a problem, or networks in general.
struct PageScope {
  /// What is true of the problem; nil: the formulas are about any network.
  var truth: JudgedProblem?
  /// The functions that formulas are about.
  var assumptions: IdentityAssumptions
  /// The sample that the lines are about, where that is told.
  var sample: Int?
  /// What a lesson declares of its prose.
  var context = FormulaContext()
  var isHandout = false
  /// What a handout showed as an example.
  var worked: Set<TraceQuantity> = []

  /// Whether nothing is said of where the part is about one problem or any network.
  var isGeneral: Bool { truth == nil }

  func notationContext() -> NotationContext {
    var notation = truth?.problem.notationContext ?? NotationContext()
    if context.isOfOneUnit { notation.isOfOneUnit = true }
    return notation
  }

  /// What restricts all formulas of the part.
  func restrictions(_ reader: NotationReader) -> [Comparison] {
    guard let condition = context.condition else { return [] }
    let one = Formula([.init(.number("1"))])
    let formula = one + [.symbol(.equals)] + one + [.symbol(.comma)] + condition
    guard let statement = try? reader.statements(formula).first else { return [] }
    return reader.restrictions(of: statement).comparisons
  }
}

/// Finds out what the notes of a page are about.
///
/// A note counts on a page about a lesson only, and never in a handout: there the problem is settled.
struct PageScopes {
  private let settings: SubmissionSettings
  private let truth: (Problem) throws(DiagnosticList) -> JudgedProblem
  /// The part before the first note.
  let first: PageScope

  init(
    _ settings: SubmissionSettings,
    truth: @escaping (Problem) throws(DiagnosticList) -> JudgedProblem
  ) throws(DiagnosticList) {
    self.settings = settings
    self.truth = truth
    first = PageScope(
      truth: try settings.problem.map { problem throws(DiagnosticList) in try truth(problem) },
      assumptions: settings.assumptions, isHandout: settings.isHandout,
      worked: settings.worked)
  }

  /// Returns what the text below a note is about; nil where the note changes nothing.
  ///
  /// - Throws: the note names a problem that the lesson does not have, or something unknown.
  func scope(after note: ReaderNote) throws(DiagnosticList) -> PageScope? {
    guard let lesson = settings.lesson, !settings.isHandout, settings.followsNotes else {
      return nil
    }
    guard note.entries.contains(where: { FormulaContext.blockKeys.contains($0.key) }) else {
      return nil
    }
    let context = try FormulaContext(note)
    var scope = PageScope(
      truth: nil,
      assumptions: IdentityAssumptions(
        activation: context.activation, outputActivation: context.outputActivation,
        cost: context.cost),
      context: context)
    if let name = context.problem {
      let problem = try lesson.problem(name.value, name.range)
      scope.truth = try truth(problem)
      scope.assumptions = SubmissionSettings.assumptions(of: problem)
      scope.sample = note.entries.first { $0.key == "sample" }.flatMap { Int($0.value) }
        .flatMap { (1...problem.samples.count).contains($0) ? $0 : nil }
    }
    return scope
  }
}
