public import BackpropEngine
import Foundation

/// Somebody who works out one backward pass and one update with a calculator, line by line.
///
/// The calculation is a second route: the formulas are written out here in double precision, with the
/// C library's functions.
public struct Student: Sendable {
  /// What is calculated; the first sample only.
  public var problem: Problem
  /// The decimals of every number that is written.
  public var decimals: Int
  /// Whether the next line goes on with the number as it was written.
  public var roundsEveryStep: Bool
  /// Whether a slope is taken from z, not from a.
  public var takesSlopesFromZ = false
  /// Whether lines show the numbers that were put into the formula.
  public var showsSubstitution = false

  /// Creates a student.
  public init(_ problem: Problem, decimals: Int, roundsEveryStep: Bool) {
    self.problem = problem
    self.decimals = decimals
    self.roundsEveryStep = roundsEveryStep
  }

  /// A line of the homework.
  public struct Line: Sendable {
    /// What it is about.
    public var quantity: TraceQuantity
    /// The number before it was rounded.
    public var value: Double
    /// The number as it was written.
    public var written: String
    /// The numbers that were put into the formula, as they were written; nil: none are shown.
    public var substitution: String?

    /// The line in LaTeX, in Nielsen's notation.
    public var latex: String {
      ([Student.symbol(of: quantity), substitution].compactMap(\.self) + [written])
        .joined(separator: " = ")
    }
  }

  /// Returns another number for a quantity than the right one, or nil; the student's own numbers can be
  /// looked up.
  public typealias Slip = (TraceQuantity, (TraceQuantity) -> Double?) -> Double?

  /// Returns the lines of the homework, from the first weighted input to the new weights.
  public func lines(slip: @escaping Slip = { _, _ in nil }) -> [Line] {
    var sheet = StudentSheet(student: self, slip: slip)
    sheet.calculate()
    return sheet.lines
  }

  /// Returns lines as a submission in Markdown, a paragraph each.
  public static func markdown(_ lines: some Sequence<Line>) -> String {
    lines.map { "$" + $0.latex + "$\n" }.joined(separator: "\n")
  }

  /// Returns a number with so many decimals, a five rounded up.
  public static func text(_ value: Double, decimals: Int) -> String {
    // The logarithm of a wrong output, say.
    guard abs(value) < 1e9 else { return "?" }
    let scale = pow(10, Double(decimals))
    let units = Int((abs(value) * scale).rounded())
    let digits = String(units)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return (value < 0 && units > 0 ? "-" : "") + padded.dropLast(decimals) + "."
      + padded.suffix(decimals)
  }

  /// Returns the left side of a line.
  static func symbol(of quantity: TraceQuantity) -> String {
    switch quantity {
    case .weightedInput(let layer, let unit): "z^{\(layer)}_{\(unit)}"
    case .activation(let layer, let unit): "a^{\(layer)}_{\(unit)}"
    case .cost, .batchCost: "C"
    case .error(let layer, let unit): "\\delta^{\(layer)}_{\(unit)}"
    case .weightGradient(let layer, let unit, let from),
      .batchWeightGradient(let layer, let unit, let from):
      "\\frac{\\partial C}{\\partial w^{\(layer)}_{\(unit)\(from)}}"
    case .biasGradient(let layer, let unit), .batchBiasGradient(let layer, let unit):
      "\\frac{\\partial C}{\\partial b^{\(layer)}_{\(unit)}}"
    case .updatedWeight(let layer, let unit, let from): "w'^{\(layer)}_{\(unit)\(from)}"
    case .updatedBias(let layer, let unit): "b'^{\(layer)}_{\(unit)}"
    default: "?"
    }
  }
}
