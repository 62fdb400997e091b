import BackpropEngine
import Coursework
import ExactArithmetic
import Foundation

/// Counts what must not be among many variants: two that are alike, degenerate ones, ones in which a
/// known mistake gives the right digits, and keys that do not verify.
///
/// COUNT says how many of each kind are made. Every variant is looked at through the engine's trace,
/// not through what chose it.
enum VariantCensus {
  private static let count =
    ProcessInfo.processInfo.environment["COUNT"].flatMap(Int.init) ?? 1000
  /// Every so many variants, a key is verified.
  private static let keyStep = max(1, count / 500)
  /// Variants are made in pieces, each by a generator of its own, as they depend on no other.
  private static let pieceLength = 100

  /// What variants are made of.
  private struct Kind: Sendable {
    var name: String
    var shape: String
    var activation = Activation.sigmoid
    var output: Activation?
    var cost = Cost.halfSquaredError
    var numbers = NumberKind.decimals
    var seed: UInt64

    var recipe: VariantRecipe {
      get throws {
        var wishes = VariantWishes()
        wishes.numbers = numbers
        return VariantRecipe(
          source: .shape(
            try NetworkShape(
              parsing: shape, activation: activation, outputActivation: output, cost: cost)),
          seed: seed, wishes: wishes)
      }
    }
  }

  private static let kinds = [
    Kind(name: "2-2-2, sigmoid", shape: "2-2-2", seed: 1),
    Kind(
      name: "2-3-1, relu, whole numbers", shape: "2-3-1", activation: .relu, numbers: .integers,
      seed: 2),
    Kind(
      name: "2-3, softmax", shape: "2-3", activation: .softmax, cost: .crossEntropy, seed: 3),
  ]

  /// What was found in some variants.
  private struct Findings {
    var numbers: Set<[String]> = []
    var made = 0
    var degenerate: [Int] = []
    var inseparable: [Int] = []
    var keys = 0
    var wrongKeys: [Int] = []
    /// Asked numbers, and those where mistakes of different families look alike by chance.
    var asked = 0
    var ambiguous = 0

    mutating func add(_ other: Findings) {
      numbers.formUnion(other.numbers)
      made += other.made
      degenerate += other.degenerate
      inseparable += other.inseparable
      keys += other.keys
      wrongKeys += other.wrongKeys
      asked += other.asked
      ambiguous += other.ambiguous
    }
  }

  static func printAll() {
    for kind in kinds {
      let pieces = (count + pieceLength - 1) / pieceLength
      let parts = VerifyBenchmark.onAllCores(pieces) { piece in
        let first = piece * pieceLength + 1
        return (try? findings(kind, first...min(first + pieceLength - 1, count))) ?? Findings()
      }
      var all = Findings()
      for part in parts { all.add(part) }
      print("  \(count) variants of \(kind.name) (seed \(kind.seed)):")
      print("    \(count - all.made) not made, \(all.made - all.numbers.count) like another one")
      print("    \(all.degenerate.count) degenerate\(examples(all.degenerate))")
      print(
        "    \(all.inseparable.count) in which a mistake gives the right digits"
          + examples(all.inseparable))
      print(
        "    \(all.keys - all.wrongKeys.count) of \(all.keys) keys verify\(examples(all.wrongKeys))"
      )
      print(
        "    \(VerifyBenchmark.percent(all.ambiguous, all.asked)) of the numbers asked for have"
          + " mistakes of two families that look alike by chance")
    }
  }

  private static func examples(_ variants: [Int]) -> String {
    variants.isEmpty ? "" : ": variants \(variants.sorted().prefix(5))"
  }

  private static func findings(_ kind: Kind, _ variants: ClosedRange<Int>) throws -> Findings {
    var findings = Findings()
    let recipe = try kind.recipe
    var generator = try recipe.generator(template: nil)
    var handout = try Handout(recipe)
    for number in variants {
      guard let variant = try? generator.variant(number) else { continue }
      findings.made += 1
      findings.numbers.insert(variant.problem.texts)
      let trace = try Trace.compute(variant.problem, arithmetic: .double)
      if isDegenerate(variant, trace) { findings.degenerate.append(number) }
      if !variant.hidden.isEmpty { findings.inseparable.append(number) }
      for (_, values) in variant.mistakes {
        findings.asked += 1
        if hasAmbiguousMistakes(values) { findings.ambiguous += 1 }
      }
      guard number % keyStep == 0 else { continue }
      findings.keys += 1
      let key = try handout.page(number).key
      let verification = try? Verifier.verify(key, named: "key.md", VerificationRequest())
      if verification?.outcome != .right { findings.wrongKeys.append(number) }
    }
    return findings
  }

  /// Whether a unit is dead or saturated, or the cost or an error is nothing at 4 decimals.
  private static func isDegenerate(_ variant: VariantGenerator.Variant, _ trace: Trace) -> Bool {
    func value(_ quantity: TraceQuantity) -> Double {
      trace.value(of: quantity, at: variant.moment)?.approximate ?? 0
    }
    let network = variant.problem.network
    if abs(value(.cost)) < 0.0005 { return true }
    for layer in 1...network.depth {
      for unit in 1...network.width(layer) {
        if abs(value(.error(layer: layer, unit: unit))) < 0.0005 { return true }
        let z = value(.weightedInput(layer: layer, unit: unit))
        switch network.layers[layer - 1].activation {
        case .relu: if z <= 0 { return true }
        case .softmax:
          let a = value(.activation(layer: layer, unit: unit))
          if a < 0.02 || a > 0.98 { return true }
        default: if abs(z) > 3 || abs(z) < 0.0005 { return true }
        }
      }
    }
    return false
  }

  /// Whether two mistakes of different families are less than three units of the fourth decimal apart,
  /// by chance: some are always the same calculation.
  private static func hasAmbiguousMistakes(_ values: [MistakenValue<Double>]) -> Bool {
    let sorted = values.sorted { $0.value < $1.value }
    return zip(sorted, sorted.dropFirst()).contains { first, second in
      second.value - first.value < 0.0003 && second.value - first.value > 1e-9
        && first.kind.family != second.kind.family
    }
  }
}

extension Problem {
  /// The numbers of the problem as they are printed.
  fileprivate var texts: [String] {
    var numbers: [TypedNumber] = []
    for layer in network.layers { numbers += layer.weights.entries + layer.biases }
    for sample in samples { numbers += sample.input + (sample.target ?? []) }
    return numbers.map(\.text)
  }
}
