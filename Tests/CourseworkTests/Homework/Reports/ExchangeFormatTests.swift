import Coursework
import Foundation
import MathSyntax
import TestSupport
import Testing
import Typesetting

/// The files for other programs, read back by readers that know only the formats.
@Suite struct ExchangeFormatTests {
  static let samples =
    ReportTests.samples.map(\.submissions) + [
      [SampleSubmission.hostile], [SampleSubmission.refused],
    ]

  // MARK: JSON

  @Test(arguments: samples.indices)
  func `the verdict file has exactly the members of the contract`(index: Int) throws {
    let submissions = Self.samples[index]
    let root = try #require(Self.json(VerdictFile.bytes(submissions)) as? [String: Any])
    var files = [root]
    if submissions.count > 1 {
      #expect(Set(root.keys) == ["format", "version", "files"])
      #expect(root["format"] as? String == "backprop-explain/verifications")
      files = try #require(root["files"] as? [[String: Any]])
    } else {
      #expect(root["format"] as? String == "backprop-explain/verification")
      #expect(root["version"] as? Int == 1)
    }
    #expect(files.map { $0["file"] as? String } == submissions.map(\.name))
    for (file, submission) in zip(files, submissions) {
      let claims = try #require(file["claims"] as? [[String: Any]])
      let judgements = submission.verification?.judgements ?? []
      #expect(claims.count == judgements.count)
      #expect((file["error"] != nil) == submission.isEmpty)
      for (claim, judgement) in zip(claims, judgements) {
        #expect(
          Set(claim.keys) == [
            "line", "column", "text", "verdict", "id", "candidates", "expected", "followsFrom",
            "credit", "decidedBy", "notes", "message",
          ])
        #expect(claim["text"] as? String == judgement.text)
        #expect(claim["verdict"] as? String == judgement.verdict.rawValue)
        #expect(claim["line"] as? Int == judgement.line)
        #expect(claim["column"] as? Int == judgement.column)
        #expect(claim["id"] as? String == judgement.mistake?.id)
        #expect(claim["followsFrom"] as? Int == judgement.followsFrom)
        #expect(claim["expected"] as? String == judgement.expected)
        #expect(claim["credit"] is Int || claim["credit"] is Double)
      }
      let summary = try #require(file["summary"] as? [String: Int])
      #expect(Set(summary.keys) == ["right", "wrong", "follows", "unreadable", "undecided"])
      let given = judgements.count { $0.verdict == .given }
      #expect(summary.values.reduce(0, +) == judgements.count - given)
    }
  }

  // MARK: Gradescope

  @Test(arguments: samples.indices)
  func `a Gradescope file is what its specification says`(index: Int) throws {
    let root = try #require(Self.json(GradescopeFile.bytes(Self.samples[index])) as? [String: Any])
    let known: Set<String> = [
      "score", "execution_time", "output", "output_format", "test_output_format",
      "test_name_format", "visibility", "stdout_visibility", "extra_data", "tests", "leaderboard",
    ]
    #expect(Set(root.keys).isSubset(of: known))
    let formats: Set<String> = ["text", "html", "simple_format", "md", "ansi"]
    for key in ["output_format", "test_output_format", "test_name_format"] {
      #expect(formats.contains(try #require(root[key] as? String)))
    }
    #expect(root["output"] is String)
    #expect(root["stdout_visibility"] as? String == "hidden")
    let tests = try #require(root["tests"] as? [[String: Any]])
    // The score at the top would override the sum; it must be there if there is no sum.
    #expect((root["score"] != nil) == tests.isEmpty)
    let testKeys: Set<String> = [
      "score", "max_score", "status", "name", "name_format", "number", "output", "output_format",
      "tags", "visibility", "extra_data",
    ]
    for test in tests {
      #expect(Set(test.keys).isSubset(of: testKeys))
      let score = try #require(test["score"] as? NSNumber).doubleValue
      let maximum = try #require(test["max_score"] as? NSNumber).doubleValue
      #expect(0 <= score && score <= maximum)
      #expect(test["number"] is String && test["name"] is String && test["output"] is String)
      if let status = test["status"] { #expect(["passed", "failed"].contains(status as? String)) }
      if let tags = test["tags"] { #expect(tags is [String]) }
    }
    #expect(Set(tests.map { $0["number"] as? String }).count == tests.count)
  }

  @Test func `the scores of Gradescope's tests add up to the points`() throws {
    let submission = SampleSubmission.submission
    let root = try #require(Self.json(GradescopeFile.bytes([submission])) as? [String: Any])
    let tests = try #require(root["tests"] as? [[String: Any]])
    let sum = tests.reduce(0.0) { $0 + (($1["score"] as? NSNumber)?.doubleValue ?? 0) }
    #expect(abs(sum - (Double(submission.grade.score.pointsText) ?? -1)) < 0.001)
    #expect(root["output"] as? String == "3.3333 of 4 points. First wrong line: 5.")
    #expect(tests.map { $0["status"] as? String } == ["passed", "failed", "passed", "passed"])
  }

  private static func json(_ bytes: [UInt8]) -> Any? {
    try? JSONSerialization.jsonObject(with: Data(bytes))
  }

  // MARK: JUnit

  @Test(arguments: samples.indices)
  func `a JUnit file is well formed, and its counts are those of its cases`(index: Int) throws {
    let submissions = Self.samples[index]
    let root = try TinyXML.read(JUnitFile.bytes(submissions))
    #expect(root.name == "testsuites")
    #expect(root.children.map(\.name) == submissions.map { _ in "testsuite" })
    var totals = ["tests": 0, "failures": 0, "errors": 0, "skipped": 0]
    for suite in root.children {
      #expect(suite.children.allSatisfy { $0.name == "testcase" })
      let counts = [
        "tests": suite.children.count, "failures": Self.count("failure", suite), "errors": 0,
        "skipped": Self.count("skipped", suite),
      ]
      for (key, count) in counts {
        #expect(suite.attributes[key] == String(count))
        totals[key, default: 0] += count
      }
      var names: Set<[String]> = []
      for testCase in suite.children {
        let keys: Set<String> = ["classname", "name", "file", "line", "time"]
        #expect(Set(testCase.attributes.keys).isSubset(of: keys))
        let name = [testCase.attributes["classname"] ?? "", testCase.attributes["name"] ?? ""]
        #expect(!name.contains("") && names.insert(name).inserted)
        #expect(testCase.children.count <= 1)
        if let line = testCase.attributes["line"] { #expect(Int(line) != nil) }
        for child in testCase.children {
          #expect(["failure", "skipped", "system-out"].contains(child.name))
          if child.name == "failure" {
            #expect(child.attributes["type"]?.isEmpty == false)
            #expect(child.attributes["message"] != nil)
          }
        }
      }
    }
    for (key, count) in totals { #expect(root.attributes[key] == String(count)) }
  }

  private static func count(_ name: String, _ suite: TinyXML.Element) -> Int {
    suite.children.count { $0.children.contains { $0.name == name } }
  }

  @Test func `text comes back from XML as it is shown elsewhere`() throws {
    let root = try TinyXML.read(JUnitFile.bytes([SampleSubmission.hostile]))
    let shown = ControlCharacters.visible(SampleSubmission.hostileText)
      .replacing("\u{FFFE}", with: "\u{FFFD}")
    #expect(root.children[0].attributes["name"] == shown)
    #expect(root.children[0].children[0].attributes["name"] == shown)
    #expect(root.children[0].children[0].children[0].text == shown + shown)
  }

  @Test(arguments: ["<a>", "<a></b>", "<a b=c/>", "<a b='&x;'/>", "<a>]]></a>", "<a>\u{1}</a>"])
  func `the reader of this test knows what is not well formed`(text: String) {
    #expect(throws: (any Error).self) { try TinyXML.read(Array(text.utf8)) }
  }

  // MARK: CSV

  @Test(arguments: samples.indices)
  func `a table has a row a submission, and no cell is a formula`(index: Int) {
    let submissions = Self.samples[index]
    let rows = Self.rows(ResultsTable.bytes(submissions))
    #expect(rows.count == submissions.count + 1)
    #expect(Set(rows.map(\.count)) == [11])
    for cell in rows.joined() {
      let first = cell.first { !$0.isWhitespace } ?? "x"
      #expect(!"=+-@".contains(first), "\(cell)")
    }
  }

  /// Reads comma-separated values as RFC 4180 describes them.
  private static func rows(_ bytes: [UInt8]) -> [[String]] {
    var rows: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var rest = Array(String(decoding: bytes, as: UTF8.self))[...]
    while let character = rest.popFirst() {
      switch (character, isQuoted) {
      case ("\"", true):
        if rest.first == "\"" { cell.append(rest.removeFirst()) } else { isQuoted = false }
      case ("\"", false): isQuoted = true
      case (",", false):
        rows[rows.count - 1].append(cell)
        cell = ""
      case ("\n", false):
        rows[rows.count - 1].append(cell)
        cell = ""
        rows.append([])
      default: cell.append(character)
      }
    }
    return rows.dropLast()
  }
}
