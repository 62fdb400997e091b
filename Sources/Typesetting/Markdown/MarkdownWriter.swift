public import MathSyntax

/// Prints documents in GitHub's Markdown: `$…$` within text, ```` ```math ```` blocks for chains.
///
/// GitHub shows pictures from files beside the page, but none that are written into it: figures are
/// SVG files where `figurePrefix` says how these are called, else drawings made of characters.
public struct MarkdownWriter: DocumentWriter {
  /// The columns that drawings made of characters may take.
  public var figureWidth: Int
  /// How the names of the figures' files begin; nil: there are none.
  public var figurePrefix: String?

  /// Creates a writer.
  public init(figureWidth: Int = 80, figurePrefix: String? = nil) {
    self.figureWidth = figureWidth
    self.figurePrefix = figurePrefix
  }

  /// Returns the figures of a document as SVG, with the names under which the page looks for them.
  public func figureFiles(of document: Document) -> [(name: String, bytes: [UInt8])] {
    guard let figurePrefix else { return [] }
    var figures: [Figure] = []
    Self.collect(document.blocks, &figures)
    return figures.enumerated().map { index, figure in
      var buffer = OutputBuffer()
      SVGFigure().write(figure, to: &buffer)
      return (Self.fileName(figurePrefix, index + 1), buffer.bytes)
    }
  }

  static func fileName(_ prefix: String, _ number: Int) -> String {
    "\(prefix)figure-\(number).svg"
  }

  private static func collect(_ blocks: [Block], _ figures: inout [Figure]) {
    for block in blocks {
      switch block {
      case .figure(let figure): figures.append(figure)
      case .list(_, let items): for item in items { collect(item, &figures) }
      case .note(_, let blocks): collect(blocks, &figures)
      case .heading, .paragraph, .table, .derivation, .equations, .families, .step, .code,
        .markedLines, .pageBreak, .readerNote:
        break
      }
    }
  }

  /// Appends a document.
  public func write(_ document: Document, to buffer: inout OutputBuffer) {
    var page = MarkdownPage(writer: self)
    swap(&page.buffer, &buffer)
    if !document.title.isEmpty { page.writeHeading("#", document.title) }
    if !document.summary.isEmpty { page.write(.paragraph(document.summary)) }
    page.write(document.blocks)
    swap(&page.buffer, &buffer)
  }

  /// Appends blocks without a title.
  public func write(_ blocks: [Block], to buffer: inout OutputBuffer) {
    var page = MarkdownPage(writer: self)
    swap(&page.buffer, &buffer)
    page.write(blocks)
    swap(&page.buffer, &buffer)
  }
}

/// A Markdown page that grows line by line.
struct MarkdownPage {
  let writer: MarkdownWriter
  var buffer = OutputBuffer()
  /// What stands before every line: the indentation of list items, the marks of quotations.
  private var prefix: [UInt8] = []
  private var isAtLineStart = true
  private var needsBlankLine = false
  /// Whether the margin of the next line has been written, as the mark of a list item.
  private var hasMark = false
  private var isTight = false
  private var figureCount = 0

  /// The width of display mathematics, in thousandths of the font size.
  private static let mathematicsWidth = 46_000

  init(writer: MarkdownWriter) { self.writer = writer }

  // MARK: Lines

  /// Starts a line: blank line if one is due, then the margin.
  private mutating func startLine() {
    guard isAtLineStart else { return }
    if needsBlankLine, buffer.count > 0, !hasMark {
      appendTrimmedPrefix()
      buffer.append("\n")
    }
    needsBlankLine = false
    if !hasMark { buffer.append(bytes: prefix) }
    hasMark = false
    isAtLineStart = false
  }

  private mutating func appendTrimmedPrefix() {
    var bytes = prefix[...]
    while bytes.last == UInt8(ascii: " ") { bytes = bytes.dropLast() }
    buffer.append(bytes: bytes)
  }

  private mutating func endLine() {
    buffer.append("\n")
    isAtLineStart = true
  }

  private mutating func line(_ text: StaticString) {
    startLine()
    buffer.append(text)
    endLine()
  }

  private mutating func separate() {
    if !isTight { needsBlankLine = true }
  }

