public import MathSyntax

/// How a quiz went so far.
public struct QuizScore: Hashable, Sendable {
  /// Answered at the first try and without help.
  public var atOnce = 0
  /// Answered after help or at a later try.
  public var later = 0
  /// Not answered; the answer was shown.
  public var shown = 0
  /// Not reached.
  public var left = 0
  /// The mistakes that were made, with how often, in the order in which they were first made.
  public var mistakes: [(mistake: Mistake, count: Int)] = []

  mutating func note(_ mistake: Mistake) {
    if let place = mistakes.firstIndex(where: { $0.mistake == mistake }) {
      mistakes[place].count += 1
    } else {
      mistakes.append((mistake, 1))
    }
  }

  /// Whether both say the same.
  public static func == (left: QuizScore, right: QuizScore) -> Bool {
    left.atOnce == right.atOnce && left.later == right.later && left.shown == right.shown
      && left.left == right.left
      && left.mistakes.elementsEqual(right.mistakes) { $0 == $1 }
  }

  /// Hashes what is counted.
  public func hash(into hasher: inout Hasher) {
    hasher.combine([atOnce, later, shown, left])
  }

  /// The score in words.
  public var summary: [Block] {
    let answered = atOnce + later
    let all = answered + shown + left
    var blocks: [Block] = [.heading(level: 1, ["Summary"])]
    var words = "\(answered) of \(all) right"
    if later > 0 { words += ", \(atOnce == 0 ? "none" : "\(atOnce)") of them at the first try" }
    if shown > 0 { words += "; \(shown) shown" }
    if left > 0 { words += "; \(left) not reached" }
    blocks.append(.paragraph([.text(words + ".")]))
    if !mistakes.isEmpty {
      blocks.append(.paragraph(["What to look at again:"]))
      blocks.append(
        .list(
          ordered: false,
          items: mistakes.map { mistake, count in
            let times = count > 1 ? " (\(count) times)" : ""
            return [.paragraph([.text(mistake.sentence + times)])]
          }))
    }
    return blocks
  }
}
