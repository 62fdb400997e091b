import BackpropEngine
import Coursework
import ExactArithmetic
import MathSyntax
import TestSupport
import Testing

/// Submissions about known networks, and what has to be said of each of their links.
@Suite struct VerifierTests {
  static func verified(
    _ text: String, as format: Verifier.Format = .markdown,
    about problem: Problem? = ProblemExamples.twoTwoTwo, notation: Notation? = nil,
    _ change: (inout VerificationRequest) -> Void = { _ in }
  ) throws -> [Judgement] {
    var request = VerificationRequest()
    request.problem = problem
    request.notation = notation
    change(&request)
    return try Verifier(request).verify(Array(text.utf8), named: "hw", as: format).judgements
  }

  /// The verdicts with what was recognised: `RIGHT`, `MISCONCEPTION FORGOT_FPRIME_OUT`; equals signs
  /// before rounded numbers are left out.
  static func codes(_ judgements: [Judgement]) -> [String] {
    judgements.map { judgement in
      var code = judgement.verdict.rawValue
      if let mistake = judgement.mistake { code += " " + mistake.id }
      for note in judgement.notes where note != .roundedEquals { code += " +" + note.rawValue }
      return code
    }
  }

  static let claims: [(text: String, expected: [String])] = [
    // Values and their roundings.
    ("$z_1^1 = 0.3775$", ["RIGHT"]),
    ("$a_1^1 = 0.5933$", ["RIGHT"]),
    ("$a_1^1 \\approx 0.59$", ["RIGHT"]),
    ("$a_1^1 = 0.593269992$", ["RIGHT"]),
    ("$a_1^1 = 5.933 \\cdot 10^{-1}$", ["RIGHT"]),
    ("$a_1^1 = 0.5932$", ["LAST_DIGIT +TRUNCATED"]),
    ("$a_1^1 = 0.6033$", ["WRONG"]),
    ("$\\delta_1^2 = 0.1385$", ["RIGHT"]),
    ("$0.1385 = \\delta_1^2$", ["RIGHT"]),
    // Given numbers.
    ("$w_{11}^1 = 0.15$, $\\eta = 0.5$, $x_1 = 0.05$", ["GIVEN", "GIVEN", "GIVEN"]),
    ("$w_{11}^1 = 0.51$", ["WRONG"]),
    // Mistakes.
    ("$\\delta_1^2 = 0.7414$", ["MISCONCEPTION FORGOT_FPRIME_OUT"]),
    ("$z_1^1 = 0.3825$", ["MISCONCEPTION FWD_TRANSPOSED"]),
    ("$z_1^1 = 0.0275$", ["MISCONCEPTION FWD_NO_BIAS"]),
    ("$a_1^1 = 0.05933$", ["SCALE10 SCALE10"]),
    ("$z_1^1 = 0.3925$", ["SWAPPED SWAPPED"]),
    // Chains.
    (
      "$z_1^1 = 0.15 \\cdot 0.05 + 0.20 \\cdot 0.10 + 0.35 = 0.3775$",
      ["RIGHT", "RIGHT"]
    ),
    ("$0.4 \\cdot 0.5933 = 0.2373$", ["RIGHT"]),
    ("$0.4 \\cdot 0.5933 = 0.2473$", ["BROKEN_LINK"]),
    (
      "$0.4 \\cdot 0.5933 = 0.2373 + 0.2686 = 0.5059$",
      ["RIGHT +RUNNING_EQUALS", "RIGHT"]
    ),
    // Vectors.
    ("$z^1 = (0.3775, 0.3925)$", ["RIGHT"]),
    ("$z^1 = \\begin{pmatrix} 0.3775 \\\\ 0.3925 \\end{pmatrix}$", ["RIGHT"]),
    ("$z^1 = (0.3775, 0.5)$", ["WRONG"]),
    ("$z^1 = (0.3775, 0.3925, 0)$", ["WRONG"]),
    // Updates.
    ("$w_{11}^2 := 0.3589$", ["RIGHT"]),
    ("$w_{11}^2 = 0.40 - 0.5 \\cdot 0.0822 = 0.3589$", ["RIGHT_ROUNDED", "RIGHT"]),
    // What is not there.
    ("$z_1^7 = 3$", ["UNDECIDED"]),
    ("$q = 3$", ["GIVEN"]),
    ("$a_1^1 = 5 / 0$", ["UNDECIDED"]),
  ]

  @Test(arguments: claims)
  func `a claim gets its verdict`(text: String, expected: [String]) throws {
    #expect(Self.codes(try Self.verified(text)) == expected)
  }

