/// What the letters of a notation can stand for, and what students write beside them.
struct LetterTable: Sendable {
  /// What a letter followed by parentheses is.
  let functions: [String: MathFunction]
  private let kinds: [String: [Quantity.Kind]]
  private let habits: [String: [Quantity.Kind]]
  /// Letters of the last layer's activations.
  private let outputs: Set<String>
  /// The cost of a whole batch.
  private let batchCost: String?

  init(_ notation: Notation, _ context: NotationContext) {
    var kinds: [String: [Quantity.Kind]] = [:]
    for kind in Quantity.Kind.allCases where context.kinds?.contains(kind) ?? true {
      guard let key = Self.key(notation.letters[kind]) else { continue }
      kinds[key, default: []].append(kind)
    }
    if let key = Self.key(notation.weightMatrix), kinds[key] == nil { kinds[key] = [.weight] }
    self.kinds = kinds
    batchCost = notation.batchCost.flatMap(Self.key)
    var outputs: Set<String> = []
    if let key = notation.output.flatMap(Self.key) { outputs.insert(key) }
    for key in ["^y", "o", "h", "p", "NNet"] where kinds[key] == nil { outputs.insert(key) }
    self.outputs = outputs
    habits = Self.habits.filter { kinds[$0.key] == nil && !outputs.contains($0.key) }

    var functions: [String: MathFunction] = [:]
    for letter in ["f", "φ", "ϕ"] where kinds[letter] == nil {
      functions[letter] = .activation(layer: nil, order: 0)
    }
    if kinds["σ"] == nil {
      if case .functionName = notation.logistic.kind {
        functions["σ"] = .activation(layer: nil, order: 0)
      } else {
        functions["σ"] = .logistic
      }
    }
    functions[notation.activationFunction] = .activation(layer: nil, order: 0)
    if case .identifier(let letter, _) = notation.logistic.kind { functions[letter] = .logistic }
    self.functions = functions
  }

  /// What students write beside the letters of a lecture.
  private static let habits: [String: [Quantity.Kind]] = [
    "t": [.target], "y": [.target], "x": [.input],
    "E": [.cost], "L": [.cost], "J": [.cost], "C": [.cost], "loss": [.cost], "err": [.cost],
    "Loss": [.cost], "Cost": [.cost],
    "net": [.weightedInput], "z": [.weightedInput], "out": [.activation], "a": [.activation],
    "η": [.learningRate], "α": [.learningRate], "lr": [.learningRate],
    "w": [.weight], "W": [.weight], "b": [.bias], "δ": [.error],
    "E_total": [.cost], "E_tot": [.cost], "C_total": [.cost], "L_total": [.cost],
    "J_total": [.cost], "E_ges": [.cost], "E_gesamt": [.cost], "d": [.width], "n": [.width],
    "i": [.input], "target": [.target], "cost": [.cost],
  ]

  /// What a letter can stand for in the notation.
  func kinds(of key: String) -> [Quantity.Kind] { kinds[key] ?? [] }

  /// What a letter can stand for in homework beside the notation.
  func habits(of key: String) -> [Quantity.Kind] { habits[key] ?? [] }

  func isOutput(_ key: String) -> Bool { outputs.contains(key) }

  func isBatchCost(_ key: String) -> Bool { key == batchCost }

  /// The spelling by which a letter is looked up; nil for what is no letter.
  static func key(_ item: Formula.Item) -> String? {
    switch item.kind {
    case .identifier(let name, .blackboard): return "blackboard " + name
    case .identifier(let name, _): return normalized(name)
    case .functionName(let name): return name
    case .accent(let accent, let content):
      guard content.items.count == 1, case .identifier(let name, _) = content.items[0].kind else {
        return nil
      }
      let mark =
        switch accent {
        case .hat: "^"
        case .tilde: "~"
        case .bar: "-"
        case .arrow: ""
        case .dot: "."
        }
      return mark + normalized(name)
    case .script(let base, let sub, let sup):
      guard sup.isEmpty, let name = key(base) else { return nil }
      var text = name + "_"
      for part in sub.items {
        switch part.kind {
        case .number(let digits): text += digits
        case .identifier(let letters, _), .text(let letters), .functionName(let letters):
          text += letters
        default: return nil
        }
      }
      return text
    default: return nil
    }
  }

  /// Letters that have two shapes.
  private static func normalized(_ name: String) -> String {
    switch name {
    case "ϵ": "ε"
    case "ϕ": "φ"
    case "ϑ": "θ"
    default: name
    }
  }
}
