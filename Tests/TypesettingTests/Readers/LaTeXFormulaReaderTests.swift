import MathSyntax
import Testing
import Typesetting

struct LaTeXFormulaReaderTests {
  /// Spellings found in lectures and homework, and what our writer makes of them.
  private static let spellings: [(String, String)] = [
    ("w_{ij}^{(l)}", "w_{i j}^{(l)}"), ("w^{(l)}_{ij}", "w_{i j}^{(l)}"),
    ("w^l_{ij}", "w_{i j}^{l}"),
    ("w_{i,j}^{l}", "w_{i,j}^{l}"), ("{\\ell-1}", "\\ell - 1"), ("\\mathbf{x}", "\\mathbf{x}"),
    ("\\mathbf x", "\\mathbf{x}"), ("\\boldsymbol{\\delta}", "\\boldsymbol{\\delta}"),
    ("\\boldsymbol\\delta", "\\boldsymbol{\\delta}"), ("\\bm{W}", "\\mathbf{W}"),
    ("\\textbf{x}", "\\mathbf{x}"), ("{\\bf x}_1", "\\mathbf{x}_{1}"), ("{\\it w}_{ij}", "w_{i j}"),
    ("\\mathrm{net}_{h1}", "\\mathrm{net}_{h1}"), ("net_{h1}", "\\mathit{net}_{h1}"),
    ("\\hat{y}", "\\hat{y}"), ("\\hat y_k", "\\hat{y}_{k}"), ("\\widehat y", "\\hat{y}"),
    ("W^T", "W^{T}"), ("W^\\top", "W^{\\top}"), ("W^\\mathsf{T}", "W^{\\top}"),
    ("W^{\\mathsf T}", "W^{\\top}"), ("W^{\\mathrm{T}}", "W^{\\top}"),
    ("a \\cdot b", "a \\cdot b"), ("a*b", "a \\ast b"), ("a \\times b", "a \\times b"),
    ("\\frac12", "\\frac{1}{2}"), ("\\dfrac{a}{b}", "\\frac{a}{b}"), ("\\tfrac ab", "\\frac{a}{b}"),
    ("{a \\over b}", "\\frac{a}{b}"), ("x^12", "x^{1} 2"), ("x^-1", "x^{-1}"),
    ("\\left( x \\right)", "(x)"), ("\\bigl( x \\bigr)", "(x)"), ("\\big( x \\big)", "(x)"),
    ("\\left[ x \\right]", "[x]"), ("\\{ x \\}", "\\lbrace x\\rbrace"), ("[0, 1)", "[0, 1)"),
    ("|x| + |y|", "\\lvert x\\rvert + \\lvert y\\rvert"),
    ("\\left| x \\right|", "\\lvert x\\rvert"),
    ("\\|x\\|", "\\lVert x\\rVert"), ("f|_{x}", "f \\mid_{x}"),
    ("a := b", "a := b"), ("a \\leftarrow b", "a \\leftarrow b"), ("a \\gets b", "a \\leftarrow b"),
    ("a \\to b", "a \\to b"), ("a -> b", "a \\to b"), ("a \\implies b", "a \\Rightarrow b"),
    ("a \\, b \\; c \\! d", "a b c d"), ("a \\quad b", "a\\quad b"),
    ("\\sum_{k=1}^{d^{(\\ell+1)}} x", "\\sum_{k=1}^{d^{(\\ell+1)}} x"),
    ("\\sum_i x_i", "\\sum_{i} x_{i}"),
    ("\\sum\\limits_{i} x_i", "\\sum_{i} x_{i}"), ("\\prod_{i} x_i", "\\prod_{i} x_{i}"),
    ("\\nabla_a C", "\\nabla_{a}C"), ("\\nabla J(\\theta)", "\\nabla J(\\theta)"),
    ("\\exp(s)", "\\exp(s)"), ("exp(s)", "\\exp(s)"), ("log p", "\\log p"),
    ("\\max(0,x)", "\\max(0, x)"), ("\\max_k a_k", "\\max_{k} a_{k}"),
    ("\\operatorname{ReLU}(z)", "\\operatorname{ReLU}(z)"), ("ReLU(z)", "\\operatorname{ReLU}(z)"),
    ("\\text{softmax}(z)", "\\operatorname{softmax}(z)"),
    ("\\mathrm{ReLU}(z)", "\\operatorname{ReLU}(z)"),
    ("a \\odot b \\circ c", "a \\odot b \\circ c"), ("a {}^\\circ b", "a \\circ b"),
    ("x_1, \\ldots, x_n", "x_{1}, \\dots, x_{n}"), ("x \\cdots y", "x \\cdots y"),
    ("f'", "f'"), ("f^\\prime", "f'"), ("f^{\\prime\\prime}", "f''"), ("w_5'", "w_{5}'"),
    ("\\sigma'^2", "\\sigma'^{2}"), ("\\underbrace{a+b}_{z} + c", "a + b + c"),
    ("a = b \\tag{1}", "a = b"), ("a = b \\label{eq:x} % comment\n + c", "a = b + c"),
    ("\\sqrt{x}", "\\sqrt{x}"), ("\\sqrt[3]{x}", "(x)^{\\frac{1}{3}}"),
    ("\\lbrace x \\rbrace", "\\lbrace x\\rbrace"), ("\\lvert x \\rvert", "\\lvert x\\rvert"),
    ("3{,}5", "3{,}5"), (".5", ".5"), ("5.", "5."), ("1.5.2", "1.5\\thinspace .2"),
    ("\\stackrel{!}{=} 0", "= 0"), ("\\displaystyle x", "x"), ("\\color{red} x", "x"),
    ("\\textcolor{red}{x}", "x"), ("\\boxed{x}", "x"),
    ("\\mathop{\\mathrm{argmax}} x", "\\operatorname{argmax} x"),
    ("δ²₁ ≈ −0.5 · a¹⁻ˡ", "\\delta_{1}^{2} \\approx -0.5 \\cdot a^{1-l}"), ("Wᵀ", "W^{\\top}"),
    ("ŷ", "\\hat{y}"),
    ("½ x", "\\frac{1}{2} x"), ("ℝ²", "\\mathbb{R}^{2}"),
    (
      "\\begin{array}{cc} a & b \\\\ c & d \\end{array}",
      "\\begin{matrix} a & b \\\\ c & d \\end{matrix}"
    ),
    (
      "\\left[\\begin{array}{c} a \\\\ b \\end{array}\\right]",
      "\\begin{bmatrix} a \\\\ b \\end{bmatrix}"
    ),
    (
      "\\left\\{\\begin{array}{ll} 1 & x \\\\ 0 & y \\end{array}\\right.",
      "\\begin{cases} 1 & x \\\\ 0 & y \\end{cases}"
    ),
    ("\\begin{equation} a = b \\end{equation}", "a = b"),
    ("\\text{if $x > 0$}", "\\text{if } x > 0"),
  ]

