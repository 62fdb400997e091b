public import MathSyntax

/// Feedback for the student who handed something in: what to look at first, and why.
public enum FeedbackSheet {
  /// Returns the sheet of one submission.
  public static func document(_ submission: GradedSubmission) -> Document {
    Document(
      title: [.text("Feedback: \(submission.name)")], blocks: blocks(submission, level: 1))
  }

  /// Returns the sheets of several submissions on one page.
  public static func document(_ submissions: [GradedSubmission]) -> Document {
    if submissions.count == 1 { return document(submissions[0]) }
    return Document(
      title: ["Feedback"],
      blocks: submissions.flatMap { submission in
        [Block.heading(level: 1, [.text(submission.name)])] + blocks(submission, level: 2)
      })
  }

  private static func blocks(_ submission: GradedSubmission, level: Int) -> [Block] {
    if let text = submission.failureText {
      return [.paragraph([.text("This could not be verified: \(text).")])]
    }
    let judgements = submission.judgements
    let wrong = judgements.filter { $0.verdict.group == .wrong }
    let follows = judgements.filter { $0.verdict.group == .follows }
    let open = judgements.filter { [.unreadable, .undecided].contains($0.verdict.group) }
    let remarks = judgements.filter { $0.verdict.group == .right && !$0.message.isEmpty }
    var blocks = opening(submission, wrong: wrong, follows: follows, open: open)
    if !wrong.isEmpty {
      blocks.append(.heading(level: level, ["To look at again"]))
      var last: String?
      for judgement in wrong {
        let place = GradedSubmission.place(of: judgement)
        if place != last {
          blocks.append(.heading(level: level + 1, [.text(place.capitalizedFirst)]))
        }
        last = place
        blocks.append(.paragraph(["You wrote ", .code(judgement.text)]))
        if !judgement.message.isEmpty { blocks.append(.paragraph(judgement.message)) }
      }
    }
    if !follows.isEmpty {
      blocks.append(.heading(level: level, ["Right from an earlier line"]))
      blocks.append(
        .text("These lines follow correctly from a value that is to be looked at again."))
      blocks.append(list(follows))
    }
    if !open.isEmpty {
      blocks.append(.heading(level: level, ["For a person to look at"]))
      blocks.append(
        .text("The program could not read or decide these lines; that is no mistake of yours."))
      blocks.append(list(open))
    }
    if !remarks.isEmpty {
      blocks.append(.heading(level: level, ["Right, with a remark"]))
      blocks.append(list(remarks))
    }
    blocks.append(.heading(level: level, ["Line by line"]))
    blocks.append(table(submission))
    return blocks
  }

  // MARK: Parts

  private static func opening(
    _ submission: GradedSubmission, wrong: [Judgement], follows: [Judgement], open: [Judgement]
  ) -> [Block] {
    let right = submission.count(.right)
    let counted = right + wrong.count + follows.count
    var words: Prose
    if wrong.isEmpty, follows.isEmpty, counted > 0 {
      words = counted == 1 ? "\(strong: "It is right.")" : "\(strong: "All \(counted) are right.")"
      words.inlines.append(" Well done.")
    } else {
      words = "\(strong: "\(right) of \(counted) right.")"
    }
    if let first = wrong.first {
      words.inlines.append(
        .text(
          " Start with \(GradedSubmission.place(of: first))"
            + (wrong.count + follows.count > 1 ? ": what comes after it may follow from it." : "."))
      )
    }
    var blocks: [Block] = [.paragraph(words.inlines)]
    if submission.hasPoints {
      blocks.append(.paragraph([.text(submission.pointsText)]))
      if let missing = submission.missingText { blocks.append(.paragraph([.text(missing)])) }
    }
    return blocks
  }

  private static func list(_ judgements: [Judgement]) -> Block {
    .list(
      ordered: false,
      items: judgements.map { judgement in
        let place = GradedSubmission.place(of: judgement)
        let head: [Inline] = [
          .text(place.capitalizedFirst + ": "), .code(judgement.text),
        ]
        let rest: [Inline] = judgement.message.isEmpty ? [] : [.lineBreak] + judgement.message
        return [.paragraph(head + rest)]
      })
  }

  private static func table(_ submission: GradedSubmission) -> Block {
    var columns: [Table.Column] = [
      .init(["line"], .trailing), .init(["what you wrote"]), .init(["verdict"]),
    ]
    let hasCells = submission.judgements.contains { $0.cell != nil }
    if hasCells { columns[0] = .init(["cell and line"], .trailing) }
    return .table(
      Table(
        columns: columns,
        rows: submission.judgements.map { judgement in
          [
            [.text((judgement.cell.map { "\($0), " } ?? "") + "\(judgement.line)")],
            [.code(judgement.text)],
            [.text("\(judgement.verdict.mark.rawValue) \(judgement.verdict.word)")],
          ]
        }))
  }
}

extension String {
  /// The text with a capital at its start.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
