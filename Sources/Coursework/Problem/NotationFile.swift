public import MathSyntax
import Typesetting

/// A notation of somebody's own, as JSON: a notation to start from, and what is different.
///
/// Every choice of a `Notation` has a key; what is left out is as in the notation named by `base`.
/// Letters are written in LaTeX or as they are: `"\\hat{y}"`, `"ŷ"`, `"δ"`.
public enum NotationFile {
  /// Reads a notation from the bytes of a file.
  ///
  /// - Throws: the first thing that is wrong, with its place.
  public static func read(_ bytes: [UInt8]) throws(ProblemFileError) -> Notation {
    let value: JSONValue
    do {
      value = try JSONReader.read(bytes)
    } catch {
      throw .json(error)
    }
    return try notation(ProblemNode(value, path: "", whole: "the notation"))
  }

  /// The keys at the top, with what they mean.
  public static let notes: [(key: String, meaning: String)] = [
    ("base", "The notation to start from: " + names.joined(separator: ", ") + "."),
    ("name, title", "What it is called, and whose it is."),
    (
      "letters", "One for each kind of quantity: " + kinds.map(\.name).joined(separator: ", ") + "."
    ),
    ("weightMatrix", "The letter of a whole weight matrix."),
    ("output", "The letter of the last layer's activations; null: as in other layers."),
    ("batchCost", "The cost of a whole batch; null: as of a sample."),
    ("layer", words(Notation.LayerPlacement.self)),
    ("layerOfWidth", "superscript or subscript."),
    ("numbering", words(Notation.Numbering.self)),
    ("weightIndices", words(Notation.WeightIndexOrder.self)),
    ("weightMatrixShape", words(Notation.MatrixOrientation.self)),
    ("vectors", words(Notation.VectorOrientation.self)),
    ("bias", words(Notation.BiasStyle.self)),
    ("error", words(Notation.ErrorStyle.self)),
    ("updates", words(Notation.UpdateStyle.self)),
    ("elementwiseProduct", "The sign, such as ⊙ or ∘."),
    ("activationFunction", "The letter of a layer's activation function."),
    ("logistic", "The letter or name of the logistic function."),
    ("logicValues", words(Notation.LogicValues.self)),
    ("sumRanges", "Whether a sum over the units of a layer has its range: true or false."),
    (
      "indices",
      "Letters for layer, lastLayer, unit, otherUnit, thirdUnit, sample; thirdUnitFeeds: "
        + "whether thirdUnit is the unit of the layer before."
    ),
    ("lacks", "What is borrowed: a list of " + words(Notation.Feature.self)),
  ]

  /// A notation file to start from, with every key that is often changed.
  public static let template = """
    {
      "base": "nielsen",
      "name": "mine",
      "title": "My lecture",
      "letters": { "weightedInput": "z", "activation": "a", "target": "y", "cost": "C", "learningRate": "η" },
      "weightMatrix": "W",
      "output": "\\\\hat{y}",
      "layer": "superscript",
      "weightIndices": "to-from",
      "weightMatrixShape": "to-by-from",
      "vectors": "columns",
      "bias": "own-letter",
      "error": "own-letter",
      "updates": "prime",
      "elementwiseProduct": "⊙",
      "activationFunction": "f",
      "sumRanges": false,
      "indices": { "layer": "l", "lastLayer": "L", "unit": "j", "otherUnit": "k", "thirdUnit": "i" }
    }

    """

  // MARK: Names

  private static let names = Notation.presets.map(\.name) + [Notation.dasc7606Rows.name]

  /// The kinds of quantities by the names that the file has for them.
  static let kinds: [(name: String, kind: Quantity.Kind)] = Quantity.Kind.allCases.map {
    (String(describing: $0), $0)
  }

  private static func words<Choice: RawRepresentable<String> & CaseIterable>(
    _ type: Choice.Type
  ) -> String {
    type.allCases.map(\.rawValue).joined(separator: ", ") + "."
  }

  // MARK: Reading

  private static let keys = [
    "base", "name", "title", "letters", "weightMatrix", "output", "batchCost", "layer",
    "layerOfWidth", "numbering", "weightIndices", "weightMatrixShape", "vectors", "bias", "error",
    "updates", "elementwiseProduct", "activationFunction", "logistic", "logicValues", "sumRanges",
    "indices", "lacks",
  ]

