/// What a quiz asks for.
public struct QuizOptions: Hashable, Sendable {
  /// What is asked.
  public var kind = Kind.both
  /// Digits after the point that a number has to be given with.
  public var decimals = 4

  /// Creates the usual options.
  public init() {}

  /// What is asked.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Each rule before it is first used, and every number.
    case both
    /// Numbers only.
    case values
    /// Rules only.
    case formulas
  }

  /// Of a layer's gradients and new values so many are asked for: the rest follows the same pattern.
  static let parametersPerLayer = 2
  /// So many numbers of a layer's update are looked through, where the optimiser remembers some.
  static let mostUpdates = 150
  /// Of a layer's other numbers so many are asked for.
  static let unitsPerLayer = 4
}
