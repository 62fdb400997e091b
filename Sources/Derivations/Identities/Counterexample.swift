public import BackpropEngine
public import ExactArithmetic
public import MathSyntax

/// A network on which the two sides of a claim differ, with small numbers.
public struct Counterexample: Hashable, Sendable {
  /// The number of units of each layer, from the input on.
  public var widths: [Int]
  /// The activation functions of the layers, from layer 1.
  public var activations: [CounterexampleFunction]
  /// The cost.
  public var cost: CounterexampleFunction
  /// The numbers that were drawn and that the claim depends on, in the order of a network.
  public var drawn: [Entry]
  /// What the quantities that the claim names are worth on it.
  public var derived: [Entry]
  /// What l, j and the other free letters stand for.
  public var bindings: [Binding]
  /// The row and the column of the entry that differs; nil where the sides are numbers.
  public var place: Place?
  /// What the left side is worth there.
  public var left: Value
  /// What the right side is worth there.
  public var right: Value

  /// A quantity and its value.
  public struct Entry: Hashable, Sendable {
    /// The quantity, with numbers for indices.
    public var quantity: MathExpression
    /// What it is worth.
    public var value: Value

    /// Creates an entry.
    public init(quantity: MathExpression, value: Value) {
      self.quantity = quantity
      self.value = value
    }
  }

  /// A letter and the number that it stands for.
  public struct Binding: Hashable, Sendable {
    /// The letter.
    public var variable: IndexVariable
    /// The number.
    public var number: Int
  }

  /// An entry of a vector or matrix, counted from 1.
  public struct Place: Hashable, Sendable {
    /// The row.
    public var row: Int
    /// The column.
    public var column: Int
  }
}

/// The function that a counterexample takes.
public enum CounterexampleFunction: Hashable, Sendable {
  /// One that was declared, or that the lecture has.
  case activation(Activation)
  /// A cost that was declared, or that the lecture has.
  case cost(Cost)
  /// A polynomial that stands for a general function: the coefficients of 1, u, u², ….
  case polynomial([Rational])
}
