import MathSyntax
import TestSupport
import Testing
import Typesetting

struct MathMLFormulaWriterTests {
  private func text(_ formula: Formula) -> String {
    var buffer = OutputBuffer()
    MathMLFormulaWriter().write(formula, to: &buffer)
    return String(buffer.text.dropFirst(6).dropLast(7))
  }

  static let a = Formula.Item.letter("a")
  static let z = Formula.Item.letter("z")

  @Test(
    arguments: [
      ([a], "<mi>a</mi>"),
      ([.number("0.40")], "<mn>0.40</mn>"),
      ([.symbol(.minus), a], "<mrow><mo form=\"prefix\">−</mo><mi>a</mi></mrow>"),
      ([z, .symbol(.minus), a], "<mrow><mi>z</mi><mo>−</mo><mi>a</mi></mrow>"),
      (
        [.script(.letter("δ"), sub: [.number("1")], sup: [.number("2")])],
        "<msubsup><mi>δ</mi><mn>1</mn><mn>2</mn></msubsup>"
      ),
      ([a, z], "<mrow><mi>a</mi><mo>&#x2062;</mo><mi>z</mi></mrow>"),
      (
        [.letter("σ"), .fenced([z])],
        "<mrow><mi>σ</mi><mo>&#x2061;</mo><mrow><mo form=\"prefix\" stretchy=\"false\">(</mo>"
          + "<mi>z</mi><mo form=\"postfix\" stretchy=\"false\">)</mo></mrow></mrow>"
      ),
      (
        [.script(.letter("w"), sub: [.number("1"), .number("2")])],
        "<msub><mi>w</mi><mrow><mn>1</mn><mo>&#x2063;</mo><mn>2</mn></mrow></msub>"
      ),
      (
        [.fraction([a], [.number("2")])], "<mfrac><mi>a</mi><mn>2</mn></mfrac>"
      ),
      (
        [.fenced([.fraction([a], [z])])],
        "<mrow><mo form=\"prefix\" stretchy=\"true\">(</mo><mfrac><mi>a</mi><mi>z</mi></mfrac>"
          + "<mo form=\"postfix\" stretchy=\"true\">)</mo></mrow>"
      ),
      ([Formula.Item(.identifier("W", .bold))], "<mi mathvariant=\"normal\">𝐖</mi>"),
      ([Formula.Item(.identifier("δ", .bold))], "<mi mathvariant=\"normal\">𝛅</mi>"),
      ([Formula.Item(.identifier("R", .blackboard))], "<mi mathvariant=\"normal\">ℝ</mi>"),
      ([Formula.Item(.identifier("L", .calligraphic))], "<mi mathvariant=\"normal\">ℒ</mi>"),
      ([Formula.Item(.identifier("C", .calligraphic))], "<mi mathvariant=\"normal\">𝒞</mi>"),
      ([Formula.Item(.identifier("d", .upright))], "<mi mathvariant=\"normal\">d</mi>"),
      ([.letter("net")], "<mi class=\"word\">net</mi>"),
      (
        [Formula.Item(.accent(.hat, [.letter("y")]))],
        "<mover accent=\"true\"><mi>y</mi><mo stretchy=\"false\">^</mo></mover>"
      ),
      (
        [Formula.Item(.largeOperator(.sum, lower: [.letter("k")], upper: [.number("2")]))],
        "<munderover><mo>∑</mo><mi>k</mi><mn>2</mn></munderover>"
      ),
    ] as [(Formula, String)])
  func `a formula in MathML`(formula: Formula, expected: String) {
    #expect(text(formula) == expected)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `random formulas are well-formed`(seed: UInt64) {
    var generator = FormulaGenerator(seed: seed)
    let printed = text(generator.formula())
    let checked = MarkupChecker(printed)
    #expect(checked.complaints == [])
    /// What each element holds, where MathML says how much.
    let wanted: Set<String> = [
      "mi", "mn", "mo", "mtext", "mrow", "mfrac", "msqrt", "msub", "msup", "msubsup", "munder",
      "mover", "munderover", "mtable", "mtr", "mtd", "mspace",
    ]
    #expect(checked.elements.allSatisfy { wanted.contains($0.name) })
  }
}
