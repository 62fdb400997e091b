import BackpropEngine
import Coursework
import Derivations
import ExactArithmetic
import MathSyntax
import TestSupport
import Testing
import Typesetting

@Suite struct ExplainerTests {
  private static func source(biasUpdate: String) -> [UInt8] {
    Array(
      """
      {
        "layers": [
          { "activation": "sigmoid", "weights": [[0.15, 0.20], [0.25, 0.30]], "biases": [0.35, 0.35] },
          { "activation": "sigmoid", "weights": [[0.40, 0.45], [0.50, 0.55]], "biases": [0.60, 0.60] }
        ],
        "cost": "half-squared-error",
        "samples": [ { "input": [0.05, 0.10], "target": [0.01, 0.99] } ],
        "optimizer": { "name": "sgd", "learningRate": 0.5 },
        "biasUpdate": "\(biasUpdate)"
      }
      """.utf8)
  }

  private static func text(_ source: [UInt8], _ request: ExplanationRequest) throws -> String {
    var buffer = OutputBuffer()
    TerminalWriter().write(try Explainer.document(ofProblem: source, request), to: &buffer)
    return buffer.text
  }

  @Test(arguments: [("fixed", "0.291027774"), ("per-unit", "0.280471447")])
  func `the well-known example has its well-known numbers`(
    biasUpdate: String, costAfter: String
  ) throws {
    var request = ExplanationRequest()
    request.rounding = .significantDigits(9)
    let page = try Self.text(Self.source(biasUpdate: biasUpdate), request)
    let numbers = [
      "before  C ≈ 0.298371109", "≈ 0.138498562", "≈ −0.0380982365", "≈ 0.0821670406",
      "≈ 0.0826676278", "≈ 0.149780716", "after   C ≈ \(costAfter)",
    ]
    for number in numbers { #expect(page.contains(number), "\(number)") }
  }

  @Test func `every digit of the lines in between is right`() throws {
    var request = ExplanationRequest()
    request.rounding = .significantDigits(40)
    let page = try Self.text(Self.source(biasUpdate: "fixed"), request)
    // e to the power of −0.3775, by mpmath.
    #expect(page.contains("0.6855732015842932354615206656949878846410"))
  }

  @Test func `the same request gives the same bytes`() throws {
    let source = Self.source(biasUpdate: "per-unit")
    let first = try Self.text(source, ExplanationRequest())
    #expect(try Self.text(source, ExplanationRequest()) == first)
  }

  @Test(arguments: StepBuilder.Carry.allCases, ExplanationOptions.Detail.allCases)
  func `every option gives a page of 80 columns`(
    carry: StepBuilder.Carry, detail: ExplanationOptions.Detail
  ) throws {
    var request = ExplanationRequest()
    request.options.carry = carry
    request.options.detail = detail
    request.options.showsChecks = true
    request.updates = 2
    for seed in 0..<6 as Range<UInt64> {
      let document = try Explainer.document(of: RandomProblem.draw(seed: seed), request)
      var buffer = OutputBuffer()
      TerminalWriter().write(document, to: &buffer)
      let lines = buffer.text.split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= 80 })
      #expect(!lines.contains { $0.contains("differs") }, "a central difference differs")
    }
  }

  @Test func `a selection shows its parts only`() throws {
    var request = ExplanationRequest()
    request.options.selection = try ExplanationOptions.Selection.read("delta, layer=2").get()
    let page = try Self.text(Self.source(biasUpdate: "per-unit"), request)
    #expect(page.contains("δ²₁ ="))
    #expect(!page.contains("δ¹₁ ="))
    #expect(!page.contains("z²₁ ="))
    #expect(!page.contains("Given"))
  }

  /// What is asked, and the start of the answer.
  static let refusals: [(request: @Sendable (inout ExplanationRequest) -> Void, message: String)] =
    [
      ({ $0.options.sample = 2 }, "there is no sample 2"),
      ({ $0.options.selection.layers = [7] }, "there is no layer 7"),
      ({ $0.arithmetic = .rational }, "computing a¹₁"),
    ]

  @Test(arguments: refusals.indices)
  func `what cannot be done is told`(index: Int) throws {
    var request = ExplanationRequest()
    Self.refusals[index].request(&request)
    let error = try #require(throws: DiagnosticList.self) {
      try Explainer.document(ofProblem: Self.source(biasUpdate: "fixed"), request)
    }
    #expect(error.diagnostics[0].summary.hasPrefix(Self.refusals[index].message))
  }
}
