import Coursework
import MathSyntax
import Typesetting

/// Rewrites the formulas of a file in another notation.
struct TranslateCommand {
  private let path: String
  /// The notation of the file; nil: the one that reads the most.
  private let source: Notation?
  private let target: Notation
  /// The file that is written; nil: standard output.
  private let output: String?
  private let overwrites: Bool
  private let decimalCommas: Bool

  /// The word for finding out the notation of the file.
  static let automatic = "auto"

  init(_ arguments: ParsedArguments) throws {
    path = arguments.operands.first ?? ""
    let from = arguments.text(.from) ?? Self.automatic
    source = from == Self.automatic ? nil : try NotationShelf.notation(from)
    target = try arguments.text(.to).map(NotationShelf.notation) ?? .nielsen
    output = arguments.text(.output).flatMap { $0 == "-" ? nil : $0 }
    overwrites = arguments.has(.force)
    decimalCommas = arguments.has(.decimalComma)
  }

  func run() throws -> ExitCode {
    if let output { try Console.checkWritable(output, overwriting: overwrites) }
    let isStandardInput = path == "-"
    let file = Failure.SourceText(
      name: isStandardInput ? "standard input" : path,
      bytes: isStandardInput
        ? try Console.readStandardInput(of: "a text") : try Console.read(path))
    let translation: FileTranslation
    do {
      translation = try FileTranslation(
        file.bytes, markup: Markup(ofFile: isStandardInput ? "" : path, file.bytes),
        from: source, to: target, decimalCommas: decimalCommas)
    } catch {
      throw Failure(error, in: file)
    }
    if let output {
      try Console.write(translation.bytes, toFile: output, overwriting: overwrites)
    } else {
      try Console.print(translation.bytes)
    }
    report(translation, file)
    return translation.unreadCount == 0 ? .done : .undecided
  }

  // MARK: Report

  /// How many problems are shown with their lines.
  private static let shownProblems = 20

  private func report(_ translation: FileTranslation, _ file: Failure.SourceText) {
    var problems = Failure(DiagnosticList(Array(translation.problems.prefix(Self.shownProblems))))
    problems.source = file
    let settings = TerminalSettings.ofStream(Platform.standardError)
    if !problems.diagnostics.isEmpty { Console.complain(problems.text(settings)) }
    Console.complain(
      translation.summary(target).map { $0 + "\n" }.joined())
  }
}
