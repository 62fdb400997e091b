public import BackpropEngine
import Coursework
import ExactArithmetic

/// Homework of a simulated student, verified, and what the verdicts are worth.
public enum HomeworkTrial {
  /// What became of a submission without mistakes.
  public struct HonestReport: Sendable {
    /// The seed that gives the submission.
    public var seed: UInt64
    /// How many lines it has.
    public var lines: Int
    /// The claims that were marked wrong, with the verdict.
    public var wrong: [String]
    /// The claims that were not read or not decided.
    public var unjudged: [String]
  }

  /// What became of a submission with one mistake.
  public struct MistakeReport: Sendable {
    /// The seed that gives the submission.
    public var seed: UInt64
    /// The mistake that was made.
    public var id: String
    /// The wrong line, with what was said of it.
    public var line: String
    /// Whether its line is the first that is marked wrong.
    public var isFound: Bool
    /// Whether the mistake is among those that are named for it.
    public var isNamed: Bool
    /// How many claims come after it.
    public var linesAfter: Int
    /// How many of them are right, or follow.
    public var creditedAfter: Int
    /// Those that are neither, with what was said of them.
    public var uncredited: [String]
  }

  // MARK: Honest

  /// Returns what a student without mistakes hands in: two to six decimals, rounded at each step or at the
  /// end only, slopes from a or from z, with or without the numbers put in.
  public static func honestSubmission(seed: UInt64) -> (problem: Problem, text: String) {
    let student = student(seed: seed, decimals: 2 + Int(seed % 5))
    return (student.problem, Student.markdown(student.lines()))
  }

  /// Verifies what a student without mistakes hands in.
  public static func honest(seed: UInt64) -> HonestReport {
    let (problem, text) = honestSubmission(seed: seed)
    guard let judgements = judgements(text, problem) else {
      return HonestReport(seed: seed, lines: 0, wrong: [], unjudged: ["nothing"])
    }
    let wrong = judgements.filter { [.wrong, .follows].contains($0.verdict.group) }
    let unjudged = judgements.filter { [.unreadable, .undecided].contains($0.verdict.group) }
    return HonestReport(
      seed: seed, lines: judgements.count, wrong: wrong.map(words),
      unjudged: judgements.isEmpty ? ["nothing"] : unjudged.map(words))
  }

  private static func student(seed: UInt64, decimals: Int) -> Student {
    var random = SplitMix64(seed: seed &+ 0x5EED)
    var student = Student(
      HomeworkProblem.draw(seed: seed), decimals: decimals,
      roundsEveryStep: Bool.random(using: &random))
    student.takesSlopesFromZ = Bool.random(using: &random)
    student.showsSubstitution = Bool.random(using: &random)
    return student
  }

  // MARK: Mistaken

  /// Returns what a student with one mistake of the catalogue hands in, at four decimals.
  ///
  /// - Returns: nil where no mistake of the problem gives a number that four decimals tell from the right
  ///   one by three units.
  public static func mistakenSubmission(
    seed: UInt64
  ) -> (problem: Problem, lines: [Student.Line], wrong: Int, id: String)? {
    let student = student(seed: seed, decimals: 4)
    let problem = student.problem
    guard let trace = try? Trace.compute(problem, arithmetic: .double) else { return nil }
    let catalogue = MistakeCatalogue<Double>(problem)
    let honest = student.lines()
    var random = SplitMix64(seed: seed &+ 0xBAD)
    for _ in 0..<8 {
      let place = Int.random(in: honest.indices, using: &random)
      let right = honest[place]
      let choice = UInt64.random(in: 0...UInt64(Int.max), using: &random)
      let made = Made()
      let lines = student.lines { quantity, own in
        guard quantity == right.quantity else { return nil }
        let values = catalogue.values(of: quantity) { other, moment in
          own(Self.written(other)) ?? trace.value(of: other, at: moment).flatMap(Self.double)
        }
        let separate = values.filter { isSeparate($0.value, from: right.value) }
        guard !separate.isEmpty else { return nil }
        let mistake = separate[Int(choice % UInt64(separate.count))]
        made.id = mistake.kind.rawValue
        return mistake.value
      }
      // Some mistakes leave nothing to go on with: an output that has no logarithm.
      if let id = made.id, lines.allSatisfy({ abs($0.value) < 1e6 }) {
        return (problem, lines, place, id)
      }
    }
    return nil
  }

  /// What a closure has chosen.
  private final class Made { var id: String? }

  /// Whether four decimals tell two numbers apart by three units, and show two digits of the first.
  private static func isSeparate(_ wrong: Double, from right: Double) -> Bool {
    abs(wrong - right) >= 3.1e-4 && abs(wrong) >= 1.05e-3 && abs(wrong) < 1e6
  }

  /// The line in which a student has a number: that of the only sample is that of the batch.
  private static func written(_ quantity: TraceQuantity) -> TraceQuantity {
    switch quantity {
    case .batchWeightGradient(let layer, let unit, let from):
      .weightGradient(layer: layer, unit: unit, from: from)
    case .batchBiasGradient(let layer, let unit): .biasGradient(layer: layer, unit: unit)
    case .batchCost: .cost
    default: quantity
    }
  }

  private static func double(_ value: Value) -> Double? {
    if case .double(let number) = value { number } else { nil }
  }

  /// Verifies what a student with one mistake hands in; nil where none can be made.
  public static func mistaken(seed: UInt64) -> MistakeReport? {
    guard let (problem, lines, place, id) = mistakenSubmission(seed: seed),
      let judgements = judgements(Student.markdown(lines), problem)
    else { return nil }
    // Lines alternate with empty ones.
    let wrongLine = 2 * place + 1
    let before = judgements.filter { $0.line < wrongLine }
    let own = judgements.filter { $0.line == wrongLine }
    // A step from a number to the same number counts for nothing.
    let after = judgements.filter { $0.line > wrongLine && $0.verdict != .given }
    let isFound =
      own.contains { $0.verdict.group == .wrong }
      && !before.contains { [.wrong, .follows].contains($0.verdict.group) }
    let names = own.flatMap { $0.candidates.map(\.id) + [$0.verdict.rawValue] }
    return MistakeReport(
      seed: seed, id: id, line: own.map(words).joined(separator: "; "), isFound: isFound,
      isNamed: isFound && names.contains(id), linesAfter: after.count,
      creditedAfter: after.count { isCredited($0) },
      uncredited: after.filter { !isCredited($0) }.map(words))
  }

  private static func isCredited(_ judgement: Judgement) -> Bool {
    [.right, .follows].contains(judgement.verdict.group)
  }

  // MARK: Verifying

  private static func judgements(_ text: String, _ problem: Problem) -> [Judgement]? {
    var request = VerificationRequest()
    request.problem = problem
    return try? Verifier.verify(Array(text.utf8), named: "hw.md", as: .markdown, request)
      .judgements
  }

  private static func words(_ judgement: Judgement) -> String {
    let names = judgement.candidates.map(\.id).joined(separator: " ")
    return "line \(judgement.line): \(judgement.text): \(judgement.verdict.rawValue) \(names),"
      + " expected \(judgement.expected ?? "?")"
  }
}
