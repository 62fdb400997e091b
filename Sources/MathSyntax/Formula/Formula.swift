/// How a piece of mathematics looks: a flat sequence of symbols, scripts, fractions and the like.
///
/// What is applied to what, and what a superscript means, is not decided here: that is for a
/// `Notation`, which turns a `MathExpression` into a formula and back. Readers make formulas from
/// text; writers print them.
public struct Formula: Hashable, Sendable {
  /// The parts, from left to right.
  public var items: [Item]

  /// Creates a formula from its parts.
  public init(_ items: [Item] = []) {
    self.items = items
  }

  /// Whether there is nothing in the formula.
  public var isEmpty: Bool { items.isEmpty }

  /// One part of a formula, and where it was read.
  public struct Item: Sendable {
    /// What the part is.
    public var kind: Kind
    /// The bytes of the text it was read from, no part of equality; nil where it was not read.
    public var source: SourceRange?

    /// Creates a part.
    public init(_ kind: Kind, source: SourceRange? = nil) {
      self.kind = kind
      self.source = source
    }
  }

  /// What a part of a formula can be; each case names its LaTeX form and its MathML element.
  ///
  /// Only what is rare or large lies in memory of its own, because most parts are letters, numbers and
  /// signs.
  public enum Kind: Hashable, Sendable {
    /// A letter: `x`, `\delta`, `\mathbf{W}`; `<mi>`.
    case identifier(String, LetterStyle)
    /// A number without its sign, with a decimal point: `0.40`; `<mn>`.
    case number(String)
    /// A relation, operation or punctuation mark: `+`, `\cdot`, `=`; `<mo>`.
    case symbol(MathSymbol)
    /// The upright name of a function: `\tanh`, `\operatorname{ReLU}`; `<mi>`.
    case functionName(String)
    /// A part with a subscript, a superscript or both: `x_{i}^{2}`; `<msubsup>`. Empty: absent.
    indirect case script(Item, sub: Formula, sup: Formula)
    /// A part with a mark above: `\hat{y}`; `<mover>`.
    case accent(Accent, Formula)
    /// A fraction: `\frac{a}{b}`; `<mfrac>`.
    case fraction(Formula, Formula)
    /// A square root: `\sqrt{x}`; `<msqrt>`.
    case root(Formula)
    /// Something between delimiters: `(x)`, `\{x\}`; `<mrow>` with `<mo>` fences.
    case fenced(Delimiter, Formula, Delimiter)
    /// A sum or product sign with its limits: `\sum_{k=1}^{n}`; `<munderover>`.
    indirect case largeOperator(LargeOperator, lower: Formula, upper: Formula)
    /// A rectangular arrangement: `pmatrix`, `cases`; `<mtable>`.
    case grid(Grid, [[Formula]])
    /// Words within mathematics: `\text{if}`; `<mtext>`.
    case text(String)
    /// A place to write into, named so that a key can fill it.
    case blank(String)
  }

  /// How a letter is set.
  public enum LetterStyle: Hashable, Sendable {
    case italic
    case upright
    case bold
    case blackboard
    case calligraphic
  }

  /// A mark above a letter.
  public enum Accent: Hashable, Sendable {
    case hat
    case tilde
    case bar
    case arrow
    case dot
  }

  /// An opening or closing delimiter; `none` draws nothing.
  public enum Delimiter: Hashable, Sendable {
    case parenthesis
    case bracket
    case brace
    case bar
    case doubleBar
    case none
  }

  /// A sign that takes limits.
  public enum LargeOperator: Hashable, Sendable {
    case sum
    case product
    case integral
  }

  /// A rectangular arrangement of formulas.
  public enum Grid: Hashable, Sendable {
    /// A matrix or vector between round or square brackets.
    case matrix(Delimiter)
    /// Cases behind an opening brace: value, condition.
    case cases
  }
}

extension Formula.Item: Hashable {
  /// Whether both are equal; where they were read does not count.
  public static func == (left: Self, right: Self) -> Bool { left.kind == right.kind }

  /// Hashes what equality looks at.
  public func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

/// A half-open range of bytes in a source text.
public struct SourceRange: Hashable, Sendable {
  /// The first byte.
  public var lowerBound: Int
  /// The byte after the last.
  public var upperBound: Int

  /// Creates a range of bytes.
  public init(_ lowerBound: Int, _ upperBound: Int) {
    self.lowerBound = lowerBound
    self.upperBound = upperBound
  }
}
