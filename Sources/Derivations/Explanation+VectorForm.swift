import BackpropEngine
import MathSyntax

extension Explanation {
  /// Returns the rule of a group for the whole layer at once, with the shape of every factor.
  func vectorForm(for group: StepPlan.Group) -> [Block] {
    guard options.detail == .full, !options.notation.lacks.contains(.vectors),
      let layer = group.layer, let quantity = group.quantities.first
    else { return [] }
    let network = problem.network
    let rows = network.width(layer)
    let columns = network.width(layer - 1)
    let l = Index.number(layer)
    switch quantity {
    case .weightedInput where rows > 1 || columns > 1:
      let product = MathExpression.product([
        .quantity(.weight(l, to: nil, from: nil)), .quantity(.activation(l - 1, nil)),
      ])
      let hasBiases = problem.showsBiases(layer: layer)
      return [
        line(
          .quantity(.weightedInput(l, nil)),
          hasBiases ? product + .quantity(.bias(l, nil)) : product,
          shape: shapes.weighted(to: rows, from: columns)
            + (hasBiases ? " + (\(shapes.vector(rows)))" : "") + " = (\(shapes.vector(rows)))")
      ]
    case .error where layer < network.depth && (rows > 1 || network.width(layer + 1) > 1):
      let next = network.width(layer + 1)
      return [
        line(
          .quantity(.error(l, nil)),
          .hadamard([
            .product([
              .transposed(.quantity(.weight(l + 1, to: nil, from: nil))),
              .quantity(.error(l + 1, nil)),
            ]),
            .apply(.activation(layer: l, order: 1), .quantity(.weightedInput(l, nil))),
          ]),
          shape: shapes.returned(to: next, from: rows) + " = (\(shapes.vector(rows))): "
            + shapes.directions
        )
      ]
    case .error
    where layer == network.depth && rows > 1 && problem.outputErrorRule == .difference
      || layer == network.depth && problem.outputErrorRule == .weightedDifference
        && builder.meaning(at: .init(sample: options.sample)).targetsSumToOne:
      return [
        line(
          .quantity(.error(l, nil)), outputDifference(l),
          shape: "(\(rows)×1) − (\(rows)×1) = (\(rows)×1)")
      ]
    case .error
    where layer == network.depth && rows > 1 && problem.outputErrorRule == .product
      && (problem.cost == .halfSquaredError):
      return [
        line(
          .quantity(.error(l, nil)),
          .hadamard([
            outputDifference(l),
            .apply(.activation(layer: l, order: 1), .quantity(.weightedInput(l, nil))),
          ]), shape: "((\(rows)×1) − (\(rows)×1)) ⊙ (\(rows)×1) = (\(rows)×1)")
      ]
    case .weightGradient where rows > 1 || columns > 1:
      return [
        line(
          .partial(
            builder.meaning(at: .init(sample: options.sample)).sampleCost,
            by: .quantity(.weight(l, to: nil, from: nil))),
          .product([
            .quantity(.error(l, nil)), .transposed(.quantity(.activation(l - 1, nil))),
          ]),
          shape: shapes.gradient(to: rows, from: columns)
            + " = (\(shapes.matrix(to: rows, from: columns))), the shape of the weights")
      ]
    default: return []
    }
  }

  private var shapes: ShapeWords { ShapeWords(options.notation) }

  private func outputDifference(_ layer: Index) -> MathExpression {
    .quantity(.activation(layer, nil)) - .quantity(.target(nil))
  }

  private func equalShapes(_ rows: Int, _ count: Int) -> String {
    Array(repeating: "(\(shapes.vector(rows)))", count: count).joined(separator: ", ")
  }

  private func line(
    _ subject: MathExpression, _ definition: MathExpression, shape: String
  ) -> Block {
    let formula =
      writer.formula(subject) + [.symbol(.equals)] + writer.formula(definition)
    return .text("All units at once: \(formula), with shapes \(shape).")
  }
}
