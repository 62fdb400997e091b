import ExactArithmetic
import Typesetting

/// The results of many submissions as comma-separated values, a row each.
public enum ResultsTable {
  /// The names of the columns.
  static let columns = [
    "file", "right", "wrong", "follows", "unreadable", "undecided", "score", "max_score",
    "first_wrong_line", "mistakes", "error",
  ]

  /// Writes submissions.
  public static func bytes(_ submissions: [GradedSubmission]) -> [UInt8] {
    var table = CSVWriter()
    table.row(columns.map(CSVWriter.Cell.text))
    for submission in submissions {
      let groups: [Verdict.Group] = [.right, .wrong, .follows, .unreadable, .undecided]
      var cells: [CSVWriter.Cell] = [.text(submission.name)]
      cells += groups.map { .number(String(submission.count($0))) }
      cells += [
        .number(submission.grade.score.pointsText), .number(submission.grade.maximum.pointsText),
      ]
      let first = submission.firstWrong.map { judgement in
        judgement.cell.map { "\($0):\(judgement.line)" } ?? "\(judgement.line)"
      }
      cells += [
        .number(first ?? ""), .text(submission.mistakes.joined(separator: " ")),
        .text(submission.failureText ?? ""),
      ]
      table.row(cells)
    }
    return table.buffer.bytes
  }
}
