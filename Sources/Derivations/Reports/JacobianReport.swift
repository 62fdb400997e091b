public import BackpropEngine
import ExactArithmetic
public import MathSyntax

/// Shows the Jacobian of a softmax output, and the error by the long way through it.
public struct JacobianReport: Sendable {
  private let trace: Trace
  private let sample: Int
  private let writer: NotationWriter

  /// Creates the report of one sample.
  ///
  /// - Precondition: the last layer is a softmax, and the trace has a backward pass.
  public init(_ trace: Trace, sample: Int, notation: Notation, numbers: NumberStyle) {
    self.trace = trace
    self.sample = sample
    writer = NotationWriter(
      notation, numbers: numbers, context: trace.problem.notationContext)
  }

  /// Returns a table with a row for each output k: ∂C/∂a_k and ∂a_k/∂z_j, and below it the sums
  /// over k of their products.
  ///
  /// - Throws: `MeaningError` where the trace lacks a number.
  public func blocks() throws(MeaningError) -> [Block] {
    let moment = TraceMoment(sample: sample)
    let meaning = Meaning(trace: trace, moment: moment)
    let units = 1...trace.problem.network.width(trace.problem.network.depth)
    let k = Letters.k
    let last = Index.number(trace.problem.network.depth)
    func slope(_ unit: Index) -> MathExpression {
      .partial(.quantity(.activation(last, k)), by: .quantity(.weightedInput(last, unit)))
    }
    let costSlope = MathExpression.partial(
      .quantity(.cost(sample: .number(sample))), by: .quantity(.activation(last, k)))
    var columns: [Table.Column] = [
      .init([.formula(writer.formula(k))], .trailing),
      .init(
        [
          .formula(
            writer.formula(
              .partial(meaning.sampleCost, by: .quantity(.activation(last, k)))))
        ], .trailing),
    ]
    columns += units.map { .init([.formula(writer.formula(slope(.number($0))))], .trailing) }
    var rows: [[[Inline]]] = []
    for output in units {
      var row: [[Inline]] = [[.text(String(output))]]
      for expression in [costSlope] + units.map({ slope(.number($0)) }) {
        let value = try meaning.value(of: expression, bindings: [.otherUnit: output])
        row.append([.formula(writer.formula(value))])
      }
      rows.append(row)
    }
    guard let errors = trace.outputErrorsByJacobian(at: moment) else {
      return [.table(Table(columns: columns, rows: rows))]
    }
    let sums = zip(units, errors).map { unit, error in
      let subject = MathExpression.quantity(.error(last, .number(unit)))
      let sum = Letters.sum(
        k, over: last,
        .product([
          .partial(meaning.sampleCost, by: .quantity(.activation(last, k))),
          slope(.number(unit)),
        ]))
      let isExact = writer.numbers.appearance(of: .computed(error)).isExact
      return Equation(
        Derivation(
          subject: writer.formula(subject),
          lines: [
            .init(.equals, writer.formula(sum)),
            .init(isExact ? .equals : .approximately, writer.formula(error), isResult: true),
          ]))
    }
    return [.table(Table(columns: columns, rows: rows)), .equations(sums)]
  }
}
