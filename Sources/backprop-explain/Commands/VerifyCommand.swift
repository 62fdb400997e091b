import BackpropEngine
import Coursework
import Derivations
import MathSyntax
import Typesetting

/// Verifies submissions.
struct VerifyCommand {
  private let paths: [String]
  private let format: VerifyFormat
  private let destination: Destination
  private let verifier: Verifier
  private let points: PointsScheme?
  private let problems: ProblemShelf
  private let arguments: ParsedArguments

  /// Where the reports go.
  private enum Destination {
    case standardOutput
    case file(String)
    /// A file a submission, by these names.
    case folder(String, names: [String])
  }

  init(_ arguments: ParsedArguments) throws {
    self.arguments = arguments
    let notation = try arguments.text(.notation).map(NotationShelf.notation)
    problems = ProblemShelf(lessons: try LessonShelf(folder: arguments.text(.lessons)))
    var request = VerificationRequest()
    request.problem = try arguments.text(.problem).map(problems.problem)
    request.notation = notation
    request.activation = try arguments.text(.activation).map(Self.activation)
    request.outputActivation = try arguments.text(.outputActivation).map(Self.activation)
    request.cost = arguments.choice(.cost)
    request.selection = arguments.selection
    request.isStrict = arguments.has(.strict)
    request.wantsApproximationSigns = arguments.has(.strictEquals)
    if arguments.has(.decimalComma) { request.readsDecimalCommas = true }
    verifier = Verifier(request)
    points = try arguments.text(.points).map { path in
      let source = Failure.SourceText(name: path, bytes: try Console.read(path))
      do {
        return try PointsScheme.read(source.bytes, notation: notation ?? .nielsen)
      } catch {
        throw Failure(error, in: source)
      }
    }
    paths = try SubmissionFiles.paths(arguments.operands)
    (format, destination) = try Self.destination(arguments, paths)
  }

  func run() throws -> ExitCode {
    // Before anything is computed.
    let overwrites = arguments.has(.force)
    switch destination {
    case .standardOutput: break
    case .file(let path): try Console.checkWritable(path, overwriting: overwrites)
    case .folder(let folder, let names):
      try Console.ensureFolder(folder)
      for name in names + [FeedbackNames.table] {
        try Console.checkWritable(Self.path(folder, name), overwriting: overwrites)
      }
    }
    let results = verified()
    try write(results.map(\.submission))
    let settings = TerminalSettings.ofStream(Platform.standardError)
    for failure in results.compactMap(\.failure) { Console.complain(failure.text(settings)) }
    return arguments.has(.exitZero) ? .done : ExitCode.of(results.map(\.code))
  }

  // MARK: Verifying

  /// What came of a submission.
  private struct Result: Sendable {
    var submission: GradedSubmission
    var failure: Failure?
    var code: ExitCode
  }

  private func verified() -> [Result] {
    let progress = ProgressLine(total: paths.count)
    defer { progress.finish() }
    return ParallelMap.results(paths.count, progress: progress.update) { index in
      result(paths[index])
    }
  }

  private func result(_ path: String) -> Result {
    let name = path == "-" ? "standard input" : path
    var source: Failure.SourceText?
    do {
      let bytes = try path == "-" ? Console.readStandardInput() : Console.read(path)
      source = Failure.SourceText(name: name, bytes: bytes)
      var verifier = verifier
      let problems = problems
      verifier.request.file = { file throws(DiagnosticList) in
        try problems.file(file, beside: path)
      }
      verifier.request.lesson = { lesson throws(DiagnosticList) in
        try problems.lesson(lesson, beside: path)
      }
      let verification = try verifier.verify(bytes, named: name)
      let submission = GradedSubmission(verification, source: bytes, points)
      guard submission.isEmpty else {
        return Result(
          submission: submission, failure: nil, code: Self.code(of: verification.outcome))
      }
      let failure = Failure(
        Diagnostic(.error, GradedSubmission.nothingFound),
        in: Failure.SourceText(name: name, bytes: []))
      return Result(submission: submission, failure: failure, code: .invalid)
    } catch {
      let failure = Failure(error, in: source ?? Failure.SourceText(name: name, bytes: []))
      return Result(
        submission: GradedSubmission(unreadable: name, failure.diagnostics, points),
        failure: failure, code: failure.code)
    }
  }

