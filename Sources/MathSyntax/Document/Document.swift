/// A page of an explanation, before any output format: blocks of prose, mathematics and figures.
public struct Document: Hashable, Sendable {
  /// What stands at the top.
  public var title: [Inline]
  /// One sentence on what the page is about; empty: none.
  public var summary: [Inline]
  /// The blocks, from top to bottom.
  public var blocks: [Block]

  /// Creates a document.
  public init(title: [Inline], summary: [Inline] = [], blocks: [Block] = []) {
    self.title = title
    self.summary = summary
    self.blocks = blocks
  }
}

/// A block of a document.
public indirect enum Block: Hashable, Sendable {
  /// A heading; level 1 is a section, 2 a subsection, 3 a paragraph heading.
  case heading(level: Int, [Inline])
  case paragraph([Inline])
  case list(ordered: Bool, items: [[Block]])
  case table(Table)
  /// Mathematics on lines of its own, with the relation signs below each other.
  case derivation(Derivation)
  /// Short chains set below each other, each on one line where it fits.
  case equations([Equation])
  /// Short chains of one pattern, as `equations`.
  case families([EquationFamily])
  /// A worked step: a derivation with its title, its reason and where its numbers come from.
  case step(StepBlock)
  /// Lines that somebody handed in, with what is said of them.
  case markedLines(MarkedLines)
  case figure(Figure)
  /// Text to be shown as it is: a file, a command and its output.
  case code(language: String, String)
  /// A remark set apart.
  case note(NoteKind, [Block])
  case pageBreak
  /// What the blocks below are about, for programs that read the page; not shown.
  case readerNote(ReaderNote)
}

/// What a note tells the reader.
public enum NoteKind: String, Hashable, Sendable {
  case remark = "Note"
  case warning = "Warning"
  case result = "Result"
}

/// A piece of running text.
public indirect enum Inline: Hashable, Sendable {
  case text(String)
  case emphasis([Inline])
  case strong([Inline])
  case code(String)
  case formula(Formula)
  case link([Inline], destination: String)
  case lineBreak
}

extension Inline: ExpressibleByStringLiteral {
  /// Creates one.
  public init(stringLiteral value: String) { self = .text(value) }
}

/// A table with a row of headings.
public struct Table: Hashable, Sendable {
  /// What the table shows; empty: nothing.
  public var caption: [Inline]
  /// The columns, from left to right.
  public var columns: [Column]
  /// The rows, each with a cell per column.
  public var rows: [[[Inline]]]

  /// Creates a table.
  ///
  /// - Precondition: every row has as many cells as there are columns.
  public init(caption: [Inline] = [], columns: [Column], rows: [[[Inline]]]) {
    precondition(
      rows.allSatisfy { $0.count == columns.count }, "a table's rows have one cell per column")
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }

  /// A column's heading and the side its cells keep to.
  public struct Column: Hashable, Sendable {
    /// What stands above the column.
    public var heading: [Inline]
    /// The side the cells keep to.
    public var alignment: Alignment

    /// Creates a column.
    public init(_ heading: [Inline], _ alignment: Alignment = .leading) {
      self.heading = heading
      self.alignment = alignment
    }
  }

  /// The side that the cells of a column keep to.
  public enum Alignment: Hashable, Sendable {
    case leading
    case center
    case trailing
  }
}
