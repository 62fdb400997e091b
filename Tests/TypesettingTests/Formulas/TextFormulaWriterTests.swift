import MathSyntax
import Testing
import Typesetting

struct TextFormulaWriterTests {
  /// LaTeX, Unicode text, ASCII text.
  private static let formulas: [(String, String, String)] = [
    ("\\delta_{1}^{2}", "δ²₁", "delta^2_1"),
    ("w_{12}^{2} \\delta_{1}^{2}", "w²₁₂ δ²₁", "w^2_{12} delta^2_1"),
    ("a^{l-1}", "aˡ⁻¹", "a^{l-1}"),
    ("a_{j}^{(l-1)}", "a⁽ˡ⁻¹⁾ⱼ", "a^{l-1}_j"),
    ("a_{j}^{\\ell}", "a^ℓ_j", "a^ell_j"),
    ("\\sum_{k=1}^{2} x_{k}", "Σₖ₌₁² xₖ", "sum_{k=1}^2 x_k"),
    ("\\sum_{k} x", "Σₖ x", "sum_k x"),
    ("\\sum_{k \\in K} x", "Σ_(k∈K) x", "sum_{kinK} x"),
    ("\\frac{\\partial C}{\\partial w_{11}^{2}}", "∂C/∂w²₁₁", "dC/dw^2_{11}"),
    ("\\frac{a+b}{c}", "(a + b)/c", "(a + b)/c"),
    ("\\frac{a}{bc}", "a/(b c)", "a/(b c)"),
    ("\\frac{dC}{dw}", "dC/dw", "dC/dw"),
    ("\\frac{1}{1+e^{-z}}", "1/(1 + e⁻ᶻ)", "1/(1 + e^{-z})"),
    ("\\frac{\\frac{a}{b}}{c}", "(a/b)/c", "(a/b)/c"),
    ("\\left(\\frac{a}{b}\\right)^2", "(a/b)²", "(a/b)^2"),
    (
      "\\frac{\\partial C}{\\partial a}\\frac{\\partial a}{\\partial z}", "∂C/∂a · ∂a/∂z",
      "dC/da * da/dz"
    ),
    ("\\frac{1}{2}(a-y)^2", "1/2 (a − y)²", "1/2 (a - y)^2"),
    ("e^{-0.3775}", "e^(−0.3775)", "e^{-0.3775}"),
    ("-x", "−x", "-x"),
    ("a-(-b)", "a − (−b)", "a - (-b)"),
    ("2x", "2x", "2x"),
    ("2(a-y)", "2(a − y)", "2(a - y)"),
    ("f(x)", "f(x)", "f(x)"),
    ("\\sigma'(z)", "σ'(z)", "sigma'(z)"),
    ("a(1-a)", "a (1 − a)", "a (1 - a)"),
    ("\\tanh(z)", "tanh(z)", "tanh(z)"),
    ("\\ln p", "ln p", "ln p"),
    ("0.40 \\cdot 0.15", "0.40 · 0.15", "0.40 * 0.15"),
    ("4.39 \\times 10^{-4}", "4.39 × 10⁻⁴", "4.39 x 10^{-4}"),
    ("(W^2)^\\top \\delta^2 \\odot g'(z)", "(W²)ᵀ δ² ⊙ g'(z)", "(W^2)^T delta^2 (.) g'(z)"),
    ("\\hat{y}_k", "ŷₖ", "hat(y)_k"),
    ("\\mathbf{x} \\in \\mathbb{R}^2", "x ∈ ℝ²", "x in R^2"),
    ("\\begin{pmatrix} a \\\\ b \\end{pmatrix}", "(a, b)", "(a, b)"),
    ("\\begin{bmatrix} a & b \\\\ c & d \\end{bmatrix}", "[a b; c d]", "[a b; c d]"),
    ("\\begin{pmatrix} a & b \\end{pmatrix}", "[a b]", "[a b]"),
    (
      "\\begin{cases} z & z > 0 \\\\ 0 & \\text{otherwise} \\end{cases}",
      "{ z if z > 0; 0 otherwise }", "{ z if z > 0; 0 otherwise }"
    ),
    ("\\Delta w := -\\eta \\nabla C", "Δw := −η ∇C", "Deltaw := -eta grad C"),
    ("\\lvert x\\rvert \\leq \\infty", "|x| ≤ ∞", "|x| <= inf"),
    ("x_{1}, \\dots, x_{n}", "x₁, …, xₙ", "x_1, ..., x_n"),
    ("\\sqrt{a+b}", "√(a + b)", "sqrt(a + b)"),
    ("{x^2}^3", "(x²)³", "(x^2)^3"),
    ("{y_1}^2", "y₁²", "y_1^2"),
    ("n^{(2)}_{w_{12}}", "n^(2)_(w₁₂)", "n^{2}_{w_{12}}"),
  ]

  @Test(arguments: formulas)
  func `formulas as lines of text`(latex: String, unicode: String, ascii: String) throws {
    let formula = try LaTeXFormulaReader().read(latex)
    #expect(TextFormulaWriter().text(formula) == unicode)
    #expect(TextFormulaWriter(.ascii).text(formula) == ascii)
  }

  private static let broken: [(String, Int, [String])] = [
    // A sum of five terms that must be broken has one term a line.
    ("a+b+c+d+e", 10, ["a", "+ b", "+ c", "+ d", "+ e"]),
    ("aaa+bbb+ccc", 12, ["a a a", "+ b b b", "+ c c c"]),
    // Outside of parentheses first.
    ("ab \\cdot (c+d)", 9, ["a b", "· (c + d)"]),
    // Within them if the outside does not help.
    ("(aaaa + bbbb) \\cdot c", 12, ["(a a a a", "+ b b b b)", "· c"]),
    ("a+b", 80, ["a + b"]),
    ("12345678901234567890", 10, ["12345678", "90123456", "7890"]),
  ]

  @Test(arguments: broken)
  func `long formulas are broken before operators`(
    latex: String, width: Int, expected: [String]
  ) throws {
    let formula = try LaTeXFormulaReader().read(latex)
    #expect(TextFormulaWriter().lines(formula, first: width, rest: width) == expected)
  }

  @Test(arguments: 0..<100)
  func `breaking changes nothing but spaces`(seed: Int) {
    var random = FormulaGenerator(seed: UInt64(seed))
    let formula = random.formula(length: 12)
    let whole = TextFormulaWriter().text(formula)
    let lines = TextFormulaWriter().lines(formula, first: 16, rest: 12)
    #expect(lines.joined().filter { $0 != " " } == whole.filter { $0 != " " })
    for (index, line) in lines.enumerated() {
      #expect(DisplayWidth.columns(of: line) <= (index == 0 ? 16 : 12))
    }
  }
}
