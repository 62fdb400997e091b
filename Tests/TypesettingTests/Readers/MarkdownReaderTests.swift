import MathSyntax
import Testing
import Typesetting

struct MarkdownReaderTests {
  private func read(_ text: String) -> MarkdownReader.Result {
    MarkdownReader().read(Array(text.utf8))
  }

  private func blocks(_ text: String) -> [Block] { read(text).blocks.map(\.block) }

  private static let x: Inline = .formula([.letter("x")])

  private static let documents: [(String, [Block])] = [
    ("", []),
    ("a\nb\n\nc", [.paragraph(["a b"]), .paragraph(["c"])]),
    ("## A *b*", [.heading(level: 1, ["A ", .emphasis(["b"])])]),
    ("### C# ###", [.heading(level: 2, ["C#"])]),
    ("#hash", [.paragraph(["#hash"])]),
    ("- a\n- b", [.list(ordered: false, items: [[.paragraph(["a"])], [.paragraph(["b"])]])]),
    (
      "1. a\n   - b\n   - c\n2. d",
      [
        .list(
          ordered: true,
          items: [
            [
              .paragraph(["a"]),
              .list(ordered: false, items: [[.paragraph(["b"])], [.paragraph(["c"])]]),
            ], [.paragraph(["d"])],
          ])
      ]
    ),
    ("- a\n\n  b\n", [.list(ordered: false, items: [[.paragraph(["a"]), .paragraph(["b"])]])]),
    ("in\n1969. a year", [.paragraph(["in 1969. a year"])]),
    ("```swift x\nlet a\n\n  b\n```", [.code(language: "swift x", "let a\n\n  b\n")]),
    ("~~~\n```\n~~~", [.code(language: "", "```\n")]),
    ("````\n```\n````", [.code(language: "", "```\n")]),
    ("---", [.pageBreak]),
    ("> a\n> b", [.note(.remark, [.paragraph(["a b"])])]),
    ("> **Warning.** a", [.note(.warning, [.paragraph(["a"])])]),
    ("> [!IMPORTANT]\n> a", [.note(.result, [.paragraph(["a"])])]),
    ("> **Result.**\n>\n> ```\n> x\n> ```", [.note(.result, [.code(language: "", "x\n")])]),
    (
      "| a | $x$ |\n|---|--:|\n| b\\|c | `d\\|e` |",
      [
        .table(
          Table(
            columns: [.init(["a"]), .init([x], .trailing)], rows: [[["b|c"], [.code("d|e")]]]))
      ]
    ),
    ("a | b", [.paragraph(["a | b"])]),
    ("<!-- a\n\nb -->\nc", [.paragraph(["c"])]),
    ("$$x$$", [.derivation(Derivation(subject: [.letter("x")], lines: []))]),
    (
      "$$\nx = 1\n  = 2\n$$",
      [
        .derivation(
          Derivation(
            subject: [.letter("x")],
            lines: [.init(.equals, [.number("1")]), .init(.equals, [.number("2")])]))
      ]
    ),
    (
      "```math\n\\begin{aligned} x &= 1 \\\\ &\\approx 2 \\end{aligned}\n```",
      [
        .derivation(
          Derivation(
            subject: [.letter("x")],
            lines: [.init(.equals, [.number("1")]), .init(.approximately, [.number("2")])]))
      ]
    ),
    (
      "> ```math\n> x\n> = 1\n> ```",
      [
        .note(
          .remark,
          [
            .derivation(
              Derivation(subject: [.letter("x")], lines: [.init(.equals, [.number("1")])]))
          ])
      ]
    ),
    (
      "```derivation\nx = 1 | *by* $x$\n  = 2\n```",
      [
        .derivation(
          Derivation(
            subject: [.letter("x")],
            lines: [
              .init(.equals, [.number("1")], remark: [.emphasis(["by"]), " ", x]),
              .init(.equals, [.number("2")]),
            ]))
      ]
    ),
  ]

  @Test(arguments: documents)
  func `blocks of a lesson`(text: String, expected: [Block]) {
    let result = read(text)
    #expect(result.blocks.map(\.block) == expected)
    #expect(result.diagnostics.isEmpty)
  }

