import BackpropEngine
import ExactArithmetic
import Testing

extension Value {
  /// The number nearest to the value.
  var double: Double { approximate }
}

extension Trace {
  /// Returns a quantity, which must exist, as a Double.
  func double(_ quantity: TraceQuantity, at moment: TraceMoment = TraceMoment()) throws -> Double {
    try #require(value(of: quantity, at: moment), "\(quantity)").double
  }
}
