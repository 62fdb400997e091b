/// Judges submissions.
public enum Verifier {
  /// What a submission is written in.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    case markdown
    case latex
    case text
    case notebook
  }

  /// Judges every claim of a submission.
  ///
  /// - Parameter format: what it is written in; nil: by the ending of its name, else by its content.
  /// - Throws: why nothing can be judged: a file that is no text, a front matter with faults, a
  ///   problem that cannot be read.
  public static func verify(
    _ submission: [UInt8], named name: String, as format: Format? = nil,
    _ request: VerificationRequest
  ) throws(DiagnosticList) -> Verification {
    Verification(name: name, judgements: [])
  }
}
