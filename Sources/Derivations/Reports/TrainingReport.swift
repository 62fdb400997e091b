public import BackpropEngine
public import ExactArithmetic
public import MathSyntax

/// Trains a network in double precision, and shows how the cost falls.
public struct TrainingReport: Sendable {
  private let problem: Problem
  private let training: Training<Double>
  private let writer: NotationWriter

  /// Trains a network.
  ///
  /// - Parameters:
  ///   - epochs: the most epochs.
  ///   - tolerance: every output is to come this close to its target; then training ends.
  /// - Throws: `EngineError` where a number cannot be computed.
  public init(
    _ problem: Problem, epochs: Int, tolerance: Rational, notation: Notation, numbers: NumberStyle
  ) throws(EngineError) {
    self.problem = problem
    training = try Training.compute(problem, epochs: epochs, goal: .outputsWithin(tolerance))
    writer = NotationWriter(
      notation, numbers: numbers, context: problem.notationContext)
  }

  /// Returns a table of epochs, a plot of the cost, and the outputs at the end.
  public var blocks: [Block] {
    let count = training.costs.count
    let cost = writer.formula(.cost())
    let rows = shownEpochs(upTo: count).map { epoch -> [[Inline]] in
      [[.text(String(epoch))], [.formula(writer.formula(.double(training.costs[epoch - 1])))]]
    }
    let curve = Plot.Curve(
      label: [.formula(cost)],
      points: training.costs.enumerated().map { Plot.Point(Double($0 + 1), $1) })
    let end: Prose =
      training.hasReachedGoal
      ? "After \(count) epochs every output is close to its target:"
      : "After \(count) epochs the outputs are not yet close to their targets:"
    return [
      .text(
        "Numbers are computed in double precision here (about 16 digits); an epoch is one turn through all \(problem.samples.count) samples."
      ),
      .table(
        Table(
          columns: [
            .init(["epoch"], .trailing), .init([.text("cost "), .formula(cost)], .trailing),
          ], rows: rows)),
      .figure(
        Figure(
          caption: ["The cost over the epochs of the training"],
          content: .plot(
            Plot(
              horizontalAxis: .init(label: ["epoch"]),
              verticalAxis: .init(label: [.text("cost "), .formula(cost)]), curves: [curve])))),
      .text(end), outputTable,
    ]
  }

  /// 1, 2, 5, 10, 20, 50, … and the last.
  private func shownEpochs(upTo count: Int) -> [Int] {
    var shown: [Int] = []
    var decade = 1
    while decade <= count {
      shown += [decade, 2 * decade, 5 * decade].filter { $0 < count }
      decade *= 10
    }
    return count > 0 ? shown + [count] : []
  }

  private var outputTable: Block {
    let network = problem.network
    let inputs = 1...network.width(0)
    let outputs = 1...network.width(network.depth)
    let quantities =
      inputs.map { Quantity.input(.number($0)) }
      + outputs.map { .activation(.number(network.depth), .number($0)) }
      + outputs.map { .target(.number($0)) }
    let rows = zip(problem.samples, training.outputs).map { sample, values -> [[Inline]] in
      let literals =
        sample.input.map(NumberLiteral.typed) + values.map { .computed(.double($0)) }
        + (sample.target ?? []).map(NumberLiteral.typed)
      return literals.map { [.formula(writer.formula($0))] }
    }
    return .table(
      Table(
        columns: quantities.map { .init([.formula(writer.formula($0))], .trailing) }, rows: rows))
  }
}
