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

/// Mistaken values as they are found.
struct MistakeList<Scalar: Field> {
  private(set) var values: [MistakenValue<Scalar>] = []

  init(capacity: Int = 0) { values.reserveCapacity(capacity) }

  /// Adds a mistake, if its number could be computed.
  @inline(__always)
  mutating func add(_ kind: MistakeKind, _ value: Scalar?) {
    if let value { values.append(MistakenValue(kind, value)) }
  }

  /// Removes the mistakes, keeps the memory.
  mutating func removeAll() { values.removeAll(keepingCapacity: true) }
}
