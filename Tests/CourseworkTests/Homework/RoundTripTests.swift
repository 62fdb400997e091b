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
    #expect(try complaints(of: ProblemExamples.twoTwoTwo, notation, isLaTeX: isLaTeX) == [])
    #expect(try complaints(of: ProblemExamples.xor, notation, isLaTeX: isLaTeX) == [])
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `a worked page of a random problem verifies`(seed: UInt64) throws {
    let problem = RandomProblem.draw(seed: seed)
    let notation = Notation.presets[Int(seed) % Notation.presets.count]
    #expect(try complaints(of: problem, notation, isLaTeX: seed % 2 == 1) == [])
  }
}
