public import MathSyntax

/// Shows the choices of a notation: each symbol with an example, and the main formulas.
public struct NotationPage {
  private let notation: Notation
  private let writer: NotationWriter

  /// Creates the page of a notation.
  public init(_ notation: Notation) {
    self.notation = notation
    var context = NotationContext()
    if notation.numbering == .straightThrough { context.widths = [2, 2, 2] }
    writer = NotationWriter(notation, context: context)
  }

  private let l = Index.variable(.layer)
  private let j = Index.variable(.unit)
  private let k = Index.variable(.otherUnit)

  /// Returns the page.
  public func document() -> Document {
    Document(
      title: [.text(notation.title)],
      summary: [
        .text(
          "All in layer \(notation.indexLetters.layer); the last layer is \(notation.indexLetters.lastLayer)."
        )
      ],
      blocks: [
        .table(Table(columns: [.init(["symbol"]), .init(["meaning"])], rows: symbols)),
        .table(
          Table(
            columns: [.init(["choice"]), .init(["here"]), .init(["example"])], rows: choices)),
        .heading(level: 1, ["The main formulas"]),
        .equations(formulas),
      ]
        + (notation.conventions.isEmpty
          ? []
          : [
            .list(ordered: false, items: notation.conventions.map { [.paragraph([.text($0)])] })
          ]))
  }

  private var symbols: [[[Inline]]] {
    let letters = notation.indexLetters
    var rows: [(Formula, String)] = [
      (writer.formula(.input(k)), "input \(letters.feedingUnit)"),
      (writer.formula(.target(j)), "target of output \(letters.unit)"),
      (
        writer.formula(.weight(l, to: j, from: k)),
        "weight to unit \(letters.unit) from unit \(letters.feedingUnit)"
      ),
      (writer.formula(.bias(l, j)), "bias of unit \(letters.unit)"),
      (writer.formula(.weightedInput(l, j)), "weighted input of unit \(letters.unit)"),
      (writer.formula(.activation(l, j)), "activation of unit \(letters.unit)"),
      (writer.formula(.activation(.last, j)), "output \(letters.unit)"),
      (writer.formula(.error(l, j)), "error of unit \(letters.unit)"),
      (writer.formula(.cost()), "cost"),
      (writer.formula(.cost(sample: .variable(.sample))), "cost of sample \(letters.sample)"),
      (writer.formula(Quantity(.learningRate)), "learning rate"),
      (writer.formula(Quantity(.width, layer: l)), "number of units of a layer"),
      (writer.formula(Quantity(.batchSize)), "number of samples"),
      (writer.formula(.weight(l, to: nil, from: nil)), "all weights of a layer, as a matrix"),
      (writer.formula(.activation(l, nil)), "all activations of a layer, as a vector"),
      (
        writer.formula(.apply(.activation(layer: l, order: 0), .quantity(.weightedInput(l, j)))),
        "activation function of a layer"
      ),
      (
        writer.formula(.apply(.activation(layer: l, order: 1), .quantity(.weightedInput(l, j)))),
        "its derivative"
      ),
    ]
    if notation.numbering == .straightThrough {
      rows.insert(
        (
          writer.formula(.weight(2, to: 1, from: 2)),
          "weight to unit 1 of layer 2 from unit 2, in a 2–2–2 network"
        ),
        at: 3)
    }
    return rows.map { [[.formula($0.0)], [.text($0.1)]] }
  }

  private var choices: [[[Inline]]] {
    func row(_ choice: String, _ here: String, _ example: Formula) -> [[Inline]] {
      [[.text(choice)], [.text(here)], [.formula(example)]]
    }
    let (updated, relation) = writer.leftSide(
      .quantity(Quantity.weight(l, to: j, from: k).updated))
    let weights = MathExpression.quantity(.weight(l, to: nil, from: nil))
    return [
      row("layer", notation.layerPlacement.rawValue, writer.formula(.activation(l, j))),
      row(
        "indices of a weight", notation.weightIndexOrder.rawValue,
        writer.formula(.weight(l, to: j, from: k))),
      row(
        "rows × columns of a weight matrix", notation.matrixOrientation.rawValue,
        writer.formula(.product([weights, .quantity(.activation(l - 1, nil))]))),
      row("vectors", notation.vectorOrientation.rawValue, writer.formula(.activation(l, nil))),
      row("bias", notation.biasStyle.rawValue, writer.formula(.bias(l, j))),
      row("error", notation.errorStyle.rawValue, writer.formula(.error(l, j))),
      row("new value", notation.updateStyle.rawValue, updated + [.symbol(relation)]),
      row(
        "truth values", notation.logicValues.rawValue,
        writer.formula(.apply(.logic(.and), .vector([.quantity(.input(1)), .quantity(.input(2))])))),
      row(
        "counting", notation.numbering.rawValue, writer.formula(.weight(2, to: 1, from: 2))),
    ]
  }

  private var formulas: [Equation] {
    let next = l + 1
    let slope = MathExpression.apply(
      .activation(layer: l, order: 1), .quantity(.weightedInput(l, j)))
    func sum(_ layer: Index, _ body: MathExpression) -> MathExpression {
      .summation(.init(.otherUnit, over: .units(layer: layer), body))
    }
    let weightedInput = sum(
      l - 1, .quantity(.weight(l, to: j, from: k)) * .quantity(.activation(l - 1, k)))
    var equations: [Equation] = [
      equation(.quantity(.weightedInput(l, j)), weightedInput + .quantity(.bias(l, j))),
      equation(
        .quantity(.error(l, j)),
        .product([
          slope,
          sum(next, .quantity(.weight(next, to: k, from: j)) * .quantity(.error(next, k))),
        ])),
      equation(
        .partial(.quantity(.cost()), by: .quantity(.weight(l, to: j, from: k))),
        .quantity(.error(l, j)) * .quantity(.activation(l - 1, k))),
      equation(
        .quantity(Quantity.weight(l, to: j, from: k).updated),
        .quantity(.weight(l, to: j, from: k))
          - .quantity(Quantity(.learningRate))
          * .partial(.quantity(.cost()), by: .quantity(.weight(l, to: j, from: k)))),
    ]
    if !notation.lacks.contains(.vectors) {
      let weights = MathExpression.quantity(.weight(l, to: nil, from: nil))
      equations += [
        equation(
          .quantity(.weightedInput(l, nil)),
          .product([weights, .quantity(.activation(l - 1, nil))]) + .quantity(.bias(l, nil))),
        equation(
          .quantity(.error(l, nil)),
          .hadamard([
            .product([
              .transposed(.quantity(.weight(next, to: nil, from: nil))),
              .quantity(.error(next, nil)),
            ]),
            .apply(.activation(layer: l, order: 1), .quantity(.weightedInput(l, nil))),
          ])),
        equation(
          .partial(.quantity(.cost()), by: weights),
          .product([
            .quantity(.error(l, nil)), .transposed(.quantity(.activation(l - 1, nil))),
          ])),
      ]
    }
    return equations
  }

  private func equation(_ subject: MathExpression, _ definition: MathExpression) -> Equation {
    let (left, relation) = writer.leftSide(subject)
    return Equation(
      Derivation(subject: left, lines: [.init(relation, writer.formula(definition))]))
  }
}
