import MathSyntax
import Testing
import Typesetting

struct LaTeXFormulaWriterTests {
  private static let fraction = Formula.Item.fraction([.letter("a")], [.letter("b")])

  private static let formulas: [(Formula, String)] = [
    ([.letter("π"), .letter("x")], "\\pi x"),
    ([.letter("π"), .number("2")], "\\pi 2"),
    ([.letter("π"), .fenced([.letter("x")])], "\\pi(x)"),
    ([.letter("x"), .letter("y")], "x y"),
    ([.number("2"), .letter("x")], "2 x"),
    ([.number("2"), .number("3")], "2\\thinspace 3"),
    ([.symbol(.minus), .number("0.5")], "-0.5"),
    ([.letter("a"), .symbol(.minus), .fenced([.symbol(.minus), .letter("b")])], "a - (-b)"),
    ([Everything.quantity("w", layer: 2, 1, 2)], "w_{12}^{2}"),
    ([.script(.letter("σ"), sup: [.symbol(.prime)])], "\\sigma'"),
    (
      [.script(.letter("f"), sub: [.letter("l")], sup: [.symbol(.prime), .symbol(.prime)])],
      "f_{l}''"
    ),
    ([.script(.script(.letter("x"), sup: [.number("2")]), sup: [.number("3")])], "{x^{2}}^{3}"),
    ([fraction], "\\frac{a}{b}"),
    ([.fenced([.fenced([.letter("x")])])], "\\bigl((x)\\bigr)"),
    ([.fenced([.fenced([.fenced([.letter("x")])])])], "\\Bigl(\\bigl((x)\\bigr)\\Bigr)"),
    ([.fenced([fraction])], "\\Bigl(\\frac{a}{b}\\Bigr)"),
    ([Formula.Item(.identifier("W", .bold))], "\\mathbf{W}"),
    ([Formula.Item(.identifier("δ", .bold))], "\\boldsymbol{\\delta}"),
    ([Formula.Item(.identifier("net", .upright))], "\\mathrm{net}"),
    ([.function("tanh"), .letter("z")], "\\tanh z"),
    ([.function("ReLU"), .fenced([.letter("z")])], "\\operatorname{ReLU}(z)"),
    ([.text("50% of {x}")], "\\text{50\\% of \\{x\\}}"),
    ([.number("3,5")], "3{,}5"),
    (
      [
        .number("4.39"), .symbol(.times),
        .script(.number("10"), sup: [.symbol(.minus), .number("4")]),
      ],
      "4.39 \\times 10^{-4}"
    ),
  ]

  @Test(arguments: formulas)
  func `formulas as LaTeX`(formula: Formula, expected: String) {
    #expect(LaTeXFormulaWriter().text(formula) == expected)
  }

  @Test(arguments: 0..<150)
  func `mathematics between dollars has nothing that Markdown changes`(seed: Int) {
    var random = FormulaGenerator(seed: UInt64(seed))
    var buffer = OutputBuffer()
    MarkdownWriter().write([.paragraph([.formula(random.formula())])], to: &buffer)
    let text = buffer.text.dropLast()
    #expect(text.hasPrefix("$") && text.hasSuffix("$"))
    #expect(!text.contains("|") && !text.contains("<"))
    // The form with backticks is safe whatever stands in it.
    guard !text.hasPrefix("$`") else { return }
    let characters = Array(text)
    for (first, second) in zip(characters, characters.dropFirst()) where first == "\\" {
      #expect(second.isLetter, "\(text)")
    }
  }
}
