public import BackpropEngine
public import ExactArithmetic

/// The numbers that known mistakes give in a problem, in one arithmetic.
///
/// Every mistake is one wrong step: it is worked out from the quantities that stand before the wrong
/// one, which a lookup gives. From a trace, they are the mistakes of somebody whose other numbers are
/// right; from a student's own numbers, perhaps as intervals, those that follow from them.
public struct MistakeCatalogue<Scalar: ElementaryFunctions>: Sendable {
  /// Returns a quantity at a moment, or nil where it is not known.
  public typealias Inputs = (TraceQuantity, TraceMoment) -> Scalar?

  let problem: Problem
  let precision: Int

  /// Creates the catalogue of a problem.
  ///
  /// - Parameter precision: bits kept by arithmetics of variable precision.
  public init(_ problem: Problem, precision: Int = 0) {
    self.problem = problem
    self.precision = precision
  }

  /// Returns the numbers that mistakes in the step of a quantity give, the simplest first.
  ///
  /// Mistakes that cannot be made there are left out, and so are those whose number cannot be computed.
  /// A mistake that can be made in several ways (one unit or another) is there several times. A number
  /// may be the right one by chance: who asks compares.
  public func values(
    of quantity: TraceQuantity, at moment: TraceMoment = TraceMoment(), inputs: Inputs
  ) -> [MistakenValue<Scalar>] {
    []
  }

  /// Returns the numbers that a mistake in the step before gives, where that step was not written down:
  /// of a weighted input's mistakes in its activation, of an error's in a gradient, of a gradient's in
  /// an update.
  public func carriedValues(
    of quantity: TraceQuantity, at moment: TraceMoment = TraceMoment(), inputs: Inputs
  ) -> [MistakenValue<Scalar>] {
    []
  }

  /// Returns the mistakes that explain a number, the simplest first; none where too many would.
  ///
  /// One mistake alone is tried first, then a mistake together with a wrong sign or a factor of 2 or
  /// 1/2. Names of more than three families, or fewer than two significant digits, prove nothing.
  ///
  /// - Parameters:
  ///   - significantDigits: how many the student wrote.
  ///   - matching: whether the student's number, with its digits, is this one.
  public func explanations(
    of quantity: TraceQuantity, at moment: TraceMoment = TraceMoment(), significantDigits: Int,
    inputs: Inputs, matching: (Scalar) -> Bool
  ) -> [Mistake] {
    []
  }

  /// Returns the mistakes whose numbers cannot be told from an accepted one: the claim is too coarse.
  public func indistinguishable(
    of quantity: TraceQuantity, at moment: TraceMoment = TraceMoment(), inputs: Inputs,
    matching: (Scalar) -> Bool
  ) -> [Mistake] {
    []
  }

  /// Returns the quantities of the same kind that may be mistaken for this one: another unit, weight,
  /// layer or sample, the nearest first.
  public func confusable(
    with quantity: TraceQuantity, at moment: TraceMoment = TraceMoment()
  ) -> [TraceEvent] {
    []
  }
}
