/// Something to tell about a source text: what was found, where, and what was expected.
public struct Diagnostic: Hashable, Sendable, Error {
  /// How bad it is.
  public var severity: Severity
  /// One line in plain words, without a final full stop.
  public var summary: String
  /// The bytes it is about; nil where it is about the whole.
  public var range: SourceRange?
  /// What was expected or what helps, one sentence each.
  public var hints: [String]

  /// Creates an error message.
  public init(_ summary: String, range: SourceRange? = nil, hints: [String] = []) {
    self.init(.error, summary, range: range, hints: hints)
  }

  /// Creates a message.
  public init(
    _ severity: Severity, _ summary: String, range: SourceRange? = nil, hints: [String] = []
  ) {
    self.severity = severity
    self.summary = summary
    self.range = range
    self.hints = hints
  }

  /// How bad it is.
  public enum Severity: String, Hashable, Sendable {
    case error
    case warning
    case note
  }
}