  @Test(arguments: spellings)
  func `spellings of lectures and students`(latex: String, expected: String) throws {
    #expect(LaTeXFormulaWriter().text(try LaTeXFormulaReader().read(latex)) == expected)
  }

  @Test(arguments: spellings.map(\.0))
  func `with any byte deleted it is read or refused`(latex: String) {
    let bytes = Array(latex.utf8)
    for index in bytes.indices {
      var shorter = bytes
      shorter.remove(at: index)
      _ = try? LaTeXFormulaReader().read(shorter, in: 0..<shorter.count)
      _ = try? LaTeXFormulaReader().readRows(bytes, in: index..<bytes.count)
    }
  }

  private static let mistakes: [(String, LaTeXError)] = [
    ("{x", .unmatchedOpeningBrace(SourceRange(0, 1))),
    ("x}", .unmatchedClosingBrace(SourceRange(1, 2))),
    ("\\frac{a", .unmatchedOpeningBrace(SourceRange(5, 6))),
    ("(a + b", .unmatchedOpening("(", SourceRange(0, 1))),
    ("a + b)", .unmatchedClosing(")", SourceRange(5, 6))),
    ("{(a}", .unmatchedOpening("(", SourceRange(1, 2))),
    ("\\{a)", .mismatchedDelimiters(")", SourceRange(3, 4), opened: SourceRange(0, 2))),
    ("\\left( x", .missingRight(SourceRange(0, 5))),
    ("x \\right)", .unexpectedRight(SourceRange(2, 8))),
    ("\\left x", .missingDelimiter("left", SourceRange(0, 5))),
    ("\\frac{a}", .missingArgument("frac", SourceRange(0, 5))),
    ("\\hat", .missingArgument("hat", SourceRange(0, 4))),
    ("x^", .missingScript(SourceRange(1, 2))),
    ("{x_}", .missingScript(SourceRange(2, 3))),
    ("(x^)", .missingScript(SourceRange(2, 3))),
    ("^2", .scriptWithoutBase(SourceRange(0, 1))),
    ("x^2^3", .doubleSuperscript(SourceRange(3, 4))),
    ("x_1_2", .doubleSubscript(SourceRange(3, 4))),
    ("x \\simga", .unknownCommand("simga", SourceRange(2, 8))),
    ("\\begin{foo} x \\end{foo}", .unknownEnvironment("foo", SourceRange(0, 11))),
    ("\\begin{cases} x", .unclosedEnvironment("cases", SourceRange(0, 13))),
    ("x \\end{cases}", .unexpectedEnd("cases", SourceRange(2, 13))),
    (
      "\\begin{cases} x \\end{pmatrix}",
      .mismatchedEnvironments("pmatrix", SourceRange(16, 29), begun: "cases", SourceRange(0, 13))
    ),
    ("a & b", .unexpectedAlignment(SourceRange(2, 3))),
    ("a \\\\ b", .unexpectedRowEnd(SourceRange(2, 4))),
    ("a $ b", .dollarWithin(SourceRange(2, 3))),
    ("a \\", .trailingBackslash(SourceRange(2, 3))),
    ("a ` b", .unexpectedCharacter("`", SourceRange(2, 3))),
  ]

