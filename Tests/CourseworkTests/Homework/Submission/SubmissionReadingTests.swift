import BackpropEngine
import Coursework
import MathSyntax
import TestSupport
import Testing

/// What is taken for a claim, and how much of it.
@Suite struct SubmissionReadingTests {
  private func codes(
    _ text: String, as format: Verifier.Format, about problem: Problem? = ProblemExamples.twoTwoTwo
  ) throws -> [String] {
    VerifierTests.codes(try VerifierTests.verified(text, as: format, about: problem))
  }

  static let texts: [(text: String, expected: [String])] = [
    // A formula goes on in the next line: with an operation, or with a relation below its left side.
    ("z_1^1 = 0.15 · 0.05 + 0.20 · 0.10\n      + 0.35 = 0.3775", ["RIGHT", "RIGHT"]),
    ("z_1^1 = 0.15 · 0.05\n  · 1 + 0.37 = 0.3775", ["RIGHT", "RIGHT"]),
    ("0.15 · 0.05 + 0.37\n  = 0.3775", ["RIGHT"]),
    // A remark does not, and its indices claim nothing.
    ("z_1^1 = 0.3775\nthe derivative of the sign\n  = 0.3775", ["RIGHT", "GIVEN +EMPTY_STEP"]),
    ("  = 0.3775   only in the term k = j\n", ["GIVEN"]),
    // A name of a way, and a drawing.
    ("1→1→2   0.15 · 0.05 + 0.37\n     = 0.3775", ["RIGHT"]),
    ("░ a = 1 · a = 0 * z = 0", []),
    // A mark of a list before a derivative, and commands of LaTeX.
    ("(13) ∂C/∂b_1^2 = 0.138498562", ["RIGHT"]),
    ("z_1^1 = \\frac{151}{400}", ["RIGHT"]),
  ]

  @Test(arguments: texts)
  func `lines of plain text`(text: String, expected: [String]) throws {
    if text.hasPrefix("  = ") {
      // Nothing stands before it that it goes on with.
      #expect(try codes(text, as: .text).count <= 1)
    } else {
      #expect(try codes(text, as: .text) == expected)
    }
  }

  @Test(arguments: [
    ("The error is \\delta_1^2 = 0.1385, I think.", ["RIGHT"]),
    ("- z_1^1 = \\frac{151}{400}", ["RIGHT"]),
    ("Cheers \\o/ = fun", []),
    ("$z_1^1 = {{{{", ["UNREADABLE"]),
    ("It costs $5, which is = too much", []),
  ])
  func `lines of Markdown without marked formulas`(text: String, expected: [String]) throws {
    #expect(try codes(text, as: .markdown) == expected)
  }

  @Test func `later links are quoted with their relation`() throws {
    let judgements = try VerifierTests.verified("$z_1^1 = 0.15 \\cdot 0.05 + 0.37 \\approx 0.3775$")
    #expect(
      judgements.map(\.text) == ["z_1^1 = 0.15 \\cdot 0.05 + 0.37", "\\approx 0.3775"])
    #expect(judgements.map(\.column) == [2, 33])
  }

  @Test func `the left side may stand on a line of its own`() throws {
    let text = """
      \\begin{align*}
      \\text{way 1}\\quad & 0.15 \\cdot 0.05 + 0.37 \\\\
        &= 0.3775 \\\\
      \\text{way 2}\\quad & 0.2 \\cdot 0.1 \\\\
        &= 0.02
      \\end{align*}
      """
    #expect(try codes(text, as: .latex) == ["RIGHT", "RIGHT"])
  }

  // MARK: Tables

  @Test func `the inputs of a row tell the sample`() throws {
    let xor = ProblemExamples.xor
    let table = """
      | $x_1$ | $x_2$ | $y_1$ |
      |---|---|---|
      | 0 | 0 | 0 |
      | 0 | 1 | 1 |
      | 1 | 0 | 1 |
      | 1 | 1 | 0 |
      """
    let judgements = try VerifierTests.verified(table, about: xor)
    #expect(judgements.allSatisfy { $0.verdict == .given })
    #expect(judgements.count == 12)
  }

  @Test func `answers of a handout that are left out or no numbers are told`() throws {
    let page = """
      ---
      shape: 2-2-2
      variant: 1
      seed: 1
      ---

      | quantity | value |
      |---|--:|
      | $z_1^1$ | |
      | $z_2^1$ | about a half |
      | $a_1^1$ | $\\boxed{\\phantom{\\text{number a 1 1 0}}}$ |
      """
    let judgements = try VerifierTests.verified(page, about: nil)
    #expect(judgements.map(\.verdict) == [.unreadable, .unreadable, .unreadable])
    let glossary = page.replacing("variant: 1\nseed: 1\n", with: "").replacing(
      "shape: 2-2-2", with: "lesson: two-layer-example")
    #expect(try VerifierTests.verified(glossary, about: nil).isEmpty)
  }

  @Test func `the cell of a table is quoted with its quantity`() throws {
    let judgements = try VerifierTests.verified("| q | v |\n|---|---|\n| $z_1^1$ | 0.4 |\n")
    #expect(judgements.map(\.text) == ["z_1^1 = 0.4"])
  }

  // MARK: Bounds

  @Test func `a chain of too many links is judged as far as the limit goes`() throws {
    let chain = "$1" + String(repeating: "=1", count: 10_100) + "$"
    let judgements = try VerifierTests.verified(chain)
    #expect(judgements.count == 10_001)
    #expect(judgements.last?.verdict == .undecided)
  }

  @Test(arguments: [Verifier.Format.markdown, .latex, .text])
  func `a formula that is too long is told, and cut where it is shown`(
    format: Verifier.Format
  ) throws {
    let judgements = try VerifierTests.verified(
      "$z_1^1 = 1" + String(repeating: " + 1", count: 20_000) + "$", as: format)
    #expect(judgements.map(\.verdict) == [.unreadable])
    #expect(judgements.allSatisfy { $0.text.count <= 2001 })
  }
}
