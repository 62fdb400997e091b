import BackpropEngine
import ExactArithmetic
import Testing

extension Value {
  /// The number nearest to the value.
  var double: Double {
    switch self {
    case .double(let number): number
    case .rational(let number): Double(number, precision: 0)
    }
  }
}

extension Trace {
  /// Returns a quantity, which must exist, as a Double.
  func double(_ quantity: TraceQuantity, at moment: TraceMoment = TraceMoment()) throws -> Double {
    try #require(value(of: quantity, at: moment), "\(quantity)").double
  }
}
