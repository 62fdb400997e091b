import Coursework
import Foundation
import MathSyntax
import TestSupport
import Testing
import Typesetting

@Suite struct ReportTests {
  /// Every format of a report.
  static let formats: [(name: String, write: @Sendable ([GradedSubmission]) -> [UInt8])] = [
    ("txt", { page(TerminalReport.document($0), TerminalWriter()) }),
    ("narrow.txt", { page(TerminalReport.document($0), TerminalWriter(width: 30)) }),
    ("summary.txt", { page(TerminalReport.summary($0), TerminalWriter()) }),
    ("md", { page(FeedbackSheet.document($0), MarkdownWriter()) }),
    ("tex", { page(TerminalReport.document($0), LaTeXWriter()) }),
    ("json", { VerdictFile.bytes($0) }),
    ("xml", { JUnitFile.bytes($0) }),
    ("gradescope.json", { GradescopeFile.bytes($0) }),
    ("csv", { ResultsTable.bytes($0) }),
  ]

  static func page(_ document: Document, _ writer: some DocumentWriter) -> [UInt8] {
    var buffer = OutputBuffer()
    writer.write(document, to: &buffer)
    return buffer.bytes
  }

  static let samples: [(name: String, submissions: [GradedSubmission])] = [
    ("one", [SampleSubmission.submission]),
    ("several", [SampleSubmission.submission, SampleSubmission.refused, SampleSubmission.perfect]),
  ]

  @Test(arguments: formats.indices, samples.indices)
  func `a report is the same as before`(format: Int, sample: Int) {
    let (ending, write) = Self.formats[format]
    let (name, submissions) = Self.samples[sample]
    let text = String(decoding: write(submissions), as: UTF8.self)
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    #expect(Golden().difference(of: text, from: "\(name).\(ending)") == nil)
  }

  @Test(arguments: formats.indices)
  func `nothing that a student writes reaches a report as a command`(format: Int) {
    let (ending, write) = Self.formats[format]
    for submissions in [
      [SampleSubmission.hostile],
      [
        SampleSubmission.hostile,
        .init(unreadable: SampleSubmission.hostileText, [Diagnostic(SampleSubmission.hostileText)]),
      ],
    ] {
      let bytes = write(submissions)
      let text = String(validating: bytes, as: UTF8.self)
      #expect(text != nil)
      let scalars = (text ?? "").unicodeScalars
      let isJSON = ending.hasSuffix("json")
      #expect(!scalars.contains { $0 != "\n" && $0.value < 0x20 || $0.value == 0x7F })
      if !isJSON {
        #expect(!scalars.contains { $0 != "\n" && ControlCharacters.isHarmful($0) })
      }
    }
  }

  @Test func `marks have words beside them, and colour adds nothing to the text`() {
    let submissions = [SampleSubmission.submission]
    let plain = Self.page(TerminalReport.document(submissions), TerminalWriter())
    let colored = Self.page(TerminalReport.document(submissions), TerminalWriter(usesColor: true))
    let text = String(decoding: colored, as: UTF8.self)
      .replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(text == String(decoding: plain, as: UTF8.self))
    for words in ["✓ right", "✗ wrong", "~ follows", "? not read", "· given"] {
      #expect(text.contains(words))
    }
  }

  @Test(arguments: [20, 24, 30, 40, 60, 80, 200])
  func `no line of a terminal report is wider than the page`(width: Int) {
    for submissions in Self.samples.map(\.submissions) + [[SampleSubmission.hostile]] {
      let bytes = Self.page(TerminalReport.document(submissions), TerminalWriter(width: width))
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
        #expect(DisplayWidth.columns(of: line) <= width, "\(line)")
      }
    }
  }

  @Test func `the underline of a wrong link stands below the link`() throws {
    let bytes = Self.page(
      TerminalReport.document([SampleSubmission.submission]), TerminalWriter(width: 100))
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let place = try #require(lines.firstIndex { $0.contains("\\delta") })
    let link = "(a^2_1 - y_1) \\sigma'(z^2_1) = 0.7414"
    let range = try #require(lines[place].range(of: link))
    let mark = lines[place + 1]
    #expect(mark.drop { $0 == " " } == "^" + String(repeating: "~", count: link.count - 1))
    #expect(
      mark.distance(from: mark.startIndex, to: try #require(mark.firstIndex(of: "^")))
        == lines[place].distance(from: lines[place].startIndex, to: range.lowerBound))
  }

  @Test func `a long line is shown around its claim`() throws {
    let source =
      String(repeating: "ä", count: 3000) + " $x = 1$ " + String(repeating: "ö", count: 3000)
    let claim = SampleSubmission.claim("x = 1", in: source, .wrong, message: ["No."])
    let submission = GradedSubmission(
      Verification(name: "a", judgements: [claim]), source: Array(source.utf8))
    let line = try #require(submission.lines.first)
    #expect(line.text.count < 100)
    let characters = Array(line.text)
    #expect(String(characters[line.underline]) == "x = 1")
  }

  @Test func `lines of a notebook are shown as they were written, not as they are stored`() throws {
    var claim = SampleSubmission.claim("x = 1", in: "x = 1", .wrong)
    claim.cell = 3
    let submission = GradedSubmission(
      Verification(name: "a.ipynb", judgements: [claim]), source: Array("{\"cells\":[]}".utf8))
    #expect(submission.lines.first?.text == "x = 1")
    #expect(submission.lines.first?.label == "3:1")
    #expect(
      String(decoding: VerdictFile.bytes([submission]), as: UTF8.self).contains("\"cell\": 3"))
  }
}