  /// Writes text of several lines, each behind the margin.
  private mutating func writeLines(_ bytes: some Collection<UInt8>) {
    if prefix.isEmpty {
      startLine()
      buffer.append(bytes: bytes)
      endLine()
      return
    }
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.isEmpty {
        needsBlankLine = false
        appendTrimmedPrefix()
      } else {
        startLine()
        buffer.append(bytes: line)
      }
      endLine()
    }
  }

  // MARK: Blocks

  mutating func write(_ blocks: [Block]) {
    for block in blocks { write(block) }
  }

  mutating func writeHeading(_ mark: StaticString, _ title: [Inline]) {
    startLine()
    buffer.append(mark)
    buffer.append(" ")
    write(title, startsLine: false)
    endLine()
    needsBlankLine = true
  }

  mutating func write(_ block: Block) {
    separate()
    switch block {
    case .heading(let level, let title):
      switch level {
      case ...1: writeHeading("##", title)
      case 2: writeHeading("###", title)
      default: writeHeading("####", title)
      }
    case .paragraph(let inlines):
      startLine()
      write(inlines, startsLine: true)
      endLine()
    case .list(let isOrdered, let items): writeList(isOrdered: isOrdered, items)
    case .table(let table): write(table)
    case .derivation(let derivation): write(derivation)
    case .equations(let equations): write(equations)
    case .families(let families): write(families)
    case .step(let step): write(step)
    case .markedLines(let lines): write(lines.blocks)
    case .figure(let figure): write(figure)
    case .code(let language, let text): writeFence(language, Array(text.utf8))
    case .note(let kind, let blocks): write(kind, blocks)
    case .pageBreak: line("---")
    case .readerNote(let note):
      startLine()
      buffer.append(text: "<!-- \(note.text) -->")
      endLine()
    }
    separate()
  }

  private mutating func writeList(isOrdered: Bool, _ items: [[Block]]) {
    let outer = (prefix, isTight)
    isTight = items.allSatisfy { item in
      item.enumerated().allSatisfy { position, block in
        switch block {
        case .paragraph: position == 0
        case .list: true
        default: false
        }
      }
    }
    for (index, item) in items.enumerated() {
      startLine()
      let mark = isOrdered ? "\(index + 1). " : "- "
      buffer.append(text: mark)
      prefix += Array(repeating: UInt8(ascii: " "), count: mark.utf8.count)
      isAtLineStart = true
      hasMark = true
      if item.isEmpty {
        startLine()
        endLine()
      }
      write(item)
      prefix = outer.0
    }
    isTight = outer.1
  }

  private mutating func write(_ kind: NoteKind, _ blocks: [Block]) {
    let outer = (prefix, isTight)
    startLine()
    prefix += Array("> ".utf8)
    isTight = false
    buffer.append("> **")
    buffer.append(text: kind.rawValue)
    buffer.append(".**")
    var rest = blocks[...]
    if case .paragraph(let inlines)? = rest.first {
      buffer.append(" ")
      write(inlines, startsLine: false)
      rest = rest.dropFirst()
    }
    endLine()
    for block in rest { write(block) }
    (prefix, isTight) = outer
  }

  private mutating func writeFence(_ language: String, _ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let fence = String(
      repeating: "`", count: max(3, MarkdownEscape.longestRun(of: "`", in: text) + 1))
    startLine()
    buffer.append(text: fence)
    for scalar in language.unicodeScalars
    where !ControlCharacters.isHarmful(scalar) && scalar != "`" {
      buffer.append(scalar: scalar)
    }
    endLine()
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    if lines.last == "" { lines.removeLast() }
    for line in lines {
      var visible = OutputBuffer()
      for scalar in line.unicodeScalars {
        if scalar != "\t", ControlCharacters.isHarmful(scalar) {
          visible.append(text: ControlCharacters.picture(of: scalar))
        } else {
          visible.append(scalar: scalar)
        }
      }
      writeLines(visible.bytes)
    }
    startLine()
    buffer.append(text: fence)
    endLine()
  }

  // MARK: Mathematics

  private mutating func write(_ derivation: Derivation) {
    var lines = OutputBuffer()
    let isAligned = derivation.lines.count > 0
    if isAligned { lines.append("\\begin{aligned}\n") }
    LaTeXDerivation(place: .markdownBlock, width: Self.mathematicsWidth)
      .write(derivation, to: &lines) { line, _, buffer in
        buffer.append(" \\quad ")
        Self.appendRemark(line.remark, to: &buffer)
      }
    if isAligned { lines.append("\n\\end{aligned}") }
    line("```math")
    writeLines(lines.bytes)
    line("```")
  }

  /// Writes families of equations as one display.
  private mutating func write(_ families: [EquationFamily]) {
    line("```math")
    var lines = OutputBuffer()
    // Where nothing stands before the lines, they go straight to where they belong.
    if prefix.isEmpty {
      startLine()
      swap(&lines, &buffer)
    }
    lines.append("\\begin{aligned}")
    Self.append(families, to: &lines)
    lines.append("\n\\end{aligned}")
    if prefix.isEmpty {
      swap(&lines, &buffer)
      endLine()
    } else {
      writeLines(lines.bytes)
    }
    line("```")
  }

  /// Writes short chains as the rows of one display, aligned on their first relation.
  private mutating func write(_ equations: [Equation]) {
    var lines = OutputBuffer()
    lines.append("\\begin{aligned}")
    for (position, equation) in equations.enumerated() {
      lines.append(position == 0 ? "\n" : " \\\\\n")
      Self.append(equation, to: &lines)
    }
    lines.append("\n\\end{aligned}")
    self.line("```math")
    writeLines(lines.bytes)
    self.line("```")
  }

  static func append(_ equation: Equation, to lines: inout OutputBuffer) {
    let writer = LaTeXFormulaWriter(.markdownBlock)
    if !equation.label.isEmpty {
      writer.write([.text(equation.label)], to: &lines)
      lines.append(" \\quad ")
    }
    writer.write(equation.derivation.subject, to: &lines)
    for (index, line) in equation.derivation.lines.enumerated() {
      lines.append(index == 0 ? " &" : " ")
      writer.write([.symbol(line.relation)] + line.formula, to: &lines)
      if !line.remark.isEmpty {
        lines.append(" \\quad ")
        appendRemark(line.remark, to: &lines)
      }
    }
  }

  /// Appends a remark within mathematics: words in `\text`, formulas as they are.
  static func appendRemark(_ inlines: [Inline], to buffer: inout OutputBuffer) {
    let writer = LaTeXFormulaWriter(.markdownBlock)
    for inline in inlines {
      switch inline {
      case .text(let text), .code(let text): writer.write([.text(text)], to: &buffer)
      case .emphasis(let content), .strong(let content), .link(let content, _):
        appendRemark(content, to: &buffer)
      case .formula(let formula):
        buffer.append("{")
        writer.write(formula, to: &buffer)
        buffer.append("}")
      case .lineBreak: buffer.append("\\quad ")
      }
    }
  }

  private mutating func write(_ step: StepBlock) {
    startLine()
    buffer.append("**")
    write(step.title, startsLine: false)
    buffer.append("**")
    if !step.shape.isEmpty {
      buffer.append(" — ")
      write(step.shape, startsLine: false)
    }
    endLine()
    needsBlankLine = true
    write(step.derivation)
    needsBlankLine = true
    for annotation in step.annotations {
      startLine()
      buffer.append("- *")
      MarkdownEscape.append(annotation.label, to: &buffer)
      buffer.append(":* ")
      write(annotation.content, startsLine: false)
      endLine()
    }
  }

  private mutating func write(_ table: Table) {
    if !table.caption.isEmpty {
      startLine()
      buffer.append("*")
      write(table.caption, startsLine: false)
      buffer.append("*")
      endLine()
      needsBlankLine = true
    }
    guard !table.columns.isEmpty else { return }
    writeRow(table.columns.map(\.heading))
    startLine()
    for column in table.columns {
      switch column.alignment {
      case .leading: buffer.append("|---")
      case .center: buffer.append("|:-:")
      case .trailing: buffer.append("|--:")
      }
    }
    buffer.append("|")
    endLine()
    for row in table.rows { writeRow(row) }
  }

  private mutating func writeRow(_ cells: [[Inline]]) {
    startLine()
    for cell in cells {
      buffer.append("| ")
      write(cell, startsLine: false, isInTable: true)
      buffer.append(" ")
    }
    buffer.append("|")
    endLine()
  }

  private mutating func write(_ figure: Figure) {
    figureCount += 1
    if let prefix = writer.figurePrefix {
      startLine()
      buffer.append("![")
      MarkdownEscape.append(TextFormulaWriter().plainText(figure.caption), to: &buffer)
      buffer.append("](")
      MarkdownEscape.appendDestination(MarkdownWriter.fileName(prefix, figureCount), to: &buffer)
      buffer.append(")")
      endLine()
    } else {
      writeDrawing(of: figure)
    }
    guard !figure.caption.isEmpty else { return }
    needsBlankLine = true
    startLine()
    buffer.append("*")
    write(figure.caption, startsLine: false)
    buffer.append("*")
    endLine()
  }

  private mutating func writeDrawing(of figure: Figure) {
    let lines =
      switch figure.content {
      case .plot(let plot): TextPlot(plot).lines(width: writer.figureWidth)
      case .network(let diagram): TextNetwork(diagram).lines(width: writer.figureWidth)
      }
    var drawing = OutputBuffer()
    for line in lines {
      line.write(to: &drawing, usesColor: false)
      drawing.append("\n")
    }
    writeFence("text", drawing.bytes)
  }
}
