public import ExactArithmetic

/// A number of a network that could not be computed: which one, when, and why.
public struct EngineError: Error, Hashable, Sendable {
  /// Why.
  public var fault: ArithmeticFault
  /// The number that was being computed.
  public var quantity: TraceQuantity
  /// The update and the sample.
  public var moment: TraceMoment

  /// Creates an error from its parts.
  public init(_ fault: ArithmeticFault, in quantity: TraceQuantity, at moment: TraceMoment) {
    self.fault = fault
    self.quantity = quantity
    self.moment = moment
  }
}
