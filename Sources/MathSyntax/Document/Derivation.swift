/// A chain of relations, set below each other: what it is about, then one right side a line.
public struct Derivation: Hashable, Sendable {
  /// The left side of the first line; may be empty.
  public var subject: Formula
  /// The lines, from top to bottom.
  public var lines: [Line]

  /// Creates a chain.
  public init(subject: Formula, lines: [Line]) {
    self.subject = subject
    self.lines = lines
  }

  /// One right side, with the relation before it and a remark behind it.
  public struct Line: Hashable, Sendable {
    /// How the sides are compared.
    public var relation: MathSymbol
    /// The right side.
    public var formula: Formula
    /// A remark at the end of the line, such as the reason of a rewriting; empty: none.
    public var remark: [Inline]
    /// Whether this line is what the chain was for; writers make it stand out.
    public var isResult: Bool

    /// Creates a line.
    public init(
      _ relation: MathSymbol, _ formula: Formula, remark: [Inline] = [], isResult: Bool = false
    ) {
      self.relation = relation
      self.formula = formula
      self.remark = remark
      self.isResult = isResult
    }
  }
}

/// A short chain with a label before it, such as the number of its step; empty: none.
public struct Equation: Hashable, Sendable {
  /// What it is called.
  public var label: String
  /// The chain.
  public var derivation: Derivation
  /// Where it belongs in the drawings of a network; nil: nowhere.
  public var site: StepSite?

  /// Creates a labelled chain.
  public init(label: String = "", _ derivation: Derivation, site: StepSite? = nil) {
    self.label = label
    self.derivation = derivation
    self.site = site
  }
}

/// A worked step as it is shown: title, shape, derivation, and labelled remarks below.
public struct StepBlock: Hashable, Sendable {
  /// Which way the step goes through the network; writers may colour by it.
  public var pass: Pass
  /// "Step 14 of 22 · hidden error δ¹₁ · rule BP2 (hidden layer)".
  public var title: [Inline]
  /// "row 1 of δ¹ ∈ ℝ²"; empty where no vector appears.
  public var shape: [Inline]
  /// The chain.
  public var derivation: Derivation
  /// Why, from and check, in this order.
  public var annotations: [Annotation]
  /// The units and connections of the network that the step is about: the result first, then what
  /// it is made from.
  public var places: [NetworkDiagram.Place]
  /// The network of these places, as its diagrams name it.
  public var network: Int?

  /// Creates a step.
  public init(
    pass: Pass, title: [Inline], shape: [Inline] = [], derivation: Derivation,
    annotations: [Annotation] = [], places: [NetworkDiagram.Place] = [], network: Int? = nil
  ) {
    self.places = places
    self.network = network
    self.pass = pass
    self.title = title
    self.shape = shape
    self.derivation = derivation
    self.annotations = annotations
  }

  /// A way through the network.
  public enum Pass: String, Hashable, Sendable {
    case forward
    case backward
    case update
  }

  /// A remark below a derivation, with its label.
  public struct Annotation: Hashable, Sendable {
    /// One short word: `why`, `from`, `check`.
    public var label: String
    /// What is shown.
    public var content: [Inline]

    /// Creates a remark.
    public init(_ label: String, _ content: [Inline]) {
      self.label = label
      self.content = content
    }
  }
}
