/// What the letters of a notation can stand for, and what students write beside them.
final class LetterTable: Sendable {
  /// What one letter can stand for.
  struct Entry {
    /// What it is in the notation.
    var kinds: [Quantity.Kind] = []
    /// What it is in homework beside the notation.
    var habits: [Quantity.Kind] = []
    /// What it is before parentheses.
    var function: MathFunction?
    /// Whether it is the activation of the last layer.
    var isOutput = false
    /// Whether it is the cost of a whole batch.
    var isBatchCost = false
  }

  private let entries: SpellingMap<Entry>
  /// Letters with which symbols of several letters begin: the β of β_1.
  private let initials: SpellingMap<Void>

  init(_ notation: Notation, _ context: NotationContext) {
    var kinds: [String: [Quantity.Kind]] = [:]
    for kind in Quantity.Kind.allCases where context.kinds?.contains(kind) ?? true {
      guard let key = Self.key(notation.letters[kind]) else { continue }
      kinds[key, default: []].append(kind)
    }
    if let key = Self.key(notation.weightMatrix), kinds[key] == nil { kinds[key] = [.weight] }
    var outputs: Set<String> = []
    if let key = notation.output.flatMap(Self.key) { outputs.insert(key) }
    for key in ["^y", "o", "h", "p", "NNet"] where kinds[key] == nil { outputs.insert(key) }

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

    var entries = SpellingMap<Entry>()
    for (key, kinds) in kinds { entries[key, default: Entry()].kinds = kinds }
    for (key, function) in functions { entries[key, default: Entry()].function = function }
    for key in outputs { entries[key, default: Entry()].isOutput = true }
    if let key = notation.batchCost.flatMap(Self.key) {
      entries[key, default: Entry()].isBatchCost = true
    }
    for key in entries.keys where kinds[key] == nil && !outputs.contains(key) {
      if let habits = Self.habits[key]?.habits { entries[key]?.habits = habits }
    }
    self.entries = entries
    var initials = SpellingMap<Void>()
    for key in entries.keys + Self.habits.keys {
      for place in key.utf8.indices where key.utf8[place] == UInt8(ascii: "_") {
        initials[String(key[..<place])] = ()
      }
    }
    self.initials = initials
  }

  /// What students write beside the letters of a lecture.
  private static let habits = SpellingMap<Entry>(habitualKinds.map { ($0, Entry(habits: $1)) })

  private static let habitualKinds: KeyValuePairs<String, [Quantity.Kind]> = [
    "t": [.target], "y": [.target], "x": [.input],
    "E": [.cost], "L": [.cost], "J": [.cost], "C": [.cost], "loss": [.cost], "err": [.cost],
    "Loss": [.cost], "Cost": [.cost],
    "net": [.weightedInput], "z": [.weightedInput], "out": [.activation], "a": [.activation],
    "η": [.learningRate], "α": [.learningRate], "lr": [.learningRate],
    "w": [.weight], "W": [.weight], "b": [.bias], "δ": [.error],
    "E_total": [.cost], "E_tot": [.cost], "C_total": [.cost], "L_total": [.cost],
    "J_total": [.cost], "E_ges": [.cost], "E_gesamt": [.cost], "d": [.width], "n": [.width],
    "i": [.input], "target": [.target], "output": [.activation], "cost": [.cost],
  ]

  /// What a letter can stand for.
  subscript(key: String) -> Entry { entries[key] ?? Self.habits[key] ?? Self.unknown }

  private static let unknown = Entry()

  /// Whether a letter with something below it can be one symbol.
  func beginsSymbol(_ key: String) -> Bool { initials[key] != nil }

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
      return key(name, below: sub)
    default: return nil
    }
  }

  /// The spelling of a letter with something below it; nil where that is no letter or number.
  static func key(_ name: String, below sub: Formula) -> String? {
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
  }

  /// Letters that have two shapes.
  private static func normalized(_ name: String) -> String {
    guard name.utf8.count == 2, let scalar = name.unicodeScalars.first else { return name }
    return switch scalar {
    case "ϵ": "ε"
    case "ϕ": "φ"
    case "ϑ": "θ"
    default: name
    }
  }
}
