import ExactArithmetic
import MathSyntax

extension GradedSubmission {
  /// How many claims there are of each group, such as "9 claims: 8 right, 1 wrong".
  var countText: String {
    let counted = judgements.count { $0.verdict != .given }
    let parts = Verdict.Group.allCases.compactMap { group -> String? in
      let count = count(group)
      return group == .given || count == 0 ? nil : "\(count) \(group.words)"
    }
    let claims = counted == 1 ? "1 claim" : "\(counted) claims"
    return parts.count == 1 && counted > 1
      ? "\(claims), all \(parts[0].drop { $0 != " " }.dropFirst())."
      : "\(claims): " + parts.joined(separator: ", ") + "."
  }

  /// The points, such as "Points: 7 of 8".
  var pointsText: String {
    var text = "Points: \(grade.score.pointsText) of \(grade.maximum.pointsText)"
    switch grade.openCount {
    case 0: break
    case 1: text += "; 1 line is for a person to look at"
    case let count: text += "; \(count) lines are for a person to look at"
    }
    return text + "."
  }

  /// "line 12", or "cell 3, line 2".
  static func place(of judgement: Judgement) -> String {
    (judgement.cell.map { "cell \($0), " } ?? "") + "line \(judgement.line)"
  }

  /// The results that were asked for and are not there.
  var missingText: String? {
    let missing = grade.items.filter(\.claims.isEmpty)
    guard !missing.isEmpty else { return nil }
    return "Missing: "
      + missing.map { "\($0.title) (\($0.points.pointsText))" }
      .joined(separator: ", ") + "."
  }
}
