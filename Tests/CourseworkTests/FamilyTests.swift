import BackpropEngine
import Coursework
import Derivations
import ExactArithmetic
import MathSyntax
import TestSupport
import Testing
import Typesetting

/// A pattern filled in gives, byte for byte, what the equations give one by one.
@Suite struct FamilyTests {
  private static func families(in document: Document) -> [[EquationFamily]] {
    document.blocks.compactMap { block in
      if case .families(let families) = block { families } else { nil }
    }
  }

  /// A network with weights whose indices have one and two digits.
  static func wideProblem(seed: UInt64) -> Problem {
    var random = SplitMix64(seed: seed)
    func number() -> TypedNumber {
      let thousandths = Int.random(in: -2000...2000, using: &random)
      let scale = [1, 1000, 1_000_000].randomElement(using: &random) ?? 1
      let value = Rational(BigInt(thousandths), BigInt(1000 * scale))
      let text = value.terminatingDecimal.map { $0.scientificText } ?? "0"
      return TypedNumber(value: value, text: text)
    }
    func layer(_ rows: Int, _ columns: Int) -> Network.Layer {
      .init(
        activation: .tanh,
        weights: Matrix(
          rows: rows, columns: columns, entries: (0..<rows * columns).map { _ in number() }),
        biases: (0..<rows).map { _ in number() })
    }
    return Problem(
      network: Network(layers: [layer(11, 13), layer(3, 11)]), cost: .squaredError,
      samples: [.init(input: (0..<13).map { _ in number() }, target: (0..<3).map { _ in number() })]
    )
  }

  @Test(arguments: 0..<8 as Range<UInt64>, [ExplanationOptions.Detail.result, .substituted, .full])
  func `families are written as their equations`(
    seed: UInt64, detail: ExplanationOptions.Detail
  ) throws {
    var request = ExplanationRequest()
    request.options.detail = detail
    request.rounding = .significantDigits(Int(seed) + 1)
    try Self.expectEquations(of: Self.wideProblem(seed: seed), request)
  }

  /// Units are counted through all layers in the one, and the layers' indices run otherwise in the
  /// other; two updates give parameters with a number of the update, and updated ones.
  @Test(
    arguments: [Notation.nielsen, .numbered, .lin],
    [ExplanationOptions.Detail.result, .substituted, .full])
  func `families of two updates are written as their equations in other notations`(
    notation: Notation, detail: ExplanationOptions.Detail
  ) throws {
    var request = ExplanationRequest()
    request.options.notation = notation
    request.options.detail = detail
    request.updates = 2
    try Self.expectEquations(of: Self.wideProblem(seed: 11), request)
  }

  private static func expectEquations(
    of problem: Problem, _ request: ExplanationRequest
  ) throws {
    let families = families(in: try Explainer.document(of: problem, request))
    #expect(!families.isEmpty)
    for group in families {
      for writer in [MarkdownWriter(), TerminalWriter(), LaTeXWriter()] as [any DocumentWriter] {
        var pattern = OutputBuffer()
        writer.write(Document(title: [], blocks: [.families(group)]), to: &pattern)
        var single = OutputBuffer()
        let equations = group.flatMap(\.equations)
        writer.write(Document(title: [], blocks: [.equations(equations)]), to: &single)
        #expect(pattern.text == single.text)
      }
    }
  }

  @Test func `a family says what the steps would say`() throws {
    let problem = Self.wideProblem(seed: 3)
    var request = ExplanationRequest()
    request.options.detail = .substituted
    request.arithmetic = .double
    let full = try Explainer.document(of: problem, request)
    let equations = Self.families(in: full).flatMap { $0.flatMap(\.equations) }
    // With fixed biases nothing else changes, and the gradient's steps are built one by one where
    // the bias is shared.
    var shared = problem
    shared.biasUpdate = .shared
    let other = try Explainer.document(of: shared, request)
    let steps = other.blocks.flatMap { block -> [Equation] in
      if case .equations(let equations) = block { equations } else { [] }
    }
    func weights(_ equations: [Equation]) -> [String] {
      equations.map { equation in
        var buffer = OutputBuffer()
        TerminalWriter().write(
          Document(title: [], blocks: [.derivation(equation.derivation)]), to: &buffer)
        return buffer.text
      }.filter { $0.hasPrefix("  ∂C/∂w") }
    }
    #expect(weights(equations).count == 11 * 13 + 3 * 11)
    #expect(weights(equations) == weights(steps))
  }
}
