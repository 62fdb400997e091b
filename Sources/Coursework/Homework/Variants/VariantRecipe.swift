public import BackpropEngine
import ExactArithmetic

/// How to make a problem of a handout again: what its front matter says.
public struct VariantRecipe: Hashable, Sendable {
  /// What the variant is one of.
  public var source: Source
  /// Its number, from 1.
  public var variant: Int
  /// How often it was drawn until it was like no earlier one.
  public var draw = 1
  /// The seed of its numbers.
  public var seed: UInt64
  /// What was asked of its numbers.
  public var wishes: VariantWishes

  /// What variants are made of.
  public enum Source: Hashable, Sendable {
    /// A lesson's own problem, by the lesson's name.
    case lesson(String)
    /// A problem file, by its path.
    case problem(String)
    /// A network without numbers.
    case shape(NetworkShape)
  }

  /// Creates a recipe.
  public init(
    source: Source, variant: Int = 1, seed: UInt64 = 1, wishes: VariantWishes = VariantWishes()
  ) {
    self.source = source
    self.variant = variant
    self.seed = seed
    self.wishes = wishes
  }

  /// The keys of front matter that belong to a recipe, beside `lesson` and `problem`.
  public static let keys = [
    "shape", "variant", "draw", "seed", "numbers", "decimals", "sample", "mistakes", "dead-units",
  ]

  /// The lines of the front matter, as key and value.
  public var entries: [(key: String, value: String)] {
    var entries: [(key: String, value: String)] = []
    switch source {
    case .lesson(let name): entries.append(("lesson", name))
    case .problem(let path): entries.append(("problem", path))
    case .shape(let shape):
      entries.append(("shape", shape.text))
      entries.append(("activation", shape.activation.name))
      if shape.outputActivation != shape.activation {
        entries.append(("output-activation", shape.outputActivation.name))
      }
      entries.append(("cost", shape.cost.rawValue))
    }
    entries.append(("variant", "\(variant)"))
    if draw > 1 { entries.append(("draw", "\(draw)")) }
    entries.append(("seed", "\(seed)"))
    entries.append(("numbers", wishes.numbers.rawValue))
    entries.append(("decimals", "\(wishes.decimals)"))
    if let sample = wishes.sample { entries.append(("sample", "\(sample)")) }
    if !wishes.tellsMistakesApart { entries.append(("mistakes", "may-hide")) }
    if wishes.allowsDeadUnits { entries.append(("dead-units", "allowed")) }
    return entries
  }

  /// Reads a recipe from front matter; nil where it speaks of no variant.
  ///
  /// - Parameter value: returns the value of a key, or nil.
  /// - Throws: `setting`, and why a shape is refused.
  public init?(_ value: (String) -> String?) throws(VariantError) {
    guard let variant = value("variant") else { return nil }
    func number(_ key: String, _ text: String, _ range: ClosedRange<Int>) throws(VariantError)
      -> Int
    {
      guard let number = Int(text), range.contains(number) else {
        throw .setting(key: key, value: text)
      }
      return number
    }
    func function(_ key: String) throws(VariantError) -> Activation? {
      guard let name = value(key) else { return nil }
      guard let function = Activation(name: name) else { throw .setting(key: key, value: name) }
      return function
    }
    var wishes = VariantWishes()
    if let text = value("numbers") {
      guard let kind = NumberKind(rawValue: text) else {
        throw .setting(key: "numbers", value: text)
      }
      wishes.numbers = kind
    }
    if let text = value("decimals") {
      wishes.decimals = try number("decimals", text, VariantWishes.decimalRange)
    }
    if let text = value("sample") { wishes.sample = try number("sample", text, 1...1_000_000) }
    wishes.tellsMistakesApart = value("mistakes") != "may-hide"
    wishes.allowsDeadUnits = value("dead-units") == "allowed"
    let source: Source
    if let text = value("shape") {
      var cost = Cost.halfSquaredError
      if let name = value("cost") {
        guard let known = Cost(rawValue: name) else { throw .setting(key: "cost", value: name) }
        cost = known
      }
      source = .shape(
        try NetworkShape(
          parsing: text, activation: try function("activation") ?? .sigmoid,
          outputActivation: try function("output-activation"), cost: cost))
    } else if let name = value("lesson") {
      source = .lesson(name)
    } else if let path = value("problem") {
      source = .problem(path)
    } else {
      return nil
    }
    var seed: UInt64 = 1
    if let text = value("seed") {
      guard let number = UInt64(text) else { throw .setting(key: "seed", value: text) }
      seed = number
    }
    self.init(
      source: source, variant: try number("variant", variant, VariantWishes.variantRange),
      seed: seed, wishes: wishes)
    if let text = value("draw") { draw = try number("draw", text, VariantWishes.drawRange) }
  }

  /// Returns the generator of the recipe's variants.
  ///
  /// - Parameter template: the problem of the lesson or the file; a shape needs none.
  /// - Throws: why there are no variants of it.
  public func generator(template: Problem?) throws(VariantError) -> VariantGenerator {
    if case .shape(let shape) = source {
      return try VariantGenerator(shape: shape, wishes: wishes, seed: seed)
    }
    guard let template else { throw .noBackwardPass }
    return try VariantGenerator(problem: template, wishes: wishes, seed: seed)
  }

  /// Returns the problem of the recipe.
  ///
  /// - Throws: why there is none.
  public func problem(template: Problem?) throws(VariantError) -> Problem {
    var generator = try generator(template: template)
    return try generator.variant(variant, draw: draw).problem
  }
}

extension VariantWishes {
  /// The digits after the point that can be asked for.
  public static let decimalRange = 1...12
  /// The variants that can be asked for.
  public static let variantRange = 1...100_000
  /// How often a variant is drawn at most.
  static let drawRange = 1...100
}
