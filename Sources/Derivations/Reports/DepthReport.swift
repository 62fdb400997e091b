public import BackpropEngine
import ExactArithmetic
public import MathSyntax

/// Follows the error through a chain of layers with one unit each, and shows what it is
/// multiplied by on its way.
public struct DepthReport: Sendable {
  private let traces: [(title: String, trace: Trace)]
  private let writer: NotationWriter

  /// Creates the report of networks that have one unit in every layer.
  public init(
    _ traces: [(title: String, trace: Trace)], notation: Notation, numbers: NumberStyle
  ) {
    self.traces = traces
    writer = NotationWriter(
      notation, numbers: numbers,
      context: traces.first?.trace.problem.notationContext ?? NotationContext())
  }

  /// Returns a table a network and a plot of |δ| over the layers for all of them.
  ///
  /// - Throws: `MeaningError` where a trace lacks a number.
  public func blocks() throws(MeaningError) -> [Block] {
    var blocks: [Block] = []
    var curves: [Plot.Curve] = []
    for (title, trace) in traces {
      blocks.append(.paragraph([.strong([.text(title)])]))
      blocks.append(.table(try table(of: trace)))
      curves.append(
        Plot.Curve(
          label: [.text(title)],
          points: (1...trace.problem.network.depth).compactMap { layer in
            guard let error = trace.value(of: .error(layer: layer, unit: 1)) else { return nil }
            let size = abs(error.approximate)
            return size > 0 ? Plot.Point(Double(layer), size) : nil
          }))
    }
    let error = writer.formula(.error(Letters.l, nil))
    blocks.append(
      .figure(
        Figure(
          caption: Prose("The size of the error \(error) in each layer").inlines,
          content: .plot(
            Plot(
              horizontalAxis: .init(label: ["layer"]),
              verticalAxis: .init(
                label: [.formula([Formula.Item(.fenced(.bar, error, .bar))])],
                isLogarithmic: true), curves: curves)))))
    return blocks
  }

  private func table(of trace: Trace) throws(MeaningError) -> Table {
    let network = trace.problem.network
    let l = Letters.l
    let slope = MathExpression.partial(
      .quantity(.activation(l, 1)), by: .quantity(.weightedInput(l, 1)))
    let next = Letters.w(l + 1, 1, 1)
    let headings: [MathExpression] = [
      .quantity(.weightedInput(l, 1)), .apply(.activation(layer: l, order: 1), Letters.z(l, 1)),
      next, .product([next, .apply(.activation(layer: l, order: 1), Letters.z(l, 1))]),
      Letters.error(l, 1),
    ]
    let meaning = Meaning(trace: trace, moment: TraceMoment())
    var rows: [[[Inline]]] = []
    for layer in (1...network.depth).reversed() {
      var row: [[Inline]] = [[.text(String(layer))]]
      func append(_ expression: MathExpression) throws(MeaningError) {
        let value = try meaning.value(of: expression.instantiated([.layer: layer]))
        row.append([.formula(writer.formula(value))])
      }
      try append(Letters.z(l, 1))
      try append(slope)
      if layer < network.depth {
        row.append([
          .formula(
            writer.formula(try meaning.literal(of: .weight(.number(layer + 1), to: 1, from: 1))))
        ])
        try append(.product([next, slope]))
      } else {
        row += [["–"], ["–"]]
      }
      try append(Letters.error(l, 1))
      rows.append(row)
    }
    return Table(
      columns: [.init(["layer"], .trailing)]
        + headings.map { .init([.formula(writer.formula($0))], .trailing) },
      rows: rows)
  }
}
