import Foundation
import TestSupport
import Testing

/// The seeds of simulated students; TEST_MULTIPLIER takes more of them.
enum TrialSeeds {
  private static let multiplier =
    ProcessInfo.processInfo.environment["TEST_MULTIPLIER"].flatMap(UInt64.init) ?? 1
  static let honest = 0..<20 * multiplier
  static let mistaken = 0..<20 * multiplier
}

/// Simulated homework, verified; the benchmarks do the same ten thousand times.
@Suite struct HomeworkTrialTests {
  @Test(arguments: TrialSeeds.honest)
  func `nothing of an honest student is marked wrong`(seed: UInt64) {
    let report = HomeworkTrial.honest(seed: seed)
    #expect(report.lines > 20)
    #expect(report.wrong == [])
    #expect(report.unjudged == [])
  }

  @Test(arguments: TrialSeeds.mistaken)
  func `a mistake is found in its line, and what follows keeps its points`(seed: UInt64) {
    guard let report = HomeworkTrial.mistaken(seed: seed) else { return }
    #expect(report.isFound, "\(report.id): \(report.line)")
    #expect(report.uncredited == [], "\(report.id): \(report.line)")
  }

  /// What C is from rounded numbers may be what the cost after the update is, rounded.
  @Test(arguments: [1370, 6200, 7200] as [UInt64])
  func `an honest cost is not taken for that after the update`(seed: UInt64) {
    #expect(HomeworkTrial.honest(seed: seed).wrong == [])
  }

  /// A z of exactly 0 comes out of a calculator as 0.000000 from either side.
  @Test(arguments: [2294] as [UInt64])
  func `either slope at a kink is honest`(seed: UInt64) throws {
    #expect(HomeworkTrial.honest(seed: seed).wrong == [])
    let report = try #require(HomeworkTrial.mistaken(seed: seed))
    #expect(report.isFound && report.isNamed, "\(report.id): \(report.line)")
  }

  /// A step before that was written down, and one mistake on rounded numbers, come before others.
  @Test(arguments: [73, 2701, 2176, 2416, 1347, 6419] as [UInt64])
  func `the mistake that was made is named before others`(seed: UInt64) throws {
    let report = try #require(HomeworkTrial.mistaken(seed: seed))
    #expect(report.isNamed, "\(report.id): \(report.line)")
  }
}
