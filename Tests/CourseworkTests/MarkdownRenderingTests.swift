import Coursework
import Derivations
import Foundation
import MathSyntax
import TestSupport
import Testing
import Typesetting

/// Markdown as others see it: blocks by comrak, a renderer that takes mathematics as GitHub does,
/// and the mathematics by KaTeX, which complains of all that MathJax would let pass.
@Suite(.enabled(if: MarkdownRenderer.isInstalled, "comrak is not installed (pip install comrak)"))
struct MarkdownRenderingTests {
  private static let isThorough = ProcessInfo.processInfo.environment["TEST_MULTIPLIER"] != nil

  @Test(arguments: isThorough ? Notation.presets.map(\.name) : ["dasc7606"])
  func `every formula and figure of a lesson comes through, and nothing else is taken for one`(
    notation: String
  ) throws {
    let wanted = try #require(Notation.presets.first { $0.name == notation })
    var pages: [(name: String, document: Document)] = []
    for name in LessonTests.names where Self.isThorough || name != "xor" {
      var request = ExplanationRequest()
      request.options.notation = wanted
      let source = try #require(LessonCatalogue.source(named: name))
      pages.append((name, try Explainer.document(ofLesson: source, request)))
    }
    let writer = MarkdownWriter(figurePrefix: "page-")
    let rendered = try MarkdownRenderer.rendered(pages.map { writer.text($0.document) })
    #expect(rendered.count == pages.count)
    for (page, result) in zip(pages, rendered) {
      let expected = FormulaCount(page.document)
      #expect(result.displays == expected.displays, "displays of \(page.name)")
      #expect(result.formulas == expected.formulas, "formulas of \(page.name)")
      #expect(result.figures == writer.figureFiles(of: page.document).count, "\(page.name)")
      #expect(result.complaints == [], "\(page.name)")
    }
  }

  @Test func `what Markdown would spoil comes through`() throws {
    let formulas: [Formula] = [
      [.fenced([.letter("a"), .symbol(.comma), .letter("b")], .brace)],
      [.letter("a"), .symbol(.less), .letter("b"), .symbol(.greater), .letter("c")],
      [.fenced([.letter("a")], .bracket), .fenced([.letter("b")])],
      [.script(.letter("x"), sub: [.text("in*1*")]), .symbol(.dot), .text("a*b|c`d<e*f")],
      [.fenced([.letter("x")], .bar)], [.letter("y"), .symbol(.prime)],
    ]
    var blocks: [Block] = formulas.map {
      .paragraph(["costs $5 ", .formula($0), ", not $6 or a_b_c"])
    }
    blocks.append(
      .table(
        Table(
          caption: [], columns: formulas.map { .init([.formula($0)]) },
          rows: [formulas.map { ["5 | 6 ", .formula($0), " x"] }])))
    let document = Document(title: ["Hard"], blocks: blocks)
    let result = try #require(MarkdownRenderer.rendered([MarkdownWriter().text(document)]).first)
    #expect(result.formulas == 18)
    #expect(result.displays == 0)
    #expect(result.complaints.filter { !$0.contains("$5") && !$0.contains("$6") } == [])
  }
}

extension MarkdownWriter {
  fileprivate func text(_ document: Document) -> String {
    var buffer = OutputBuffer()
    write(document, to: &buffer)
    return buffer.text
  }
}

/// How many formulas a document has, within text and on lines of their own.
private struct FormulaCount {
  var formulas = 0
  var displays = 0

  init(_ document: Document) {
    count(document.title)
    count(document.summary)
    count(document.blocks)
  }

  private mutating func count(_ blocks: [Block]) {
    for block in blocks {
      switch block {
      case .heading(_, let inlines), .paragraph(let inlines): count(inlines)
      case .list(_, let items): items.forEach { count($0) }
      case .note(_, let blocks): count(blocks)
      case .markedLines(let lines): count(lines.blocks)
      case .derivation, .equations, .families: displays += 1
      case .step(let step):
        displays += 1
        count(step.title)
        count(step.shape)
        step.annotations.forEach { count($0.content) }
      case .table(let table):
        count(table.caption)
        table.columns.forEach { count($0.heading) }
        table.rows.joined().forEach { count($0) }
      case .figure(let figure): count(figure.caption)
      case .code, .pageBreak, .readerNote: break
      }
    }
  }

