/// What a piece of mathematics means: a tree over the typed quantities of a network.
///
/// The tree keeps what a person would keep: the order of terms and factors, subtraction, and the
/// digits of typed numbers. How it looks is decided by a `Notation`.
public indirect enum MathExpression: Hashable, Sendable {
  case number(NumberLiteral)
  case quantity(Quantity)
  /// An index used as a number, such as the n of 1/n.
  case index(Index)
  /// Terms added and subtracted from left to right.
  case sum([Term])
  /// Factors from left to right; of vectors and matrices the matrix product.
  case product([MathExpression])
  case quotient(MathExpression, MathExpression)
  case power(MathExpression, MathExpression)
  case negation(MathExpression)
  case apply(MathFunction, MathExpression)
  case maximum([MathExpression])
  case minimum([MathExpression])
  case summation(Summation)
  /// ∂X/∂Y.
  case partial(MathExpression, by: MathExpression)
  /// 1 where the condition holds, else 0.
  case indicator(Comparison)
  /// The first value whose condition holds; a nil condition always does.
  case cases([Case])
  /// The elementwise product ⊙ of vectors.
  case hadamard([MathExpression])
  case transposed(MathExpression)
  /// The entries of a vector, written out.
  case vector([MathExpression])
  /// The entries of a matrix, row by row.
  case matrix([[MathExpression]])
  /// ∇C, by everything that can be learnt, or by a vector.
  case gradient(of: MathExpression, by: MathExpression?)
  /// ΔW, the change of a quantity in an update.
  case change(MathExpression)
  /// A number that the text itself has given a name.
  case name(String)

  /// A term of a sum.
  public struct Term: Hashable, Sendable {
    /// Whether a minus sign stands before the term.
    public var isSubtracted: Bool
    /// The term without its sign.
    public var expression: MathExpression
    /// Whether the term is left out where the sum is shown; neighbours share one "…".
    public var isElided: Bool

    /// Creates a term.
    public init(
      _ expression: MathExpression, isSubtracted: Bool = false, isElided: Bool = false
    ) {
      self.expression = expression
      self.isSubtracted = isSubtracted
      self.isElided = isElided
    }
  }

  /// A value with the condition under which it is taken.
  public struct Case: Hashable, Sendable {
    /// The value.
    public var value: MathExpression
    /// When the value is taken; nil: always.
    public var condition: Comparison?

    /// Creates a case.
    public init(_ value: MathExpression, if condition: Comparison?) {
      self.value = value
      self.condition = condition
    }
  }

  /// A sum over an index.
  public struct Summation: Hashable, Sendable {
    /// The index that runs.
    public var variable: IndexVariable
    /// What the index runs over.
    public var domain: Domain
    /// What is added up.
    public var body: MathExpression

    /// Creates a sum over an index.
    public init(_ variable: IndexVariable, over domain: Domain, _ body: MathExpression) {
      self.variable = variable
      self.domain = domain
      self.body = body
    }

    /// What an index runs over.
    public enum Domain: Hashable, Sendable {
      /// All units of a layer, without saying how many there are.
      case units(layer: Index)
      /// From one number to another, both included.
      case range(Index, Index)
      /// All samples of the batch.
      case samples
    }
  }
}
