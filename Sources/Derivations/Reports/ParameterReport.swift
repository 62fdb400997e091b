import ExactArithmetic
public import MathSyntax

/// Counts the weights and biases of a network, layer by layer.
public struct ParameterReport: Sendable {
  private let widths: [Int]
  private let hasBiases: [Bool]
  private let writer: NotationWriter

  /// Creates the count of a network.
  ///
  /// - Parameters:
  ///   - widths: the units of each layer, from the input on.
  ///   - hasBiases: whether each layer has biases, from layer 1 on.
  /// - Precondition: there is one entry of `hasBiases` for each layer but the input.
  public init(widths: [Int], hasBiases: [Bool], notation: Notation) {
    precondition(hasBiases.count == widths.count - 1, "each layer has biases, or has none")
    self.widths = widths
    self.hasBiases = hasBiases
    writer = NotationWriter(notation, context: NotationContext(widths: widths))
  }

  /// Returns a table with a row a layer, and the sum below.
  public var blocks: [Block] {
    let withBiases = hasBiases.contains(true)
    let l = Letters.l
    let width = MathExpression.quantity(Quantity(.width, layer: l))
    let before = MathExpression.quantity(Quantity(.width, layer: l - 1))
    var columns: [Table.Column] = [
      .init(["layer"], .trailing), .init(["units"], .trailing),
      .init([.text("weights "), .formula(writer.formula(.product([width, before])))], .trailing),
    ]
    if withBiases {
      columns.append(.init([.text("biases "), .formula(writer.formula(width))], .trailing))
    }
    columns.append(.init(["together"], .trailing))
    var rows: [[[Inline]]] = []
    var total = 0
    for layer in 1..<widths.count {
      let weights = widths[layer] * widths[layer - 1]
      let biases = hasBiases[layer - 1] ? widths[layer] : 0
      total += weights + biases
      var row: [[Inline]] = [
        [.text(String(layer))], [.text(String(widths[layer]))],
        [.text("\(widths[layer]) · \(widths[layer - 1]) = \(weights)")],
      ]
      if withBiases { row.append([.text(String(biases))]) }
      row.append([.text(String(weights + biases))])
      rows.append(row)
    }
    let shape = widths.map(String.init).joined(separator: "–")
    let all = withBiases ? "weights and biases" : "weights"
    return [
      .table(Table(columns: columns, rows: rows)),
      .text("Together the \(shape) network has \(strong: String(total)) \(all)."),
    ]
  }
}
