import BackpropEngine
import MathSyntax

/// The cost and its derivatives in a part of a text that is about one sample: below "Sample 2", C = 4.5 is
/// what that sample costs, not what the batch does.
enum SampleCosts {
  /// Returns the readings of a chain, that of the sample first; only the chain where nothing is open.
  static func readings(_ chain: Chain, _ moment: TraceMoment, in problem: Problem) -> [Chain] {
    guard problem.samples.count > 1 else { return [chain] }
    func ofSample(_ expression: MathExpression) -> MathExpression? {
      guard case .quantity(var quantity) = expression, quantity.kind == .cost,
        quantity.sample == nil, !quantity.isUpdated
      else { return nil }
      quantity.sample = .number(moment.sample)
      return .quantity(quantity)
    }
    guard var reading = chain.replacing(ofSample) else { return [chain] }
    reading.sample = moment.sample
    return [chain, reading]
  }
}
