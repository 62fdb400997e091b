public import MathSyntax

/// Why a request could not be carried out: messages for a person, about one source text.
public struct DiagnosticList: Error, Hashable, Sendable {
  /// The messages, the most important one first.
  public var diagnostics: [Diagnostic]
  /// Whether nothing is wrong, but something could not be decided.
  public var isUndecided: Bool

  /// Creates a list.
  public init(_ diagnostics: [Diagnostic], isUndecided: Bool = false) {
    self.diagnostics = diagnostics
    self.isUndecided = isUndecided
  }
}
