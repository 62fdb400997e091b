import BackpropEngine
import Coursework
import ExactArithmetic
import MathSyntax
import Typesetting

/// Variants of small networks, and the catalogue of mistakes that they are checked against.
enum HandoutBenchmark {
  static func rows() -> [Row] {
    var rows: [Row] = []
    for (name, shape) in shapes {
      guard var generator = try? generator(shape) else { continue }
      rows.append(
        Row(
          name: "variant \(name)",
          time: Measurement.median { consume(try? generator.variant($0 + 1)) }))
    }
    if var generator = try? generator("2-2-2"), let variant = try? generator.variant(1) {
      rows.append(
        Row(
          name: "all mistakes of a 2-2-2 network",
          time: Measurement.median { _ in consume(variant.mistakes) }))
    }
    return rows
  }

  private static let shapes = [("2-2-2", "2-2-2"), ("2-3-1", "2-3-1"), ("3-3-2", "3-3-2")]

  private static func generator(_ shape: String) throws -> VariantGenerator {
    try VariantGenerator(shape: try NetworkShape(parsing: shape), seed: 1)
  }
}
