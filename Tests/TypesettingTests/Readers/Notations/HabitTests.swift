import MathSyntax
import Testing
import Typesetting

/// What letters mean that only the problem or the rest of the page can tell.
@Suite struct HabitTests {
  private static func reading(
    _ text: String, _ change: (inout NotationContext) -> Void
  ) throws -> String {
    var context = NotationContext(widths: [2, 2, 2])
    change(&context)
    let reader = NotationReader(.nielsen, context: context)
    let formula = try PlainTextFormulaReader().read(text)
    return ReadingExample.written(try reader.statements(formula))
  }

  static let biases: [(text: String, meaning: String)] = [
    ("net_o1 = w5*out_h1 + w6*out_h2 + b2*1", "zᴸ₁ = w²₁₁ aᴸ⁻¹₁ + w²₁₂ aᴸ⁻¹₂ + b²₁ · 1"),
    ("z_4 = w_7 a_1 + w_8 a_2 + b_2", "z²₂ = w²₂₁ a¹₁ + w²₂₂ a¹₂ + b²₂"),
    ("z_2 = w_3 x_1 + w_4 x_2 + b_1", "z¹₂ = w¹₂₁ x₁ + w¹₂₂ x₂ + b¹₂"),
    ("z_2 = w_3 x_1 + w_4 x_2 + b_2", "z¹₂ = w¹₂₁ x₁ + w¹₂₂ x₂ + b¹₂"),
    ("z_3 = w_5 a_1 + w_6 a_2 + b_3", "z²₁ = w²₁₁ a¹₁ + w²₁₂ a¹₂ + b²₁"),
    ("z_3 = 0.24 + 0.27 + b_2", "z²₁ = 0.24 + 0.27 + b²₁"),
    ("b_1 = 0.35", "b¹₁ = 0.35"),
    ("b_4 = 0.6", "b²₂ = 0.6"),
  ]

  @Test(arguments: biases)
  func `a bias with one number is that of the layer where the rest of the line says so`(
    text: String, meaning: String
  ) throws {
    #expect(try Self.reading(text) { $0.hasBiasPerLayer = true } == meaning)
  }

  @Test func `a bias that can be that of a unit or of a layer is both, and neither is guessed`() {
    #expect(throws: NotationError.self) {
      try Self.reading("b_2 = 0.6") { $0.hasBiasPerLayer = true }
    }
    #expect(throws: Never.self) { try Self.reading("b_2 = 0.6") { _ in } }
  }

  @Test func `h_1 is a hidden unit where the text calls outputs o`() throws {
    #expect(try Self.reading("h1 = 0.59") { $0.writesOutputsAsO = true } == "aᴸ⁻¹₁ = 0.59")
    #expect(throws: NotationError.self) { try Self.reading("h1 = 0.59") { _ in } }
  }

  @Test func `words that name quantities may stand in text`() throws {
    let formula = try LaTeXFormulaReader().read(
      #"\frac{\partial \text{out}_{o1}}{\partial \text{net}_{o1}}"#)
    let reader = NotationReader(.nielsen, context: NotationContext(widths: [2, 2, 2]))
    #expect(
      try reader.expression(formula)
        == .partial(.quantity(.activation(.last, 1)), by: .quantity(.weightedInput(.last, 1))))
  }
}
