public import MathSyntax

/// Prints documents for a terminal: wrapped to a width, with colours if wished.
///
/// No line is ever wider than `width`, notes for programs excepted, and no control character of a text reaches the terminal.
public struct TerminalWriter: DocumentWriter {
  /// The columns of a line, at least 20.
  public var width: Int
  /// Whether bold, italics and colours are used; the text is the same without.
  public var usesColor: Bool
  /// Whether notes for programs that read the page are written, as lines in brackets: for files.
  public var writesNotes = false
  /// How formulas are printed.
  public var formulas: TextFormulaWriter

  /// Creates a writer; a width below 20 becomes 20.
  public init(
    width: Int = 80, usesColor: Bool = false, formulas: TextFormulaWriter = TextFormulaWriter()
  ) {
    self.width = max(20, width)
    self.usesColor = usesColor
    self.formulas = formulas
  }

  /// Appends a document.
  public func write(_ document: Document, to buffer: inout OutputBuffer) {
    var page = TerminalPage(writer: self)
    swap(&page.buffer, &buffer)
    if !document.title.isEmpty { page.writeTitle(document.title) }
    if !document.summary.isEmpty { page.write(.paragraph(document.summary)) }
    page.write(document.blocks)
    swap(&page.buffer, &buffer)
  }

  /// Appends blocks without a title, as a lesson shows them one after the other.
  public func write(_ blocks: [Block], to buffer: inout OutputBuffer) {
    var page = TerminalPage(writer: self)
    swap(&page.buffer, &buffer)
    page.write(blocks)
    swap(&page.buffer, &buffer)
  }
}

/// A terminal page that grows line by line.
struct TerminalPage {
  let writer: TerminalWriter
  var buffer = OutputBuffer()
  /// What stands before every line.
  private var margin = StyledLine()
  /// What stands before the next line instead, such as the mark of a list item.
  private var nextMargin: StyledLine?
  /// Whether a blank line is due before the next block.
  private var needsBlankLine = false
  /// Whether the next block follows a label without a blank line.
  private var followsLabel = false
  /// Whether blocks follow each other without blank lines, as in a list of short items.
  private var isTight = false

  init(writer: TerminalWriter) { self.writer = writer }

  /// The columns beside the margin.
  var availableWidth: Int { writer.width - margin.width }

  // MARK: Lines

  /// The bytes before a line with something more to its left, or nil where half of the width would not
  /// remain, and where the next line starts with something else.
  func marginBytes(indentedBy columns: Int) -> [UInt8]? {
    guard nextMargin == nil, !needsBlankLine,
      columns == 0 || margin.width + columns <= writer.width / 2
    else { return nil }
    // Spaces at the end of a line are not written.
    var line = margin
    line.append("x")
    var bytes = OutputBuffer()
    line.write(to: &bytes, usesColor: writer.usesColor)
    return bytes.bytes.dropLast()
  }

  mutating func emit(_ line: StyledLine) {
    emitDueBlankLine()
    var whole = nextMargin ?? margin
    nextMargin = nil
    whole.append(line)
    whole.write(to: &buffer, usesColor: writer.usesColor)
    buffer.append("\n")
  }

  mutating func emit(_ text: String, _ style: TextStyle = .plain) {
    emit(StyledLine(text, style))
  }

  private mutating func emitDueBlankLine() {
    guard needsBlankLine else { return }
    needsBlankLine = false
    guard buffer.count > 0 else { return }
    margin.write(to: &buffer, usesColor: writer.usesColor)
    buffer.append("\n")
  }

  /// Asks for a blank line before whatever comes next, unless that is the start of a list item.
  mutating func separate() {
    if nextMargin == nil, !isTight { needsBlankLine = true }
  }

  mutating func skipSeparation() { needsBlankLine = false }

  /// Writes something with more to its left, as long as half of the width remains.
  mutating func indented(
    by prefix: StyledLine, first: StyledLine? = nil, _ body: (inout Self) -> Void
  ) {
    emitDueBlankLine()
    let outer = margin
    if margin.width + prefix.width <= writer.width / 2 {
      var start = nextMargin ?? margin
      if let first {
        start.append(first)
        nextMargin = start
      } else if nextMargin != nil {
        start.append(prefix)
        nextMargin = start
      }
      margin.append(prefix)
    }
    body(&self)
    // Where nothing was written, the mark stands alone.
    if first != nil, nextMargin != nil { emit(StyledLine()) }
    margin = outer
  }

