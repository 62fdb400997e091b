public import ExactArithmetic

/// A mistake with the number that it gives.
public struct MistakenValue<Scalar: Field>: Sendable {
  /// The mistake.
  public var kind: MistakeKind
  /// The number that it gives.
  public var value: Scalar

  /// Creates a mistaken value.
  public init(_ kind: MistakeKind, _ value: Scalar) {
    self.kind = kind
    self.value = value
  }
}
