import ExactArithmetic
import MathSyntax

/// What was found out about a link, before it becomes a judgement with a place.
struct LinkFinding {
  var verdict: Verdict
  var ground: Judgement.Ground?
  var candidates: [Mistake] = []
  var expected: String?
  var followsFrom: Int?
  var notes: [Judgement.Note] = []
  var message: [Inline] = []

  init(_ verdict: Verdict, _ ground: Judgement.Ground? = nil) {
    self.verdict = verdict
    self.ground = ground
  }

  /// The share of a line's points that the verdict brings.
  var credit: Rational {
    switch verdict {
    case .right, .rightRounded, .lastDigit, .coarse, .follows: .one
    case .followsUnsure, .misconception, .sign, .scale, .swapped, .wrong, .brokenLink, .undecided,
      .unreadable, .given:
      .zero
    }
  }

  /// How bad it is, for the one verdict of several entries.
  var severity: Int {
    switch verdict {
    case .given: 0
    case .right: 1
    case .rightRounded: 2
    case .lastDigit: 3
    case .coarse: 4
    case .follows: 5
    case .followsUnsure: 6
    case .undecided: 7
    case .unreadable: 8
    case .misconception, .sign, .scale, .swapped: 9
    case .brokenLink: 10
    case .wrong: 11
    }
  }
}