  private mutating func count(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .formula(let formula): formulas += formula.isEmpty ? 0 : 1
      case .emphasis(let inner), .strong(let inner), .link(let inner, _): count(inner)
      case .text, .code, .lineBreak: break
      }
    }
  }
}

/// comrak from PyPI, with the extensions that GitHub has; its formulas go through KaTeX, if that and
/// Node are installed where Debian puts them.
enum MarkdownRenderer {
  static let isInstalled = Shell.succeeds("python3 -c 'import comrak'")
  private static let hasKaTeX = Shell.succeeds(
    "command -v node && test -f /usr/share/javascript/katex/katex.js")

  struct Result: Decodable {
    /// Formulas within text.
    var formulas: Int
    /// Formulas on lines of their own.
    var displays: Int
    var figures: Int
    /// What looks like mathematics and is none, and what KaTeX says.
    var complaints: [String]
  }

  static func rendered(_ pages: [String]) throws -> [Result] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("markdown-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try JSONEncoder().encode(pages).write(to: folder.appendingPathComponent("pages.json"))
    try Data(blockScript.utf8).write(to: folder.appendingPathComponent("blocks.py"))
    try Data(formulaScript.utf8).write(to: folder.appendingPathComponent("formulas.js"))
    let run = try Shell.run("python3 blocks.py", in: folder)
    try #require(run.code == 0, "\(run.output)")
    if hasKaTeX {
      let run = try Shell.run("node formulas.js", in: folder)
      try #require(run.code == 0, "\(run.output)")
    }
    return try JSONDecoder().decode(
      [Result].self, from: Data(contentsOf: folder.appendingPathComponent("results.json")))
  }

  private static let blockScript = """
    import comrak, json, re
    from html.parser import HTMLParser
    extension = comrak.ExtensionOptions()
    for name in ("table", "strikethrough", "autolink", "tagfilter", "tasklist", "footnotes",
                 "math_dollars", "math_code", "alerts"):
        setattr(extension, name, True)
    render = comrak.RenderOptions()
    class Page(HTMLParser):
        def __init__(self):
            super().__init__()
            self.open, self.tex, self.figures, self.complaints, self.inside = [], [], 0, [], None
        def handle_starttag(self, tag, attributes):
            if tag in ("br", "hr", "input"): return
            if tag == "img":
                self.figures += 1
                return
            style = dict(attributes).get("data-math-style")
            self.open.append((tag, style))
            if style: self.inside = [style == "display", ""]
        def handle_endtag(self, tag):
            if tag in ("br", "hr", "input", "img"): return
            while self.open:
                name, style = self.open.pop()
                if style:
                    self.tex.append(self.inside)
                    self.inside = None
                if name == tag: break
        def handle_data(self, data):
            if self.inside: self.inside[1] += data
            elif not any(tag == "code" for tag, _ in self.open):
                if re.search(r"\\$|\\\\[a-zA-Z({]|_\\{|\\^\\{|\\*\\*|`", data): self.complaints.append(data)
    results = []
    for text in json.load(open("pages.json")):
        page = Page()
        page.feed(comrak.render_markdown(text, extension, comrak.ParseOptions(), render))
        results.append({
            "formulas": sum(not display for display, _ in page.tex),
            "displays": sum(display for display, _ in page.tex),
            "figures": page.figures, "complaints": page.complaints, "tex": page.tex})
    json.dump(results, open("results.json", "w"))
    """

  /// Characters that KaTeX's fonts lack are no fault of the page.
  private static let formulaScript = """
    const katex = require("/usr/share/javascript/katex/katex.js");
    const files = require("fs");
    const pages = JSON.parse(files.readFileSync("results.json", "utf8"));
    for (const page of pages) {
      for (const [displayMode, tex] of page.tex) {
        try {
          katex.renderToString(tex, {
            displayMode, strict: code => code === "unknownSymbol" ? "ignore" : "error" });
        } catch (error) { page.complaints.push(error.message); }
      }
    }
    files.writeFileSync("results.json", JSON.stringify(pages));
    """
}
