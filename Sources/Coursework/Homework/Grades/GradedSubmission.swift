public import MathSyntax

/// A submission after it has been looked at: what reports are made of.
public struct GradedSubmission: Sendable {
  /// The file, as reports call it.
  public var name: String
  /// The verdicts; nil where nothing could be judged.
  public var verification: Verification?
  /// The points.
  public var grade: Grade
  /// The lines with claims as they were written, with what is said of them.
  public var lines: [MarkedLines.Line]
  /// Why nothing could be judged.
  public var failures: [Diagnostic]
  /// Whether points were asked for.
  public var hasPoints: Bool

  /// Creates a submission that has been judged.
  ///
  /// - Parameters:
  ///   - source: the bytes of the file, which the lines are cut out of.
  ///   - scheme: what lines are worth; nil: a point each, which only some reports show.
  public init(_ verification: Verification, source: [UInt8], _ scheme: PointsScheme? = nil) {
    name = verification.name
    self.verification = verification
    lines = ReportLines(verification, source: source).lines
    grade = Grade(verification, scheme ?? PointsScheme())
    failures = []
    hasPoints = scheme != nil
  }

  /// Creates a submission that could not be judged.
  public init(unreadable name: String, _ failures: [Diagnostic], _ scheme: PointsScheme? = nil) {
    self.name = name
    verification = nil
    grade = Grade(Verification(name: name, judgements: []), scheme ?? PointsScheme())
    lines = []
    self.failures = failures
    hasPoints = scheme != nil
  }

  /// The claims with their verdicts.
  var judgements: [Judgement] { verification?.judgements ?? [] }

  /// How many claims of a group there are.
  func count(_ group: Verdict.Group) -> Int { verification?.count(group) ?? 0 }

  /// Whether there is nothing to say of the submission, as it could not be read or has no claims.
  public var isEmpty: Bool { verification.map { $0.outcome == .empty } ?? true }

  /// The line that a claim stands on, as it was written.
  func line(of judgement: Judgement) -> String? {
    let label = ReportLines.label(of: judgement)
    return lines.first { $0.label == label }?.text
  }

  /// The first claim that is wrong.
  var firstWrong: Judgement? {
    judgements.first { $0.verdict.group == .wrong }
      ?? judgements.first { $0.verdict.group == .follows }
  }

  /// The ids of the mistakes that were recognised, each once, in the order of the file.
  var mistakes: [String] {
    var ids: [String] = []
    for judgement in judgements {
      if let id = judgement.mistake?.id, !ids.contains(id) { ids.append(id) }
    }
    return ids
  }

  /// Why there is nothing to report, in one line; nil where there is something.
  var failureText: String? {
    if let first = failures.first {
      return ([first.summary] + first.hints).joined(separator: "; ")
    }
    return isEmpty ? Self.nothingFound : nil
  }

  /// What is said of a submission without claims.
  public static let nothingFound = "nothing to verify was found: no formula with a relation in it"
}
