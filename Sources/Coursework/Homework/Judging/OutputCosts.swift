import BackpropEngine
import Derivations
import MathSyntax

/// The part of the cost that one output unit has: C_1 = ½ (a_1 − y_1)², as in C = C_1 + C_2.
///
/// The same letter with an index is the cost of a sample, which is tried first.
enum OutputCosts {
  /// Returns the readings of a chain, the one as it stands first; only that one where nothing is open.
  static func readings(_ chain: Chain, in problem: Problem) -> [Chain] {
    let network = problem.network
    let outputs = network.width(network.depth)
    guard outputs > 1, let cost = problem.cost else { return [chain] }
    func part(_ expression: MathExpression) -> MathExpression? {
      guard case .quantity(let quantity) = expression, quantity.kind == .cost, !quantity.isUpdated,
        let unit = quantity.sample?.number, (1...outputs).contains(unit)
      else { return nil }
      return cost.formulaOfOutput.instantiated([.unit: unit], depth: network.depth)
    }
    guard let reading = chain.replacing(part) else { return [chain] }
    // Of one sample, nobody counts the samples.
    return problem.samples.count == 1 ? [reading, chain] : [chain, reading]
  }
}
