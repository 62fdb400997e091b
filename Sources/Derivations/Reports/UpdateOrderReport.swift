public import BackpropEngine
import ExactArithmetic
public import MathSyntax

/// Compares an update with the common mistake of changing the later layers first, so that errors
/// come back through weights that are new already.
public struct UpdateOrderReport: Sendable {
  private let trace: Trace
  private let writer: NotationWriter
  private let arithmetic: ArithmeticChoice

  /// Creates the comparison.
  ///
  /// - Precondition: the trace has an update by plain gradient descent from one sample.
  public init(
    _ trace: Trace, arithmetic: ArithmeticChoice, notation: Notation, numbers: NumberStyle
  ) {
    self.trace = trace
    self.arithmetic = arithmetic
    writer = NotationWriter(notation, numbers: numbers, context: trace.problem.notationContext)
  }

  /// Returns a table of the new parameters both ways, and the costs after the update.
  ///
  /// - Throws: `MeaningError` where the trace lacks a number.
  public func blocks() throws(MeaningError) -> [Block] {
    let meaning = Meaning(trace: trace, moment: TraceMoment())
    let mistaken = try mistakenParameters(meaning)
    let network = trace.problem.network
    var rows: [[[Inline]]] = []
    for layer in 1...network.depth {
      for unit in 1...network.width(layer) {
        for from in 1...network.width(layer - 1) {
          let quantity = Quantity.weight(.number(layer), to: .number(unit), from: .number(from))
          rows.append(
            row(
              quantity, try meaning.value(of: .quantity(quantity.updated)),
              mistaken.weights[layer - 1][unit, from]))
        }
      }
    }
    var columns: [Table.Column] = [.init(["new weight"])]
    columns += [
      .init(["all old weights used"], .trailing), .init(["output layer first"], .trailing),
    ]
    var costs: [[Inline]] = [[.text("cost afterwards")]]
    costs.append(
      [.formula(writer.formula(try meaning.value(of: .quantity(Quantity.cost().updated))))])
    costs.append([.formula(writer.formula(try cost(mistaken)))])
    rows.append(costs)
    return [.table(Table(columns: columns, rows: rows))]
  }

  private func row(_ quantity: Quantity, _ right: Value, _ wrong: Value) -> [[Inline]] {
    [
      [.formula(writer.formula(.quantity(quantity.updated)))],
      [.formula(writer.formula(right))], [.formula(writer.formula(wrong))],
    ]
  }

  /// The parameters after an update in which each layer's errors come back through new weights.
  private func mistakenParameters(
    _ meaning: Meaning
  ) throws(MeaningError) -> Parameters<Value> {
    let network = trace.problem.network
    var result = Parameters<Value>(weights: [], biases: [])
    var errors: [Value] = []
    for layer in (1...network.depth).reversed() {
      let l = Index.number(layer)
      var current: [Value] = []
      for unit in 1...network.width(layer) {
        let j = Index.number(unit)
        guard let next = result.weights.first else {
          current.append(try meaning.value(of: .quantity(.error(l, j))))
          continue
        }
        var sum = Value.zero
        for (to, error) in errors.enumerated() { sum = sum + next[to + 1, unit] * error }
        let slope = try meaning.value(
          of: .apply(.activation(layer: l, order: 1), .quantity(.weightedInput(l, j))))
        current.append(sum * slope)
      }
      errors = current
      let rate = try meaning.value(of: Letters.rate)
      var weights: [[Value]] = []
      var biases: [Value] = []
      for (position, error) in errors.enumerated() {
        let j = Index.number(position + 1)
        var row: [Value] = []
        for from in 1...network.width(layer - 1) {
          let old = try meaning.value(of: .quantity(.weight(l, to: j, from: .number(from))))
          let input = try meaning.value(of: .quantity(.activation(l - 1, .number(from))))
          row.append(old - rate * error * input)
        }
        weights.append(row)
        let old = try meaning.value(of: .quantity(.bias(l, j)))
        biases.append(trace.problem.biasUpdate == .fixed ? old : old - rate * error)
      }
      result.weights.insert(Matrix(rows: weights), at: 0)
      result.biases.insert(biases, at: 0)
    }
    return result
  }

  /// The cost of the sample with other parameters, rounded so far beyond the digits that are shown that
  /// they are not touched.
  private func cost(_ parameters: Parameters<Value>) throws(MeaningError) -> Value {
    var problem = trace.problem
    func typed(_ value: Value) -> TypedNumber {
      if let exact = value.exact { return TypedNumber(exact: exact) }
      return TypedNumber(value.rounded(significantDigits: Self.carriedDigits).numeral.value)
    }
    for (position, matrix) in parameters.weights.enumerated() {
      problem.network.layers[position].weights = matrix.map(typed)
      problem.network.layers[position].biases = parameters.biases[position].map(typed)
    }
    do {
      let trace = try Trace.compute(
        problem, arithmetic: arithmetic, updates: 0,
        rounding: .significantDigits(Self.carriedDigits))
      return try Meaning(trace: trace, moment: TraceMoment()).value(of: .quantity(.cost()))
    } catch let error as EngineError {
      throw .arithmetic(error.fault)
    } catch let error as MeaningError {
      throw error
    } catch {
      throw .noSuchQuantity(.cost())
    }
  }

  private static let carriedDigits = 60
}
