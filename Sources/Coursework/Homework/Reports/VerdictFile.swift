import MathSyntax
import Typesetting

/// Verdicts as JSON, for other programs.
public struct VerdictFile {
  private var json = JSONWriter()

  /// Writes one submission, or several as a list.
  ///
  /// - Parameter isList: whether a list is written even if there is one submission.
  public static func bytes(_ submissions: [GradedSubmission], isList: Bool = false) -> [UInt8] {
    var file = VerdictFile()
    if submissions.count == 1, !isList {
      file.write(submissions[0], isPart: false)
    } else {
      file.json.beginObject()
      file.write("format", "backprop-explain/verifications")
      file.json.name("version")
      file.json.number(1)
      file.json.name("files")
      file.json.beginArray()
      for submission in submissions { file.write(submission, isPart: true) }
      file.json.endArray()
      file.json.endObject()
    }
    return file.json.finish()
  }

  private mutating func write(_ submission: GradedSubmission, isPart: Bool) {
    json.beginObject()
    if !isPart {
      write("format", "backprop-explain/verification")
      json.name("version")
      json.number(1)
    }
    write("file", submission.name)
    if let text = submission.failureText { write("error", text) }
    json.name("claims")
    json.beginArray()
    for judgement in submission.judgements { write(judgement) }
    json.endArray()
    json.name("summary")
    json.beginObject()
    let groups: [Verdict.Group] = [.right, .wrong, .follows, .unreadable, .undecided]
    for group in groups {
      json.name(group.rawValue)
      json.number(submission.count(group))
    }
    if submission.hasPoints {
      json.name("points")
      json.number(submission.grade.score.pointsText)
      json.name("maximum")
      json.number(submission.grade.maximum.pointsText)
    }
    json.endObject()
    json.endObject()
  }

  private mutating func write(_ judgement: Judgement) {
    json.beginObject()
    if let cell = judgement.cell {
      json.name("cell")
      json.number(cell)
    }
    json.name("line")
    json.number(judgement.line)
    json.name("column")
    json.number(judgement.column)
    write("text", judgement.text)
    write("verdict", judgement.verdict.rawValue)
    write("id", judgement.mistake?.id)
    json.name("candidates")
    json.beginArray()
    for candidate in judgement.candidates { json.string(candidate.id) }
    json.endArray()
    write("expected", judgement.expected)
    json.name("followsFrom")
    if let line = judgement.followsFrom { json.number(line) } else { json.null() }
    json.name("credit")
    json.number(judgement.credit.pointsText)
    write("decidedBy", judgement.decidedBy?.rawValue)
    json.name("notes")
    json.beginArray()
    for note in judgement.notes { json.string(note.rawValue) }
    json.endArray()
    write("message", InlineText.text(judgement.message))
    json.endObject()
  }

  private mutating func write(_ name: String, _ text: String?) {
    json.name(name)
    if let text { json.string(text) } else { json.null() }
  }
}
