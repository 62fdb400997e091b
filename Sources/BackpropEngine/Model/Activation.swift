public import ExactArithmetic

/// An activation function f of a layer: a = f(z), unit by unit (softmax: over the whole layer).
public enum Activation: Hashable, Sendable {
  /// f(z) = z.
  case identity
  /// f(z) = 1 where z ≥ 0, else 0; derivative 0.
  case step
  /// f(z) = 1 where z ≥ 0, else −1; derivative 0.
  case sign
  /// f(z) = 1 / (1 + e^(−z)).
  case sigmoid
  /// f(z) = tanh z.
  case tanh
  /// f(z) = 1.7159 tanh(2z/3).
  case scaledTanh
  /// f(z) = max(0, z).
  case relu
  /// f(z) = z where z > 0, else slope · z.
  case leakyReLU(slope: TypedNumber)
  /// f(z) = min(max(0, z), 6).
  case relu6
  /// f(z) = z where z > 0, else alpha · (e^z − 1).
  case elu(alpha: TypedNumber)
  /// f(z) = ln(1 + e^z).
  case softplus
  /// f(z) = z².
  case square
  /// f(z)_j = e^(z_j) / Σ_k e^(z_k); last layer only.
  case softmax
}
