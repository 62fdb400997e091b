import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax
import TestSupport
import Testing
import Typesetting

/// On one network a claim is judged by its numbers.
@Suite struct InstanceTests {
  private static func decision(_ text: String, _ problem: Problem) throws -> IdentityDecision {
    let reader = NotationReader(.nielsen, context: problem.notationContext)
    let statement = try #require(reader.statements(LaTeXFormulaReader().read(text)).first)
    let meaning = Meaning(trace: try Trace.compute(problem), moment: TraceMoment())
    return IdentityChecker(.nielsen).decide(
      statement.sides[0].expression, equals: statement.sides[1].expression, on: meaning,
      where: reader.restrictions(of: statement).comparisons)
  }

  private static let exact = ProblemExamples.withWeightsOfTwoTwoTwo(
    hidden: .square, output: .identity)

  @Test(arguments: [
    #"z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j"#,
    #"\delta^l = ((w^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)"#,
    #"\frac{\partial C}{\partial w^2} = \delta^2 (a^1)^T"#,
    #"\frac{\partial C}{\partial x_i} = \sum_j w^1_{ji} \delta^1_j"#,
    #"z^1_1 = 0.15 \cdot 0.05 + 0.20 \cdot 0.10 + 0.35"#,
    #"z^1_1 = 0.3775"#,
  ])
  func `what holds is proved where numbers are exact`(text: String) throws {
    #expect(try Self.decision(text, Self.exact).verdict == .proved)
  }

  @Test func `what holds in intervals is not proved`() throws {
    let text = #"\delta^l = ((w^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)"#
    let decision = try Self.decision(text, ProblemExamples.twoTwoTwo)
    #expect(decision.verdict == .sampled(points: 1))
  }

  @Test func `a difference is shown with the letters' numbers`() throws {
    let decision = try Self.decision(
      #"\delta^l_j = \sum_k w^{l+1}_{jk} \delta^{l+1}_k \sigma'(z^l_j)"#, Self.exact)
    guard case .refuted(let example) = decision.verdict else {
      Issue.record("not refuted: \(decision)")
      return
    }
    #expect(example.bindings.map(\.number) == [1, 1])
    #expect(example.left != example.right)
    #expect(example.widths == [2, 2, 2])
  }

  @Test func `shapes are told on a network too`() throws {
    let decision = try Self.decision(
      #"\delta^1 = (w^2 \delta^2) \odot \sigma'(z^1)"#, ProblemExamples.xor)
    guard case .shapeFault(let fault) = decision.verdict else {
      Issue.record("no shape fault: \(decision)")
      return
    }
    #expect(fault.fitsTransposed)
  }
}
