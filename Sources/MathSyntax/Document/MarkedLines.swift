/// Lines that somebody handed in, each with a mark, a word for it, and remarks below.
public struct MarkedLines: Hashable, Sendable {
  /// The lines, from top to bottom.
  public var lines: [Line]

  /// Creates marked lines.
  public init(_ lines: [Line]) { self.lines = lines }

  /// One line with what is said of it.
  public struct Line: Hashable, Sendable {
    /// Where it stands, such as the number of the line.
    public var label: String
    /// What is said of it.
    public var mark: Mark
    /// The mark in a word.
    public var word: String
    /// The line as it was written.
    public var text: String
    /// The characters of `text` that the first remark is about; empty: the whole line.
    public var underline: Range<Int>
    /// What is said below it, a paragraph each.
    public var remarks: [[Inline]]

    /// Creates a line.
    public init(
      label: String, mark: Mark, word: String, text: String, underline: Range<Int> = 0..<0,
      remarks: [[Inline]] = []
    ) {
      self.label = label
      self.mark = mark
      self.word = word
      self.text = text
      self.underline = underline
      self.remarks = remarks
    }
  }

  /// What can be said of a line.
  public enum Mark: String, Hashable, Sendable, CaseIterable {
    case right = "✓"
    case wrong = "✗"
    /// Right from something that is wrong.
    case follows = "~"
    case unsure = "?"
    /// Nothing: the line is only shown.
    case none = "·"
  }

  /// The same as a list, for formats without lines and underlines.
  public var blocks: [Block] {
    [
      .list(
        ordered: false,
        items: lines.map { line in
          let head: [Inline] = [
            .text("\(line.label) \(line.mark.rawValue) \(line.word): "), .code(line.text),
          ]
          return [.paragraph(head)] + line.remarks.map(Block.paragraph)
        })
    ]
  }
}
