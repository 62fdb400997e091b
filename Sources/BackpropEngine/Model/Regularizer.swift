public import ExactArithmetic

/// A term added to the cost of a batch that depends on the weights alone; biases are left out.
public enum Regularizer: Hashable, Sendable {
  /// λ Σ |w|, with d|w|/dw = 0 at w = 0.
  case l1(TypedNumber)
  /// λ Σ w².
  case l2(TypedNumber)
  /// λ Σ w² / (1 + w²), with derivative 2w / (1 + w²)².
  case weightElimination(TypedNumber)
}
