import Coursework
import MathSyntax
import Typesetting

/// Why a command ended before its work was done.
struct Failure: Error {
  /// What is to be said.
  var diagnostics: [Diagnostic]
  /// The text that the messages point into, if there is one.
  var source: SourceText?
  /// What the process reports.
  var code = ExitCode.invalid

  /// A text with the name that messages call it by.
  struct SourceText {
    var name: String
    var bytes: [UInt8]
  }

  /// Creates a failure with one message.
  init(_ diagnostic: Diagnostic, in source: SourceText? = nil) {
    diagnostics = [diagnostic]
    self.source = source
  }

  /// Creates a failure with several messages about a text.
  init(_ diagnostics: [Diagnostic], in source: SourceText, code: ExitCode) {
    self.diagnostics = diagnostics
    self.source = source
    self.code = code
  }

  /// Creates the failure of something that threw while a text was worked on.
  init(_ error: any Error, in source: SourceText? = nil) {
    if let failure = error as? Failure {
      self = failure
      return
    }
    self.source = source
    if let list = error as? DiagnosticList, list.isUndecided { code = .undecided }
    diagnostics =
      switch error {
      case let error as FileError: [error.diagnostic]
      case let error as ArgumentError: [error.diagnostic]
      case let error as Diagnostic: [error]
      case let list as DiagnosticList: list.diagnostics
      default: [Diagnostic(.error, "\(error)")]
      }
  }

  /// Returns the messages as they are printed.
  func text(_ settings: TerminalSettings) -> String {
    let renderer = DiagnosticRenderer(width: settings.width, usesColor: settings.usesColor)
    var buffer = OutputBuffer()
    for diagnostic in diagnostics {
      renderer.render(
        diagnostic, name: source?.name ?? CommandTable.program, source: source?.bytes ?? [],
        to: &buffer)
    }
    return buffer.text
  }
}
