import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

extension LessonRunner {
  /// Worked steps of a problem.
  func steps(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    let problem = try problem(directive)
    var request = request
    if let only = directive.arguments["only"] {
      switch ExplanationOptions.Selection.read(only.value) {
      case .success(let selection):
        guard let both = request.options.selection.intersection(selection) else { return [] }
        request.options.selection = both
      case .failure(let unknown):
        let known = ExplanationOptions.Selection.words
        throw DiagnosticList([
          Diagnostic(
            "\"\(unknown.word.shortened)\" is no part of an explanation", range: only.range,
            hints: NearestName.of(unknown.word, among: known).map { ["did you mean \"\($0)\"?"] }
              ?? ["parts: " + known.joined(separator: ", ")])
        ])
      }
    } else if request.options.selection.parts.isEmpty {
      // The lesson's prose introduces the symbols and the network itself.
      let parts = ExplanationOptions.Part.allCases.filter { $0 != .symbols }
      request.options.selection.parts = Set(parts)
    }
    if let detail = directive.arguments["detail"], request.options.detail == .full {
      let known = ExplanationOptions.Detail.allCases.map(\.rawValue)
      guard let value = ExplanationOptions.Detail(rawValue: detail.value) else {
        throw DiagnosticList([
          Diagnostic(
            "\"\(detail.value.shortened)\" is no level of detail", range: detail.range,
            hints: ["levels: " + known.joined(separator: ", ")])
        ])
      }
      request.options.detail = value
    }
    request.options.sample =
      try directive.integer("sample", 1...problem.samples.count)
      ?? min(request.options.sample, problem.samples.count)
    request.updates = try directive.integer("updates", 0...100) ?? request.updates
    let trace = try Explainer.trace(of: problem, request)
    var explanation = Explanation(
      trace, options: request.options(for: problem),
      reference: Explainer.reference(of: problem, request))
    return try words { () throws(MeaningError) in
      try explanation.blocks(headingLevel: Self.headingLevel)
    }
  }

  /// Every sample with what each unit answers.
  func truthTable(of problem: Problem) throws(DiagnosticList) -> [Block] {
    let options = request.options(for: problem)
    let trace = try trace(of: problem)
    return try words { () throws(MeaningError) in
      try TruthTable(trace, notation: options.notation, numbers: options.numbers).blocks()
    }
  }

  /// A training in double precision.
  func training(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    let problem = try problem(directive)
    guard problem.hasUpdates else { throw needs("targets and a cost", directive) }
    let epochs = try directive.integer("epochs", 1...1_000_000) ?? 1000
    let tolerance = try tolerance(of: directive)
    let options = request.options(for: problem)
    return try engineWords { () throws(EngineError) in
      try TrainingReport(
        problem, epochs: epochs, tolerance: tolerance, notation: options.notation,
        numbers: options.numbers
      ).blocks
    }
  }

  private func tolerance(of directive: LessonDirective) throws(DiagnosticList) -> Rational {
    guard let number = try directive.number("tolerance") else { return Rational(1, 2) }
    guard let value = number.value.rational else {
      throw DiagnosticList([
        Diagnostic("a tolerance is a fraction", range: directive.arguments["tolerance"]?.range)
      ])
    }
    return value
  }

  /// The perceptron rule, turn by turn.
  func perceptronRule(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    let problem = try problem(directive)
    guard case .perceptron = problem.optimizer, problem.hasUpdates else {
      throw needs("targets and the optimizer \"perceptron\"", directive)
    }
    let epochs = try directive.integer("epochs", 1...10_000) ?? 100
    let options = request.options(for: problem)
    return try engineWords { () throws(EngineError) in
      try PerceptronReport(
        problem, epochs: epochs, notation: options.notation, numbers: options.numbers
      ).blocks
    }
  }
}
