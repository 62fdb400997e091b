import ExactArithmetic
import MathSyntax

@testable import Coursework

/// A submission with verdicts of every group, put together by hand.
enum SampleSubmission {
  static let source = """
    # Homework 3

    Forward: $z^1_1 = 0.3775$ and so $a^1_1 = 0.59$.

    $$\\delta^2_1 = (a^2_1 - y_1) \\sigma'(z^2_1) = 0.7414 = 0.7415$$

    $\\partial C/\\partial w^2_{11} = 0.4398$

    Let $s = \\sigma(z^1_1)$.

    $z^1_2 = 0.3925$ is right, $z^1_2 = \\frac{1}{$ is not read.

    """

  static let layer1 = Index.number(1)

  static let verification = Verification(
    name: "hw3.md",
    judgements: [
      claim(
        "z^1_1 = 0.3775", about: .quantity(.weightedInput(1, 1)), .right, expected: "0.3775",
        by: .exact),
      claim(
        "a^1_1 = 0.59", about: .quantity(.activation(1, 1)), .coarse, expected: "0.59",
        by: .exact, notes: [.coarse], message: ["Right, but two digits do not tell much."]),
      claim(
        "\\delta^2_1 = (a^2_1 - y_1) \\sigma'(z^2_1)", about: .quantity(.error(2, 1)), .right,
        by: .proved),
      claim(
        "(a^2_1 - y_1) \\sigma'(z^2_1) = 0.7414", about: .quantity(.error(2, 1)), .misconception,
        mistakes: [
          Mistake(id: "FORGOT_FPRIME_OUT", sentence: "The slope of f is missing."),
          Mistake(id: "SOFTMAX_DIAG_ONLY", sentence: "Another one.", edits: 2),
        ],
        expected: "0.1385", credit: 0, by: .catalogue,
        message: [
          "0.7414 is what you get without ", .formula(Formula([.letter("f")])),
          "': the slope is missing. Expected 0.1385.",
        ]),
      claim(
        "0.7414 = 0.7415", about: .quantity(.error(2, 1)), .brokenLink, credit: 0, by: .refuted,
        message: ["The two sides are not equal."]),
      claim(
        "\\partial C/\\partial w^2_{11} = 0.4398",
        about: .partial(.quantity(.cost()), by: .quantity(.weight(2, to: 1, from: 1))), .follows,
        expected: "0.0822", followsFrom: 5, by: .followThrough,
        message: ["It follows from your line 5."]),
      claim("s = \\sigma(z^1_1)", .given),
      claim(
        "z^1_2 = 0.3925", about: .quantity(.weightedInput(1, 2)), .right, expected: "0.3925",
        by: .exact),
      claim(
        "z^1_2 = \\frac{1}{", .unreadable, credit: 0,
        message: ["Not read at column 55: a brace is open."]),
    ])

  /// Returns the claim at its place in the source.
  static func claim(
    _ text: String, in source: String = source, about subject: MathExpression? = nil,
    _ verdict: Verdict, mistakes: [Mistake] = [], expected: String? = nil, followsFrom: Int? = nil,
    credit: Rational = 1, by ground: Judgement.Ground? = nil, notes: [Judgement.Note] = [],
    message: [Inline] = []
  ) -> Judgement {
    let bytes = Array(source.utf8)
    let part = Array(text.utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: part) } ?? 0
    let before = bytes[..<start]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let lineStart = (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    return Judgement(
      range: SourceRange(start, start + part.count), line: line,
      column: String(decoding: bytes[lineStart..<start], as: UTF8.self).count + 1, text: text,
      subject: subject, verdict: verdict, mistake: mistakes.first, candidates: mistakes,
      expected: expected, followsFrom: followsFrom, credit: credit, decidedBy: ground,
      notes: notes, message: message)
  }

  static let bytes = Array(source.utf8)
  static let submission = GradedSubmission(verification, source: bytes)

  /// A submission that could not be judged.
  static let refused = GradedSubmission(
    unreadable: "photo.jpg", ForeignFile.diagnostic(for: [0xFF, 0xD8, 0xFF]).map { [$0] } ?? [])

  /// A submission with everything right.
  static let perfect = GradedSubmission(
    Verification(name: "right.txt", judgements: [claim("y = 1", in: "y = 1", .right)]),
    source: Array("y = 1".utf8))

  /// What somebody writes who wants to break out of a report.
  static let hostileText =
    "=cmd|' /C calc'!A0 <script>alert(1)</script> ]]> \u{1B}[31mred\u{7} \u{202E}drow\u{0}"
    + " | `code` ``` [link](javascript:x) \"quoted\" & \u{FFFE} <!-- -->\u{85}\u{2028}end"

  static let hostile: GradedSubmission = {
    let source = hostileText + "\n"
    let mistake = Mistake(id: "A", sentence: hostileText)
    var judgements = [
      claim(
        hostileText, in: source, .misconception, mistakes: [mistake], expected: hostileText,
        credit: 0, by: .catalogue, message: [.text(hostileText), .code(hostileText)]),
      claim(hostileText, in: source, .unreadable, credit: 0, message: [.text(hostileText)]),
      claim(hostileText, in: source, .right, message: [.text(hostileText)]),
    ]
    for index in judgements.indices { judgements[index].line = index + 1 }
    return GradedSubmission(
      Verification(name: hostileText, judgements: judgements), source: Array(source.utf8))
  }()
}