  @Test(arguments: mistakes)
  func `each mistake has its own error, its place and its words`(latex: String, error: LaTeXError) {
    #expect(throws: error) { try LaTeXFormulaReader().read(latex) }
    #expect(error.diagnostic.range == error.range)
    #expect(!error.diagnostic.summary.isEmpty)
  }

  @Test func `an unknown command is answered with the nearest known one`() {
    let diagnostic = LaTeXError.unknownCommand("simga", SourceRange(0, 6)).diagnostic
    #expect(diagnostic.hints == ["Did you mean \\sigma?"])
  }

  @Test(arguments: [
    "{", "(", "\\left(", "\\sqrt{", "x^{", "\\hat", "|(", "\\begin{pmatrix}", "\\text{$",
  ])
  func `nesting is bounded`(opening: String) {
    let deep = String(repeating: opening, count: 20_000)
    #expect(throws: LaTeXError.self) { try LaTeXFormulaReader().read(deep) }
  }

  @Test func `parts know their place in the file`() throws {
    let bytes = Array("ab $x_{1} + \\delta$".utf8)
    let formula = try LaTeXFormulaReader().read(bytes, in: 4..<18)
    #expect(
      formula.items.map(\.source) == [SourceRange(4, 9), SourceRange(10, 11), SourceRange(12, 18)])
  }

  @Test(
    arguments: [
      ("a &= b \\\\ &= c", ["a = b", "= c"]),
      (
        "\\begin{align*} a &= b + c \\\\ & \\quad + d \\\\[2pt] e &= f \\nonumber \\end{align*}",
        ["a = b + c + d", "e = f"]
      ),
      (
        "\\begin{equation}\\begin{split} a &= b \\\\ &= c \\end{split}\\end{equation}",
        ["a = b", "= c"]
      ),
      ("a = (b \\\\ &\\quad {} + c) \\\\ &= d", ["a = (b + c)", "= d"]),
      (
        "a = \\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}",
        ["a = \\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}"]
      ),
      ("", []),
    ] as [(String, [String])])
  func `displays are read line by line`(latex: String, expected: [String]) throws {
    let bytes = Array(latex.utf8)
    let rows = try LaTeXFormulaReader().readRows(bytes, in: 0..<bytes.count)
    #expect(rows.map { LaTeXFormulaWriter().text($0.formula) } == expected)
  }
}
