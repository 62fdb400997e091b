import BackpropEngine
import Coursework
import Derivations
import ExactArithmetic
import MathSyntax
import TestSupport
import Testing
import Typesetting

/// Whatever is explained is verified, and nothing is complained about.
@Suite struct RoundTripTests {
  private func complaints(
    of problem: Problem, _ notation: Notation, isLaTeX: Bool
  ) throws -> [String] {
    var explanation = ExplanationRequest()
    explanation.options.notation = notation
    let document = try Explainer.document(of: problem, explanation)
    var buffer = OutputBuffer()
    if isLaTeX {
      LaTeXWriter().write(document, to: &buffer)
    } else {
      MarkdownWriter().write(document, to: &buffer)
    }
    var request = VerificationRequest()
    request.problem = problem
    request.notation = notation
    let result = try Verifier(request).verify(
      buffer.bytes, named: "page", as: isLaTeX ? .latex : .markdown)
    #expect(result.count(.right) > 5)
    return result.judgements
      .filter { $0.verdict.group != .right && $0.verdict.group != .given }
      .map { "\($0.line): \($0.verdict.rawValue) \($0.text.prefix(80))" }
  }

  @Test(arguments: Notation.presets.map(\.name), [false, true])
  func `a worked page in any notation verifies`(notation: String, isLaTeX: Bool) throws {
    let notation = try #require(Notation.presets.first { $0.name == notation })
    for problem in [ProblemExamples.twoTwoTwo, ProblemExamples.xor] {
      let found = try complaints(of: problem, notation, isLaTeX: isLaTeX)
      #expect(found == [])
    }
  }

  /// One sample and plain gradient descent; further samples and optimisers are not covered yet.
  @Test(arguments: 0..<9 as Range<UInt64>)
  func `a worked page of a random network verifies`(seed: UInt64) throws {
    let hidden: [Activation] = [.sigmoid, .tanh, .relu]
    var problem = RandomProblem.draw(
      hidden: hidden[Int(seed % 3)], output: .sigmoid, cost: .halfSquaredError, seed: seed)
    problem.samples = [problem.samples[0]]
    problem.batchSize = nil
    problem.biasUpdate = .perUnit
    problem.regularizer = nil
    problem.optimizer = .sgd(.init(learningRate: ProblemExamples.number("0.5")))
    let found = try complaints(of: problem, .nielsen, isLaTeX: seed % 2 == 1)
    #expect(found == [])
  }
}
