public import MathSyntax

/// Reads the Markdown that lessons are written in.
///
/// Headings, paragraphs, nested lists, tables, fenced code, block quotes as notes, emphasis, code,
/// links and line breaks; mathematics between dollars, in `$$ … $$` and in ```` ```math ````; chains with
/// reasons in ```` ```derivation ````, a line each: `lhs = rhs | reason`.
///
/// Reading never fails: what is wrong is told beside the blocks, and a formula that cannot be read is
/// shown as code.
public struct MarkdownReader: Sendable {
  /// How formulas are read.
  public var formulas: LaTeXFormulaReader

  /// How deep lists, quotations and emphasis may be nested; deeper ones are taken as plain text.
  static let nestingLimit = 32

  /// Creates a reader.
  public init(formulas: LaTeXFormulaReader = LaTeXFormulaReader()) {
    self.formulas = formulas
  }

  /// A block with the bytes it was read from.
  public struct LocatedBlock: Hashable, Sendable {
    /// What was read.
    public var block: Block
    /// The bytes it was read from.
    public var range: SourceRange

    /// Creates a located block.
    public init(_ block: Block, range: SourceRange) {
      self.block = block
      self.range = range
    }
  }

  /// What was read, and what is wrong with it.
  public struct Result: Hashable, Sendable {
    /// The blocks in their order; a heading `##` has level 1, as `#` is for the title.
    public var blocks: [LocatedBlock]
    /// The heading `#` at the very start, which is no block; empty: there is none.
    public var title: [Inline]
    /// What is wrong, in the order of the text.
    public var diagnostics: [Diagnostic]

    /// The page that was read.
    public var document: Document { Document(title: title, blocks: blocks.map(\.block)) }
  }

  /// Reads a file from a byte on; places are counted from its start.
  ///
  /// - Complexity: O(n) for bounded nesting.
  public func read(_ bytes: [UInt8], from start: Int = 0) -> Result {
    var parser = MarkdownParser(bytes, reader: self)
    return parser.parse(from: start)
  }

  /// Reads running text on its own, such as the title in front matter.
  public func readInlines(_ text: String) -> [Inline] {
    let bytes = Array(text.utf8)
    var inlines = MarkdownInlineParser(bytes, reader: self)
    return inlines.parse(0..<bytes.count)
  }
}

/// A line without the marks of the blocks around it.
struct MarkdownLine {
  var start: Int
  var end: Int
}

/// Cuts Markdown into blocks.
struct MarkdownParser {
  /// The text; marks of quotations are blanked out once they are understood, so that places stay.
  var bytes: [UInt8]
  let reader: MarkdownReader
  var diagnostics: [Diagnostic] = []

  init(_ bytes: [UInt8], reader: MarkdownReader) {
    self.bytes = bytes
    self.reader = reader
  }

  mutating func parse(from start: Int) -> MarkdownReader.Result {
    var lines: [MarkdownLine] = []
    var lineStart = start
    for index in start..<max(start, bytes.count) where bytes[index] == 0x0A {
      lines.append(MarkdownLine(start: lineStart, end: withoutReturn(index, lineStart)))
      lineStart = index + 1
    }
    if lineStart < bytes.count {
      lines.append(MarkdownLine(start: lineStart, end: withoutReturn(bytes.count, lineStart)))
    }
    var blocks = parseBlocks(lines[...], depth: 0)
    var title: [Inline] = []
    if let first = blocks.first, case .heading(0, let inlines) = first.block {
      title = inlines
      blocks.removeFirst()
    }
    for index in blocks.indices {
      if case .heading(0, let inlines) = blocks[index].block {
        blocks[index].block = .heading(level: 1, inlines)
      }
    }
    return MarkdownReader.Result(blocks: blocks, title: title, diagnostics: diagnostics)
  }

  private func withoutReturn(_ end: Int, _ start: Int) -> Int {
    end > start && bytes[end - 1] == 0x0D ? end - 1 : end
  }

  // MARK: Lines

  func indentation(of line: MarkdownLine) -> Int {
    var width = 0
    for index in line.start..<line.end {
      switch bytes[index] {
      case 0x20: width += 1
      case 0x09: width += 4 - width % 4
      default: return width
      }
    }
    return width
  }

  func isBlank(_ line: MarkdownLine) -> Bool {
    bytes[line.start..<line.end].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// The line without the space at its start.
  func trimmed(_ line: MarkdownLine) -> MarkdownLine {
    var line = line
    while line.start < line.end, bytes[line.start] == 0x20 || bytes[line.start] == 0x09 {
      line.start += 1
    }
    while line.end > line.start, bytes[line.end - 1] == 0x20 || bytes[line.end - 1] == 0x09 {
      line.end -= 1
    }
    return line
  }

  func text(_ line: MarkdownLine) -> String {
    String(decoding: bytes[line.start..<line.end], as: UTF8.self)
  }

  func starts(_ line: MarkdownLine, with text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard line.start + count <= line.end else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(bytes[line.start..<line.start + count]) }
  }

  mutating func inlines(_ range: Range<Int>, isInTable: Bool = false) -> [Inline] {
    var parser = MarkdownInlineParser(bytes, reader: reader, isInTable: isInTable)
    let result = parser.parse(range)
    diagnostics += parser.diagnostics
    return result
  }

  mutating func complain(_ summary: String, _ range: Range<Int>, hints: [String] = []) {
    diagnostics.append(
      Diagnostic(
        .error, summary, range: SourceRange(range.lowerBound, range.upperBound), hints: hints))
  }
}
