import Foundation
import Testing

@testable import backprop_explain

@Suite struct HandoutCommandTests {
  @Test func `a folder gets a sheet and a key of each variant, and the keys verify`() throws {
    let program = try Program()
    let outcome = try program.run([
      "handout", "--shape", "2-2-1", "--variants", "2", "--seed", "5", "-o", "sheets",
    ])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    let files = try program.bash("ls sheets").output
    #expect(files == "2-2-1-01-key.md\n2-2-1-01.md\n2-2-1-02-key.md\n2-2-1-02.md\n")
    #expect(try program.run(["verify", "sheets/2-2-1-02-key.md"]).code == 0)
    // A sheet with nothing filled in has nothing to verify.
    #expect(try program.run(["verify", "sheets/2-2-1-02.md"]).code == 3)
  }

  @Test func `a lesson's problem is drawn anew, and its key verifies in LaTeX too`() throws {
    let program = try Program()
    let outcome = try program.run([
      "handout", "xor", "--key", "short", "--format", "latex", "-o", "key.tex",
    ])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try program.folder.read("key.tex").hasPrefix("% lesson: xor\n"))
    #expect(try program.run(["verify", "key.tex"]).code == 0)
  }

  @Test func `a folder with one of the files in it is left as it is`() throws {
    let program = try Program(files: ["sheets/2-1-02.md": "mine\n"])
    let words = ["handout", "--shape", "2-1", "--variants", "2", "-o", "sheets"]
    let outcome = try program.run(words)
    #expect(outcome.code == 2)
    #expect(try program.bash("ls sheets").output == "2-1-02.md\n")
    #expect(try program.run(words + ["--force"]).code == 0)
    #expect(try program.folder.read("sheets/2-1-02.md") != "mine\n")
  }

  @Test func `a folder takes hundreds of files`() throws {
    let program = try Program()
    let outcome = try program.run([
      "handout", "--shape", "2-1", "--activation", "identity", "--any-numbers", "--variants", "120",
      "-o", "sheets",
    ])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try program.bash("ls sheets | wc -l; ls -A sheets | grep -c tmp").output == "240\n0\n")
  }

  @Test func `all variants of a question bank are in one file`() throws {
    let program = try Program()
    let words = ["handout", "--shape", "2-1", "--variants", "2", "-o"]
    #expect(try program.run(words + ["bank.xml"]).code == 0)
    #expect(try program.folder.read("bank.xml").contains("variant 2"))
    #expect(try program.run(words + ["sets/", "--format", "moodle"]).code == 0)
    #expect(try program.folder.read("sets/2-1.xml") == program.folder.read("bank.xml"))
    #expect(try program.run(words + ["cards.txt", "--format", "anki"]).code == 0)
    #expect(try program.folder.read("cards.txt").hasPrefix("#separator:tab\n"))
    #expect(try program.run(words + ["cards.tsv"]).code == 0)
    #expect(try program.folder.read("cards.tsv") == program.folder.read("cards.txt"))
    #expect(try program.run(words + ["bank.xml"]).code == 2)
    let printed = try program.run(["handout", "xor", "--format", "anki", "--notation", "ulges"])
    #expect(printed.code == 0)
    #expect(printed.output.contains("\tbackpropagation xor variant-1 "))
  }

  @Test(arguments: [["--key", "short"], ["--blanks", "lines"], ["--fragment"]])
  func `what means nothing in a question bank is refused in words`(_ words: [String]) throws {
    for format in ["moodle", "anki"] {
      let outcome = try Program().run(["handout", "xor", "--format", format] + words)
      #expect(outcome.code == 2)
      #expect(outcome.errors.contains("\(words[0]) has no meaning with --format \(format)"))
    }
  }

  @Test(arguments: [
    ["handout"], ["handout", "xor", "--shape", "2-2"], ["handout", "--shape", "2-x"],
    ["handout", "xor", "--variants", "0"], ["handout", "xor", "--variants", "1000000"],
    ["handout", "xor", "--variants", "3"], ["handout", "xor", "--sample", "9"],
    ["handout", "--shape", "2-2-2", "--decimals", "1"], ["handout", "xor", "-o", "sheet.csv"],
    ["handout", "xor", "--numbers", "roman"], ["handout", "--shape", "2-2", "--activation", "x"],
  ])
  func `an impossible wish is an error, and nothing is written`(_ words: [String]) throws {
    let program = try Program()
    let outcome = try program.run(words)
    #expect(outcome.code == 2, "\(outcome.output)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("backprop-explain: error: "), "\(outcome.errors)")
    #expect(try program.folder.names.isEmpty)
  }

  @Test func `a class gets a page for each name in one file`() throws {
    let program = try Program(files: ["class.csv": "Name,id\n\"Lovelace, Ada\",1\n<Alan>,2\n"])
    let words = ["handout", "--shape", "2-1", "--names", "class.csv"]
    #expect(try program.run(words + ["-o", "all.html"]).code == 0)
    let page = try program.folder.read("all.html")
    #expect(page.contains("Lovelace, Ada") && page.contains("&lt;Alan&gt;"))
    #expect(page.components(separatedBy: "<hr class=\"page\">").count == 2)
    let outcome = try program.run(words + ["-o", "sheets/"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try program.folder.read("sheets/2-1-02.md").contains("Alan"))
    #expect(try program.folder.read("sheets/2-1-01-key.md").contains("Lovelace, Ada"))
    #expect(try program.run(["verify", "sheets/2-1-01-key.md"]).code == 0)
  }

  @Test(arguments: ["Ada\n\"Alan\n", "name\n", "Ada\nAlan\nGrace\n"])
  func `a class list that does not fit is told, and nothing is written`(list: String) throws {
    let program = try Program(files: ["class.csv": list])
    let outcome = try program.run([
      "handout", "--shape", "2-1", "--names", "class.csv", "--variants", "2", "-o", "sheets/",
    ])
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("class.csv"), "\(outcome.errors)")
    #expect(try program.folder.names == ["class.csv"])
  }

  @Test func `a disk that is full gets no file at all`() throws {
    let program = try Program()
    let mount = try program.bash("mkdir small && mount -t tmpfs -o size=64k none small")
    // Only an administrator can make a small disk.
    guard mount.code == 0 else { return }
    defer { _ = try? program.bash("umount small") }
    let words = ["handout", "--shape", "2-2-1", "--variants", "40", "-o"]
    for folder in ["small/sheets", "small"] {
      let outcome = try program.run(words + [folder])
      #expect(outcome.code == 2)
      #expect(outcome.errors.contains("no space is left"), "\(outcome.errors)")
      #expect(try program.bash("ls -A small").output == "")
    }
  }
}
