/// What is asked of the numbers of a variant.
public struct VariantWishes: Hashable, Sendable {
  /// The numbers that are given.
  public var numbers = NumberKind.decimals
  /// The digits after the point that answers are asked with.
  public var decimals = 4
  /// Whether a variant is refused where a known mistake gives the right digits.
  ///
  /// Whole numbers and fractions of few digits cannot always keep all mistakes apart; there the best
  /// variant found is taken, and tells which mistakes hide.
  public var tellsMistakesApart = true
  /// Whether a unit may be dead: relu with a weighted input below 0.
  public var allowsDeadUnits = false
  /// The sample that is worked; nil: the first one with the fewest zeros among its inputs.
  public var sample: Int?

  /// Creates the usual wishes.
  public init() {}
}

/// The numbers that a variant gives to calculate with.
public enum NumberKind: String, Hashable, Sendable, CaseIterable {
  /// Whole numbers of one digit; with relu, everything stays whole.
  case integers
  /// Two decimals, below 1.
  case decimals
  /// Fractions with small denominators.
  case fractions
}
