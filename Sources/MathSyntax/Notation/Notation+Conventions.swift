extension Notation {
  /// What a reader has to know beside the letters, one sentence each; empty where all is as usual.
  public var conventions: [String] { conventions(borrowing: lacks) }

  /// Returns the same, with what is borrowed only where it is used.
  public func conventions(borrowing used: Set<Feature>) -> [String] {
    var sentences: [String] = []
    if vectorOrientation == .rows { sentences.append("The values of a layer are a row.") }
    if matrixOrientation == .fromByTo {
      sentences.append("A weight matrix has a row for each unit that its weights come from.")
    }
    if biasStyle == .weightFromZero {
      sentences.append("A bias is the weight from unit 0, whose value is always 1.")
    }
    if numbering == .straightThrough {
      sentences.append("Units and weights are counted through all layers, weights row by row.")
    }
    for feature in Feature.allCases where lacks.contains(feature) && used.contains(feature) {
      sentences.append("\(feature.words): borrowed from Nielsen.")
    }
    return sentences
  }
}

extension Notation.Feature {
  /// What is lacking, in words that begin a sentence.
  public var words: String {
    switch self {
    case .bias: "The lecture writes no biases"
    case .error: "The lecture has no letter for the error"
    case .units: "The lecture writes vectors, not single units"
    case .vectors: "The lecture writes sums, not vectors"
    case .layers: "Formulas for any layer cannot be written with running numbers"
    case .target: "The lecture has no letter for the target"
    case .learningRate: "The lecture has no letter for the learning rate"
    }
  }
}
