import Coursework
import Derivations
import ExactArithmetic
import MathSyntax
import Typesetting

/// Explains a lesson or a problem.
struct ExplainCommand {
  private let subject: Subject
  private let format: ExplainFormat
  /// The file that is written; nil: standard output.
  private let output: String?
  private let arguments: ParsedArguments
  private let notation: Notation

  init(_ arguments: ParsedArguments) throws {
    self.arguments = arguments
    notation = try arguments.text(.notation).map(NotationShelf.notation) ?? .nielsen
    subject = Subject(arguments.operands.first ?? "")
    format = try ExplainFormat(arguments)
    output = arguments.text(.output).flatMap { $0 == "-" ? nil : $0 }
    if arguments.has(.fragment), format != .latex, format != .html {
      throw Failure(
        Diagnostic(
          .error, "'--fragment' goes with the formats latex and html, not \(format.rawValue)"))
    }
  }

  func run() throws {
    // Before anything is computed.
    if let output { try Console.checkWritable(output, overwriting: arguments.has(.force)) }
    let bytes = try written()
    if let output {
      try Console.write(bytes, toFile: output, overwriting: arguments.has(.force))
    } else {
      try Console.print(bytes)
    }
  }

  // MARK: What is explained

  /// Returns the explanation in the format.
  private func written() throws -> [UInt8] {
    switch subject {
    case .lesson(let name):
      let shelf = try LessonShelf(folder: arguments.text(.lessons))
      return try lesson(try shelf.source(named: name))
    case .lessonFile(let path):
      return try lesson(Failure.SourceText(name: path, bytes: try Console.read(path)))
    case .problemFile(let path):
      return try problem(Failure.SourceText(name: path, bytes: try Console.read(path)))
    case .standardInput:
      let bytes = try Console.readStandardInput()
      return try problem(Failure.SourceText(name: "standard input", bytes: bytes))
    }
  }

  private func lesson(_ source: Failure.SourceText) throws -> [UInt8] {
    try checkNotEmpty(source, expected: "a lesson in Markdown")
    return try pointing(into: source) {
      format == .json
        ? try Explainer.traceFile(ofLesson: source.bytes, request)
        : page(try Explainer.document(ofLesson: source.bytes, request))
    }
  }

  private func problem(_ source: Failure.SourceText) throws -> [UInt8] {
    try checkNotEmpty(source, expected: "a problem in JSON")
    return try pointing(into: source) {
      format == .json
        ? try Explainer.traceFile(ofProblem: source.bytes, request)
        : page(try Explainer.document(ofProblem: source.bytes, request))
    }
  }

  private func checkNotEmpty(_ source: Failure.SourceText, expected: String) throws(Failure) {
    guard source.bytes.isEmpty else { return }
    throw Failure(
      Diagnostic(
        .error, "nothing is in it; expected \(expected)",
        hints: ["'\(CommandTable.program) new problem NAME' writes a problem to start from"]),
      in: source)
  }

  /// Runs something whose errors point into a text.
  private func pointing<Result>(
    into source: Failure.SourceText, _ body: () throws -> Result
  ) throws -> Result {
    do { return try body() } catch { throw Failure(error, in: source) }
  }

  // MARK: How it is explained

  /// What the options ask for.
  private var request: ExplanationRequest {
    var request = ExplanationRequest()
    request.arithmetic = arguments.choice(.arithmetic) ?? request.arithmetic
    request.updates = arguments.number(.updates) ?? request.updates
    if let digits = arguments.number(.digits) {
      request.rounding = .significantDigits(digits)
    } else if let decimals = arguments.number(.decimals) {
      request.rounding = .decimals(decimals)
    }
    request.options = explanationOptions
    return request
  }

  private var explanationOptions: ExplanationOptions {
    var options = ExplanationOptions()
    options.notation = notation
    options.carry = arguments.choice(.carry) ?? options.carry
    options.detail = arguments.choice(.detail) ?? options.detail
    options.showsReasons = !arguments.has(.noWhy)
    options.showsChecks = arguments.has(.check)
    options.sample = arguments.number(.sample) ?? options.sample
    options.selection = arguments.selection
    return options
  }

  /// Returns a document in the format.
  private func page(_ document: Document) -> [UInt8] {
    var buffer = OutputBuffer()
    writer.write(document, to: &buffer)
    return buffer.bytes
  }

  private var writer: any DocumentWriter {
    switch format {
    case .terminal, .json:
      let width = arguments.number(.width)
      let settings =
        output == nil
        ? TerminalSettings.ofStream(
          Platform.standardOutput, color: arguments.choice(.color) ?? .auto, width: width)
        : TerminalSettings(width: width)
      return TerminalWriter(width: settings.width, usesColor: settings.usesColor)
    case .markdown: return MarkdownWriter()
    case .latex, .pdf: return LaTeXWriter(fragment: arguments.has(.fragment))
    case .html: return HTMLWriter(fragment: arguments.has(.fragment))
    }
  }
}
