import Coursework
import MathSyntax
import Testing

/// What a lesson's prose claims is checked.
@Suite struct LessonCheckTests {
  private static func check(_ lesson: String) throws -> LessonCheck {
    try Explainer.check(ofLesson: Array(lesson.utf8))
  }

  @Test(arguments: LessonTests.names)
  func `every equation in the prose of a lesson holds`(name: String) throws {
    let source = try #require(LessonCatalogue.source(named: name))
    let check = try Explainer.check(ofLesson: source)
    #expect(check.mistakes == [])
    #expect(check.openQuestions == [])
  }

  @Test func `many equations of the lessons are checked`() throws {
    let counts = try LessonTests.names.map { name in
      try Explainer.check(ofLesson: #require(LessonCatalogue.source(named: name))).rightCount
    }
    #expect(counts.reduce(0, +) >= 80, "\(counts)")
  }

  /// A problem for lessons that speak of its numbers.
  private static let numbers = """
    ```problem unit
    {
      "layers": [ { "activation": "identity", "weights": [[2]] } ],
      "cost": "half-squared-error",
      "samples": [
        { "input": [3], "target": [2] }
      ]
    }
    ```


    """

  /// A lesson with one thing that is not true, its line, and words of the message.
  static let mistakes: [(lesson: String, line: Int, words: String)] = [
    ("\n\n$$\\delta^L_j = \\frac{\\partial C}{\\partial a^L_j}$$\n", 3, "δᴸⱼ = ∂C/∂aᴸⱼ"),
    ("So $\\delta^l = (w^{l+1} \\delta^{l+1}) \\odot \\sigma'(z^l)$ holds.\n", 1, "δˡ"),
    (
      "```derivation\n\\delta^l_j = \\frac{\\partial C}{\\partial z^l_j} | so\n= \\sum_k \\delta^{l+1}_k | wrong\n```\n",
      3, "Σₖ"
    ),
    (
      "| a | b |\n|---|---|\n| x | $\\delta^l_j = -\\frac{\\partial C}{\\partial z^l_j}$ |\n", 3,
      "δˡⱼ"
    ),
    ("- one\n- $a^l_j = z^l_j$\n", 2, "aˡⱼ"),
    (
      "```formulas\nactivation: tanh\n```\n$$\\sigma'(z) = \\sigma(z) (1 - \\sigma(z))$$\n", 4,
      "σ'(z)"
    ),
    ("---\nactivation: sigmoid\n---\n$$\\sigma'(z) = 1 - (\\sigma(z))^2$$\n", 4, "σ'(z)"),
    ("Let $S = \\sum_k e^{z^L_k}$. Then $S = \\sum_k a^L_k$.\n", 1, "S ="),
    (
      numbers + "```formulas\nproblem: unit\n```\n\n$$z^1_1 = 6$$\n\nSo $\\delta^1_1 = 5$.\n", 17,
      "δ¹₁"
    ),
    ("---\nnotation: dasc7606\n---\n$$\\delta^{(L)}_j = g'(s^{(L)}_j)$$\n", 4, "δ⁽ᴸ⁾ⱼ"),
  ]

  @Test(arguments: mistakes)
  func `what is not true is told with its place`(
    lesson: String, line: Int, words: String
  ) throws {
    let check = try Self.check(lesson)
    let mistake = try #require(check.mistakes.first)
    #expect(mistake.summary.hasPrefix("not true: "))
    #expect(mistake.summary.contains(words), "\(mistake.summary)")
    let range = try #require(mistake.range)
    let before = Array(lesson.utf8)[..<range.lowerBound]
    #expect(before.count { $0 == UInt8(ascii: "\n") } + 1 == line)
    #expect(!mistake.hints.isEmpty)
  }

  /// Lessons in which nothing is wrong.
  static let right: [String] = [
    "$$x_1 = 5 y_1$$\n".withFormulas("check: no"),
    "$$\\sigma'(z) = \\sigma(z) (1 - \\sigma(z))$$\n".withFormulas("activation: sigmoid"),
    "$$\\frac{\\partial a^L_k}{\\partial z^L_j} = -a^L_k a^L_j$$\n".withFormulas(
      "output-activation: softmax\nwhere: k \\neq j"),
    "$$\\delta^l_1 = w^{l+1}_{11} \\sigma'(z^l_1) \\delta^{l+1}_1$$\n".withFormulas(
      "widths: 1-1-1-1"),
    "$$z = w_1 x_1 + w_2 x_2 + b$$\n".withFormulas("units: 1"),
    numbers
      + "The output is $a^1_1 = 6$ and $\\frac{\\partial C}{\\partial w^1_{11}} = 3 \\cdot 4 = 12$.\n"
      .withFormulas("problem: unit"),
    "Nothing to check here: $\\delta$, $a < b$, `x = y`.\n",
  ]

  @Test(arguments: right)
  func `what holds for what a block declares is right`(lesson: String) throws {
    let check = try Self.check(lesson)
    #expect(check.mistakes == [])
    #expect(check.openQuestions == [])
  }

  @Test func `what a block declares ends with the next block`() throws {
    let slope = "$$\\sigma'(z) = \\sigma(z) (1 - \\sigma(z))$$\n"
    let lesson =
      slope.withFormulas("activation: sigmoid") + "\n" + slope.withFormulas("activation: relu")
    #expect(try Self.check(lesson).mistakes.count == 1)
  }

  @Test func `the template of a lesson is right, and can be shown`() throws {
    let check = try Self.check(LessonFile.template)
    #expect(check.mistakes == [])
    #expect(check.openQuestions == [])
    _ = try Explainer.document(ofLesson: Array(LessonFile.template.utf8), ExplanationRequest())
    #expect(try LessonFile(Array(LessonFile.template.utf8)).unreadFormulas() == [])
  }
}

extension String {
  /// The text behind a block that says what its formulas are about.
  fileprivate func withFormulas(_ lines: String) -> String {
    "```formulas\n\(lines)\n```\n\n\(self)"
  }
}
