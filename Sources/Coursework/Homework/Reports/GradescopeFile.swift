import ExactArithmetic
import MathSyntax
import Typesetting

/// Verdicts as Gradescope's `results.json`: a test a line, so that the scores add up to the points.
///
/// Everything is marked as plain text, so nothing that a student wrote is taken for markup.
///
/// - SeeAlso: Gradescope, Autograder Specifications, "Output Format".
public struct GradescopeFile {
  private var json = JSONWriter()

  /// Writes a submission, which may have several files.
  public static func bytes(_ submissions: [GradedSubmission]) -> [UInt8] {
    var file = GradescopeFile()
    file.write(submissions)
    return file.json.finish()
  }

  private mutating func write(_ submissions: [GradedSubmission]) {
    json.beginObject()
    let hasTests = submissions.contains { !$0.grade.items.isEmpty }
    if !hasTests {
      json.name("score")
      json.number(0)
    }
    write(
      "output",
      submissions.map { output(of: $0, isAlone: submissions.count == 1) }
        .joined(separator: "\n"))
    for name in ["output_format", "test_output_format", "test_name_format"] { write(name, "text") }
    write("stdout_visibility", "hidden")
    json.name("tests")
    json.beginArray()
    for (position, submission) in submissions.enumerated() {
      let prefix = submissions.count > 1 ? "\(position + 1)." : ""
      for (number, item) in submission.grade.items.enumerated() {
        write(item, of: submission, number: prefix + "\(number + 1)")
      }
    }
    json.endArray()
    json.endObject()
  }

  private func output(of submission: GradedSubmission, isAlone: Bool) -> String {
    let name = isAlone ? "" : ControlCharacters.visible(submission.name) + ": "
    if let text = submission.failureText {
      return name + "Not verified: " + ControlCharacters.visible(text) + "."
    }
    let all = submission.grade.items.reduce(Rational(0)) { $0 + $1.points }
    var text = "\(submission.grade.score.pointsText) of \(all.pointsText) points."
    if let first = submission.firstWrong {
      let place = GradedSubmission.place(of: first)
      text += " First wrong line: \(place.hasPrefix("line ") ? String(place.dropFirst(5)) : place)."
    }
    switch submission.grade.openCount {
    case 0: break
    case 1: text += " A person should mark 1 line."
    case let count: text += " A person should mark \(count) lines."
    }
    return name + text
  }

  private mutating func write(
    _ item: Grade.Item, of submission: GradedSubmission, number: String
  ) {
    let claims = item.claims.map { submission.judgements[$0] }
    json.beginObject()
    write("number", number)
    // Several claims on a line are shown as that line.
    let line = claims.count > 1 ? submission.line(of: claims[0]) : nil
    write("name", ControlCharacters.visible(line ?? item.title))
    json.name("score")
    json.number(item.score.pointsText)
    json.name("max_score")
    json.number(item.points.pointsText)
    if !item.needsPerson {
      // A line that follows from a wrong one has its points and is no failure.
      let isWrong = claims.isEmpty || claims.contains { $0.verdict.group == .wrong }
      write("status", isWrong ? "failed" : "passed")
    }
    write("output", output(of: claims))
    var tags: [String] = []
    for claim in claims where claim.verdict.group != .right {
      let tag = claim.mistake?.id ?? claim.verdict.rawValue
      if !tags.contains(tag) { tags.append(tag) }
    }
    if !tags.isEmpty {
      json.name("tags")
      json.beginArray()
      for tag in tags { json.string(tag) }
      json.endArray()
    }
    json.endObject()
  }

  private func output(of claims: [Judgement]) -> String {
    if claims.isEmpty { return "This result is missing." }
    return claims.map { claim in
      let message = InlineText.text(claim.message)
      let place = GradedSubmission.place(of: claim)
      let quote = claims.count > 1 ? ", " + ControlCharacters.visible(claim.text) : ""
      let words = message.isEmpty ? claim.verdict.word : "\(claim.verdict.word). \(message)"
      return "\(place)\(quote): \(words)"
    }.joined(separator: "\n")
  }

  private mutating func write(_ name: String, _ text: String) {
    json.name(name)
    json.string(text)
  }
}
