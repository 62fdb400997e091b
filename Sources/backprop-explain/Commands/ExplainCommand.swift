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
  private let pdfMaker: PDFMaker?

  init(_ arguments: ParsedArguments) throws {
    self.arguments = arguments
    notation = try arguments.text(.notation).map(NotationShelf.notation) ?? .nielsen
    subject = Subject(arguments.operands.first ?? "")
    format = try arguments.format(of: "explanations", usual: .terminal)
    let target = try PageTarget(arguments, format: format)
    output = target.output
    pdfMaker = target.pdfMaker
  }

  func run() throws {
    // Before anything is computed.
    if let output { try Console.checkWritable(output, overwriting: arguments.has(.force)) }
    let page = try written()
    try put(page)
    if let openQuestions = page.openQuestions { throw openQuestions }
  }

  private func put(_ page: Page) throws {
    guard let output else {
      try Console.print(page.bytes)
      return
    }
    let folder = output.dropLast(Console.split(output).name.utf8.count)
    let overwrites = arguments.has(.force)
    for figure in page.figures {
      try Console.checkWritable(folder + figure.name, overwriting: overwrites)
    }
    for figure in page.figures {
      try Console.write(figure.bytes, toFile: folder + figure.name, overwriting: overwrites)
    }
    try Console.write(page.bytes, toFile: output, overwriting: overwrites)
  }

  /// An explanation, and the pictures that go into files beside it.
  private struct Page {
    var bytes: [UInt8]
    var figures: [(name: String, bytes: [UInt8])] = []
    /// What could not be decided of an instructor's lesson.
    var openQuestions: Failure?
  }

  // MARK: What is explained

  /// Returns the explanation in the format.
  private func written() throws -> Page {
    switch subject {
    case .lesson(let name):
      let shelf = try LessonShelf(folder: arguments.text(.lessons))
      let source = try shelf.source(named: name)
      return shelf.isInFolder(name) ? try ownLesson(source) : try lesson(source)
    case .lessonFile(let path):
      return try ownLesson(Failure.SourceText(name: path, bytes: try Console.read(path)))
    case .problemFile(let path):
      return try problem(Failure.SourceText(name: path, bytes: try Console.read(path)))
    case .standardInput:
      let bytes = try Console.readStandardInput()
      return try problem(Failure.SourceText(name: "standard input", bytes: bytes))
    }
  }

  /// Checks the formulas of a lesson; returns what stays open.
  ///
  /// - Throws: what is not true, with its place.
  private func check(_ source: Failure.SourceText) throws -> Failure? {
    guard format != .json, !source.bytes.isEmpty else { return nil }
    let check = try pointing(into: source) { try Explainer.check(ofLesson: source.bytes) }
    if !check.mistakes.isEmpty { throw Failure(check.mistakes, in: source, code: .wrong) }
    if check.openQuestions.isEmpty { return nil }
    return Failure(check.openQuestions, in: source, code: .undecided)
  }

  /// Returns an instructor's lesson, whose formulas are checked; those of the built-in lessons are
  /// checked by a test.
  private func ownLesson(_ source: Failure.SourceText) throws -> Page {
    let openQuestions = try check(source)
    var page = try lesson(source)
    page.openQuestions = openQuestions
    return page
  }

  private func lesson(_ source: Failure.SourceText) throws -> Page {
    try checkNotEmpty(source, expected: "a lesson in Markdown")
    return try pointing(into: source) {
      format == .json
        ? Page(bytes: try Explainer.traceFile(ofLesson: source.bytes, request))
        : try page(Explainer.document(ofLesson: source.bytes, request))
    }
  }

  private func problem(_ source: Failure.SourceText) throws -> Page {
    try checkNotEmpty(source, expected: "a problem in JSON")
    return try pointing(into: source) {
      format == .json
        ? Page(bytes: try Explainer.traceFile(ofProblem: source.bytes, request))
        : try page(Explainer.document(ofProblem: source.bytes, request))
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

  /// Where a verification finds what the page is about: beside the page, as far as is known.
  private var origin: ExplanationRequest.Origin {
    switch subject {
    case .lesson(let name): return .lesson(name)
    case .lessonFile(let path): return nameBesidePage(path).map { .lesson($0) } ?? .problem(nil)
    case .problemFile(let path): return .problem(nameBesidePage(path))
    case .standardInput: return .problem(nil)
    }
  }

  /// The name of a file in the folder of the page, or in the one at hand where the page is printed.
  private func nameBesidePage(_ path: String) -> String? {
    let file = Console.split(path)
    return file.folder == output.map { Console.split($0).folder } ?? "." ? file.name : nil
  }

  /// What the options ask for.
  private var request: ExplanationRequest {
    var request = ExplanationRequest()
    request.origin = origin
    request.arithmetic = arguments.choice(.arithmetic) ?? request.arithmetic
    request.updates = arguments.number(.updates) ?? request.updates
    request.isRoundingChosen =
      arguments.number(.digits) != nil || arguments.number(.decimals) != nil
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
  private func page(_ document: Document) throws -> Page {
    var buffer = OutputBuffer()
    writer.write(document, to: &buffer)
    return Page(
      bytes: try pdfMaker?.pdf(of: buffer.bytes) ?? buffer.bytes,
      figures: format == .markdown ? markdownWriter.figureFiles(of: document) : [])
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
      var writer = TerminalWriter(width: settings.width, usesColor: settings.usesColor)
      writer.writesNotes = output != nil
      return writer
    case .markdown: return markdownWriter
    case .latex, .pdf: return LaTeXWriter(fragment: arguments.has(.fragment))
    case .html: return HTMLWriter(fragment: arguments.has(.fragment))
    }
  }

  // MARK: Figures

  /// A page in a file has its figures in files beside it.
  private var markdownWriter: MarkdownWriter {
    guard let output else { return MarkdownWriter() }
    if let status = try? Platform.status(of: output), status.kind == .other {
      return MarkdownWriter()
    }
    let name = Console.split(output).name
    let stem = name.lastIndex(of: ".").map { $0 == name.startIndex ? name : String(name[..<$0]) }
    return MarkdownWriter(figurePrefix: (stem ?? name) + "-")
  }
}
