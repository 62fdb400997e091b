public import BackpropEngine
import ExactArithmetic
public import MathSyntax

/// Lets a perceptron learn by its rule, exactly, and shows every sample's turn.
public struct PerceptronReport: Sendable {
  private let problem: Problem
  private let training: PerceptronTraining<ExactNumber>
  private let writer: NotationWriter

  /// Lets a perceptron learn until an epoch has no mistake.
  ///
  /// - Parameter epochs: the most epochs.
  /// - Throws: `EngineError` where a number cannot be computed.
  /// - Precondition: the problem has one layer and the perceptron rule.
  public init(
    _ problem: Problem, epochs: Int, notation: Notation, numbers: NumberStyle
  ) throws(EngineError) {
    self.problem = problem
    training = try PerceptronTraining(problem, epochs: epochs)
    writer = NotationWriter(
      notation, numbers: numbers, context: problem.notationContext)
  }

  /// Returns a table with a row a turn, and how it ended.
  public var blocks: [Block] {
    let network = problem.network
    let inputs = 1...network.width(0)
    let units = 1...network.width(1)
    let one = Index.number(1)
    func heading(_ expression: MathExpression) -> Table.Column {
      .init([.formula(writer.formula(expression))], .trailing)
    }
    var columns = [Table.Column(["epoch"], .trailing)]
    columns += inputs.map { heading(.quantity(.input(.number($0)))) }
    for unit in units {
      let j = Index.number(unit)
      let target = MathExpression.quantity(.target(j))
      let output = MathExpression.quantity(.activation(one, j))
      columns += [heading(output), heading(target), heading(target - output)]
      columns += inputs.map {
        heading(.quantity(Quantity.weight(one, to: j, from: .number($0)).updated))
      }
      columns.append(heading(.quantity(Quantity.bias(one, j).updated)))
    }
    let rows = training.steps.map(row)
    let mistakes = training.steps.filter(\.isMistake).count
    let end: Prose =
      training.hasConverged
      ? "Epoch \(training.epochs) has no mistake: the perceptron has learned. There \(mistakes == 1 ? "was 1 correction" : "were \(mistakes) corrections")."
      : "After \(training.epochs) epochs there is still a mistake in every epoch."
    return [.table(Table(columns: columns, rows: rows)), .text(end)]
  }

  private func row(_ step: PerceptronTraining<ExactNumber>.Step) -> [[Inline]] {
    var row: [[Inline]] = [[.text(String(step.epoch))]]
    func cell(_ value: ExactNumber, isStrong: Bool = false) -> [Inline] {
      let formula = Inline.formula(writer.formula(Value(value)))
      return isStrong ? [.strong([formula])] : [formula]
    }
    row += problem.samples[step.sample - 1].input.map { [.formula(writer.formula(.typed($0)))] }
    let targets = problem.samples[step.sample - 1].target ?? []
    for (position, target) in targets.enumerated() {
      row.append(cell(step.outputs[position]))
      row.append([.formula(writer.formula(.typed(target)))])
      row.append(cell(step.errors[position], isStrong: step.isMistake))
      let weights = step.parameters.weights[0]
      for from in 1...weights.columns {
        row.append(cell(weights[position + 1, from], isStrong: step.isMistake))
      }
      row.append(cell(step.parameters.biases[0][position], isStrong: step.isMistake))
    }
    return row
  }
}