  func wrapped(_ inlines: [Inline], style: TextStyle = .plain) -> WrappedText {
    WrappedText(inlines, style: style, formulas: writer.formulas)
  }

  mutating func emitWrapped(_ inlines: [Inline], style: TextStyle = .plain) {
    let lines = wrapped(inlines, style: style).lines(first: availableWidth, rest: availableWidth)
    for line in lines { emit(line) }
  }

  // MARK: Blocks

  mutating func writeTitle(_ title: [Inline]) {
    writeUnderlined(title, "═")
    separate()
  }

  private mutating func writeUnderlined(_ title: [Inline], _ rule: String) {
    let lines = wrapped(title, style: .bold).lines(first: availableWidth, rest: availableWidth)
    for line in lines { emit(line) }
    let width = lines.map(\.width).max() ?? 0
    emit(String(repeating: rule, count: min(max(1, width), availableWidth)))
  }

  mutating func write(_ blocks: [Block]) {
    for block in blocks { write(block) }
  }

  mutating func write(_ block: Block) {
    if case .readerNote = block, !writer.writesNotes { return }
    if followsLabel { followsLabel = false } else { separate() }
    switch block {
    case .heading(let level, let title):
      if level <= 1 { writeUnderlined(title, "─") } else { emitWrapped(title, style: .bold) }
    case .paragraph(let inlines): emitWrapped(inlines)
    case .list(let isOrdered, let items): writeList(isOrdered: isOrdered, items)
    case .table(let table): write(table)
    case .derivation(let derivation):
      indented(by: StyledLine("  ")) { $0.write(derivation) }
    case .equations(let equations): write(equations)
    case .families(let families): write(families)
    case .step(let step): write(step)
    case .markedLines(let lines): write(lines)
    case .figure(let figure): write(figure)
    case .code(_, let text): writeCode(text)
    case .note(let kind, let blocks): write(kind, blocks)
    case .pageBreak:
      skipSeparation()
      for _ in 0..<2 { emit(StyledLine()) }
    case .readerNote(let note): emit("[\(note.text)]")
    }
    separate()
  }

  private mutating func writeList(isOrdered: Bool, _ items: [[Block]]) {
    let wasTight = isTight
    isTight = items.allSatisfy(Self.isShort)
    defer { isTight = wasTight }
    let markWidth = isOrdered ? String(items.count).utf8.count + 2 : 2
    for (index, item) in items.enumerated() {
      if index > 0 { separate() }
      var mark = StyledLine(isOrdered ? "\(index + 1)." : "•")
      mark.pad(to: markWidth)
      indented(by: StyledLine(String(repeating: " ", count: markWidth)), first: mark) { page in
        page.write(item)
      }
    }
  }

  /// Whether a list item is a paragraph with nothing but lists below it.
  private static func isShort(_ item: [Block]) -> Bool {
    item.enumerated().allSatisfy { position, block in
      switch block {
      case .paragraph: position == 0
      case .list: true
      default: false
      }
    }
  }

  private mutating func writeCode(_ text: String) {
    indented(by: StyledLine("    ")) { page in
      let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
      for (index, line) in lines.enumerated() {
        // The line feed at the end of a text does not start another line.
        if index == lines.count - 1, line.isEmpty, index > 0 { break }
        page.emitCut(ControlCharacters.visible(String(line)))
      }
    }
  }

  /// Emits a line cut wherever it is full.
  private mutating func emitCut(_ text: String) {
    var line = ""
    var width = 0
    for character in text {
      let columns = DisplayWidth.columns(of: String(character))
      if width + columns > availableWidth, width > 0 {
        emit(line)
        (line, width) = ("", 0)
      }
      line.append(character)
      width += columns
    }
    emit(line)
  }

  private mutating func write(_ kind: NoteKind, _ blocks: [Block]) {
    let color: TextStyle.Color? =
      switch kind {
      case .remark: .blue
      case .warning: .yellow
      case .result: .green
      }
    indented(by: StyledLine("│ ", TextStyle(color: color))) { page in
      page.emit(kind.rawValue, TextStyle(isBold: true, color: color))
      page.followsLabel = true
      page.write(blocks)
      page.followsLabel = false
      page.skipSeparation()
    }
  }
}
