import BackpropEngine
import Coursework
import ExactArithmetic

/// Worksheets with their keys, the variants they are about, and the catalogue of mistakes that the
/// variants are checked against.
enum HandoutBenchmark {
  static func rows() -> [Row] {
    VariantCensus.printAll()
    var rows: [Row] = []
    if var generator = try? VariantGenerator(shape: shape("2-2-2")),
      let variant = try? generator.variant(1)
    {
      rows.append(
        Row(
          name: "all mistakes of a 2-2-2 network",
          time: Measurement.median { _ in consume(variant.mistakes) }))
    }
    for name in ["2-2-2", "2-3-1", "3-3-2"] {
      guard var generator = try? VariantGenerator(shape: shape(name)) else { continue }
      rows.append(
        Row(
          name: "variant \(name)",
          time: Measurement.median { consume(try? generator.variant($0 % 1000 + 1)) }))
    }
    for (name, arithmetic) in [("double", ArithmeticChoice.double), ("certified", .certified)] {
      guard var handout = try? handout(arithmetic) else { continue }
      rows.append(
        Row(
          name: "worksheet and key 2-2-2, Markdown, \(name)",
          time: Measurement.median { consume(try? handout.page($0 % 1000 + 1)) }))
    }
    return rows
  }

  private static func shape(_ text: String) throws -> NetworkShape {
    try NetworkShape(parsing: text)
  }

  private static func handout(_ arithmetic: ArithmeticChoice) throws -> Handout {
    var handout = try Handout(VariantRecipe(source: .shape(try shape("2-2-2"))))
    handout.options.arithmetic = arithmetic
    return handout
  }
}
