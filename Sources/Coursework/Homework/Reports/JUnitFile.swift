import MathSyntax
import Typesetting

/// Verdicts as JUnit XML, for test runners: a suite a submission, a case a claim.
public struct JUnitFile {
  private var buffer = OutputBuffer()

  /// Writes submissions.
  public static func bytes(_ submissions: [GradedSubmission]) -> [UInt8] {
    var file = JUnitFile()
    file.write(submissions)
    return file.buffer.bytes
  }

  /// How many cases there are, and how many of them did not pass.
  private struct Counts {
    var tests = 0
    var failures = 0
    var skipped = 0

    init(_ submission: GradedSubmission) {
      guard !submission.isEmpty else {
        (tests, failures) = (1, 1)
        return
      }
      failures = submission.count(.wrong)
      skipped = submission.count(.unreadable) + submission.count(.undecided)
      tests = failures + skipped + submission.count(.right) + submission.count(.follows)
    }

    init(_ submissions: [GradedSubmission]) {
      for counts in submissions.map(Counts.init) {
        tests += counts.tests
        failures += counts.failures
        skipped += counts.skipped
      }
    }
  }

  private mutating func write(_ submissions: [GradedSubmission]) {
    buffer.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites")
    attribute(" name=\"", "backprop-explain verify")
    write(Counts(submissions))
    buffer.append(">\n")
    for submission in submissions { write(submission) }
    buffer.append("</testsuites>\n")
  }

  private mutating func write(_ counts: Counts) {
    buffer.append(" tests=\"")
    buffer.append(number: counts.tests)
    buffer.append("\" failures=\"")
    buffer.append(number: counts.failures)
    buffer.append("\" errors=\"0\" skipped=\"")
    buffer.append(number: counts.skipped)
    buffer.append("\"")
  }

  private mutating func write(_ submission: GradedSubmission) {
    buffer.append("  <testsuite")
    attribute(" name=\"", submission.name)
    write(Counts(submission))
    buffer.append(" time=\"0\">\n")
    let stem = Self.stem(of: submission.name)
    if let text = submission.failureText {
      open(className: stem, name: "submission", submission, line: nil)
      buffer.append(">\n      <failure type=\"NOT_VERIFIED\"")
      attribute(" message=\"", text)
      buffer.append("/>\n    </testcase>\n")
    }
    var names: [String: Int] = [:]
    for judgement in submission.judgements where judgement.verdict != .given {
      let part = judgement.subject.flatMap(SubjectPart.init)
      let className = stem + "." + (part?.part.passName ?? "other")
      var name = judgement.text.isEmpty ? "line \(judgement.line)" : judgement.text
      names[className + "\0" + name, default: 0] += 1
      if let count = names[className + "\0" + name], count > 1 { name += " (\(count))" }
      open(className: className, name: name, submission, line: judgement.line)
      writeOutcome(of: judgement)
    }
    buffer.append("  </testsuite>\n")
  }

  private mutating func open(
    className: String, name: String, _ submission: GradedSubmission, line: Int?
  ) {
    buffer.append("    <testcase")
    attribute(" classname=\"", className)
    attribute(" name=\"", name)
    attribute(" file=\"", submission.name)
    if let line { attribute(" line=\"", String(line)) }
    buffer.append(" time=\"0\"")
  }

  private mutating func writeOutcome(of judgement: Judgement) {
    let message = InlineText.text(judgement.message)
    switch judgement.verdict.group {
    case .wrong:
      buffer.append(">\n      <failure")
      attribute(" type=\"", judgement.mistake?.id ?? judgement.verdict.rawValue)
      attribute(
        " message=\"", judgement.expected.map { "expected \($0)" } ?? judgement.verdict.word)
      buffer.append(">")
      MarkupEscape.append(message, to: &buffer)
      buffer.append("</failure>\n    </testcase>\n")
    case .unreadable, .undecided:
      buffer.append(">\n      <skipped")
      attribute(" message=\"", message.isEmpty ? judgement.verdict.word : message)
      buffer.append("/>\n    </testcase>\n")
    case .right, .follows, .given:
      let notes = judgement.notes.map(\.rawValue)
      let output = ([message] + notes).filter { !$0.isEmpty }.joined(separator: " · ")
      if output.isEmpty {
        buffer.append("/>\n")
      } else {
        buffer.append(">\n      <system-out>")
        MarkupEscape.append(output, to: &buffer)
        buffer.append("</system-out>\n    </testcase>\n")
      }
    }
  }

  private mutating func attribute(_ start: StaticString, _ value: String) {
    buffer.append(start)
    MarkupEscape.append(value, to: &buffer)
    buffer.append("\"")
  }

  /// Returns a file's name without its folders and its ending.
  private static func stem(of name: String) -> String {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return last }
    return String(last[..<dot])
  }
}
