public import BackpropEngine
import ExactArithmetic
public import MathSyntax

/// A network of perceptrons for a truth table: one hidden unit for each row that answers yes, which
/// fires for this row only, and an output that says whether one of them fired.
public struct BooleanNetwork: Hashable, Sendable {
  /// What stands for no and yes.
  public enum Logic: String, Hashable, Sendable, CaseIterable {
    /// 0 and 1, answered by a step.
    case zeroOne = "0/1"
    /// −1 and +1, answered by a sign.
    case plusMinus = "±1"

    /// The number for no or yes.
    public func number(_ value: Bool) -> Int {
      switch self {
      case .zeroOne: value ? 1 : 0
      case .plusMinus: value ? 1 : -1
      }
    }
  }

  /// The answers, row after row, the first input changing most slowly.
  public let answers: [Bool]
  /// What stands for no and yes.
  public let logic: Logic
  /// How many inputs there are.
  public let inputCount: Int

  /// Tables of more inputs than this do not fit on a page.
  public static let mostInputs = 4

  /// Creates the network of a truth table, or nil where the number of answers is not 2, 4, 8 or 16.
  public init?(answers: [Bool], logic: Logic) {
    guard let inputs = (1...Self.mostInputs).first(where: { answers.count == 1 << $0 }) else {
      return nil
    }
    self.answers = answers
    self.logic = logic
    inputCount = inputs
  }

  /// The inputs of a row.
  private func inputs(ofRow row: Int) -> [Bool] {
    (0..<inputCount).map { row >> (inputCount - 1 - $0) & 1 == 1 }
  }

  /// The rows that answer yes.
  private var rows: [Int] { answers.indices.filter { answers[$0] } }

  /// The network with all rows of the table as samples.
  ///
  /// A hidden unit gets the weight +1 from an input that is to be yes and −1 from one that is to be
  /// no; over 0 and 1 its sum is largest, the number of ones, for its own row alone, over ±1 the number
  /// of inputs.
  public var problem: Problem {
    var layers: [Network.Layer] = []
    let activation = logic == .zeroOne ? Activation.step : .sign
    if rows.isEmpty {
      // Nothing ever fires: one unit that always answers no.
      layers.append(
        layer([Array(repeating: 0, count: inputCount)], [alwaysNo], activation))
    } else {
      layers.append(
        layer(
          rows.map { row in inputs(ofRow: row).map { $0 ? 1 : -1 } }, rows.map(bias), activation))
      layers.append(layer([rows.map { _ in 1 }], [outputBias], activation))
    }
    var problem = Problem(
      network: Network(layers: layers),
      samples: answers.indices.map { row in
        Problem.Sample(
          input: inputs(ofRow: row).map { TypedNumber(Rational(logic.number($0))) },
          target: [TypedNumber(Rational(logic.number(answers[row])))])
      })
    problem.title = "A network of perceptrons for \(answers.map { $0 ? "1" : "0" }.joined())"
    return problem
  }

  private func layer(
    _ weights: [[Int]], _ biases: [Rational], _ activation: Activation
  ) -> Network.Layer {
    Network.Layer(
      activation: activation,
      weights: Matrix(rows: weights.map { $0.map { TypedNumber(Rational($0)) } }),
      biases: biases.map { TypedNumber($0) })
  }

  private var alwaysNo: Rational { logic == .zeroOne ? Rational(-1, 2) : Rational(-1) }

  private func bias(ofRow row: Int) -> Rational {
    switch logic {
    case .zeroOne: Rational(1, 2) - Rational(inputs(ofRow: row).count { $0 })
    case .plusMinus: Rational(1 - inputCount)
    }
  }

  private var outputBias: Rational {
    switch logic {
    case .zeroOne: Rational(-1, 2)
    case .plusMinus: Rational(rows.count - 1)
    }
  }

  /// Returns a table of the units with their weights.
  public func blocks(notation: Notation) -> [Block] {
    let problem = problem
    let network = problem.network
    let writer = NotationWriter(notation, context: problem.notationContext)
    let hidden = network.depth - 1
    let intro: Prose =
      rows.isEmpty
      ? "No row answers yes, so one unit is enough, which never fires."
      : "\(rows.count) of the \(answers.count) rows \(rows.count == 1 ? "answers" : "answer") yes, so there \(rows.count == 1 ? "is one hidden unit" : "are \(rows.count) hidden units"), each for its row, and an output that is their OR."
    guard hidden > 0 else { return [.text(intro)] }
    var columns: [Table.Column] = [.init(["unit"])]
    columns += (1...inputCount).map {
      .init([.formula(writer.formula(.input(.number($0))))], .trailing)
    }
    let one = Index.number(1)
    let unit = Letters.j
    columns += (1...inputCount).map {
      .init(
        [.formula(writer.formula(.weight(one, to: unit, from: .number($0))))], .trailing)
    }
    columns.append(.init([.formula(writer.formula(.bias(one, unit)))], .trailing))
    let table = rows.enumerated().map { position, row -> [[Inline]] in
      let layer = network.layers[0]
      let firesFor = inputs(ofRow: row).map {
        MathExpression.number(.typed(TypedNumber(Rational(logic.number($0)))))
      }
      let weights = (1...inputCount).map {
        MathExpression.number(.typed(layer.weights[position + 1, $0]))
      }
      let numbers = firesFor + weights + [.number(.typed(layer.biases[position]))]
      return [[.text(String(position + 1))]] + numbers.map { [.formula(writer.formula($0))] }
    }
    let output = network.layers[1]
    let bias = writer.formula(.number(.typed(output.biases[0])))
    return [
      .text(intro), .table(Table(columns: columns, rows: table)),
      .text("The output has all weights 1 and the bias \(bias)."),
    ]
  }
}
