import ExactArithmetic
import MathSyntax
import Testing
import Typesetting

@Suite struct NotationWriterTests {
  private static func number(_ text: String) -> MathExpression {
    guard let typed = try? TypedNumber(parsing: text) else { return 0 }
    return .number(.typed(typed))
  }

  private static func computed(_ text: String) -> MathExpression {
    guard let typed = try? TypedNumber(parsing: text) else { return 0 }
    return .number(.computed(Value(typed.value)))
  }

  private static let z = MathExpression.quantity(.weightedInput(1, 2))
  private static let a = MathExpression.quantity(.activation(2, 1))
  private static let y = MathExpression.quantity(.target(1))
  private static let w = MathExpression.quantity(.weight(2, to: 3, from: 1))
  private static let l = Index.variable(.layer)
  private static let k = Index.variable(.otherUnit)

  static let expressions: [(MathExpression, String)] = [
    // A negative number stands in parentheses after any operator, and bare at the start.
    (.product([number("-0.5"), number("0.25")]), "−0.5 · 0.25"),
    (.product([number("0.50"), number("-0.25")]), "0.50 · (−0.25)"),
    (number("1") + number("-2"), "1 + (−2)"),
    (number("1") - number("-2"), "1 − (−2)"),
    (number("1") + .product([number("-2"), number("3")]), "1 + (−2) · 3"),
    (.power(number("-0.5"), 2), "(−0.5)²"),
    (-number("-0.54"), "−(−0.54)"),
    // Sums within products and after a minus sign.
    (.product([a - y, a, 1 - a]), "(a²₁ − y₁) a²₁ (1 − a²₁)"),
    (y - (a + z), "y₁ − (a²₁ + z¹₂)"),
    (y + (a - z), "y₁ + (a²₁ − z¹₂)"),
    (.product([2, a]), "2a²₁"),
    (.product([.exact(Rational(1, 2)), (a - y).squared]), "1/2 (a²₁ − y₁)²"),
    // A square of something with a layer above it.
    (a.squared, "(a²₁)²"), (y.squared, "y₁²"),
    // Sums over units: in parentheses unless they come last.
    (
      .product([
        .summation(.init(.otherUnit, over: .units(layer: l + 1), .quantity(.error(l + 1, k)))), z,
      ]), "(Σₖ δˡ⁺¹ₖ) z¹₂"
    ),
    (
      .product([
        z, .summation(.init(.otherUnit, over: .range(1, 2), .quantity(.error(l + 1, k)))),
      ]), "z¹₂ Σₖ₌₁² δˡ⁺¹ₖ"
    ),
    // Functions.
    (.apply(.activation(layer: 1, order: 1), z), "σ'(z¹₂)"),
    (.apply(.logarithm, a), "ln a²₁"), (.apply(.logarithm, 1 - a), "ln(1 − a²₁)"),
    (.maximum([0, z]), "max(0, z¹₂)"),
    (1 / (1 + .apply(.exponential, -z)), "1/(1 + e^(−z¹₂))"),
    // Logarithms that stay: a product, a base and a sum need parentheses, an exponent none.
    (.apply(.exponential, -computed("ln(2)")), "e^(−ln 2)"), (computed("ln(2)"), "ln 2"),
    (computed("ln(1/6)"), "−ln 6"), (computed("ln(3/2)"), "ln(3/2)"),
    (.apply(.exponential, computed("ln(2)")), "e^(ln 2)"),
    (.product([computed("ln(2)"), number("1")]), "ln(2) · 1"),
    (y - computed("ln(1/6)"), "y₁ − (−ln 6)"), (computed("ln(2)").squared, "(ln 2)²"),
    (.product([number("2"), computed("1/2-ln(2)")]), "2 · (1/2 − ln 2)"),
    (y - computed("1/2-ln(2)"), "y₁ − (1/2 − ln 2)"),
    (number("-1/2*ln(4)"), "−1/2 · ln 4"), (number("ln(1/6)"), "ln(1/6)"),
    // Derivatives and indices.
    (.partial(.quantity(.cost()), by: w), "∂C/∂w²₃₁"),
    (.partial(.quantity(.cost(sample: 4)), by: w), "∂C₄/∂w²₃₁"),
    (.quantity(.activation(0, 3)), "x₃"),
    (.quantity(Quantity.weight(1, to: 2, from: 1).updated), "w'¹₂₁"),
    (.indicator(Comparison(z, .greaterOrEqual, 0)), "[z¹₂ ≥ 0]"),
    // Terms that are left out.
    (
      .sum([.init(a), .init(y, isElided: true), .init(z, isElided: true), .init(w)]),
      "a²₁ + … + w²₃₁"
    ),
  ]

  @Test(arguments: expressions)
  func `signs, dots and parentheses stand where they are needed`(
    expression: MathExpression, text: String
  ) {
    let formula = NotationWriter(.nielsen).formula(expression)
    #expect(TextFormulaWriter().text(formula) == text)
  }
}
