import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax
import Synchronization
import Typesetting

/// Judges submissions.
///
/// One verifier serves many submissions, on several threads at once: what is true of a problem is worked
/// out once.
public struct Verifier: Sendable {
  /// What is asked of every verification.
  public var request: VerificationRequest
  private let shelf = ProblemShelf()

  /// Creates a verifier.
  public init(_ request: VerificationRequest) { self.request = request }

  /// What a submission is written in.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    case markdown
    case latex
    case text
    case notebook
  }

  /// The seconds after which the rest of a file is left undecided.
  static let secondsPerFile = 55

  /// Judges every claim of a submission.
  ///
  /// - Parameter format: what it is written in; nil: by the ending of its name, else by its content.
  /// - Throws: why nothing can be judged: a file that is no text, a front matter with faults, a
  ///   problem that cannot be read.
  public static func verify(
    _ submission: [UInt8], named name: String, as format: Format? = nil,
    _ request: VerificationRequest
  ) throws(DiagnosticList) -> Verification {
    try Verifier(request).verify(submission, named: name, as: format)
  }

  /// Judges every claim of a submission.
  ///
  /// - Parameter format: what it is written in; nil: by the ending of its name, else by its content.
  /// - Throws: why nothing can be judged: a file that is no text, a front matter with faults, a
  ///   problem that cannot be read.
  public func verify(
    _ bytes: [UInt8], named name: String, as format: Format? = nil
  ) throws(DiagnosticList) -> Verification {
    let submission = try Submission(bytes, named: name, as: format)
    let settings = try SubmissionSettings(submission.settings, request)
    let digits = Self.digits(in: bytes)
    let updates = submission.lastUpdate
    let deadline = ContinuousClock.now + .seconds(Self.secondsPerFile)
    func judgements(
      _ settings: SubmissionSettings, _ convention: Convention? = nil
    ) throws(DiagnosticList) -> [Judgement] {
      let scopes = try PageScopes(settings) { problem throws(DiagnosticList) in
        try shelf.truth(
          of: problem, digits: digits, updates: updates <= Self.updateLimit ? updates : 1,
          notation: settings.notation)
      }
      var sheets = SheetJudge(
        scopes, settings.notation, request, convention: convention, deadline: deadline)
      for sheet in submission.sheets { sheets.judge(sheet) }
      return sheets.judgements
    }
    var result = try judgements(settings)
    if let problem = settings.problem {
      for convention in Convention.candidates(for: result, about: problem) {
        var changed = settings
        if case .otherFactor(let cost) = convention { changed.problem?.cost = cost }
        let other = try judgements(changed, convention)
        if let accepted = convention.accepted(result, other) { result = accepted }
      }
    }
    return Verification(name: name, judgements: result.filter(request.selection.counts))
  }

  /// The most updates that are worked out because a text talks about them.
  private static let updateLimit = 64

  /// Significant digits that the longest number asks for, in steps, so that few traces serve all files.
  private static func digits(in bytes: [UInt8]) -> Int {
    var longest = 0
    var run = 0
    for byte in bytes {
      if (0x30...0x39).contains(byte) {
        run += 1
        longest = Swift.max(longest, run)
      } else if byte != 0x2E {
        run = 0
      }
    }
    return longest < 24 ? 30 : longest < 90 ? 100 : 1010
  }
}

/// What is true of the problems that submissions are about, worked out once each.
private final class ProblemShelf: Sendable {
  private struct Key: Hashable {
    var problem: Problem
    var digits: Int
    var updates: Int
  }

  private let known = Mutex<[Key: JudgedProblem]>([:])

  /// The most problems that are remembered.
  private static let limit = 256

  func truth(
    of problem: Problem, digits: Int, updates: Int, notation: Notation
  ) throws(DiagnosticList) -> JudgedProblem {
    let key = Key(problem: problem, digits: digits, updates: updates)
    if let truth = known.withLock({ $0[key] }) { return truth }
    let truth: JudgedProblem
    do {
      truth = try JudgedProblem(problem, digits: digits, updates: updates)
    } catch {
      throw DiagnosticList(error, notation: notation)
    }
    known.withLock {
      if $0.count >= Self.limit { $0 = [:] }
      $0[key] = truth
    }
    return truth
  }
}