  private static let lines: [(String, [Inline])] = [
    (
      "a *b* **c** _d_ __e__",
      ["a ", .emphasis(["b"]), " ", .strong(["c"]), " ", .emphasis(["d"]), " ", .strong(["e"])]
    ),
    ("**a *b* c**", [.strong(["a ", .emphasis(["b"]), " c"])]),
    ("*a **b** c*", [.emphasis(["a ", .strong(["b"]), " c"])]),
    ("2 * 3 * 4", ["2 * 3 * 4"]), ("snake_case_name", ["snake_case_name"]), ("**a", ["**a"]),
    ("`a*b*`", [.code("a*b*")]), ("`` a`b ``", [.code("a`b")]), ("`a", ["`a"]),
    ("\\*a\\* \\\\", ["*a* \\"]), ("a\\b", ["a\\b"]),
    ("[a](b)", [.link(["a"], destination: "b")]),
    ("[a](<b c>)", [.link(["a"], destination: "b c")]),
    ("[a] b", ["[a] b"]), ("<https://a.b>", [.link(["https://a.b"], destination: "https://a.b")]),
    ("a  \nb", ["a", .lineBreak, "b"]), ("a\\\nb", ["a", .lineBreak, "b"]),
    ("a<br>b", ["a", .lineBreak, "b"]),
    ("&amp;&lt;&x;", ["&<&x;"]), ("$x$, $`x`$", [x, ", ", x]),
    ("costs $5 and $10", ["costs $5 and $10"]), ("\\$x$", ["$x$"]),
    ("*$x*y$*", [.emphasis([.formula([.letter("x"), .symbol(.asterisk), .letter("y")])])]),
  ]

  @Test(arguments: lines)
  func `running text`(text: String, expected: [Inline]) {
    #expect(blocks(text) == [.paragraph(expected)])
  }

  @Test func `the first heading is the title`() {
    let result = read("# T\n\n## S")
    #expect(result.title == ["T"])
    #expect(result.document.blocks == [.heading(level: 1, ["S"])])
  }

  @Test(
    arguments: [
      ("a $\\simga$", SourceRange(3, 9)), ("| $x^$ |\n|---|", SourceRange(4, 5)),
      ("> $$\n> x_\n> $$", SourceRange(8, 9)), ("```\na", SourceRange(0, 3)),
      ("$$ x", SourceRange(0, 2)),
      ("```derivation\nx = \\foo | a\n```", SourceRange(18, 22)),
      ("| a |\n|---|\n| b | c |", SourceRange(18, 19)),
    ] as [(String, SourceRange)])
  func `what is wrong is told with its place`(text: String, place: SourceRange) {
    #expect(read(text).diagnostics.first?.range == place)
  }

  @Test func `blocks and formulas know their place`() {
    let result = read("a\n\n- b\n\n$x$")
    #expect(
      result.blocks.map(\.range) == [SourceRange(0, 1), SourceRange(3, 6), SourceRange(8, 11)])
    guard case .paragraph(let inlines)? = result.blocks.last?.block,
      case .formula(let formula)? = inlines.first
    else {
      Issue.record("no formula")
      return
    }
    #expect(formula.items.first?.source == SourceRange(9, 10))
  }

  @Test(arguments: 0..<40)
  func `random documents are read without complaint once they are printed`(seed: Int) {
    var random = FormulaGenerator(seed: UInt64(seed))
    var buffer = OutputBuffer()
    MarkdownWriter().write(random.document(), to: &buffer)
    let result = MarkdownReader().read(buffer.bytes)
    #expect(result.diagnostics.isEmpty)
  }

  @Test(arguments: 0..<40)
  func `running text comes back from Markdown`(seed: Int) {
    var random = FormulaGenerator(seed: UInt64(seed))
    let words = random.words(20)
    var buffer = OutputBuffer()
    MarkdownWriter().write([.paragraph([.text(words)])], to: &buffer)
    let plain = words.replacing("\t", with: " ").replacing("\u{1B}", with: "␛")
      .replacing("\u{202E}", with: "[U+202E]")
    #expect(MarkdownReader().read(buffer.bytes).document.blocks == [.paragraph([.text(plain)])])
  }

  @Test(arguments: ["*", "_", "[", "`", "$", "> ", "- ", "  - ", "|", "<", "\\", "![", "**", "1. "])
  func `hostile repetition ends`(piece: String) {
    _ = read(String(repeating: piece, count: 5000))
    _ = read(String(repeating: piece + "a\n", count: 1000))
  }
}
