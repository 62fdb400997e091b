/// The choices that a lecture makes when it writes down a network: letters, places, order.
///
/// A notation is a value. It turns what a formula means (`MathExpression`) into how it looks
/// (`Formula`); nothing else in the program knows a letter.
public struct Notation: Hashable, Sendable {
  /// The name by which it is chosen on the command line.
  public var name: String
  /// Whose notation it is, in a few words.
  public var title: String
  /// The letter of each kind of quantity.
  public var letters: Letters
  /// Where the layer stands.
  public var layerPlacement: LayerPlacement
  /// Which unit a weight names first.
  public var weightIndexOrder: WeightIndexOrder
  /// The sign of the elementwise product.
  public var elementwiseProduct: MathSymbol
  /// The letter of a layer's activation function.
  public var activationFunction: String
  /// The letters that its formulas use for indices, by the role that the letter has.
  public var indexLetters: IndexLetters

  /// Where the layer of a quantity stands.
  public enum LayerPlacement: Hashable, Sendable {
    /// a^l.
    case superscript
    /// a^(l).
    case superscriptInParentheses
  }

  /// Which unit a weight names first.
  public enum WeightIndexOrder: Hashable, Sendable {
    /// w_jk leads to j from k.
    case toFrom
    /// w_ij leads from i to j.
    case fromTo
  }

  /// The letters used for indices.
  public struct IndexLetters: Hashable, Sendable {
    /// The layer.
    public var layer: String
    /// The last layer.
    public var lastLayer: String
    /// The unit in question.
    public var unit: String
    /// The unit that is summed over.
    public var otherUnit: String
    /// A third unit.
    public var thirdUnit: String
    /// A sample.
    public var sample: String
  }

  /// The letter of each kind of quantity.
  public struct Letters: Hashable, Sendable {
    private var items: [Formula.Item]

    /// Creates the letters from a table that names every kind.
    public init(_ letter: (Quantity.Kind) -> Formula.Item) {
      items = Quantity.Kind.allCases.map(letter)
    }

    /// The letter of one kind.
    public subscript(kind: Quantity.Kind) -> Formula.Item {
      get { items[kind.rawValue] }
      set { items[kind.rawValue] = newValue }
    }
  }
}
