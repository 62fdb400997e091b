import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax
import Typesetting

/// Turns a lesson into a page: prose as it is, `explain` blocks worked out.
struct LessonRunner {
  let lesson: LessonFile
  let request: ExplanationRequest

  /// Headings of explanations stand below the sections of the lesson.
  private static let headingLevel = 2

  func document() throws(DiagnosticList) -> Document {
    let translator = self.translator
    var blocks: [Block] = []
    for located in lesson.blocks {
      guard let (word, name) = LessonFile.fence(located.block) else {
        blocks += translator?.translated([located.block]) ?? [located.block]
        continue
      }
      if word == "explain" { blocks += try self.blocks(for: located.range, named: name) }
    }
    return Document(
      title: translator?.translated(lesson.title) ?? lesson.title, blocks: blocks)
  }

  /// Rewrites the lesson's own formulas, where another notation than the lesson's is asked for.
  private var translator: NotationTranslator? {
    let target = request.options.notation
    let source = Notation.presets.first { $0.name == lesson.notationName } ?? .nielsen
    guard target != source else { return nil }
    var context = NotationContext()
    context.kinds = [
      .input, .target, .weightedInput, .activation, .weight, .bias, .error, .cost, .width,
      .learningRate,
    ]
    var reader = NotationReader(source, context: context)
    reader.takesUnknownLettersAsNames = true
    return NotationTranslator(from: reader, to: NotationWriter(target))
  }

  private func blocks(
    for range: SourceRange, named name: String
  ) throws(DiagnosticList) -> [Block] {
    let place = range.firstLine(in: lesson.bytes)
    let directive = try LessonDirective(
      name: name, nameRange: place, content: LessonFile.content(of: range, in: lesson.bytes),
      in: lesson.bytes)
    do {
      return try run(directive)
    } catch {
      throw error.located(at: place)
    }
  }

  private func run(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    let problem = try problem(directive, "problem")
    let options = request.options(for: problem)
    switch directive.kind {
    case .steps: return try steps(directive, problem)
    case .truthTable:
      let trace = try trace(of: problem)
      return try words { () throws(MeaningError) in
        try TruthTable(trace, notation: options.notation, numbers: options.numbers).blocks()
      }
    case .training:
      guard problem.hasUpdates else { throw needs("targets and a cost", directive) }
      let epochs = try directive.integer("epochs", 1...1_000_000) ?? 1000
      let tolerance = try tolerance(of: directive)
      return try engineWords { () throws(EngineError) in
        try TrainingReport(
          problem, epochs: epochs, tolerance: tolerance, notation: options.notation,
          numbers: options.numbers
        ).blocks
      }
    case .perceptronRule:
      guard case .perceptron = problem.optimizer, problem.hasUpdates else {
        throw needs("targets and the optimizer \"perceptron\"", directive)
      }
      let epochs = try directive.integer("epochs", 1...10_000) ?? 100
      return try engineWords { () throws(EngineError) in
        try PerceptronReport(
          problem, epochs: epochs, notation: options.notation, numbers: options.numbers
        ).blocks
      }
    case .depth: return try depth(directive, problem)
    case .jacobian:
      guard problem.network.layers.last?.activation == .softmax, problem.hasBackwardPass else {
        throw needs("a softmax output, a cost and targets", directive)
      }
      let sample = try directive.integer("sample", 1...problem.samples.count) ?? 1
      let trace = try trace(of: problem)
      return try words { () throws(MeaningError) in
        try JacobianReport(
          trace, sample: sample, notation: options.notation, numbers: options.numbers
        ).blocks()
      }
    }
  }

  // MARK: Directives

  private func steps(
    _ directive: LessonDirective, _ problem: Problem
  ) throws(DiagnosticList) -> [Block] {
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

  private func depth(
    _ directive: LessonDirective, _ problem: Problem
  ) throws(DiagnosticList) -> [Block] {
    var problems = [problem]
    if directive.arguments["beside"] != nil {
      problems.append(try self.problem(directive, "beside"))
    }
    var traces: [(title: String, trace: Trace)] = []
    for problem in problems {
      guard (0...problem.network.depth).allSatisfy({ problem.network.width($0) == 1 }),
        problem.hasBackwardPass
      else { throw needs("one unit in every layer, a cost and targets", directive) }
      traces.append((problem.title ?? problem.shapeTitle, try trace(of: problem)))
    }
    let options = request.options(for: problem)
    return try words { () throws(MeaningError) in
      try DepthReport(traces, notation: options.notation, numbers: options.numbers).blocks()
    }
  }

  // MARK: Parts

  private func problem(
    _ directive: LessonDirective, _ key: String
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

  private func trace(of problem: Problem) throws(DiagnosticList) -> Trace {
    var request = request
    request.options.sample = 1
    request.options.selection.layers = []
    return try Explainer.trace(of: problem, request)
  }

  private func tolerance(of directive: LessonDirective) throws(DiagnosticList) -> Rational {
    guard let argument = directive.arguments["tolerance"] else { return Rational(1, 2) }
    let number: TypedNumber
    do {
      number = try TypedNumber(parsing: argument.value)
    } catch {
      throw DiagnosticList([
        Diagnostic(
          "\"\(argument.value.shortened)\" is no number: \(ProblemFileError.words(for: error))",
          range: argument.range)
      ])
    }
    guard let value = number.value.rational else {
      throw DiagnosticList([Diagnostic("a tolerance is a fraction", range: argument.range)])
    }
    return value
  }

  private func needs(_ what: String, _ directive: LessonDirective) -> DiagnosticList {
    DiagnosticList([
      Diagnostic("\(directive.kind.rawValue) needs a problem with \(what)", range: directive.range)
    ])
  }

  private func words(
    _ body: () throws(MeaningError) -> [Block]
  ) throws(DiagnosticList) -> [Block] {
    do {
      return try body()
    } catch {
      throw DiagnosticList(error, notation: request.options.notation)
    }
  }

  private func engineWords(
    _ body: () throws(EngineError) -> [Block]
  ) throws(DiagnosticList) -> [Block] {
    do {
      return try body()
    } catch {
      throw DiagnosticList(error, notation: request.options.notation)
    }
  }
}
