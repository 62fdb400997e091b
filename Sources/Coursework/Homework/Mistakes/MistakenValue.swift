public import ExactArithmetic

/// A mistake with the number that it gives.
public struct MistakenValue<Scalar: Field>: Sendable {
  /// The mistake.
  public var kind: MistakeKind
  /// The number that it gives.
  public var value: Scalar
  /// A second mistake that the number takes too; nil: the one alone gives it.
  public var partner: MistakeKind?

  /// Creates a mistaken value.
  public init(_ kind: MistakeKind, with partner: MistakeKind? = nil, _ value: Scalar) {
    self.kind = kind
    self.partner = partner
    self.value = value
  }

  /// What is said of it.
  var mistake: Mistake {
    partner.map { Mistake(kind, with: $0) } ?? Mistake(kind)
  }
}

/// Mistaken values as they are found.
struct MistakeList<Scalar: Field> {
  private(set) var values: [MistakenValue<Scalar>] = []
  /// Where each value stands among all that were added.
  private(set) var places: [Int] = []
  private var count = 0
  /// Between which bounds values are kept; nil: all are.
  private var bounds: (lower: Scalar, upper: Scalar)?

  init(capacity: Int = 0) { values.reserveCapacity(capacity) }

  /// Adds a mistake, if its number could be computed.
  @inline(__always)
  mutating func add(_ kind: MistakeKind, with partner: MistakeKind? = nil, _ value: Scalar?) {
    guard let value else { return }
    count += 1
    if let bounds {
      if (value - bounds.lower).sign == .negative { return }
      if (bounds.upper - value).sign == .negative { return }
      places.append(count - 1)
    }
    values.append(MistakenValue(kind, with: partner, value))
  }

  /// Removes the mistakes, keeps the memory, and from now on takes what is between two bounds only,
  /// and what cannot be compared with them.
  mutating func removeAll(keepingFrom lower: Scalar, to upper: Scalar) {
    values.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    count = 0
    bounds = (lower, upper)
  }
}
