import TestSupport
import Testing

struct FigureFileTests {
  @Test func `Markdown in a file has its figures beside it`() throws {
    let program = try Program(files: ["net.json": Samples.net, "notes/here": ""])
    #expect(try program.run(["net.json", "-o", "notes/my page.md"]).code == 0)
    let page = try program.folder.read("notes/my page.md")
    for number in 1...2 {
      #expect(page.contains("](<my%20page-figure-\(number).svg>)"))
      let figure = try program.folder.read("notes/my page-figure-\(number).svg")
      #expect(MarkupChecker(figure).complaints == [])
    }
  }

  @Test func `a figure's file that exists keeps everything from being written`() throws {
    let program = try Program(files: ["net.json": Samples.net, "a-figure-2.svg": "mine"])
    let outcome = try program.run(["net.json", "-o", "a.md"])
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("a-figure-2.svg"))
    #expect(try program.folder.names == ["a-figure-2.svg", "net.json"])
    #expect(try program.run(["net.json", "-o", "a.md", "--force"]).code == 0)
    #expect(try program.folder.read("a-figure-2.svg").hasPrefix("<svg"))
  }

  @Test func `Markdown on standard output has its figures drawn with characters`() throws {
    let program = try Program(files: ["net.json": Samples.net])
    let outcome = try program.run(["net.json", "--format", "markdown"])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("╭") && !outcome.output.contains(".svg"))
    #expect(try program.folder.names == ["net.json"])
  }

  @Test func `the figure alone can be asked for`() throws {
    let program = try Program(files: ["net.json": Samples.net])
    let outcome = try program.run(["net.json", "--only", "figure"])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("╭") && !outcome.output.contains("Step"))
    #expect(try !program.run(["net.json", "--only", "delta"]).output.contains("╭"))
  }
}
