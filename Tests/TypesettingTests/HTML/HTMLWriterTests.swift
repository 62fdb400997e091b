import ExactArithmetic
import MathSyntax
import TestSupport
import Testing
import Typesetting

struct HTMLWriterTests {
  private func text(_ document: Document, fragment: Bool = false) -> String {
    var buffer = OutputBuffer()
    HTMLWriter(fragment: fragment).write(document, to: &buffer)
    return buffer.text
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `a random document is well-formed`(seed: UInt64) {
    var generator = FormulaGenerator(seed: seed)
    let document = generator.document()
    for fragment in [false, true] {
      #expect(MarkupChecker(text(document, fragment: fragment)).complaints == [])
    }
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `a random figure is a well-formed file`(seed: UInt64) {
    var generator = FormulaGenerator(seed: seed)
    var buffer = OutputBuffer()
    SVGFigure().write(generator.figure(), to: &buffer)
    #expect(buffer.text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
    #expect(MarkupChecker(buffer.text).complaints == [])
  }

  @Test func `the security policy lets the page's own script run and nothing else`() throws {
    let page = MarkupChecker(text(Everything.document))
    let policy = try #require(
      page.elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }?
        .attributes["content"])
    let printed = text(Everything.document)
    let start = try #require(printed.ranges(of: "<script>").first).upperBound
    let end = try #require(printed.ranges(of: "</script>").first).lowerBound
    let hash = SHA256.base64(of: Array(printed[start..<end].utf8))
    #expect(policy.contains("script-src 'sha256-\(hash)';"))
    #expect(policy.hasPrefix("default-src 'none'"))
  }

  @Test func `the hash is that of the standard`() {
    #expect(
      SHA256.base64(of: Array("abc".utf8)) == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
  }

  @Test func `a page asks for nothing from elsewhere`() {
    let page = MarkupChecker(text(Everything.document))
    for (name, attributes) in page.elements where name != "a" {
      #expect(attributes["src"] == nil && attributes["href"] == nil, "\(name)")
    }
    #expect(page.elements.first { $0.name == "html" }?.attributes["lang"] == "en")
  }

  @Test func `headings lead to each other without a gap, and the contents lead to them`() {
    let page = MarkupChecker(text(Everything.document))
    #expect(page.missing.isEmpty)
    let levels = page.elements.compactMap { element -> Int? in
      guard element.name.count == 2, element.name.first == "h" else { return nil }
      return element.name.last?.wholeNumberValue
    }
    #expect(levels.first == 1)
    for (before, after) in zip(levels, levels.dropFirst()) { #expect(after <= before + 1) }
  }

  @Test func `fragments of different pages have different names`() {
    func names(_ title: String) -> Set<String> {
      var document = Everything.document
      document.title = [.text(title)]
      return Set(
        MarkupChecker(text(document, fragment: true)).elements.compactMap { $0.attributes["id"] })
    }
    #expect(names("One").isDisjoint(with: names("Another")))
    #expect(!names("One").isEmpty)
  }

  @Test func `every rule of a fragment's style is bound to it`() throws {
    let printed = text(Everything.document, fragment: true)
    let start = try #require(printed.ranges(of: "<style>").first).upperBound
    let end = try #require(printed.ranges(of: "</style>").first).lowerBound
    let style = printed[start..<end].replacing("@media print{", with: "")
      .replacing("@media(prefers-color-scheme:dark){", with: "")
    for rule in style.split(separator: "}") where rule.contains("{") {
      let selectors = rule.prefix { $0 != "{" }.split(separator: ",")
      for selector in selectors {
        let name = selector.drop { $0 == "\n" || $0 == " " }
        #expect(name.hasPrefix(".bpe"), "\(name)")
      }
    }
  }

  @Test func `steps name the parts of the diagram that they are about`() {
    let diagram = NetworkDiagram(
      pass: .forward,
      layers: [
        .init(number: 0, title: ["input"], width: 1, units: [.init(number: 1, values: [])]),
        .init(number: 1, title: ["output"], width: 1, units: [.init(number: 1, values: [])]),
      ], edges: [.init(layer: 1, to: 1, from: 1)], legend: [], network: 7)
    let step = StepBlock(
      pass: .forward, title: ["Step 1"], derivation: Derivation(subject: [.letter("z")], lines: []),
      places: [
        .unit(layer: 1, unit: 1), .connection(layer: 1, to: 1, from: 1), .unit(layer: 0, unit: 9),
      ], network: 7)
    let page = MarkupChecker(
      text(
        Document(
          title: [],
          blocks: [.figure(Figure(caption: [], content: .network(diagram))), .step(step)])))
    let step1 = page.elements.first { $0.name == "details" }
    #expect(step1?.attributes["data-network"] == "1")
    // The unit that is not drawn is left out.
    #expect(step1?.attributes["data-places"] == "u1-1 c1-1-1")
    let places = page.elements.compactMap { $0.attributes["data-place"] }
    #expect(Set(places) == ["u0-1", "u1-1", "c1-1-1"])
  }

  @Test func `many equations of a pattern become lines of text`() throws {
    let writer = NotationWriter(.nielsen)
    var family = EquationFamily(
      subject: .quantity(.activation(1, .variable(.unit))), variables: [.unit], writer: writer,
      firstNumber: 1)
    for index in 1...2000 {
      family.entries.append(.init(first: index, value: .rational(3)))
    }
    let page = text(Document(title: [], blocks: [.families([family])]))
    #expect(page.contains("\n(2000) a¹₂₀₀₀ = 3\n"))
    #expect(page.utf8.count < 120_000)
    #expect(MarkupChecker(page).complaints == [])
  }
}
