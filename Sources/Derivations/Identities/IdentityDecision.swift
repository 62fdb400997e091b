public import BackpropEngine
public import MathSyntax

/// What was found out about a claim that two expressions are equal.
public struct IdentityDecision: Hashable, Sendable {
  /// Whether they are.
  public var verdict: Verdict
  /// What has to be said beside it.
  public var notes: [Note]
  /// The smallest change that makes a wrong claim right, where one was found.
  public var hint: IdentityHint?

  /// Creates a decision.
  public init(_ verdict: Verdict, notes: [Note] = [], hint: IdentityHint? = nil) {
    self.verdict = verdict
    self.notes = notes
    self.hint = hint
  }

  /// Whether two expressions are equal.
  public enum Verdict: Hashable, Sendable {
    /// Both sides have the same canonical form: they are equal wherever both are defined.
    case proved
    /// They agree at so many random points, which is no proof.
    case sampled(points: Int)
    /// They differ; one network where they do.
    case refuted(Counterexample)
    /// Vectors or matrices do not fit together, on either side or between the sides.
    case shapeFault(ShapeFault)
    /// Nothing could be found out.
    case undecided(Reason)
  }

  /// Something to be said beside a verdict.
  public enum Note: Hashable, Sendable {
    /// It holds for this activation function, not for every one.
    case needsActivation(Activation)
    /// It holds for this activation function of the last layer.
    case needsOutputActivation(Activation)
    /// It holds for this cost.
    case needsCost(Cost)
    /// The targets of a sample add up to 1.
    case targetsSumToOne
    /// It was judged on a network without biases.
    case withoutBiases
    /// It was judged on a network with one unit a layer.
    case oneUnitALayer
    /// A product of two vectors was taken entry by entry.
    case elementwiseProduct
    /// The sides may differ where an activation function has a kink.
    case exceptAtKinks
    /// A condition that could not be taken into account.
    case unreadCondition
  }

  /// Why nothing could be found out.
  public enum Reason: Hashable, Sendable {
    /// More parts than are looked at.
    case tooLarge(limit: Int)
    /// More work than one link may take.
    case tooMuchWork
    /// A letter that stands for nothing here.
    case unbound(IndexVariable)
    /// A name without a value.
    case unknownName(String)
    /// A quantity that no network of the lecture has.
    case noSuchQuantity(Quantity)
    /// Something that is no number, vector or matrix here.
    case notANumber(MathExpression)
    /// A derivative by something that is no quantity.
    case noSuchDerivative(MathExpression, by: MathExpression)
    /// What one side says is said nowhere else: a new symbol, an optimiser's memory.
    case definition(Quantity)
    /// No case is left by the conditions.
    case noCase
    /// Both sides fail at every point that was tried.
    case undefined
    /// The sides could not be told apart, nor shown to be equal.
    case undistinguished
  }

  /// Whether the claim counts as right.
  public var isRight: Bool {
    switch verdict {
    case .proved, .sampled: true
    case .refuted, .shapeFault, .undecided: false
    }
  }

  /// Whether the claim counts as wrong.
  public var isWrong: Bool {
    switch verdict {
    case .refuted, .shapeFault: true
    case .proved, .sampled, .undecided: false
    }
  }
}
