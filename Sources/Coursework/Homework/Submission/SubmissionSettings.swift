import BackpropEngine
import Derivations
import MathSyntax
import Typesetting

/// What a submission is about: its front matter, under what was asked for.
struct SubmissionSettings {
  var problem: Problem?
  var notation: Notation
  var activation: Activation?
  var outputActivation: Activation?
  var cost: Cost?
  /// Whether the submission is a handout that was filled in.
  var isHandout: Bool
  /// What a handout showed as an example: no answers of the student's.
  private(set) var worked: Set<TraceQuantity> = []
  /// The lesson that the submission is about.
  private(set) var lesson: LessonFile?
  /// Whether the notes of a page say what its parts are about: not where a problem was asked for that is
  /// not the lesson's own.
  private(set) var followsNotes = false

  init(
    _ entries: [FrontMatter.Entry], _ request: VerificationRequest
  ) throws(DiagnosticList) {
    notation = request.notation ?? .nielsen
    problem = request.problem
    activation = request.activation
    outputActivation = request.outputActivation
    cost = request.cost
    isHandout = entries.contains { $0.key == "variant" }
    for entry in entries {
      switch entry.key {
      case "notation" where request.notation == nil:
        notation = try Self.notation(entry, request)
      case "problem" where request.problem == nil: problem = try Self.problem(entry, request)
      case "lesson":
        let lesson = try Self.lesson(entry, request)
        let own = try Self.ownProblem(of: lesson, entry)
        if problem == nil { problem = own }
        self.lesson = lesson
        followsNotes = request.problem == nil || request.problem == own
      case "activation" where request.activation == nil: activation = try Self.activation(entry)
      case "output-activation" where request.outputActivation == nil:
        outputActivation = try Self.activation(entry)
      case "cost" where request.cost == nil:
        guard let named = Cost(rawValue: entry.value) else {
          throw Self.unknown(entry, "cost", Cost.allCases.map(\.rawValue))
        }
        cost = named
      default: break
      }
    }
    if request.problem == nil { try takeVariant(entries) }
    if let problem, isHandout, problem.hasBackwardPass,
      let rows = entries.first(where: { $0.key == WorksheetOptions.workedKey }).flatMap({
        Int($0.value)
      }), rows > 0
    {
      worked = WorksheetPart.worked(rows, of: problem)
    }
  }

  /// Replaces the problem by the variant of it that a handout is about, if it is about one.
  private mutating func takeVariant(_ entries: [FrontMatter.Entry]) throws(DiagnosticList) {
    do {
      let recipe = try VariantRecipe { key in entries.first { $0.key == key }?.value }
      if let recipe { problem = try recipe.problem(template: problem) }
    } catch {
      var diagnostic = error.diagnostic
      diagnostic.range = entries.first { $0.key == "variant" }?.valueRange
      throw DiagnosticList([diagnostic])
    }
  }

  /// The functions that formulas are about: those of the problem, or those that were declared.
  var assumptions: IdentityAssumptions {
    guard let problem else {
      return IdentityAssumptions(
        activation: activation, outputActivation: outputActivation, cost: cost)
    }
    return Self.assumptions(of: problem)
  }

  /// The functions of a problem.
  static func assumptions(of problem: Problem) -> IdentityAssumptions {
    let hidden = Set(problem.network.layers.dropLast().map(\.activation))
    let output = problem.network.layers.last?.activation
    var assumptions = IdentityAssumptions(
      activation: hidden.count == 1 ? hidden.first : hidden.isEmpty ? output : nil,
      outputActivation: output, cost: problem.cost)
    assumptions.derivativeAtKink = problem.derivativeAtKink
    return assumptions
  }

  private static func unknown(
    _ entry: FrontMatter.Entry, _ what: String, _ known: [String]
  ) -> DiagnosticList {
    DiagnosticList([
      Diagnostic(
        "unknown \(what) \"\(entry.value.shortened)\"", range: entry.valueRange,
        hints: NearestName.of(entry.value, among: known).map { ["did you mean \"\($0)\"?"] }
          ?? ["known: " + known.joined(separator: ", ")])
    ])
  }

  private static func notation(
    _ entry: FrontMatter.Entry, _ request: VerificationRequest
  ) throws(DiagnosticList) -> Notation {
    if let preset = Notation.presets.first(where: { $0.name == entry.value }) { return preset }
    guard entry.value.contains("/") || entry.value.contains(".") else {
      throw unknown(entry, "notation", Notation.presets.map(\.name))
    }
    let bytes = try file(entry, request)
    do {
      return try NotationFile.read(bytes)
    } catch {
      throw DiagnosticList([
        Diagnostic(
          "the notation file \"\(entry.value.shortened)\" has faults", range: entry.valueRange)
      ])
    }
  }

  private static func problem(
    _ entry: FrontMatter.Entry, _ request: VerificationRequest
  ) throws(DiagnosticList) -> Problem {
    let bytes = try file(entry, request)
    do {
      return try ProblemFile.read(bytes)
    } catch {
      throw DiagnosticList([
        Diagnostic(
          "the problem file \"\(entry.value.shortened)\" has faults", range: entry.valueRange)
      ])
    }
  }

  private static func lesson(
    _ entry: FrontMatter.Entry, _ request: VerificationRequest
  ) throws(DiagnosticList) -> LessonFile {
    do {
      return try LessonFile(request.lesson(entry.value))
    } catch {
      throw error.located(at: entry.valueRange)
    }
  }

  private static func ownProblem(
    of lesson: LessonFile, _ entry: FrontMatter.Entry
  ) throws(DiagnosticList) -> Problem? {
    guard let source = try lesson.ownProblemSource() else { return nil }
    do {
      return try ProblemFile.read(source)
    } catch {
      throw DiagnosticList([
        Diagnostic(
          "the problem of lesson \"\(entry.value.shortened)\" has faults", range: entry.valueRange)
      ])
    }
  }

  private static func file(
    _ entry: FrontMatter.Entry, _ request: VerificationRequest
  ) throws(DiagnosticList) -> [UInt8] {
    do {
      return try request.file(entry.value)
    } catch {
      throw error.located(at: entry.valueRange)
    }
  }

  private static func activation(_ entry: FrontMatter.Entry) throws(DiagnosticList) -> Activation {
    guard let activation = Activation(name: entry.value) else {
      throw unknown(entry, "activation", Activation.names)
    }
    return activation
  }
}
