/// A layer, unit or sample as a formula names it: `3`, `j`, `l + 1`, `L − 1`.
public struct Index: Hashable, Sendable {
  /// What the index counts from.
  public var base: Base
  /// What is added to the base; a number has its value here.
  public var offset: Int

  /// Creates an index from its base and what is added to it.
  public init(base: Base, offset: Int = 0) {
    self.base = base
    self.offset = offset
  }

  /// A fixed number.
  public static func number(_ value: Int) -> Index { Index(base: .number, offset: value) }

  /// A variable, such as j.
  public static func variable(_ variable: IndexVariable) -> Index {
    Index(base: .variable(variable))
  }

  /// The last layer, L.
  public static let last = Index(base: .last)

  /// Returns the index moved by a whole number.
  public static func + (index: Index, shift: Int) -> Index {
    Index(base: index.base, offset: index.offset + shift)
  }

  /// Returns the index moved down by a whole number.
  public static func - (index: Index, shift: Int) -> Index { index + -shift }

  /// What an index counts from.
  public enum Base: Hashable, Sendable {
    case number
    case variable(IndexVariable)
    case last
  }
}

extension Index: ExpressibleByIntegerLiteral {
  /// Creates a fixed number.
  public init(integerLiteral value: Int) { self = .number(value) }
}

/// A letter that stands for a layer, a unit or a sample.
public struct IndexVariable: Hashable, Sendable {
  /// The letter.
  public let name: String

  /// Creates a variable from its letter.
  public init(_ name: String) { self.name = name }

  /// The layer in question.
  public static let layer = IndexVariable("l")
  /// The unit in question.
  public static let unit = IndexVariable("j")
  /// A unit of the layer before or after, summed over.
  public static let otherUnit = IndexVariable("k")
  /// A third unit.
  public static let thirdUnit = IndexVariable("i")
  /// A sample of the batch.
  public static let sample = IndexVariable("x")
}

extension Index {
  /// Returns the index with bound variables and the last layer replaced by numbers.
  public func instantiated(_ bindings: IndexBindings, depth: Int?) -> Index {
    switch base {
    case .number: self
    case .variable(let variable):
      if let value = bindings[variable] { .number(value + offset) } else { self }
    case .last:
      if let depth { .number(depth + offset) } else { self }
    }
  }

  /// The number that the index is, or nil where a variable or L is left.
  public var number: Int? { base == .number ? offset : nil }
}
