import Foundation
import Testing

@testable import backprop_explain

/// Files are written whole or not at all, and nothing is overwritten unasked.
@Suite struct OutputFileTests {
  @Test(arguments: [
    ("net.txt", "A small network\n"), ("net.md", "# A small network\n"),
    ("net.tex", "\\documentclass"), ("net.json.json", "{\n"), ("net", "A small network\n"),
    ("net.html", "<!DOCTYPE html>"),
  ])
  func `the ending of the output chooses the format`(name: String, start: String) throws {
    let program = try Program(files: ["a.json": Samples.net])
    let outcome = try program.run(["a.json", "--output", name, "--color", "always"])
    #expect(outcome == .init(code: 0, output: "", errors: ""))
    let text = try program.folder.read(name)
    #expect(text.hasPrefix(start))
    #expect(!text.contains("\u{1B}"))
    let others = try program.folder.names.filter { !$0.hasSuffix(".svg") }
    #expect(others == ["a.json", name].sorted())
  }

  @Test func `a file has the same bytes whatever the terminal`() throws {
    let program = try Program(files: ["a.json": Samples.net])
    _ = try program.run(["a.json", "-o", "a.txt"], environment: ["COLUMNS": "40"])
    _ = try program.run(["a.json", "-o", "b.txt"], environment: ["COLUMNS": "140"])
    #expect(try program.folder.read("a.txt") == program.folder.read("b.txt"))
  }

  @Test func `an existing file is kept, and overwritten with force`() throws {
    let program = try Program(files: ["a.json": Samples.net, "out.md": "mine"])
    #expect(try program.run(["a.json", "-o", "out.md"]).code == 2)
    #expect(try program.folder.read("out.md") == "mine")
    #expect(try program.run(["a.json", "-o", "out.md", "--force"]).code == 0)
    #expect(try program.folder.read("out.md").hasPrefix("# A small network"))
    #expect(
      try program.folder.names
        == ["a.json", "out-figure-1.svg", "out-figure-2.svg", "out.md"])
  }

  @Test func `a link stays a link to the file that is overwritten`() throws {
    let program = try Program(files: ["a.json": Samples.net, "real.md": "mine"])
    let link = program.folder.path("link.md").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real.md")
    #expect(try program.run(["a.json", "-o", "link.md", "--force"]).code == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real.md")
    #expect(try program.folder.read("real.md").hasPrefix("# A small network"))
  }

  @Test func `a device is written to without force`() throws {
    let program = try Program(files: ["a.json": Samples.net])
    #expect(
      try program.run(["a.json", "-o", "/dev/null"]) == .init(code: 0, output: "", errors: ""))
  }

  @Test func `a new problem can be explained at once`() throws {
    let program = try Program()
    let made = try program.run(["new", "problem", "net"])
    #expect(made.code == 0)
    #expect(made.output.isEmpty)
    #expect(made.errors.contains("  backprop-explain net.json\n"))
    #expect(made.errors.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(try program.run(["net.json"]).code == 0)
    #expect(try program.run(["net.json", "--only", "update"]).output.contains("new weight"))
    #expect(try program.run(["new", "problem", "net"]).code == 2)
    #expect(try program.run(["new", "problem", "net.json", "--force"]).code == 0)
    #expect(try program.folder.names == ["net.json"])
  }

  @Test func `a file that appears meanwhile is not overwritten`() throws {
    let folder = try Folder()
    let path = folder.path("a").path
    try Console.write([1], toFile: path, overwriting: false)
    #expect(throws: FileError.exists(path)) {
      try Console.write([2], toFile: path, overwriting: false)
    }
    #expect(try Console.read(path) == [1])
    #expect(try folder.names == ["a"])
  }

  @Test func `a file is read up to the limit and not beyond`() throws {
    let folder = try Folder()
    try folder.write("12345", to: "a")
    let path = folder.path("a").path
    #expect(try Console.read(path, limit: 5) == Array("12345".utf8))
    #expect(throws: FileError.tooLarge(path, limit: 4)) { try Console.read(path, limit: 4) }
    #expect(throws: FileError.tooLarge("/dev/zero", limit: 100_000)) {
      try Console.read("/dev/zero", limit: 100_000)
    }
  }
}