  private static func code(of outcome: Verification.Outcome) -> ExitCode {
    switch outcome {
    case .empty: .invalid
    case .wrong: .wrong
    case .undecided: .undecided
    case .right: .done
    }
  }

  // MARK: Writing

  private func write(_ submissions: [GradedSubmission]) throws {
    switch destination {
    case .standardOutput:
      // What is said on standard error says it all.
      if format == .terminal, submissions.allSatisfy(\.isEmpty) { return }
      let settings = TerminalSettings.ofStream(
        Platform.standardOutput, color: arguments.choice(.color) ?? .auto,
        width: arguments.number(.width))
      try Console.print(bytes(submissions, format, settings))
    case .file(let path):
      let bytes = bytes(submissions, format, TerminalSettings(width: arguments.number(.width)))
      try Console.write(bytes, toFile: path, overwriting: arguments.has(.force))
    case .folder(let folder, let names): try write(submissions, to: folder, names)
    }
  }

  private func write(
    _ submissions: [GradedSubmission], to folder: String, _ names: [String]
  ) throws {
    let settings = TerminalSettings(width: arguments.number(.width))
    for (submission, name) in zip(submissions, names) {
      try Console.write(
        bytes([submission], format, settings), toFile: Self.path(folder, name),
        overwriting: arguments.has(.force))
    }
    try Console.write(
      ResultsTable.bytes(submissions), toFile: Self.path(folder, FeedbackNames.table),
      overwriting: arguments.has(.force))
    let screen = TerminalSettings.ofStream(
      Platform.standardOutput, color: arguments.choice(.color) ?? .auto,
      width: arguments.number(.width))
    var buffer = OutputBuffer()
    TerminalWriter(width: screen.width, usesColor: screen.usesColor)
      .write(TerminalReport.summary(submissions), to: &buffer)
    try Console.print(buffer.bytes)
  }

  private func bytes(
    _ submissions: [GradedSubmission], _ format: VerifyFormat, _ settings: TerminalSettings
  ) -> [UInt8] {
    var buffer = OutputBuffer()
    switch format {
    case .terminal:
      TerminalWriter(width: settings.width, usesColor: settings.usesColor)
        .write(TerminalReport.document(submissions), to: &buffer)
    case .markdown: MarkdownWriter().write(FeedbackSheet.document(submissions), to: &buffer)
    case .json: return VerdictFile.bytes(submissions)
    case .csv: return ResultsTable.bytes(submissions)
    case .junit: return JUnitFile.bytes(submissions)
    case .gradescope: return GradescopeFile.bytes(submissions)
    }
    return buffer.bytes
  }

  // MARK: Options

  private static func activation(_ name: String) throws -> Activation {
    guard let activation = Activation(name: name) else {
      throw ArgumentError.invalidChoice(.activation, found: name, allowed: Activation.names)
    }
    return activation
  }

  /// Returns where reports go, and in which format.
  private static func destination(
    _ arguments: ParsedArguments, _ paths: [String]
  ) throws -> (VerifyFormat, Destination) {
    guard let output = arguments.text(.output), output != "-" else {
      return (try arguments.format(of: "verdicts", usual: .terminal), .standardOutput)
    }
    let isFolder =
      output.hasSuffix("/") || (try? Platform.status(of: output))?.kind == .folder
      || paths.count > 1 && !Console.exists(output) && !Console.split(output).name.contains(".")
    guard isFolder else {
      return (try arguments.format(of: "verdicts", usual: .terminal), .file(output))
    }
    // Feedback files are for students; a table for each would be of one line.
    var format: VerifyFormat = arguments.choice(.format) ?? .markdown
    if format == .csv { format = .markdown }
    return (
      format,
      .folder(output, names: FeedbackNames.names(for: paths, ending: format.fileExtension))
    )
  }

  private static func path(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
}
