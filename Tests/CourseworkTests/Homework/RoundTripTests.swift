import BackpropEngine
import Coursework
import Derivations
import ExactArithmetic
import Foundation
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

  /// Whether the full table is asked for; a page takes up to some seconds without optimisation.
  private static let isFull = ProcessInfo.processInfo.environment["TEST_MULTIPLIER"] != nil

  private static let notations = Notation.presets.map(\.name)

  @Test(arguments: notations, [false, true])
  func `a worked page in any notation verifies`(notation: String, isLaTeX: Bool) throws {
    let notation = try #require(Notation.presets.first { $0.name == notation })
    let problems =
      Self.isFull || notation.name == "nielsen"
      ? [ProblemExamples.twoTwoTwo, ProblemExamples.xor] : [ProblemExamples.xor]
    for problem in problems {
      let found = try complaints(of: problem, notation, isLaTeX: isLaTeX)
      #expect(found == [])
    }
  }

  @Test(arguments: 0..<(isFull ? 9 : 3) as Range<UInt64>)
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

  /// Several samples, batches, optimisers with a memory, regularisers, every activation and cost.
  @Test(arguments: isFull ? Array(0..<60) : [0, 3, 5, 6, 14] as [UInt64])
  func `a worked page of any problem verifies`(seed: UInt64) throws {
    for (place, name) in Self.notations.enumerated() {
      guard Self.isFull || place == Int(seed) % Self.notations.count else { continue }
      let notation = try #require(Notation.presets.first { $0.name == name })
      let problem = RandomProblem.draw(seed: seed)
      let found = try complaints(of: problem, notation, isLaTeX: seed % 2 == 0)
      #expect(found == [], "in the notation \(name)")
    }
  }

  @Test(arguments: notations, [0, 6] as [UInt64])
  func `a short page in any notation verifies`(notation: String, seed: UInt64) throws {
    let notation = try #require(Notation.presets.first { $0.name == notation })
    let problem = RandomProblem.draw(seed: seed)
    #expect(try complaints(of: problem, notation, isLaTeX: seed == 0) == [])
  }

  /// Problems whose pages have parts that others do not: a hidden layer of one unit before a softmax, a
  /// sum over all weights that is cut short or wrapped, a bias gradient that is exactly zero.
  static let unusual = [
    """
    {"layers": [{"activation": "tanh", "weights": [[-0.48, 1]], "biases": [1.8]},
      {"activation": "sigmoid", "weights": [[1]], "biases": [2.0]},
      {"activation": "softmax", "weights": [[2], [-1]]}],
     "cost": "cross-entropy", "samples": [{"input": [-1, -0.92], "target": [1, 0]}]}
    """,
    """
    {"layers": [{"activation": "sigmoid", "weights": [[-1, 1], [0.5, 2]]},
      {"activation": "sigmoid", "weights": [[1, -1], [0.25, 2]]},
      {"activation": "sigmoid", "weights": [[1, 1]]}],
     "cost": "half-squared-error", "samples": [{"input": [-1, 0.5], "target": [1]}],
     "regularizer": {"l1": 0.1}}
    """,
    """
    {"layers": [{"activation": "sigmoid", "weights": [[1, 0.07], [-0.2, 0.89]]},
      {"activation": "sigmoid", "weights": [[1, "1/2"]]},
      {"activation": "sigmoid", "weights": [[-2], ["-2/5"]]}],
     "cost": "half-squared-error", "samples": [{"input": [-1, 0.5], "target": [1, 0]}],
     "regularizer": {"weightElimination": 0.1}}
    """,
    """
    {"layers": [{"activation": "softmax", "weights": [[0.6, 0.93], [-0.16, 1.7]],
       "biases": [1, 1]}],
     "cost": "cross-entropy", "biasUpdate": "shared",
     "samples": [{"input": [1, -1], "target": [1, 0]}],
     "optimizer": {"name": "rmsprop", "learningRate": 0.1}}
    """,
  ]

  @Test(arguments: unusual.indices, [false, true])
  func `a page with unusual parts verifies`(index: Int, isLaTeX: Bool) throws {
    let problem = try ProblemFile.read(Array(Self.unusual[index].utf8))
    #expect(try complaints(of: problem, .nielsen, isLaTeX: isLaTeX) == [])
  }

  /// Numbers with few digits, and several updates, of which later ones are about new weights.
  @Test(arguments: [1, 3])
  func `a page with few digits or several updates verifies`(updates: Int) throws {
    let problem = try ProblemFile.read(
      Array(
        """
        {"layers": [{"activation": "sigmoid", "weights": [[0.05, -0.02]], "biases": [0.1]},
          {"activation": "sigmoid", "weights": [[0.4]], "biases": [2]}],
         "cost": "half-squared-error", "samples": [{"input": [1, 0.5], "target": [1]}],
         "optimizer": {"name": "adam", "learningRate": 0.1}}
        """.utf8))
    var explanation = ExplanationRequest()
    explanation.updates = updates
    if updates == 1 { explanation.rounding = .decimals(4) }
    var buffer = OutputBuffer()
    MarkdownWriter().write(try Explainer.document(of: problem, explanation), to: &buffer)
    var request = VerificationRequest()
    request.problem = problem
    let result = try Verifier(request).verify(buffer.bytes, named: "page", as: .markdown)
    let wrong = result.judgements.filter { $0.verdict.group == .wrong }
    #expect(wrong.map { "\($0.line): \($0.text.prefix(90))" } == [])
  }
}
