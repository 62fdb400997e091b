import Foundation
import Testing

@testable import backprop_explain

@Suite struct VerifyCommandTests {
  /// The network of the example that many lecture notes use.
  static let problem = """
    {
      "layers": [
        { "activation": "sigmoid", "weights": [[0.15, 0.20], [0.25, 0.30]], "biases": [0.35, 0.35] },
        { "activation": "sigmoid", "weights": [[0.40, 0.45], [0.50, 0.55]], "biases": [0.60, 0.60] }
      ],
      "cost": "half-squared-error",
      "samples": [ { "input": [0.05, 0.10], "target": [0.01, 0.99] } ],
      "optimizer": { "name": "sgd", "learningRate": 0.5 }
    }

    """
  static let head = "---\nproblem: net.json\n---\n\n"
  static let right = head + "$z^1_1 = 0.3775$\n\n$a^1_1 = 0.5933$\n"
  static let wrong = head + "$z^1_1 = 0.3825$\n\n$a^1_1 = 0.5945$\n"
  static let unread = head + "$z^1_1 = 0.3775$\n\n$a^1_1 = \\foo{$\n"
  static let prose = head + "Nothing is calculated here.\n"

  static let files = [
    "net.json": problem, "right.md": right, "wrong.md": wrong, "unread.md": unread,
    "prose.md": prose, "empty.md": "", "paper.pdf": "%PDF-1.7\n",
  ]

  // MARK: Exit codes

  static let runs: [(arguments: [String], code: Int32)] = [
    (["right.md"], 0), (["wrong.md"], 1), (["unread.md"], 3), (["prose.md"], 2), (["empty.md"], 2),
    (["paper.pdf"], 2), (["missing.md"], 2), (["right.md", "unread.md"], 3),
    (["right.md", "wrong.md"], 1), (["unread.md", "wrong.md"], 1), (["wrong.md", "prose.md"], 2),
    (["missing.md", "right.md"], 2), (["wrong.md", "--exit-zero"], 0),
    (["missing.md", "right.md", "--exit-zero"], 0), (["right.md", "--problem", "no.json"], 2),
    (["right.md", "--problem", "no.json", "--exit-zero"], 2),
    (["wrong.md", "--only", "a,layer=2"], 2), (["right.md", "--problem", "net.json"], 0),
  ]

  @Test(arguments: runs)
  func `the exit code says how it went`(arguments: [String], code: Int32) throws {
    let outcome = try Program(files: Self.files).run(["verify"] + arguments)
    #expect(outcome.code == code, "\(outcome.output)\(outcome.errors)")
  }

  @Test func `one file that cannot be read stops nothing`() throws {
    let program = try Program(files: Self.files)
    let outcome = try program.run([
      "verify", "missing.md", "paper.pdf", "right.md", "--format", "csv",
    ])
    #expect(outcome.code == 2)
    let rows = outcome.output.split(separator: "\n")
    #expect(rows.count == 4)
    #expect(rows[3] == "right.md,2,0,0,0,0,2,2,,,")
    #expect(outcome.errors.contains("missing.md: error: there is no file 'missing.md'"))
    #expect(outcome.errors.contains("paper.pdf: error: this is a PDF file"))
  }

  // MARK: Many files

  /// The first column of a table, without its heading.
  private static func files(in table: String) -> [String] {
    table.split(separator: "\n").dropFirst().map { row in String(row.prefix { $0 != "," }) }
  }

  @Test func `a folder stands for the submissions in it, a pattern for what it matches`() throws {
    let program = try Program(files: [
      "class/net.json": Self.problem, "class/anna/hw.md": Self.right,
      "class/anna/net.json": Self.problem, "class/ben/hw.md": Self.wrong,
      "class/ben/net.json": Self.problem, "class/cleo.txt": "z^1_1 = 0.3775\n",
      "class/dora.pdf": "%PDF-", "class/.hidden.md": "", "class/notes.csv": "",
      "empty/net.json": "",
    ])
    let all = ["class/anna/hw.md", "class/ben/hw.md", "class/cleo.txt", "class/dora.pdf"]
    for words in [
      ["class"], ["class/"], ["./class"], ["class/anna", "class/b*", "class/*.txt", "class/*.pdf"],
    ] {
      let outcome = try program.run(["verify", "--format", "csv"] + words)
      let names = Self.files(in: outcome.output).map { $0.replacing("./", with: "") }
      #expect(names == all, "\(words)")
    }
    #expect(try program.run(["verify", "class/*/hw.md", "--format", "csv"]).code == 1)
    #expect(try program.run(["verify", "empty"]).code == 2)
    #expect(try program.run(["verify", "x*.md"]).code == 2)
  }

  @Test func `a folder as output gets a sheet for each submission, and a table`() throws {
    let program = try Program(files: [
      "net.json": Self.problem, "anna/hw.md": Self.right, "ben/hw.md": Self.wrong,
      "anna/net.json": Self.problem, "ben/net.json": Self.problem,
    ])
    let words = ["verify", "anna/hw.md", "ben/hw.md", "-o", "out"]
    let outcome = try program.run(words)
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("2 submissions: 1 with everything right, 1 to look at."))
    let names = try FileManager.default
      .contentsOfDirectory(atPath: program.folder.path("out").path).sorted()
    #expect(names == ["anna-hw-feedback.md", "ben-hw-feedback.md", "results.csv"])
    #expect(try program.folder.read("out/ben-hw-feedback.md").hasPrefix("# Feedback: ben/hw.md\n"))