  @Test func `a wrong line is counted once, and lines that follow from it follow`() throws {
    let judgements = try Self.verified(
      """
      $\\delta_1^2 = 0.7414$

      $\\frac{\\partial C}{\\partial w_{11}^2} = 0.4399$

      $\\frac{\\partial C}{\\partial w_{12}^2} = 0.0827$
      """)
    #expect(
      Self.codes(judgements)
        == ["MISCONCEPTION FORGOT_FPRIME_OUT", "FOLLOWS", "RIGHT +UNSUPPORTED"])
    #expect(judgements[1].followsFrom == 1)
  }

  @Test func `a published page is wrong where its weights are transposed`() throws {
    let judgements = try Self.verified(
      """
      (0.15)(0.05)+(0.20)(0.10)+b_1 = 0.0075+0.020+b_1 = 0.3825
      σ(0.3825) = 0.5944
      """, as: .text, notation: .numbered)
    #expect(
      Self.codes(judgements)
        == ["RIGHT", "MISCONCEPTION FWD_TRANSPOSED", "LAST_DIGIT +TRUNCATED"])
  }

  static let numbers: [(text: String, expected: [String])] = [
    // Ties may go either way; digits are compared exactly.
    ("$0.1666 + 0.00005 = 0.1667$", ["RIGHT"]),
    ("$839.135 / 2 = 419.567$", ["RIGHT"]),
    ("$839.135 / 2 = 419.568$", ["RIGHT"]),
    ("$0.997 / 2 = 0.498$", ["RIGHT"]),
    ("$0.997 / 2 = 0.499$", ["RIGHT"]),
    ("$1/6 = 0.1667$", ["RIGHT"]),
    ("$1/3 = 0.3333$", ["RIGHT"]),
    ("$1/3 = 1/3$", ["GIVEN +EMPTY_STEP"]),
    ("$2/6 = 1/3$", ["RIGHT"]),
    ("$1/3 = 0.3334$", ["LAST_DIGIT"]),
    ("$1/3 = 0.3344$", ["BROKEN_LINK"]),
    ("$(-2)^2 = 4$", ["RIGHT"]),
    ("$e^{0} = 1$", ["RIGHT"]),
    ("$\\ln 2 = 0.693$", ["RIGHT"]),
  ]

  @Test(arguments: numbers)
  func `numbers are compared as they are written`(text: String, expected: [String]) throws {
    #expect(Self.codes(try Self.verified(text, about: nil)) == expected)
  }

  @Test func `strict judging does not forgive the last digit`() throws {
    let judgements = try Self.verified("$a_1^1 = 0.5932$") { $0.isStrict = true }
    #expect(judgements[0].verdict.group == .wrong)
    #expect(judgements[0].notes == [.truncated])
  }

  @Test func `decimal commas are read where there are no decimal points`() throws {
    #expect(
      Self.codes(try Self.verified("$z_1^1 = 0,3775$ und $a_1^1 = 0{,}5933$"))
        == ["RIGHT", "RIGHT"])
  }

  @Test func `a table names quantities by its head and its rows`() throws {
    let judgements = try Self.verified(
      """
      | unit | z | a |
      |---|---|---|
      | h1 | 0.3775 | 0.5933 |
      | o1 | 1.1059 | 0.5714 |
      """)
    #expect(judgements.map(\.verdict.group) == [.right, .right, .right, .wrong])
    #expect(judgements[3].line == 4)
  }

  @Test func `places count characters, with tabs, emoji and line ends of other systems`() throws {
    let judgements = try Self.verified("# 🎒\r\n\r\n\tÄ🙂e\u{301} $z_1^1 = 0.3775$\r\n")
    #expect(judgements.map(\.line) == [3])
    #expect(judgements.map(\.column) == [7])
    #expect(judgements[0].text == "z_1^1 = 0.3775")
  }

  @Test func `a notebook's places are those of its cells`() throws {
    let notebook = """
      {"cells": [
        {"cell_type": "code", "source": ["x = 1"]},
        {"cell_type": "markdown", "source": ["# Title\\n", "$z_1^1 = 0.3775$"]}
      ]}
      """
    let judgements = try Self.verified(notebook, as: .notebook)
    #expect(judgements.map(\.cell) == [2])
    #expect(judgements.map(\.line) == [2])
    #expect(Self.codes(judgements) == ["RIGHT"])
  }

  @Test func `words around formulas are left alone`() throws {
    let judgements = try Self.verified(
      """
      So the weighted input is z_1 = 0.3775, as expected. The result (see above) = fine.
      We use a learning rate of 0.5; a step is small.
      """, as: .text, notation: .numbered)
    #expect(Self.codes(judgements) == ["RIGHT"])
  }

  @Test func `a line that cannot be read takes nothing with it`() throws {
    let judgements = try Self.verified(
      "$z_1^1 = 0.3775$, $\\foo{3} = 4$, $a_1^1 = \\frac{1}{} $, $z_2^1 = 0.3925$")
    #expect(
      Self.codes(judgements) == ["RIGHT", "UNREADABLE", "UNREADABLE", "RIGHT"])
  }
}
