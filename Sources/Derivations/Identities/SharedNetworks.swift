import ExactArithmetic
import MathSyntax

/// Networks on which many similar claims are tried: what they have in common is built and computed
/// once.
struct SharedNetworks {
  /// What the random numbers come from.
  let seed: UInt64
  private var networks: [NetworkModel.Plan: Network] = [:]

  /// How many random points are tried.
  private static let points = 2
  /// How many gates a claim may add, and with how many a network is begun anew.
  private static let gateLimit = 20_000

  private struct Network {
    var builder: TensorBuilder
    var screening: PrimeScreening
  }

  init(seed: UInt64) { self.seed = seed }

  /// Whether a claim agrees at the random points, and how much work that was: parts that were valued
  /// and gates that were built.
  mutating func agree(
    _ claim: IdentityClaim, on plan: NetworkModel.Plan
  ) -> (isRight: Bool, work: Int) {
    var network =
      networks.removeValue(forKey: plan)
      ?? Network(
        builder: TensorBuilder(NetworkModel(plan)),
        screening: PrimeScreening(lanes: Self.points, seed: seed))
    let known = network.builder.model.circuit.gates.count
    network.builder.restart(names: claim.names)
    let isRight = Self.agree(claim, on: &network)
    let gates = network.builder.model.circuit.gates.count
    let work = gates - known + network.builder.steps
    if gates <= Self.gateLimit { networks[plan] = network }
    return (isRight, work)
  }

  private static func agree(_ claim: IdentityClaim, on network: inout Network) -> Bool {
    let known = network.builder.model.circuit.gates.count
    var defined: UInt32 = .max
    var cases = 0
    for bindings in claim.scope.bindings(on: network.builder.model.plan, claim.conditions) {
      // Where one sample is named, what names none belongs to it.
      network.builder.model.sample = claim.scope.samples.first.flatMap { bindings[$0] } ?? 1
      do throws(MeaningError) {
        let (_, sides) = try network.builder.sides(claim.left, claim.right, bindings)
        cases += 1
        let open = sides.filter { $0.left != $0.right }
        guard !open.isEmpty else { continue }
        let circuit = network.builder.model.circuit
        guard circuit.gates.count - known <= gateLimit else { return false }
        let wires = circuit.ancestors(of: open.flatMap { [$0.left, $0.right] })
        network.screening.compute(wires, of: circuit)
        let points = network.screening.definedPoints(of: wires)
        defined &= points
        let differs = open.contains {
          network.screening.differ($0.left, $0.right, at: points)
        }
        if differs { return false }
      } catch {
        switch error {
        // What does not exist for these numbers is not claimed for them.
        case .noSuchQuantity, .arithmetic(.divisionByZero): continue
        default: return false
        }
      }
    }
    return cases > 0 && defined != 0
  }
}