    // Nothing is overwritten unless that is said.
    let before = try program.folder.read("out/results.csv")
    #expect(try program.run(words).code == 2)
    #expect(try program.run(words + ["--force"]).code == 1)
    #expect(try program.folder.read("out/results.csv") == before)
    #expect(try program.run(["verify", "anna/hw.md", "-o", "none/out/"]).code == 2)
  }

  @Test func `results are in the order of the words, however many there are`() throws {
    var files = ["net.json": Self.problem]
    let names = (1...40).map { "s\($0).md" }
    for (index, name) in names.enumerated() {
      files[name] = index % 3 == 0 ? Self.wrong : Self.right
    }
    let program = try Program(files: files)
    let first = try program.run(["verify", "--format", "csv"] + names)
    #expect(Self.files(in: first.output) == names)
    #expect(try program.run(["verify", "--format", "csv"] + names) == first)
    // Progress is for terminals.
    #expect(first.errors == "")
  }

  @Test(arguments: [
    (["hw.md"], ["hw-feedback.md"]),
    (["a/hw.md", "b/hw.md"], ["a-hw-feedback.md", "b-hw-feedback.md"]),
    (["x/a/hw.md", "x/b/hw.md"], ["a-hw-feedback.md", "b-hw-feedback.md"]),
    (["hw.md", "hw.tex"], ["hw-feedback.md", "hw-feedback-2.md"]),
    (["../a/b.md", "/a-b.md"], ["a-b-feedback.md", "a-b-feedback-2.md"]),
    (
      ["-", ".md", "HW.md", "hw.md"],
      ["standard-input-feedback.md", ".md-feedback.md", "HW-feedback.md", "hw-feedback-2.md"]
    ),
  ])
  func `every submission has a feedback file of its own`(paths: [String], names: [String]) {
    #expect(FeedbackNames.names(for: paths, ending: "md") == names)
  }

  @Test(arguments: [
    ("hw.md", "*.md", true), ("hw.md", "*", true), ("hw.md", "h?.md", true),
    ("hw.md", "*.tex", false),
    ("hw.md", "?.md", false), ("aXbXc", "a*b*c", true), ("abab", "*ab", true), ("", "*", true),
    ("a", "", false), ("hw.md", "hw.md*", true),
  ])
  func `a pattern matches names`(name: String, pattern: String, matches: Bool) {
    #expect(SubmissionFiles.matches(name, pattern[...]) == matches)
  }

  // MARK: Formats and options

  @Test(arguments: [
    ("out.md", "# Feedback"), ("out.json", "{\n  \"format\": \"backprop-explain/verification\""),
    ("out.csv", "file,right,wrong"), ("out.xml", "<?xml"), ("out.txt", "right.md\n════"),
  ])
  func `the ending of the output file chooses the format`(name: String, start: String) throws {
    let program = try Program(files: Self.files)
    #expect(try program.run(["verify", "right.md", "-o", name]).code == 0)
    #expect(try program.folder.read(name).hasPrefix(start))
  }

  @Test func `a format that verdicts do not have is refused`() throws {
    let program = try Program(files: Self.files)
    for arguments in [["--format", "latex"], ["-o", "a.tex"]] {
      let outcome = try program.run(["verify", "right.md"] + arguments)
      #expect(outcome.code == 2)
      #expect(outcome.errors.contains("terminal, markdown, json, csv, junit"))
    }
    #expect(try program.run(["xor", "--format", "junit"]).code == 2)
  }

  @Test func `a submission may come from standard input, a problem from a lesson`() throws {
    let program = try Program(files: Self.files)
    let outcome = try program.run(
      ["verify", "-", "--problem", "net.json"], input: "z^1_1 = 0.3775\n")
    #expect(outcome.code == 0)
    #expect(outcome.output.hasPrefix("standard input\n"))
    let lesson = try program.run(["verify", "-", "--problem", "xor"], input: "z^1_1 = 1234\n")
    #expect(lesson.code == 1)
  }

  @Test(arguments: ["/etc/passwd", "../net.json", "a/../../net.json", "/net.json"])
  func `front matter names nothing outside its folder`(path: String) throws {
    let program = try Program(files: [
      "net.json": Self.problem, "hw/hw.md": "---\nproblem: \(path)\n---\n\n$z^1_1 = 0.3775$\n",
    ])
    let outcome = try program.run(["verify", "hw/hw.md"])
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("is not in the folder of the submission"))
    #expect(!outcome.errors.contains("root:"))
  }

  @Test func `points come from their file`() throws {
    var files = Self.files
    files["points.txt"] = "* 0\nz 2\nMISCONCEPTION 25%\n"
    files["bad.txt"] = "z two\n"
    let program = try Program(files: files)
    let outcome = try program.run(["verify", "wrong.md", "--points", "points.txt"])
    #expect(outcome.output.contains("Points: 0.5 of 2."))
    let bad = try program.run(["verify", "wrong.md", "--points", "bad.txt"])
    #expect(bad.code == 2)
    #expect(bad.errors.hasPrefix("bad.txt:1:1: error: \"two\" is neither points nor a share\n"))
  }
}
