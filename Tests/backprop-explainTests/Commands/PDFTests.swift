import Foundation
import TestSupport
import Testing

struct PDFTests {
  private static let hasLaTeX = ["tectonic", "latexmk", "lualatex", "xelatex", "pdflatex"].contains
  {
    name in
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }

  /// A folder with a program in it that does what a script says.
  private func program(named name: String, _ script: String) throws -> Program {
    let program = try Program(files: [
      "net.json": Samples.net, "bin/\(name)": "#!/bin/sh\n\(script)\n",
    ])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: program.folder.path("bin/\(name)").path)
    return program
  }

  private func path(_ program: Program) -> [String: String] {
    ["PATH": program.folder.path("bin").path]
  }

  @Test(.enabled(if: hasLaTeX, "no LaTeX program is installed"))
  func `a PDF is made, the same on a file and on a pipe`() throws {
    let program = try Program(files: ["net.json": Samples.net])
    let arguments = ["net.json", "--only", "figure,delta"]
    #expect(try program.run(arguments + ["-o", "net.pdf"]).code == 0)
    let file = try Data(contentsOf: program.folder.path("net.pdf"))
    #expect(file.starts(with: Data("%PDF-".utf8)))
    #expect(try program.folder.names == ["net.json", "net.pdf"])
    let piped = try program.bash(
      "\"$PROGRAM\" \(arguments.joined(separator: " ")) --format pdf > piped.pdf")
    #expect(piped.code == 0)
    #expect(try Data(contentsOf: program.folder.path("piped.pdf")) == file)
  }

  @Test func `without a LaTeX program it is said what to install`() throws {
    let program = try Program(files: ["net.json": Samples.net])
    let outcome = try program.run(
      ["net.json", "-o", "net.pdf"], environment: ["PATH": program.folder.url.path])
    #expect(outcome.code == 2)
    for word in ["tectonic", "pdflatex", "apt install", "--format html"] {
      #expect(outcome.errors.contains(word))
    }
    #expect(try program.folder.names == ["net.json"])
  }

  @Test func `what a LaTeX program complains about is told, and nothing is left behind`() throws {
    let program = try program(
      named: "xelatex", "echo '! Undefined control sequence.' > page.log; exit 1")
    var environment = path(program)
    environment["TMPDIR"] = program.folder.path("bin").path
    let outcome = try program.run(["net.json", "-o", "net.pdf"], environment: environment)
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("xelatex could not make a PDF: Undefined control sequence."))
    #expect(try program.folder.names == ["bin", "net.json"])
    let left = try FileManager.default.contentsOfDirectory(
      atPath: program.folder.path("bin").path)
    #expect(left == ["xelatex"])
  }

  @Test func `a LaTeX program runs in a folder of its own and may run nothing itself`() throws {
    let program = try program(
      named: "pdflatex",
      """
      case "$PWD" in */backprop-explain-*) ;; *) exit 3;; esac
      case " $* " in *" -no-shell-escape "*) ;; *) exit 4;; esac
      test "$SOURCE_DATE_EPOCH" = 0 || exit 5
      test -f page.tex || exit 6
      read line && exit 7
      echo "%PDF-made here" > page.pdf
      """)
    let outcome = try program.run(["net.json", "-o", "net.pdf"], environment: path(program))
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try program.folder.read("net.pdf") == "%PDF-made here\n")
  }

  @Test func `the next program does what the first cannot`() throws {
    let program = try program(named: "pdflatex", "echo %PDF-second > page.pdf")
    try program.folder.write("#!/bin/sh\nexit 1\n", to: "bin/lualatex")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: program.folder.path("bin/lualatex").path)
    #expect(
      try program.run(["net.json", "-o", "net.pdf"], environment: path(program)).code == 0)
    #expect(try program.folder.read("net.pdf") == "%PDF-second\n")
  }

  @Test func `a program that ends well without a PDF is told of`() throws {
    let program = try program(named: "tectonic", "exit 0")
    let outcome = try program.run(["net.json", "-o", "net.pdf"], environment: path(program))
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("without a PDF"))
  }
}
