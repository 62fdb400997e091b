import MathSyntax

/// A submission cut into what can be claims and what tells which sample or update they are about.
struct Submission {
  /// The last update that the text talks about, counted from 1.
  var lastUpdate: Int {
    sheets.lazy.flatMap(\.pieces).reduce(1) { last, piece in
      guard case .moment(let mark) = piece else { return last }
      return Swift.max(last, mark.update ?? 1)
    }
  }

  /// A text with places of its own: the whole file, or a cell of a notebook.
  struct Sheet {
    var bytes: [UInt8]
    /// How many bytes of the file stand before the text: those of a byte order mark.
    var offset = 0
    /// The cell of a notebook, counted from 1.
    var cell: Int?
    var pieces: [Piece]
  }

  /// The texts, in their order.
  var sheets: [Sheet]
  /// What the front matter says, with places in the first text.
  var settings: [FrontMatter.Entry]

  /// A part of a text that is looked at.
  enum Piece: Hashable {
    case formula(FormulaPiece)
    case table(TablePiece)
    /// Words between formulas that name a sample or an update: "sample 2".
    case moment(MomentMark)
    /// A comment that tells what the page is about from here on.
    case note(ReaderNote)

    var isNote: Bool { if case .note = self { true } else { false } }
  }

  /// A piece of mathematics.
  struct FormulaPiece: Hashable {
    var syntax: Syntax
    var range: Range<Int>

    enum Syntax: Hashable {
      case latex
      /// A line of plain text.
      case plain
      /// Plain text that may as well be prose: what cannot be read is left alone.
      case plainOrProse
      /// A line of plain text about a word that has no meaning here.
      case unknownName
    }
  }

  /// A table: the cells of its rows, the first of which is the head.
  struct TablePiece: Hashable {
    var rows: [[Range<Int>]]
    var syntax: FormulaPiece.Syntax
  }

  /// Which sample or update the following lines are about.
  struct MomentMark: Hashable {
    var sample: Int?
    var update: Int?
    /// Whether all samples are talked about: the batch, the mean.
    var isWhole = false
  }
}
