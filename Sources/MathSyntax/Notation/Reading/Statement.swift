/// What a formula says: a chain of expressions with relations between, and when it holds.
public struct Statement: Hashable, Sendable {
  /// The expressions; at least one.
  public var sides: [Side]
  /// The relations between them, and one more before the first where the statement goes on with the
  /// one before it.
  public var relations: [Relation]
  /// Whether the statement begins with a relation.
  public var isContinuation: Bool
  /// What restricts the statement: l = 1, i ≠ j.
  public var conditions: [Condition]
  /// Whether an arrow ⇒ stands before the statement.
  public var isConsequence: Bool
  /// Whether letters of a layer's values stand without a unit, small and not bold: then one unit a
  /// layer may be meant, and not the vectors.
  public var hasBareLetters = false

  /// An expression and where it stands.
  public struct Side: Hashable, Sendable {
    /// What it means.
    public var expression: MathExpression
    /// The bytes that it was read from.
    public var range: SourceRange?
  }

  /// A relation and where it stands.
  public struct Relation: Hashable, Sendable {
    /// The sign.
    public var symbol: MathSymbol
    /// The bytes that it was read from.
    public var range: SourceRange?
  }

  /// A restriction, read where it is a statement itself.
  public struct Condition: Hashable, Sendable {
    /// As it was written.
    public var formula: Formula
    /// What it says; empty where it cannot be read as a chain of relations.
    public var statements: [Statement]
  }
}

extension SourceRange {
  /// The bytes from the first to the last of some parts.
  static func covering(_ items: some Collection<Formula.Item>) -> SourceRange? {
    var result: SourceRange?
    for item in items {
      guard let source = item.source else { continue }
      guard let known = result else {
        result = source
        continue
      }
      result = SourceRange(
        min(known.lowerBound, source.lowerBound), max(known.upperBound, source.upperBound))
    }
    return result
  }
}
