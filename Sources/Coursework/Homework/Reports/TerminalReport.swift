public import MathSyntax

/// What a terminal shows of submissions: their lines with marks and reasons, and a summary.
public enum TerminalReport {
  /// Returns the report of one submission, or of several below each other with a table at the end.
  public static func document(_ submissions: [GradedSubmission]) -> Document {
    if submissions.count == 1 {
      return Document(title: [.text(submissions[0].name)], blocks: blocks(submissions[0]))
    }
    var blocks: [Block] = []
    for submission in submissions {
      blocks.append(.heading(level: 1, [.text(submission.name)]))
      blocks += Self.blocks(submission)
    }
    return Document(
      title: [], blocks: blocks + [.heading(level: 1, ["Summary"])] + table(submissions))
  }

  /// Returns the summary of several submissions: a table with a row each.
  public static func summary(_ submissions: [GradedSubmission]) -> Document {
    Document(title: [], blocks: table(submissions))
  }

  // MARK: One submission

  private static func blocks(_ submission: GradedSubmission) -> [Block] {
    if let text = submission.failureText {
      return [.note(.warning, [.paragraph([.text("Not verified: " + text + ".")])])]
    }
    var lines = [submission.countText]
    if let first = submission.firstWrong {
      lines.append("Look first at \(GradedSubmission.place(of: first)).")
    }
    var blocks: [Block] = [
      .markedLines(MarkedLines(submission.lines)),
      .paragraph([.text(lines.joined(separator: " "))]),
    ]
    if submission.hasPoints {
      blocks.append(.paragraph([.text(submission.pointsText)]))
      if let missing = submission.missingText { blocks.append(.paragraph([.text(missing)])) }
    }
    return blocks
  }

  // MARK: Several submissions

  private static func table(_ submissions: [GradedSubmission]) -> [Block] {
    let hasPoints = submissions.contains(where: \.hasPoints)
    var columns: [Table.Column] = [.init(["file"])]
    columns += ["right", "wrong", "follows", "not read", "undecided"].map {
      .init([.text($0)], .trailing)
    }
    if hasPoints { columns.append(.init(["points"], .trailing)) }
    columns.append(.init(["first wrong"]))
    let rows = submissions.map { submission in
      var row: [[Inline]] = [[.text(submission.name)]]
      if submission.isEmpty {
        row += Array(repeating: ["–"], count: hasPoints ? 6 : 5)
        row.append([.text(submission.failures.isEmpty ? "no claims" : "not verified")])
        return row
      }
      let groups: [Verdict.Group] = [.right, .wrong, .follows, .unreadable, .undecided]
      row += groups.map { [.text("\(submission.count($0))")] }
      if hasPoints {
        row.append([
          .text("\(submission.grade.score.pointsText)/\(submission.grade.maximum.pointsText)")
        ])
      }
      row.append([.text(submission.firstWrong.map(GradedSubmission.place) ?? "–")])
      return row
    }
    let total = submissions.count
    let judged = submissions.count { !$0.isEmpty }
    let perfect = submissions.count { $0.verification?.outcome == .right }
    var text = "\(total) submissions: \(perfect) with everything right"
    if perfect < judged { text += ", \(judged - perfect) to look at" }
    if judged < total { text += ", \(total - judged) not verified" }
    return [.table(Table(columns: columns, rows: rows)), .paragraph([.text(text + ".")])]
  }
}
