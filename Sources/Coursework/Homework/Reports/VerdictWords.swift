import MathSyntax

extension Verdict {
  /// The verdict in a word or two, as reports mark lines with it.
  var word: String {
    switch self {
    case .right, .coarse: "right"
    case .rightRounded: "rounded"
    case .lastDigit: "last digit"
    case .follows: "follows"
    case .followsUnsure: "follows?"
    case .misconception, .wrong: "wrong"
    case .sign: "sign"
    case .scale: "power of 10"
    case .swapped: "swapped"
    case .brokenLink: "not equal"
    case .undecided: "undecided"
    case .unreadable: "not read"
    case .given: "given"
    }
  }

  /// The sign that reports set beside a line.
  var mark: MarkedLines.Mark { group.mark }
}

extension Verdict.Group {
  /// The sign that reports set beside a line.
  var mark: MarkedLines.Mark {
    switch self {
    case .right: .right
    case .wrong: .wrong
    case .follows: .follows
    case .unreadable, .undecided: .unsure
    case .given: .none
    }
  }

  /// How much a claim matters for the mark of its line; the largest counts.
  var weight: Int {
    switch self {
    case .wrong: 5
    case .follows: 4
    case .unreadable: 3
    case .undecided: 2
    case .right: 1
    case .given: 0
    }
  }

  /// What summaries call claims of the group.
  var words: String {
    switch self {
    case .right: "right"
    case .wrong: "wrong"
    case .follows: "right from a wrong line"
    case .unreadable: "not read"
    case .undecided: "undecided"
    case .given: "given"
    }
  }
}
