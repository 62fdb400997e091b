import MathSyntax
import TestSupport
import Testing
import Typesetting

struct MarkupEscapeTests {
  private func page(_ blocks: [Block]) -> MarkupChecker {
    var buffer = OutputBuffer()
    HTMLWriter().write(Document(title: [], blocks: blocks), to: &buffer)
    return MarkupChecker(buffer.text)
  }

  /// Places that text can be put into, by what they are.
  private static let places: [(name: String, block: @Sendable (String) -> Block)] = [
    ("paragraph", { .paragraph([.text($0)]) }),
    ("code", { .paragraph([.code($0)]) }),
    ("listing", { .code(language: $0, $0) }),
    ("heading", { .heading(level: 1, [.text($0)]) }),
    ("text in mathematics", { .derivation(Derivation(subject: [.text($0)], lines: [])) }),
    ("letter", { .derivation(Derivation(subject: [.letter($0)], lines: [])) }),
    ("number", { .paragraph([.formula([.number($0)])]) }),
    (
      "label", { .equations([Equation(label: $0, Derivation(subject: [.letter("x")], lines: []))]) }
    ),
    ("table", { .table(Table(caption: [.text($0)], columns: [.init([.text($0)])], rows: [])) }),
    ("link", { .paragraph([.link([.text($0)], destination: $0)]) }),
    (
      "annotation",
      {
        .step(
          StepBlock(
            pass: .forward, title: [.text($0)], derivation: Derivation(subject: [], lines: []),
            annotations: [.init($0, [.text($0)])]))
      }
    ),
    (
      "legend of a plot",
      {
        .figure(
          Figure(
            caption: [.text($0)],
            content: .plot(
              Plot(
                horizontalAxis: .init(label: [.text($0)]), verticalAxis: .init(label: [.text($0)]),
                curves: [.init(label: [.text($0)], points: [.init(0, 0), .init(1, 1)])]))))
      }
    ),
    (
      "diagram",
      {
        .figure(
          Figure(
            caption: [.text($0)],
            content: .network(
              NetworkDiagram(
                pass: .forward,
                layers: [
                  .init(
                    number: 0, title: [.text($0)], width: 1,
                    units: [.init(number: 1, values: [.init(.input, value: [.letter($0)])])])
                ], edges: [],
                legend: [.init(.input, symbol: [.letter($0)], meaning: [.text($0)])]))))
      }
    ),
  ]

  @Test(arguments: UInt8(0)..<128)
  func `no ASCII character ends an element, an attribute or a text`(byte: UInt8) {
    let text = "a" + String(Character(Unicode.Scalar(byte))) + "b"
    for (name, block) in Self.places {
      let page = page([block(text)])
      #expect(page.complaints == [], "\(name)")
      let harmless = page.text.unicodeScalars.allSatisfy {
        $0 == "\n" || $0 == "\t" || $0.value >= 0x20
      }
      #expect(harmless, "\(name)")
    }
  }

  @Test(
    arguments: [
      "</p><script>alert(1)</script>", "\" onload=\"alert(1)", "<!--", "]]>", "&lt;b&gt;", "&#0;",
      "</style><script>", "</title>", "<svg/onload=alert(1)>", "\u{0}\u{1B}[31m", "\u{202E}",
      "\u{FFFE}",
    ])
  func `hostile text is shown as it is`(text: String) {
    for (name, block) in Self.places {
      let page = page([block(text)])
      #expect(page.complaints == [], "\(name)")
      #expect(page.elements.filter { $0.name == "script" }.count == 1, "\(name)")
      #expect(!page.text.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0x1B })
    }
    #expect(
      text.contains("\u{0}") || text.contains("\u{202E}") || text.contains("\u{FFFE}")
        || page([.paragraph([.text(text)])]).text.contains(text))
  }

  @Test(
    arguments: [
      ("https://example.org/a?b=c&d=%20", true), ("#part", true), ("chapter.html", true),
      ("../a/b:c", true), ("mailto:a@b.org", true), ("javascript:alert(1)", false),
      ("JaVaScRiPt:alert(1)", false), ("data:text/html,x", false), ("vbscript:x", false),
      ("java\u{9}script:x", false), (" javascript:x", false), ("file:///etc/passwd", false),
    ] as [(String, Bool)])
  func `a link leads to a page or it is none`(destination: String, isLink: Bool) {
    let page = page([.paragraph([.link([.text("there")], destination: destination)])])
    let targets = page.elements.compactMap { $0.attributes["href"] }
    #expect(targets.contains(destination) == isLink)
    #expect(page.text.contains("there"))
  }
}
