import MathSyntax
import Typesetting

/// A format that explanations are written in.
enum ExplainFormat: String, CaseIterable, Sendable {
  case terminal
  case markdown
  case latex
  case html
  case json
  case pdf

  /// The format that was asked for, by name or by the ending of the output file.
  init(_ arguments: ParsedArguments) throws(Failure) {
    if let format: ExplainFormat = arguments.choice(.format) {
      self = format
      return
    }
    guard let path = arguments.text(.output), let ending = OutputFormat(path: path) else {
      self = .terminal
      return
    }
    guard let format = ExplainFormat(rawValue: ending.rawValue) else {
      let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(
        Diagnostic(
          .error,
          "explanations are not written as \(ending.rawValue), the format of \(quoted(path))",
          hints: ["there are \(names); --format chooses one whatever the file is called"]))
    }
    self = format
  }
}
