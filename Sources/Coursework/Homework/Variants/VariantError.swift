public import BackpropEngine

/// Why there is no variant.
public enum VariantError: Error, Hashable, Sendable {
  /// Not a shape such as 2-3-1.
  case shape(String)
  /// More weights than a worksheet has room for.
  case tooLarge(weights: Int)
  /// Softmax in a layer that is not the last.
  case softmaxInside
  /// Softmax of one unit, which is always 1.
  case softmaxOfOneUnit
  /// Outputs that a cost with logarithms is not defined for.
  case costOutside(Cost, Activation)
  /// A problem without a cost or without targets: nothing goes back.
  case noBackwardPass
  /// A sample that is not there.
  case sample(Int, count: Int)
  /// A line of a handout's front matter that cannot be understood.
  case setting(key: String, value: String)
  /// No numbers were found that keep what is asked for.
  case impossible(variant: Int, Obstacle, wishes: VariantWishes)

  /// What kept numbers from being found.
  public enum Obstacle: Hashable, Sendable {
    /// Known mistakes give the right digits.
    case mistakesHide
    /// Units are dead or saturated, or numbers have too few digits.
    case degenerate
    /// All numbers of this kind were used by the variants before.
    case exhausted
  }
}
