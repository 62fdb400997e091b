import BackpropEngine
import Coursework
import TestSupport
import Testing

/// Numbers that stand on published pages, and what is said of them.
@Suite struct PublishedPageTests {
  private static func mistakes(
    _ text: String, about problem: Problem = ProblemExamples.twoTwoTwo
  ) throws -> [String] {
    let judgements = try VerifierTests.verified(text, about: problem)
    return judgements.filter { $0.verdict.group == .wrong }.map {
      "\($0.verdict.rawValue) \($0.candidates.map(\.id).joined(separator: " "))"
    }
  }

  @Test(arguments: [
    ("$z^1_1 = (0.15)(0.05)+(0.20)(0.10)+0.35 = 0.0075+0.020+0.35 = 0.3825$", "BROKEN_LINK"),
    ("$net_{h1} = (0.15)(0.05)+(0.20)(0.10)+0.35 = 0.0075+0.020+0.35 = 0.3825$", "BROKEN_LINK"),
    ("$z^1_2 = 0.25 \\cdot 0.05 + 0.30 \\cdot 0.10 + 0.35 = 0.3900$", "BROKEN_LINK"),
    ("$z^1_1 = (0.15)(0.05)+(0.20)(0.10)+b = 0.0075+0.020+b = 0.3825$", "MISCONCEPTION"),
    ("$z^1_1 = 0.3825$", "MISCONCEPTION"),
    ("$z^1_2 = 0.3900$", "MISCONCEPTION"),
  ])
  func `a printed weighted input is what the transposed weights give, in a chain too`(
    text: String, verdict: String
  ) throws {
    #expect(try Self.mistakes(text) == ["\(verdict) FWD_TRANSPOSED"])
  }

  @Test func `the printed activation follows from it, cut off`() throws {
    let judgements = try VerifierTests.verified(
      "$z^1_1 = 0.3825$\n\n$a^1_1 = \\sigma(0.3825) = 0.5944$")
    #expect(
      VerifierTests.codes(judgements) == [
        "MISCONCEPTION FWD_TRANSPOSED", "FOLLOWS", "LAST_DIGIT +TRUNCATED",
      ])
  }

  /// The example's own rule leaves the biases alone.
  private static let fixed: Problem = {
    var problem = ProblemExamples.twoTwoTwo
    problem.biasUpdate = .fixed
    return problem
  }()

  @Test(arguments: [
    ("0.291027924", ["MISCONCEPTION UPDATED_W"]), ("0.291027774", []),
  ])
  func `the closing cost of the tutorials comes from errors through updated weights`(
    cost: String, expected: [String]
  ) throws {
    #expect(try Self.mistakes("$C' = \(cost)$", about: Self.fixed) == expected)
    // C is often written for the cost before and after.
    #expect(
      try Self.mistakes("$C = 0.298371109$, later $C = \(cost)$", about: Self.fixed) == expected)
  }

  @Test(arguments: [
    ("0.291027924", "UPDATED_W+UPD_BIAS_KEPT"), ("0.291027774", "UPD_BIAS_KEPT"),
  ])
  func `where biases are updated, the closing cost shows that they were not`(
    cost: String, id: String
  ) throws {
    #expect(try Self.mistakes("$C' = \(cost)$") == ["MISCONCEPTION \(id)"])
  }

  @Test(arguments: ["0.280471447", "0.28047"])
  func `the cost after the update is right`(cost: String) throws {
    #expect(try Self.mistakes("$C' = \(cost)$") == [])
  }
}
