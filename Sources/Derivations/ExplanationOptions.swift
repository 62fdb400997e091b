public import MathSyntax

/// What an explanation shows, and how.
public struct ExplanationOptions: Sendable {
  /// The letters and indices.
  public var notation = Notation.nielsen
  /// How numbers are shown.
  public var numbers = NumberStyle()
  /// What the next step computes with.
  public var carry = StepBuilder.Carry.full
  /// Which lines a step has.
  public var detail = Detail.full
  /// Whether each step says why it is done.
  public var showsReasons = true
  /// Whether each error is compared with a central difference.
  public var showsChecks = false
  /// The sample that is worked in prose, from 1.
  public var sample = 1
  /// The parts that are shown.
  public var selection = Selection()

  /// Creates the usual options.
  public init() {}

  /// Which lines a reader gets.
  public enum Detail: String, Hashable, Sendable, CaseIterable {
    /// The value only.
    case result
    /// Symbols, numbers, value, on a line.
    case substituted
    /// Every line.
    case full
  }

  /// The parts of an explanation that are shown.
  public struct Selection: Hashable, Sendable {
    /// The parts; empty: all.
    public var parts: Set<Part> = []
    /// The layers; empty: all.
    public var layers: Set<Int> = []

    /// Creates the selection of everything.
    public init() {}

    /// Returns what both selections show, or nil where that is nothing.
    public func intersection(_ other: Selection) -> Selection? {
      var result = self
      if parts.isEmpty {
        result.parts = other.parts
      } else if !other.parts.isEmpty {
        result.parts = parts.intersection(other.parts)
        if result.parts.isEmpty { return nil }
      }
      if layers.isEmpty {
        result.layers = other.layers
      } else if !other.layers.isEmpty {
        result.layers = layers.intersection(other.layers)
        if result.layers.isEmpty { return nil }
      }
      return result
    }

    /// Whether a part is shown.
    public func shows(_ part: Part) -> Bool { parts.isEmpty || parts.contains(part) }

    /// Whether a layer is shown.
    public func shows(layer: Int) -> Bool { layers.isEmpty || layers.contains(layer) }
  }

  /// A part of an explanation.
  public enum Part: String, Hashable, Sendable, CaseIterable {
    /// The network and its numbers.
    case given
    /// The drawings of the network, with its numbers on the way forward and on the way back.
    case figure
    /// The table of symbols and the conventions.
    case symbols
    /// Weighted inputs z.
    case z
    /// Activations a.
    case a
    /// The cost.
    case cost
    /// The errors δ.
    case delta
    /// ∂C/∂w and ∂C/∂b.
    case gradient
    /// The new weights and biases, and the cost after.
    case update

    /// Which way the steps of this part go through the network.
    var pass: StepBlock.Pass {
      switch self {
      case .given, .figure, .symbols, .z, .a, .cost: .forward
      case .delta, .gradient: .backward
      case .update: .update
      }
    }
  }
}
