import MathSyntax
import Typesetting

/// A format that verdicts are written in.
enum VerifyFormat: String, CaseIterable, Sendable {
  case terminal
  case markdown
  case json
  case csv
  case junit
  case gradescope

  /// The format that was asked for, by name or by the ending of the output file.
  init(_ arguments: ParsedArguments) throws(Failure) {
    if let format: VerifyFormat = arguments.choice(.format) {
      self = format
      return
    }
    guard let path = arguments.text(.output), let ending = OutputFormat(path: path) else {
      self = .terminal
      return
    }
    guard let format = VerifyFormat(rawValue: ending.rawValue) else {
      let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(
        Diagnostic(
          .error,
          "verdicts are not written as \(ending.rawValue), the format of \(quoted(path))",
          hints: ["there are \(names); --format chooses one whatever the file is called"]))
    }
    self = format
  }

  /// How files of the format end.
  var fileExtension: String {
    OutputFormat(rawValue: rawValue)?.fileExtensions.first ?? "txt"
  }
}
