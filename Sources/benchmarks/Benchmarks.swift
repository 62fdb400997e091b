import Foundation

/// Measures the program beside its peers in one run, and prints a table a topic.
///
///     swift run -c release benchmarks [TOPIC…]
///
/// The topics `handouts` and `verify` count faults too; COUNT in the environment says among how many
/// variants and submissions.
///
/// Peers are Python with its integers and fractions, gmpy2, python-flint, mpmath, numpy and sympy,
/// as far as they are installed. All figures are medians; only ratios carry over to other machines.
@main
enum Benchmarks {
  private static let topics: [(name: String, rows: @Sendable () -> [Row])] = [
    ("integers", IntegerBenchmark.rows),
    ("training", TrainingBenchmark.rows),
    ("certified", CertifiedBenchmark.rows),
    ("render", RenderBenchmark.rows),
    ("reading", ReadingBenchmark.rows),
    ("identities", IdentityBenchmark.rows),
    ("handouts", HandoutBenchmark.rows),
    ("start", StartBenchmark.rows),
    ("verify", VerifyBenchmark.rows),
  ]

  static func main() {
    let wanted = Set(CommandLine.arguments.dropFirst())
    let unknown = wanted.subtracting(topics.map(\.name))
    if !unknown.isEmpty {
      print("unknown: \(unknown.sorted().joined(separator: ", "))")
      print("topics: \(topics.map(\.name).joined(separator: ", "))")
      exit(2)
    }
    #if DEBUG
      print("This is a debug build; figures mean something with: swift run -c release benchmarks")
    #endif
    let missing = Peers.missingModules()
    print("Peers that are missing: \((missing + Peers.neverHere).joined(separator: ", "))")
    for topic in topics where wanted.isEmpty || wanted.contains(topic.name) {
      print("\n\(topic.name)")
      Table.print(topic.rows())
      // What is done stands in a file too, whatever becomes of the rest.
      fflush(nil)
    }
  }
}
