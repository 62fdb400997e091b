public import BackpropEngine
import ExactArithmetic
public import MathSyntax

/// Checks a network on all its samples: input, hidden activations, output, target.
public struct TruthTable: Sendable {
  private let trace: Trace
  private let writer: NotationWriter

  /// Creates the table of a trace.
  public init(_ trace: Trace, notation: Notation, numbers: NumberStyle) {
    self.trace = trace
    writer = NotationWriter(
      notation, numbers: numbers, context: trace.problem.notationContext)
  }

  /// Returns one row a sample, and a sentence that counts the rows that are right.
  ///
  /// - Throws: `MeaningError` where the trace lacks a number.
  public func blocks() throws(MeaningError) -> [Block] {
    let network = trace.problem.network
    var quantities: [Quantity] = (1...network.width(0)).map { .input(.number($0)) }
    for layer in 1...network.depth {
      for unit in 1...network.width(layer) {
        if layer == network.depth {
          quantities.append(.weightedInput(.number(layer), .number(unit)))
        }
        quantities.append(.activation(.number(layer), .number(unit)))
      }
    }
    let outputs = 1...network.width(network.depth)
    let hasTargets = trace.problem.samples.allSatisfy { $0.target != nil }
    if hasTargets { quantities += outputs.map { .target(.number($0)) } }

    var columns = quantities.map {
      Table.Column([.formula(writer.formula($0))], .trailing)
    }
    if hasTargets { columns.append(.init(["right?"])) }
    var rows: [[[Inline]]] = []
    var right = 0
    for sample in 1...trace.problem.samples.count {
      let meaning = Meaning(trace: trace, moment: TraceMoment(sample: sample))
      var row: [[Inline]] = []
      for quantity in quantities {
        row.append([.formula(writer.formula(try meaning.literal(of: quantity)))])
      }
      if hasTargets {
        var isRight = true
        for unit in outputs {
          let index = Index.number(unit)
          let output = try meaning.value(of: .quantity(.activation(.last, index)))
          let target = try meaning.value(of: .quantity(.target(index)))
          if (output - target).sign != .zero { isRight = false }
        }
        right += isRight ? 1 : 0
        row.append([isRight ? "yes" : "no"])
      }
      rows.append(row)
    }
    var blocks: [Block] = [.table(Table(columns: columns, rows: rows))]
    if hasTargets {
      blocks.append(.text("\(right) of \(rows.count) rows are right."))
    }
    return blocks
  }
}
