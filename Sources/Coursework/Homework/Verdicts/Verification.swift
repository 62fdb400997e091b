/// What is said of one submission: a judgement for every claim, in the order of the file.
public struct Verification: Hashable, Sendable {
  /// The file, as messages call it.
  public var name: String
  /// The claims with their verdicts.
  public var judgements: [Judgement]

  /// Creates a verification.
  public init(name: String, judgements: [Judgement]) {
    self.name = name
    self.judgements = judgements
  }

  /// How many claims of a group there are.
  public func count(_ group: Verdict.Group) -> Int {
    judgements.count { $0.verdict.group == group }
  }

  /// What the process reports: 2 where nothing was found to verify, 1 where something is wrong, 3
  /// where something could not be read or decided, else 0.
  public var outcome: Outcome {
    if count(.wrong) + count(.follows) > 0 { return .wrong }
    if count(.unreadable) + count(.undecided) > 0 { return .undecided }
    return count(.right) > 0 ? .right : .empty
  }

  /// How a verification can end, in the order of precedence of the exit codes.
  public enum Outcome: Hashable, Sendable {
    case empty
    case wrong
    case undecided
    case right
  }
}
