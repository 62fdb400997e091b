import Typesetting

/// A format that verdicts are written in.
enum VerifyFormat: String, CaseIterable, Sendable {
  case terminal
  case markdown
  case json
  case csv
  case junit
  case gradescope

  /// How files of the format end.
  var fileExtension: String {
    OutputFormat(rawValue: rawValue)?.fileExtensions.first ?? "txt"
  }
}
