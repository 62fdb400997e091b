/// The choices that a lecture makes when it writes down a network: letters, places, order.
///
/// A notation is a value. It turns what a formula means (`MathExpression`) into how it looks
/// (`Formula`) and back; nothing else in the program knows a letter.
public struct Notation: Hashable, Sendable {
  /// The name by which it is chosen on the command line.
  public var name: String
  /// Whose notation it is, in a few words.
  public var title: String
  /// The letter of each kind of quantity.
  public var letters: Letters
  /// The letter of a whole weight matrix.
  public var weightMatrix: Formula.Item
  /// The letter of the activations of the last layer; nil where they are written as the others.
  public var output: Formula.Item?
  /// The cost of a whole batch, where it has another letter than the cost of a sample.
  public var batchCost: Formula.Item?
  /// Where the layer stands.
  public var layerPlacement: LayerPlacement
  /// Whether the layer of a width stands where other layers do, d^(l), or below, n_l.
  public var raisesLayerOfWidth = false
  /// How units and weights are counted.
  public var numbering = Numbering.byLayer
  /// Which unit a weight names first.
  public var weightIndexOrder: WeightIndexOrder
  /// What the rows of a weight matrix belong to.
  public var matrixOrientation = MatrixOrientation.toByFrom
  /// Whether the values of a layer are a column or a row.
  public var vectorOrientation = VectorOrientation.columns
  /// How a bias is written.
  public var biasStyle = BiasStyle.ownLetter
  /// How ∂C/∂z is written.
  public var errorStyle = ErrorStyle.ownLetter
  /// How a new value is told from the old one.
  public var updateStyle = UpdateStyle.prime
  /// The sign of the elementwise product.
  public var elementwiseProduct: MathSymbol
  /// The letter of a layer's activation function.
  public var activationFunction: String
  /// The logistic function 1 / (1 + e^(−x)).
  public var logistic: Formula.Item
  /// What the two truth values of AND, OR and XOR are.
  public var logicValues = LogicValues.zeroAndOne
  /// Whether a sum over the units of a layer is written with its range.
  public var writesSumRanges = false
  /// The letters that its formulas use for indices, by the role that the letter has.
  public var indexLetters: IndexLetters
  /// What the lecture does not write, so that it is borrowed from Nielsen.
  public var lacks: Set<Feature> = []

  /// Where the layer of a quantity stands.
  public enum LayerPlacement: String, Hashable, Sendable, CaseIterable {
    /// a^l.
    case superscript
    /// a^(l).
    case superscriptInParentheses = "superscript-in-parentheses"
    /// a_l, for whole vectors; single units keep the layer above, in parentheses.
    case `subscript`
    /// a^l, or no layer at all: then i, j and k tell the layers L − 2, L − 1 and L.
    case indexLetters = "index-letters"
  }

  /// How units and weights are counted.
  public enum Numbering: String, Hashable, Sendable, CaseIterable {
    /// From 1 in each layer.
    case byLayer = "by-layer"
    /// Through all layers, weights row by row; needs the widths of the network.
    case straightThrough = "straight-through"
  }

  /// Which unit a weight names first.
  public enum WeightIndexOrder: String, Hashable, Sendable, CaseIterable {
    /// w_jk leads to j from k.
    case toFrom = "to-from"
    /// w_ij leads from i to j.
    case fromTo = "from-to"
  }

  /// What the rows of a weight matrix belong to.
  public enum MatrixOrientation: String, Hashable, Sendable, CaseIterable {
    /// A row for each unit that the weights lead to.
    case toByFrom = "to-by-from"
    /// A row for each unit that the weights come from.
    case fromByTo = "from-by-to"
  }

  /// Whether the values of a layer are a column or a row.
  public enum VectorOrientation: String, Hashable, Sendable, CaseIterable {
    case columns
    case rows
  }

  /// How a bias is written.
  public enum BiasStyle: String, Hashable, Sendable, CaseIterable {
    /// b.
    case ownLetter = "own-letter"
    /// Within the weights; b is borrowed where a network has biases.
    case absorbed
    /// w_0j, with x_0 = 1.
    case weightFromZero = "weight-from-zero"
  }

  /// How ∂C/∂z is written.
  public enum ErrorStyle: String, Hashable, Sendable, CaseIterable {
    /// δ.
    case ownLetter = "own-letter"
    /// ∂C/∂z.
    case derivative
  }

  /// How a new value is told from the old one.
  public enum UpdateStyle: String, Hashable, Sendable, CaseIterable {
    /// w' = w − η g.
    case prime
    /// w := w − η g.
    case defines
    /// w ← w − η g.
    case becomes
  }

  /// The two truth values.
  public enum LogicValues: String, Hashable, Sendable, CaseIterable {
    /// 0 and 1, as a step answers.
    case zeroAndOne = "zero-and-one"
    /// −1 and +1, as a sign answers.
    case minusOneAndOne = "minus-one-and-one"

    /// The number that stands for no.
    public var no: Int { self == .zeroAndOne ? 0 : -1 }
  }

  /// Something that a lecture may not write.
  public enum Feature: String, Hashable, Sendable, CaseIterable {
    case bias
    case error
    case units
    case vectors
    case layers
    case target
    case learningRate = "learning-rate"
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
    /// Whether a unit of the layer before takes the letter of the third unit: i feeds j feeds k.
    public var thirdUnitFeeds = false
    /// A sample.
    public var sample: String

    /// The letter of a unit of the layer before.
    public var feedingUnit: String { thirdUnitFeeds ? thirdUnit : otherUnit }
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

/// What a notation has to know about the network at hand.
public struct NotationContext: Hashable, Sendable {
  /// The number of units of each layer, from the input on; nil: any network.
  public var widths: [Int]?
  /// Whether there is one sample only, so that its cost is the cost.
  public var isOfOneSample = true
  /// Whether a layer has one bias for all its units.
  public var sharesBiases = false
  /// Whether the biases of each layer have one value, so that homework may write b_2 for layer 2.
  public var hasBiasPerLayer = false
  /// Whether the text writes o_1 for an output, so that its h_1 is a hidden unit.
  public var writesOutputsAsO = false
  /// The kinds that occur, nil for all; others are not read, so that one letter may serve twice.
  public var kinds: Set<Quantity.Kind>?
  /// Whether formulas are about a single unit, so that w_k is its weight from input k.
  public var isOfOneUnit = false
  /// Whether a bare number above a letter is a power where layers are in parentheses: (1 + w²) w.
  public var takesBareNumbersAsPowers = false
  /// Names that the text itself has introduced, such as S.
  public var names: Set<String> = []

  /// Creates the context of any network, or of one.
  public init(widths: [Int]? = nil) { self.widths = widths }

  /// The number of the last layer.
  public var depth: Int? { widths.map { $0.count - 1 } }
}
