import BackpropEngine
import Coursework
import Foundation
import TestSupport

/// Homework of simulated students: how fast it is verified, and how often the verdicts are right.
enum VerifyBenchmark {
  /// How many submissions of each kind are made.
  private static let count =
    ProcessInfo.processInfo.environment["COUNT"].flatMap(Int.init) ?? 10_000

  static func rows() -> [Row] {
    let time = speed()
    honest()
    mistaken()
    return [Row(name: "a submission of 20 numeric lines", time: time)]
  }

  // MARK: Speed

  /// Returns the time of a submission on one core.
  private static func speed() -> Double {
    let problem = ProblemExamples.twoTwoTwo
    var request = VerificationRequest()
    request.problem = problem
    // A class hands in the same problem.
    let verifier = Verifier(request)
    // No two submissions are the same: decimals and habits differ, and so do the wrong lines.
    let submissions = (0..<1000).map { index -> [UInt8] in
      var student = Student(
        problem, decimals: 3 + index % 4, roundsEveryStep: index % 2 == 0)
      student.takesSlopesFromZ = index % 3 == 0
      let lines = student.lines { quantity, numbers in
        guard case .error(2, 1) = quantity, index % 5 == 0 else { return nil }
        return numbers(.activation(layer: 2, unit: 1)).map { $0 - 0.001 * Double(index) }
      }
      return Array(Student.markdown(lines.prefix(20)).utf8)
    }
    let nanoseconds = Measurement.median(runs: 3) {
      for submission in submissions {
        consume(try? verifier.verify(submission, named: "hw.md", as: .markdown))
      }
    }
    let perSecond = Int(Double(submissions.count) / (nanoseconds / 1e9))
    print("  \(perSecond) submissions of 20 numeric lines a second on one core")
    return nanoseconds / Double(submissions.count)
  }

  // MARK: Verdicts

  private static func honest() {
    let reports = onAllCores(count) { HomeworkTrial.honest(seed: UInt64($0)) }
    let failed = reports.filter { !$0.wrong.isEmpty || !$0.unjudged.isEmpty }
    let lines = reports.reduce(0) { $0 + $1.lines }
    print("  \(count) honest submissions (seeds 0 to \(count - 1)), \(lines) lines:")
    print("    \(reports.count { !$0.wrong.isEmpty }) with a line marked wrong")
    print("    \(reports.count { !$0.unjudged.isEmpty }) with a line that was not read or decided")
    for report in failed.prefix(20) {
      print("      seed \(report.seed): \((report.wrong + report.unjudged).prefix(2))")
    }
  }

  private static func mistaken() {
    var reports: [HomeworkTrial.MistakeReport] = []
    var seed: UInt64 = 0
    while reports.count < count {
      let base = seed
      reports += onAllCores(count) { HomeworkTrial.mistaken(seed: base + UInt64($0)) }
        .compactMap(\.self)
      seed += UInt64(count)
    }
    reports = Array(reports.prefix(count))
    let found = reports.count(where: \.isFound)
    let named = reports.count(where: \.isNamed)
    let following = reports.reduce(0) { $0 + $1.linesAfter }
    let credited = reports.reduce(0) { $0 + $1.creditedAfter }
    let last = reports.last?.seed ?? 0
    print("  \(count) submissions with one mistake at 4 decimals (seeds 0 to \(last)):")
    print("    \(percent(found, count)) found in the right line")
    print("    \(percent(named, count)) named, or among those named")
    print(
      "    \(percent(credited, following)) of the \(following) lines after it have their points")
    var missed: [String: (total: Int, found: Int, named: Int, seeds: [UInt64])] = [:]
    for report in reports {
      var entry = missed[report.id] ?? (0, 0, 0, [])
      entry.total += 1
      entry.found += report.isFound ? 1 : 0
      entry.named += report.isNamed ? 1 : 0
      if !report.isNamed || !report.isFound { entry.seeds.append(report.seed) }
      missed[report.id] = entry
    }
    for (id, entry) in missed.sorted(by: { $0.value.seeds.count > $1.value.seeds.count })
    where entry.named < entry.total || entry.found < entry.total {
      print(
        "      \(id): \(entry.found) found, \(entry.named) named of \(entry.total);"
          + " such as seeds \(entry.seeds.prefix(3))")
    }
  }

  static func percent(_ part: Int, _ whole: Int) -> String {
    let hundredths = whole == 0 ? 10_000 : part * 10_000 / whole
    let decimals = hundredths % 100
    return "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals) %"
  }

  static func onAllCores<Result: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    let results = Results<Result>(count: count)
    DispatchQueue.concurrentPerform(iterations: count) { results.set($0, body($0)) }
    return results.all
  }

  /// Results that threads fill in.
  private final class Results<Result: Sendable>: @unchecked Sendable {
    // Sendable as nothing is touched outside the lock.
    private var values: [Result?]
    private let lock = NSLock()

    init(count: Int) { values = Array(repeating: nil, count: count) }

    func set(_ index: Int, _ value: Result) { lock.withLock { values[index] = value } }

    var all: [Result] { lock.withLock { values.compactMap(\.self) } }
  }
}