  private static func notation(_ node: ProblemNode) throws(ProblemFileError) -> Notation {
    try node.checkKeys(keys)
    var notation = Notation.nielsen
    if let base = node["base"] {
      let name = try base.name(among: names)
      let all = Notation.presets + [.dasc7606Rows]
      notation = all.first { $0.name == name } ?? .nielsen
    }
    notation.name = try node["name"]?.text() ?? "custom"
    notation.title = try node["title"]?.text() ?? notation.title
    if let letters = node["letters"] {
      try letters.checkKeys(kinds.map(\.name))
      for (name, kind) in kinds {
        if let letter = letters[name] { notation.letters[kind] = try letter.letter() }
      }
    }
    notation.weightMatrix = try node["weightMatrix"]?.letter() ?? notation.weightMatrix
    if node.isNull("output") { notation.output = nil }
    notation.output = try node["output"]?.letter() ?? notation.output
    if node.isNull("batchCost") { notation.batchCost = nil }
    notation.batchCost = try node["batchCost"]?.letter() ?? notation.batchCost
    notation.layerPlacement = try node["layer"]?.choice() ?? notation.layerPlacement
    if let place = try node["layerOfWidth"]?.name(among: ["superscript", "subscript"]) {
      notation.raisesLayerOfWidth = place == "superscript"
    }
    notation.numbering = try node["numbering"]?.choice() ?? notation.numbering
    notation.weightIndexOrder = try node["weightIndices"]?.choice() ?? notation.weightIndexOrder
    notation.matrixOrientation =
      try node["weightMatrixShape"]?.choice() ?? notation.matrixOrientation
    notation.vectorOrientation = try node["vectors"]?.choice() ?? notation.vectorOrientation
    notation.biasStyle = try node["bias"]?.choice() ?? notation.biasStyle
    notation.errorStyle = try node["error"]?.choice() ?? notation.errorStyle
    notation.updateStyle = try node["updates"]?.choice() ?? notation.updateStyle
    notation.elementwiseProduct =
      try node["elementwiseProduct"]?.productSign() ?? notation.elementwiseProduct
    notation.activationFunction =
      try node["activationFunction"]?.plainLetter() ?? notation.activationFunction
    notation.logistic = try node["logistic"]?.letter() ?? notation.logistic
    notation.logicValues = try node["logicValues"]?.choice() ?? notation.logicValues
    notation.writesSumRanges = try node["sumRanges"]?.boolean() ?? notation.writesSumRanges
    if let indices = node["indices"] { try read(indices, into: &notation.indexLetters) }
    if let lacks = node["lacks"] {
      notation.lacks = []
      for element in try lacks.elements(expected: "a list of words") {
        notation.lacks.insert(try element.choice())
      }
    }
    try checkLetters(of: notation, node)
    return notation
  }

  private static func read(
    _ node: ProblemNode, into letters: inout Notation.IndexLetters
  ) throws(ProblemFileError) {
    try node.checkKeys([
      "layer", "lastLayer", "unit", "otherUnit", "thirdUnit", "thirdUnitFeeds", "sample",
    ])
    letters.layer = try node["layer"]?.plainLetter() ?? letters.layer
    letters.lastLayer = try node["lastLayer"]?.plainLetter() ?? letters.lastLayer
    letters.unit = try node["unit"]?.plainLetter() ?? letters.unit
    letters.otherUnit = try node["otherUnit"]?.plainLetter() ?? letters.otherUnit
    letters.thirdUnit = try node["thirdUnit"]?.plainLetter() ?? letters.thirdUnit
    letters.thirdUnitFeeds = try node["thirdUnitFeeds"]?.boolean() ?? letters.thirdUnitFeeds
    letters.sample = try node["sample"]?.plainLetter() ?? letters.sample
    let units = [letters.unit, letters.otherUnit, letters.thirdUnit]
    if Set(units).count < units.count || letters.layer == letters.lastLayer {
      throw .notAllowed(
        node.place, found: "one letter stands for two indices",
        expected:
          "a letter of its own for each of unit, otherUnit and thirdUnit, and for each layer")
    }
  }

  /// Letters that stand in one formula have to differ; x may be both input and activation.
  private static func checkLetters(
    of notation: Notation, _ node: ProblemNode
  ) throws(ProblemFileError) {
    let kinds: [Quantity.Kind] = [
      .target, .weightedInput, .activation, .weight, .bias, .error, .cost, .learningRate,
    ]
    var owners: [Formula.Item: Quantity.Kind] = [:]
    for kind in kinds {
      let letter = notation.letters[kind]
      if let other = owners[letter] {
        throw .notAllowed(
          (node["letters"] ?? node).place,
          found:
            "\(String(describing: other)) and \(String(describing: kind)) have the same letter",
          expected: "a letter of its own for each")
      }
      owners[letter] = kind
    }
  }
}

extension ProblemNode {
  /// Whether the member of this name is `null`.
  fileprivate func isNull(_ key: String) -> Bool { value[key]?.kind == .null }

  /// Reads one of the words of a choice.
  fileprivate func choice<Choice: RawRepresentable<String> & CaseIterable>()
    throws(ProblemFileError) -> Choice
  {
    let word = try text()
    guard let choice = Choice(rawValue: word) else {
      throw .unknownName(place, name: word, known: Choice.allCases.map(\.rawValue))
    }
    return choice
  }

  /// Reads a letter, with a mark above or an index if it has one.
  fileprivate func letter() throws(ProblemFileError) -> Formula.Item {
    let text = try text()
    if let formula = try? LaTeXFormulaReader().read(text), formula.items.count == 1 {
      switch formula.items[0].kind {
      case .identifier, .accent, .functionName: return formula.items[0]
      case .script(_, sub: _, sup: let sup) where sup.isEmpty: return formula.items[0]
      default: break
      }
    }
    throw .notAllowed(
      place, found: "found \(words)",
      expected: "expected one letter, such as \"z\" or \"\\\\delta\"")
  }

  /// Reads a letter without anything above or below.
  fileprivate func plainLetter() throws(ProblemFileError) -> String {
    if case .identifier(let name, _) = try letter().kind { return name }
    throw .notAllowed(place, found: "found \(words)", expected: "expected one plain letter")
  }

  /// Reads the sign of a product.
  fileprivate func productSign() throws(ProblemFileError) -> MathSymbol {
    let text = try text()
    if let formula = try? LaTeXFormulaReader().read(text), formula.items.count == 1,
      case .symbol(let symbol) = formula.items[0].kind,
      [.hadamard, .circle, .asterisk, .dot, .times].contains(symbol)
    {
      return symbol
    }
    throw .notAllowed(place, found: "found \(words)", expected: "expected one of ⊙, ∘, *, · and ×")
  }
}
