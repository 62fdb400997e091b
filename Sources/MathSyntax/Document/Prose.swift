/// Running text with formulas in it, written as a string literal.
///
///     let words: Prose = "The error \(formula) says how \(strong: "fast") C grows."
public struct Prose: ExpressibleByStringInterpolation, Sendable {
  /// The pieces, from left to right.
  public var inlines: [Inline]

  /// Creates text from its pieces.
  public init(_ inlines: [Inline]) { self.inlines = inlines }

  /// Creates text from a literal.
  public init(stringLiteral value: String) {
    inlines = value.isEmpty ? [] : [.text(value)]
  }

  /// Creates text from a literal.
  public init(stringInterpolation: StringInterpolation) {
    inlines = stringInterpolation.inlines
  }

  /// Collects the pieces of an interpolated literal.
  public struct StringInterpolation: StringInterpolationProtocol {
    var inlines: [Inline] = []

    /// Creates text from a literal.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// Appends words of the literal.
    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { inlines.append(.text(literal)) }
    }

    /// Appends a formula.
    public mutating func appendInterpolation(_ formula: Formula) {
      inlines.append(.formula(formula))
    }

    /// Appends words.
    public mutating func appendInterpolation(_ words: String) { appendLiteral(words) }

    /// Appends a whole number.
    public mutating func appendInterpolation(_ number: Int) { appendLiteral(String(number)) }

    /// Appends other text.
    public mutating func appendInterpolation(_ prose: Prose) { inlines += prose.inlines }

    /// Appends words that stand out.
    public mutating func appendInterpolation(strong words: String) {
      inlines.append(.strong([.text(words)]))
    }

    /// Appends something as it is typed.
    public mutating func appendInterpolation(code: String) { inlines.append(.code(code)) }
  }
}

extension Block {
  /// A paragraph.
  public static func text(_ prose: Prose) -> Block { .paragraph(prose.inlines) }

  /// A heading.
  public static func heading(_ level: Int, _ prose: Prose) -> Block {
    .heading(level: level, prose.inlines)
  }
}
