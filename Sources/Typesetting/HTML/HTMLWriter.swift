public import MathSyntax

/// Prints documents as one HTML page that needs no network: MathML, SVG, style and script are in it.
///
/// Without script it reads as a page; with it, the steps of a network can be walked through.
public struct HTMLWriter: DocumentWriter {
  /// Whether only the body is printed, with its style and script, for a page of one's own.
  public var isFragment: Bool
  /// The fields that stand in for blanks of these names, in the order of the blanks.
  ///
  /// A page with fields is a worksheet: it has no table of contents.
  public var fields: [AnswerField]

  /// Creates a writer.
  public init(fragment: Bool = false, fields: [AnswerField] = []) {
    isFragment = fragment
    self.fields = fields
  }

  /// A page of fewer headings than this has no table of contents.
  static let fewestHeadings = 4

  /// Appends a document.
  public func write(_ document: Document, to buffer: inout OutputBuffer) {
    var page = HTMLPage(document, isFragment: isFragment, fields: fields)
    page.write(document.blocks)
    if isFragment {
      buffer.append("<div class=\"bpe\">\n<style>\n")
      writeStyle(hasLongLists: page.hasLongLists, to: &buffer)
      buffer.append("\n</style>\n")
      writeBody(document, page, to: &buffer)
      writeScripts(to: &buffer)
      buffer.append("</div>\n")
      return
    }
    writeHead(document, page, to: &buffer)
    buffer.append("<body class=\"bpe whole\">\n")
    buffer.append("<a class=\"skip\" href=\"#main-text\">Skip to the text</a>\n")
    writeBody(document, page, to: &buffer)
    writeScripts(to: &buffer)
    buffer.append("</body>\n</html>\n")
  }

  private func writeStyle(hasLongLists: Bool, to buffer: inout OutputBuffer) {
    buffer.append(HTMLStyle.page)
    if hasLongLists { buffer.append(HTMLStyle.longLists) }
    if !fields.isEmpty { buffer.append(HTMLStyle.fields) }
    buffer.append(SVGStyle.rules)
  }

  private func writeScripts(to buffer: inout OutputBuffer) {
    buffer.append("<script>")
    buffer.append(HTMLScript.text)
    buffer.append("</script>\n")
    guard !fields.isEmpty else { return }
    buffer.append("<script>")
    buffer.append(HTMLFieldScript.text)
    buffer.append("</script>\n")
  }

