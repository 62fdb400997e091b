public import ExactArithmetic
public import MathSyntax

/// What is said of one claim, and why: a link of a chain as it was handed in, with its verdict.
public struct Judgement: Hashable, Sendable {
  /// The bytes of the submission that are judged.
  public var range: SourceRange
  /// The line of the file, or of the cell in a notebook, counted from 1.
  public var line: Int
  /// The column in characters, counted from 1.
  public var column: Int
  /// The cell of a notebook, counted from 1; nil elsewhere.
  public var cell: Int?
  /// The claim as it was written.
  public var text: String
  /// What the claim is about, such as δ²₁: the left side of its chain; nil where it was not read.
  public var subject: MathExpression?
  /// The claim as it was understood, in the notation of the submission; nil where it was not read.
  public var reading: Formula?
  /// What is said of it.
  public var verdict: Verdict
  /// The simplest known mistake that explains it.
  public var mistake: Mistake?
  /// All known mistakes that explain it, simplest first.
  public var candidates: [Mistake]
  /// The right value, with as many digits as tell it from what was written; nil: not a number.
  public var expected: String?
  /// The line that a value follows from, where that line is wrong.
  public var followsFrom: Int?
  /// The share of the line's points, from 0 to 1.
  public var credit: Rational
  /// What the verdict rests on; nil where there is none.
  public var decidedBy: Ground?
  /// Remarks that do not change the verdict.
  public var notes: [Note]
  /// One or two sentences for the student: what happened, and what to look at.
  public var message: [Inline]

  /// Creates a judgement.
  public init(
    range: SourceRange, line: Int, column: Int, cell: Int? = nil, text: String,
    subject: MathExpression? = nil, reading: Formula? = nil, verdict: Verdict,
    mistake: Mistake? = nil,
    candidates: [Mistake] = [], expected: String? = nil, followsFrom: Int? = nil,
    credit: Rational, decidedBy: Ground? = nil, notes: [Note] = [], message: [Inline] = []
  ) {
    self.range = range
    self.line = line
    self.column = column
    self.cell = cell
    self.text = text
    self.subject = subject
    self.reading = reading
    self.verdict = verdict
    self.mistake = mistake
    self.candidates = candidates
    self.expected = expected
    self.followsFrom = followsFrom
    self.credit = credit
    self.decidedBy = decidedBy
    self.notes = notes
    self.message = message
  }

  /// What a verdict rests on.
  public enum Ground: String, Hashable, Sendable {
    case exact
    case hull
    case lastDigit = "last-digit"
    case followThrough = "follow-through"
    case catalogue
    case proved
    case sampled
    case refuted
  }

  /// A remark that does not change the verdict, by its stable code.
  public enum Note: String, Hashable, Sendable, CaseIterable {
    /// The value was cut off, not rounded.
    case truncated = "TRUNCATED"
    /// Right, but not from the student's own earlier lines.
    case unsupported = "UNSUPPORTED"
    /// One equals sign too many: a sum was carried on to the right of a finished equation.
    case runningEquals = "RUNNING_EQUALS"
    /// An equals sign before a rounded number.
    case roundedEquals = "ROUNDED_EQUALS"
    /// So few digits that a known mistake gives the same ones.
    case coarse = "COARSE"
    /// The chain is consistent but starts from the wrong formula.
    case wrongStart = "WRONG_START"
    /// True with the lecture's own cost and activation, not in general.
    case needsDefaults = "NEEDS_DEFAULTS"
    /// True everywhere but at a kink.
    case exceptAtKink = "EXCEPT_AT_KINK"
    /// A product of two vectors was taken elementwise.
    case takenElementwise = "TAKEN_ELEMENTWISE"
    /// Both sides are the same: an empty step.
    case emptyStep = "EMPTY_STEP"
    /// Something is outside what it can be: a probability over 1, a negative cost.
    case degenerate = "DEGENERATE"
  }
}
