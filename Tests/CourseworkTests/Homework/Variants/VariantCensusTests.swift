import BackpropEngine
import Coursework
import ExactArithmetic
import Foundation
import Testing

/// Many variants of a recipe, looked at by what is printed on their sheets and keys.
///
/// TEST_MULTIPLIER takes more of them: 1000 makes ten thousand of each.
@Suite struct VariantCensusTests {
  static let count =
    10
    * (ProcessInfo.processInfo.environment["TEST_MULTIPLIER"].flatMap(Int.init) ?? 1)

  /// A recipe.
  struct Case: Sendable, CustomTestStringConvertible {
    var shape: String
    var activation = Activation.sigmoid
    var output: Activation?
    var cost = Cost.halfSquaredError
    var numbers = NumberKind.decimals
    var seed: UInt64

    var testDescription: String {
      "\(shape) \(activation.name) \(output?.name ?? "") \(numbers.rawValue), seed \(seed)"
    }
  }

  static let cases = [
    Case(shape: "2-2-2", seed: 11), Case(shape: "2-3-1", activation: .tanh, seed: 12),
    Case(shape: "2-2-2", activation: .relu, numbers: .integers, seed: 13),
    Case(shape: "2-2-1", activation: .relu, output: .identity, numbers: .integers, seed: 14),
    Case(shape: "2-3", activation: .softmax, cost: .crossEntropy, numbers: .fractions, seed: 15),
    Case(shape: "2-3-3", output: .softmax, cost: .crossEntropy, seed: 16),
  ]

  @Test(arguments: cases)
  func `no two variants are alike, none is degenerate, and keys verify`(_ test: Case) throws {
    var wishes = VariantWishes()
    wishes.numbers = test.numbers
    let recipe = VariantRecipe(
      source: .shape(
        try NetworkShape(
          parsing: test.shape, activation: test.activation, outputActivation: test.output,
          cost: test.cost)),
      seed: test.seed, wishes: wishes)
    var handout = try Handout(recipe)
    var generator = try recipe.generator(template: nil)
    var sheets: Set<String> = []
    for number in 1...Self.count {
      let page = try handout.page(number)
      sheets.insert(Self.withoutNumber(page.sheet))
      let variant = try generator.variant(number)
      try Self.checkNotDegenerate(variant, test)
      // The first ones and then every tenth: a verification takes longer than a variant.
      guard number <= 5 || number % 10 == 0 else { continue }
      let verification = try Verifier.verify(
        page.key, named: "key.md", VerificationRequest())
      #expect(verification.outcome == .right, "variant \(number)")
    }
    #expect(sheets.count == Self.count)
  }

  /// The sheet without the lines that say which variant it is.
  private static func withoutNumber(_ sheet: [UInt8]) -> String {
    String(decoding: sheet, as: UTF8.self).split(separator: "\n")
      .filter { !$0.contains("variant") && !$0.hasPrefix("draw:") }.joined(separator: "\n")
  }

  private static func checkNotDegenerate(
    _ variant: VariantGenerator.Variant, _ test: Case
  ) throws {
    let trace = try Trace.compute(variant.problem, arithmetic: .double)
    let network = variant.problem.network
    for layer in 1...network.depth {
      for unit in 1...network.width(layer) {
        func value(_ quantity: TraceQuantity) throws -> Double {
          try #require(trace.value(of: quantity, at: variant.moment)?.approximate)
        }
        let z = try value(.weightedInput(layer: layer, unit: unit))
        let a = try value(.activation(layer: layer, unit: unit))
        #expect(try abs(value(.error(layer: layer, unit: unit))) > 0.0009)
        switch network.layers[layer - 1].activation {
        case .relu: #expect(z > 0)
        case .sigmoid: #expect((0.04...0.96).contains(a))
        case .tanh: #expect(abs(a) < 0.93)
        case .softmax: #expect((0.02...0.97).contains(a))
        default: break
        }
      }
    }
    guard test.numbers == .decimals else { return }
    // A mistake shows in all digits that are asked for, or it is none with whatever numbers.
    for (quantity, values) in variant.mistakes {
      let right = try #require(trace.value(of: quantity, at: variant.moment)?.approximate)
      for mistake in values {
        let distance = abs(mistake.value - right)
        #expect(
          distance > 0.00029 || distance <= 1e-12,
          "variant \(variant.number): \(mistake.kind) in \(quantity)")
      }
    }
  }
}
