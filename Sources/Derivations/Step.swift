public import BackpropEngine
public import MathSyntax

/// One step of an explanation: how one number of the trace comes about.
public struct Step: Sendable {
  /// What is computed, and when.
  public var quantity: TraceQuantity
  /// When it is computed.
  public var moment: TraceMoment
  /// The rule in general letters.
  public var general: GeneralFormula
  /// The left side, with numbers for its indices.
  public var subject: MathExpression
  /// The rule for this unit; a sum is still written with Σ, a function by its name.
  public var instance: MathExpression
  /// The rule for this unit with sums and functions written out.
  public var symbolic: MathExpression
  /// The same tree with every symbol replaced by its number, and nothing simplified.
  public var substituted: MathExpression
  /// One level of operations a line, down to the line before the value.
  public var collapsed: [MathExpression]
  /// For the substituted line and each collapsed one: whether retyping its shown digits gives the
  /// shown result.
  public var replays: [Bool]
  /// Whether retyping the substituted line as a whole, with its shown digits, gives the shown value.
  public var replaysAtOnce: Bool
  /// The number itself.
  public var value: NumberLiteral
}