  private func writeHead(
    _ document: Document, _ page: HTMLPage, to buffer: inout OutputBuffer
  ) {
    buffer.append(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
      script-src 'sha256-
      """)
    buffer.append(HTMLScript.hash)
    if !fields.isEmpty {
      buffer.append("' 'sha256-")
      buffer.append(HTMLFieldScript.hash)
    }
    buffer.append("'; base-uri 'none'; form-action 'none'\">\n")
    buffer.append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
    let words = TextFormulaWriter()
    let title = words.plainText(document.title)
    MarkupEscape.append(title.isEmpty ? "Explanation" : title, to: &buffer)
    buffer.append("</title>\n")
    if !document.summary.isEmpty {
      buffer.append("<meta name=\"description\" content=\"")
      MarkupEscape.append(words.plainText(document.summary), to: &buffer)
      buffer.append("\">\n")
    }
    buffer.append("<style>\n")
    writeStyle(hasLongLists: page.hasLongLists, to: &buffer)
    buffer.append("\n</style>\n</head>\n")
  }

  private func writeBody(
    _ document: Document, _ page: HTMLPage, to buffer: inout OutputBuffer
  ) {
    var head = HTMLPage(document, isFragment: isFragment)
    if !document.title.isEmpty || !document.summary.isEmpty {
      head.buffer.append("<header>\n")
      if !document.title.isEmpty {
        head.buffer.append(isFragment ? "<h2>" : "<h1>")
        head.write(document.title)
        head.buffer.append(isFragment ? "</h2>\n" : "</h1>\n")
      }
      if !document.summary.isEmpty { head.write(.paragraph(document.summary)) }
      head.buffer.append("</header>\n")
    }
    if page.contents.count >= Self.fewestHeadings, !isFragment, fields.isEmpty {
      head.writeContents(page.contents)
    }
    buffer.append(bytes: head.buffer.bytes)
    buffer.append(isFragment ? "<div>\n" : "<main id=\"main-text\">\n")
    buffer.append(bytes: page.buffer.bytes)
    buffer.append(isFragment ? "</div>\n" : "</main>\n")
  }
}

/// The body of an HTML page that grows block by block.
struct HTMLPage {
  var buffer = OutputBuffer()
  /// The headings so far, for the table of contents.
  private(set) var contents: [(level: Int, title: [Inline], name: String)] = []
  /// The level of the heading that the next step stands below.
  private var level: Int
  private let topLevel: Int
  /// Begins every name, so that fragments of one page have names of their own.
  private let prefix: String
  private var names: Set<String> = ["main-text"]
  private var figureCount = 0
  /// Whether there are lists so long that they are set as text.
  var hasLongLists = false
  /// The networks of the page in the order of their first drawing or step.
  private var networks: [Int] = []
  /// The places of the drawings of each network.
  private var places: [Int: Set<NetworkDiagram.Place>] = [:]
  /// The fields that are still to come, the next one last.
  private var fields: [AnswerField]

  init(_ document: Document, isFragment: Bool, fields: [AnswerField] = []) {
    self.fields = fields.reversed()
    topLevel = isFragment ? 3 : 2
    level = topLevel - 1
    let title = TextFormulaWriter().plainText(document.title)
    prefix = isFragment ? "bpe-" + Self.slug(title) + "-" : ""
    collectPlaces(document.blocks)
  }

  private mutating func collectPlaces(_ blocks: [Block]) {
    for block in blocks {
      switch block {
      case .figure(let figure):
        guard case .network(let diagram) = figure.content, let network = diagram.network else {
          continue
        }
        for layer in diagram.layers {
          for unit in layer.units {
            places[network, default: []].insert(.unit(layer: layer.number, unit: unit.number))
          }
        }
        for edge in diagram.edges {
          places[network, default: []].insert(
            .connection(layer: edge.layer, to: edge.to, from: edge.from))
        }
      case .list(_, let items): for item in items { collectPlaces(item) }
      case .note(_, let blocks): collectPlaces(blocks)
      case .heading, .paragraph, .table, .derivation, .equations, .families, .step, .code,
        .markedLines, .pageBreak, .readerNote:
        break
      }
    }
  }

  // MARK: Names

  /// Returns a name for a part of the page that nothing else has.
  private mutating func name(_ wanted: String) -> String {
    var name = prefix + wanted
    var count = 1
    while !names.insert(name).inserted {
      count += 1
      name = "\(prefix)\(wanted)-\(count)"
    }
    return name
  }

  /// Returns a title as the name of a place: small letters and digits, with hyphens between them.
  static func slug(_ title: String) -> String {
    var slug = ""
    for scalar in title.lowercased().unicodeScalars.prefix(80) {
      if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        slug.unicodeScalars.append(scalar)
      } else if slug.last != "-", !slug.isEmpty {
        slug.append("-")
      }
    }
    while slug.last == "-" { slug.removeLast() }
    return slug.isEmpty ? "part" : slug
  }

  /// Returns the number of a network on this page, from 1.
  private mutating func number(ofNetwork network: Int) -> Int {
    if let index = networks.firstIndex(of: network) { return index + 1 }
    networks.append(network)
    return networks.count
  }

  /// Returns the name of a formula that is one blank and nothing else.
  static func blankName(_ formula: Formula) -> String? {
    guard formula.items.count == 1, case .blank(let name)? = formula.items.first?.kind else {
      return nil
    }
    return name
  }

  /// Whether the next field is that of a blank.
  func hasField(named name: String) -> Bool { fields.last?.name == name }

  /// Returns the field for a blank, if it is the next one.
  mutating func takeField(named name: String) -> AnswerField? {
    hasField(named: name) ? fields.popLast() : nil
  }

  // MARK: Blocks

  mutating func write(_ blocks: [Block]) {
    for block in blocks { write(block) }
  }

  mutating func write(_ block: Block) {
    switch block {
    case .heading(let level, let title): writeHeading(level, title)
    case .paragraph(let inlines):
      buffer.append("<p>")
      write(inlines)
      buffer.append("</p>\n")
    case .list(let isOrdered, let items):
      buffer.append(isOrdered ? "<ol>\n" : "<ul>\n")
      for item in items { writeItem(item) }
      buffer.append(isOrdered ? "</ol>\n" : "</ul>\n")
    case .table(let table): write(table)
    case .derivation(let derivation): write(derivation)
    case .equations(let equations): write(equations)
    case .families(let families): write(families)
    case .step(let step): write(step)
    case .figure(let figure): write(figure)
    case .markedLines(let lines): write(lines.blocks)
    case .code(let language, let text): writeCode(language, text)
    case .note(let kind, let blocks): write(kind, blocks)
    case .pageBreak: buffer.append("<hr class=\"page\">\n")
    case .readerNote: break
    }
  }

  private mutating func writeHeading(_ level: Int, _ title: [Inline]) {
    self.level = min(6, topLevel - 1 + max(1, level))
    let name = name(Self.slug(TextFormulaWriter().plainText(title)))
    contents.append((max(1, level), title, name))
    buffer.append("<h")
    buffer.append(number: self.level)
    buffer.append(" id=\"")
    MarkupEscape.append(name, to: &buffer)
    buffer.append("\">")
    write(title)
    buffer.append("</h")
    buffer.append(number: self.level)
    buffer.append(">\n")
  }

  /// Writes the table of contents: sections, and subsections within them.
  mutating func writeContents(_ contents: [(level: Int, title: [Inline], name: String)]) {
    buffer.append("<nav class=\"contents\" aria-labelledby=\"contents-title\">\n")
    buffer.append("<h2 id=\"contents-title\">Contents</h2>\n<ol>\n")
    let top = contents.map(\.level).min() ?? 1
    var isInside = false
    var hasItem = false
    for entry in contents where entry.level <= top + 1 {
      let isDeeper = entry.level > top && hasItem
      if isDeeper, !isInside {
        buffer.append("\n<ol>\n")
      } else if hasItem {
        buffer.append("</li>\n")
        if !isDeeper, isInside { buffer.append("</ol></li>\n") }
      }
      isInside = isDeeper
      hasItem = true
      buffer.append("<li><a href=\"#")
      MarkupEscape.append(entry.name, to: &buffer)
      buffer.append("\">")
      write(entry.title, isInLink: true)
      buffer.append("</a>")
    }
    if hasItem { buffer.append("</li>\n") }
    if isInside { buffer.append("</ol></li>\n") }
    buffer.append("</ol>\n</nav>\n")
  }

  private mutating func writeItem(_ item: [Block]) {
    buffer.append("<li>")
    // A short item is no paragraph.
    if case .paragraph(let inlines)? = item.first {
      write(inlines)
      buffer.append("\n")
      write(Array(item.dropFirst()))
    } else {
      write(item)
    }
    buffer.append("</li>\n")
  }

  private mutating func writeCode(_ language: String, _ text: String) {
    buffer.append("<pre><code")
    if !language.isEmpty {
      buffer.append(" class=\"language-")
      MarkupEscape.append(Self.slug(language), to: &buffer)
      buffer.append("\"")
    }
    buffer.append(">")
    MarkupEscape.append(text, to: &buffer, keepsLines: true)
    buffer.append("</code></pre>\n")
  }

  private mutating func write(_ kind: NoteKind, _ blocks: [Block]) {
    buffer.append("<aside class=\"note ")
    switch kind {
    case .remark: buffer.append("remark")
    case .warning: buffer.append("warning")
    case .result: buffer.append("result")
    }
    buffer.append("\">\n<p><strong>")
    buffer.append(text: kind.rawValue)
    buffer.append(".</strong>")
    var rest = blocks[...]
    if case .paragraph(let inlines)? = rest.first {
      buffer.append(" ")
      write(inlines)
      rest = rest.dropFirst()
    }
    buffer.append("</p>\n")
    write(Array(rest))
    buffer.append("</aside>\n")
  }

  // MARK: Steps

  /// Writes for a step's tag where it belongs, if its network is drawn on the page.
  mutating func writeSite(_ site: StepSite) {
    guard let known = places[site.network] else { return }
    buffer.append(" data-network=\"")
    buffer.append(number: number(ofNetwork: site.network))
    buffer.append("\" data-pass=\"")
    buffer.append(text: site.pass.rawValue)
    buffer.append("\" data-places=\"")
    var isFirst = true
    for place in site.places where known.contains(place) {
      if !isFirst { buffer.append(" ") }
      isFirst = false
      buffer.append(text: place.identifier)
    }
    buffer.append("\"")
  }

  private mutating func write(_ step: StepBlock) {
    let name = name(
      "step-" + Self.slug(String(TextFormulaWriter().plainText(step.title).prefix(16))))
    buffer.append("<details open class=\"step ")
    buffer.append(text: step.pass.rawValue)
    buffer.append("\" id=\"")
    MarkupEscape.append(name, to: &buffer)
    buffer.append("\"")
    if let network = step.network {
      writeSite(StepSite(pass: step.pass, network: network, places: step.places))
    }
    let level = min(6, level + 1)
    buffer.append(">\n<summary><h")
    buffer.append(number: level)
    buffer.append(">")
    write(step.title)
    if !step.shape.isEmpty {
      buffer.append(" <span class=\"shape\">")
      write(step.shape)
      buffer.append("</span>")
    }
    buffer.append("</h")
    buffer.append(number: level)
    buffer.append("></summary>\n")
    write(step.derivation)
    if !step.annotations.isEmpty {
      buffer.append("<dl>\n")
      for annotation in step.annotations {
        buffer.append("<div><dt>")
        MarkupEscape.append(annotation.label, to: &buffer)
        buffer.append("</dt><dd>")
        write(annotation.content)
        buffer.append("</dd></div>\n")
      }
      buffer.append("</dl>\n")
    }
    buffer.append("</details>\n")
  }

  // MARK: Figures

  private mutating func write(_ figure: Figure) {
    figureCount += 1
    let name = name("figure-\(figureCount)")
    buffer.append("<figure class=\"drawing\"")
    if case .network(let diagram) = figure.content, let network = diagram.network {
      buffer.append(" data-network=\"")
      buffer.append(number: number(ofNetwork: network))
      buffer.append("\" data-pass=\"")
      buffer.append(text: diagram.pass.rawValue)
      buffer.append("\"")
    }
    buffer.append(">\n<div class=\"scroll\">\n")
    SVGFigure(name: name, standsAlone: false).write(figure, to: &buffer)
    buffer.append("</div>\n")
    if !figure.caption.isEmpty {
      buffer.append("<figcaption>")
      write(figure.caption)
      buffer.append("</figcaption>\n")
    }
    buffer.append("</figure>\n")
  }
}
