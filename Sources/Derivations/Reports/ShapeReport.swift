import ExactArithmetic
public import MathSyntax

/// Shows every vector and matrix of a network with its shape, and the rules in matrix form with the
/// shape of every factor.
public struct ShapeReport: Sendable {
  private let widths: [Int]
  private let hasBiases: [Bool]
  private let writer: NotationWriter
  private let shapes: ShapeWords

  /// Creates the report of a network.
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
    shapes = ShapeWords(notation)
  }

  private var depth: Int { widths.count - 1 }

  /// Returns a table of what the network holds, and one of its rules.
  public var blocks: [Block] {
    [
      .table(
        Table(
          columns: [.init(["what"]), .init([]), .init(["shape"], .trailing)], rows: quantities)),
      .table(
        Table(
          columns: [.init(["rule"]), .init(["shapes"])], rows: rules)),
    ]
  }

  private var quantities: [[[Inline]]] {
    var rows: [[[Inline]]] = []
    func add(_ expression: MathExpression, _ words: String, _ shape: String) {
      rows.append([[.formula(writer.formula(expression))], [.text(words)], [.text(shape)]])
    }
    add(.quantity(.input(nil)), "input", shapes.vector(widths[0]))
    for layer in 1...depth {
      let l = Index.number(layer)
      let vector = shapes.vector(widths[layer])
      let matrix = shapes.matrix(to: widths[layer], from: widths[layer - 1])
      add(.quantity(.weight(l, to: nil, from: nil)), "weights of layer \(layer)", matrix)
      if hasBiases[layer - 1] {
        add(.quantity(.bias(l, nil)), "biases of layer \(layer)", vector)
      }
      add(.quantity(.weightedInput(l, nil)), "weighted inputs of layer \(layer)", vector)
      add(.quantity(.activation(l, nil)), "activations of layer \(layer)", vector)
      add(.quantity(.error(l, nil)), "errors of layer \(layer)", vector)
      add(
        .partial(.quantity(.cost()), by: .quantity(.weight(l, to: nil, from: nil))),
        "gradient of layer \(layer)", matrix)
    }
    return rows
  }

  private var rules: [[[Inline]]] {
    var rows: [[[Inline]]] = []
    func add(_ subject: MathExpression, _ definition: MathExpression, _ shape: String) {
      rows.append([
        [
          .formula(
            writer.formula(subject) + [.symbol(.equals)] + writer.formula(definition))
        ], [.text(shape)],
      ])
    }
    for layer in 1...depth {
      let l = Index.number(layer)
      let weights = MathExpression.quantity(.weight(l, to: nil, from: nil))
      let weighted = MathExpression.product([weights, .quantity(.activation(l - 1, nil))])
      let vector = "(\(shapes.vector(widths[layer])))"
      add(
        .quantity(.weightedInput(l, nil)),
        hasBiases[layer - 1] ? weighted + .quantity(.bias(l, nil)) : weighted,
        shapes.weighted(to: widths[layer], from: widths[layer - 1])
          + (hasBiases[layer - 1] ? " + \(vector)" : "") + " = \(vector)")
    }
    for layer in (1...depth).reversed() {
      let l = Index.number(layer)
      let slope = MathExpression.apply(
        .activation(layer: l, order: 1), .quantity(.weightedInput(l, nil)))
      let vector = "(\(shapes.vector(widths[layer])))"
      if layer == depth {
        add(
          .quantity(.error(l, nil)),
          .hadamard([
            .gradient(of: .quantity(.cost()), by: .quantity(.activation(l, nil))), slope,
          ]), "\(vector) \(writer.notation.elementwiseProduct.rawValue) \(vector) = \(vector)")
      } else {
        let returned = MathExpression.product([
          .transposed(.quantity(.weight(l + 1, to: nil, from: nil))),
          .quantity(.error(l + 1, nil)),
        ])
        add(
          .quantity(.error(l, nil)), .hadamard([returned, slope]),
          shapes.returned(to: widths[layer + 1], from: widths[layer]) + " = \(vector)")
      }
      add(
        .partial(.quantity(.cost()), by: .quantity(.weight(l, to: nil, from: nil))),
        .product([.quantity(.error(l, nil)), .transposed(.quantity(.activation(l - 1, nil)))]),
        shapes.gradient(to: widths[layer], from: widths[layer - 1])
          + " = (\(shapes.matrix(to: widths[layer], from: widths[layer - 1])))")
    }
    return rows
  }
}
