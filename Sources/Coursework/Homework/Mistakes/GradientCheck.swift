public import ExactArithmetic

/// The costs that a numerical derivative is made of.
public struct DifferenceCosts<Scalar: ElementaryFunctions>: Sendable {
  /// C(w + ε).
  public var after: Scalar
  /// C(w).
  public var middle: Scalar
  /// C(w − ε).
  public var before: Scalar
  /// ε.
  public var step: Scalar

  /// Creates the costs of a numerical derivative.
  public init(after: Scalar, middle: Scalar, before: Scalar, step: Scalar) {
    self.after = after
    self.middle = middle
    self.before = before
    self.step = step
  }

  /// The numbers that mistakes in (C(w + ε) − C(w − ε)) / 2ε give.
  ///
  /// The one-sided difference is a derivative too, only less exact: it is named, not blamed.
  public var mistakes: [MistakenValue<Scalar>] {
    var list = MistakeList<Scalar>()
    list.add(.differenceNotHalved, try? (after - before).divided(by: step))
    list.add(.forwardDifference, try? (after - middle).divided(by: step))
    // From w + ε, a step back leads to w.
    list.add(.differenceNotReset, try? (after - middle).divided(by: step + step))
    return list.values
  }
}
