/// Equations of one pattern, such as the gradients of all weights of a layer: they differ only in
/// their indices and their numbers.
///
/// A family says what `equations` says, in less room: writers set the pattern once and fill it in.
public struct EquationFamily: Hashable, Sendable {
  /// The left side, in the letters of `variables`.
  public var subject: MathExpression
  /// The rule in symbols; nil: only the value is shown.
  public var definition: MathExpression?
  /// The letters that stand for an entry's indices.
  public var variables: [IndexVariable]
  /// How an entry is written.
  public var writer: NotationWriter
  /// What differs.
  public var entries: [Entry]

  /// Creates a family without entries.
  public init(
    subject: MathExpression, definition: MathExpression?, variables: [IndexVariable],
    writer: NotationWriter
  ) {
    self.subject = subject
    self.definition = definition
    self.variables = variables
    self.writer = writer
    entries = []
  }

  /// One equation of the family.
  public struct Entry: Hashable, Sendable {
    /// The number of the step; 0: not shown.
    public var number: Int
    /// The numbers that the letters stand for.
    public var indices: (Int, Int)
    /// The two factors that are multiplied; nil where only the value is shown.
    public var factors: (NumberLiteral, NumberLiteral)?
    /// The value.
    public var value: NumberLiteral
    /// Whether the shown factors give the shown value.
    public var replays: Bool

    /// Creates an entry.
    public init(
      number: Int = 0, indices: (Int, Int), factors: (NumberLiteral, NumberLiteral)? = nil,
      value: NumberLiteral, replays: Bool = true
    ) {
      self.number = number
      self.indices = indices
      self.factors = factors
      self.value = value
      self.replays = replays
    }

    /// Whether both entries show the same.
    public static func == (left: Entry, right: Entry) -> Bool {
      left.number == right.number && left.indices == right.indices
        && left.factors?.0 == right.factors?.0 && left.factors?.1 == right.factors?.1
        && left.value == right.value && left.replays == right.replays
    }

    /// Hashes what equality looks at.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(number)
      hasher.combine(indices.0)
      hasher.combine(indices.1)
      hasher.combine(value)
    }
  }

  /// The equations, written out one by one.
  public var equations: [Equation] { entries.map(equation) }

  /// Returns one equation, written out.
  public func equation(of entry: Entry) -> Equation {
    var bindings: IndexBindings = [:]
    for (variable, index) in zip(variables, [entry.indices.0, entry.indices.1]) {
      bindings[variable] = index
    }
    var lines: [Derivation.Line] = []
    if let definition {
      lines.append(.init(.equals, writer.formula(definition.instantiated(bindings))))
    }
    if let (first, second) = entry.factors {
      lines.append(
        .init(
          isExact(first) && isExact(second) ? .equals : .approximately,
          writer.formula(.product([.number(first), .number(second)])),
          remark: entry.replays ? [] : [Self.operandsRounded]))
    }
    lines.append(
      .init(
        isExact(entry.value) ? .equals : .approximately, writer.formula(entry.value),
        isResult: true))
    return Equation(
      label: entry.number > 0 ? "(\(entry.number))" : "",
      Derivation(subject: writer.formula(subject.instantiated(bindings)), lines: lines))
  }

  /// The remark behind a line whose shown operands do not give the shown result.
  public static let operandsRounded = Inline.text("(operands rounded)")

  /// Whether a number is shown in full.
  public func isExact(_ literal: NumberLiteral) -> Bool {
    writer.numbers.appearance(of: literal).isExact
  }
}
