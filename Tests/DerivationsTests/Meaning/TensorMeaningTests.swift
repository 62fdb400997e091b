import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax
import TestSupport
import Testing

/// Vectors, matrices and derivatives have the values that the trace gives them.
@Suite struct TensorMeaningTests {
  private static let l = Index.variable(.layer)
  private static let zVector = MathExpression.quantity(.weightedInput(1, nil))
  private static let aVector = MathExpression.quantity(.activation(1, nil))

  private static func meaning(_ problem: Problem) throws -> Meaning {
    Meaning(trace: try Trace.compute(problem), moment: TraceMoment())
  }

  private static func w(_ layer: Index) -> MathExpression {
    .quantity(.weight(layer, to: nil, from: nil))
  }

  private static func delta(_ layer: Index) -> MathExpression { .quantity(.error(layer, nil)) }

  @Test func `vectors are columns and weights to × from`() throws {
    let meaning = try Self.meaning(ProblemExamples.xor)
    #expect(try meaning.tensor(of: Self.zVector).shape == .column(2))
    #expect(try meaning.tensor(of: Self.w(1)).shape == .matrix(2, 2))
    #expect(try meaning.tensor(of: Self.w(2)).shape == .matrix(1, 2))
    #expect(try meaning.tensor(of: .transposed(Self.w(2))).shape == .matrix(2, 1))
    #expect(
      try meaning.tensor(of: .transposed(Self.w(2)) * Self.delta(2)).shape == .column(2))
  }

  @Test func `factors that do not fit are told with their shapes`() throws {
    let meaning = try Self.meaning(ProblemExamples.xor)
    let fault = #expect(throws: MeaningError.self) {
      try meaning.tensor(of: Self.w(2) * Self.delta(2))
    }
    guard case .shapes(let shapes)? = fault else {
      Issue.record("no shape fault")
      return
    }
    #expect(shapes.leftShape == .matrix(1, 2))
    #expect(shapes.rightShape == .column(1))
    #expect(shapes.fitsTransposed)
    #expect(
      shapes.words(in: .nielsen) { "\($0.items.count)" }.hasSuffix(": transposed?"))
  }

  @Test(arguments: 0..<UInt64(40))
  func `the vector form of the hidden error has the values of the trace`(seed: UInt64) throws {
    let problem = RandomProblem.drawRational(seed: seed)
    guard problem.network.depth > 1 else { return }
    let meaning = try Self.meaning(problem)
    for layer in 1..<problem.network.depth {
      let l = Index.number(layer)
      let right = MathExpression.hadamard([
        .transposed(Self.w(l + 1)) * Self.delta(l + 1),
        .apply(.activation(layer: l, order: 1), .quantity(.weightedInput(l, nil))),
      ])
      #expect(
        try meaning.tensor(of: right) == meaning.tensor(of: Self.delta(l)), "seed \(seed)")
    }
  }

  /// Quantities by which others can be derived, with their names in the trace.
  private static func variables(
    _ problem: Problem
  ) -> [(quantity: Quantity, recorded: TraceQuantity)] {
    var results: [(quantity: Quantity, recorded: TraceQuantity)] = []
    for unit in 1...problem.network.width(0) {
      results.append((.input(.number(unit)), .input(unit: unit)))
    }
    for layer in 1...problem.network.depth {
      for unit in 1...problem.network.width(layer) {
        let (l, j) = (Index.number(layer), Index.number(unit))
        results.append((.weightedInput(l, j), .weightedInput(layer: layer, unit: unit)))
        results.append((.activation(l, j), .activation(layer: layer, unit: unit)))
        results.append((.bias(l, j), .bias(layer: layer, unit: unit)))
        results.append(
          (.weight(l, to: j, from: 1), .weight(layer: layer, unit: unit, from: 1)))
      }
    }
    return results
  }

  @Test(arguments: 0..<UInt64(12))
  func `every derivative between two quantities is near the central difference`(
    seed: UInt64
  ) throws {
    var problem = RandomProblem.draw(seed: seed)
    problem.regularizer = nil
    problem.biasUpdate = .perUnit
    problem.samples = [problem.samples[0]]
    problem.batchSize = nil
    let trace = try Trace.compute(problem)
    let meaning = Meaning(trace: trace, moment: TraceMoment())
    var results: [(quantity: Quantity, recorded: TraceQuantity)] = [(.cost(), .cost)]
    results += Self.variables(problem).filter { $0.quantity.layer?.number == problem.network.depth }
      .filter { $0.quantity.kind == .weightedInput || $0.quantity.kind == .activation }
    for (place, variable) in Self.variables(problem).enumerated() {
      for result in [results[0], results[1 + place % (results.count - 1)]] {
        // A jump has no slope, and at a kink the difference is another one.
        guard
          let difference = trace.centralDifference(of: result.recorded, in: variable.recorded)
        else { continue }
        let expression = MathExpression.partial(
          .quantity(result.quantity), by: .quantity(variable.quantity))
        let value = try meaning.value(of: expression).approximate
        if value.magnitude < 1e-3, difference.magnitude > 1e3 { continue }
        let error = (value - difference).magnitude
        #expect(
          error <= 1e-5 * max(1, value.magnitude) || Self.hasKink(problem, trace),
          "seed \(seed): \(result.recorded) by \(variable.recorded): \(value), \(difference)")
      }
    }
  }

  /// Whether some pre-activation is close to a place where a derivative jumps.
  private static func hasKink(_ problem: Problem, _ trace: Trace) -> Bool {
    for layer in 1...problem.network.depth {
      let edges: [Double]
      switch problem.network.layers[layer - 1].activation {
      case .relu, .leakyReLU, .elu, .step, .sign: edges = [0]
      case .relu6: edges = [0, 6]
      default: continue
      }
      for unit in 1...problem.network.width(layer) {
        let z = trace.value(of: .weightedInput(layer: layer, unit: unit))?.approximate ?? 0
        if edges.contains(where: { ($0 - z).magnitude < 1e-3 }) { return true }
      }
    }
    return false
  }

  @Test func `a derivative follows every path`() throws {
    // ∂C/∂x is not in the trace: the sum over all paths from x to C.
    let problem = ProblemExamples.withWeightsOfTwoTwoTwo(hidden: .square, output: .square)
    let meaning = try Self.meaning(problem)
    let slope = try meaning.value(
      of: .partial(.quantity(.cost()), by: .quantity(.input(1))))
    let sum = try meaning.value(
      of: .summation(
        .init(
          .unit, over: .units(layer: 1),
          .quantity(.weight(1, to: .variable(.unit), from: 1))
            * .quantity(.error(1, .variable(.unit))))))
    #expect(slope == sum)
    #expect(slope.isExact)
  }

  @Test func `the softmax Jacobian is a matrix with p_i ([i = j] − p_j)`() throws {
    var problem = ProblemExamples.withWeightsOfTwoTwoTwo(hidden: .identity, output: .softmax)
    problem.cost = .crossEntropy
    problem.samples = [.init(["0.05", "0.10"], ["0", "1"])]
    let meaning = try Self.meaning(problem)
    let jacobian = try meaning.tensor(
      of: .partial(
        .quantity(.activation(2, nil)), by: .quantity(.weightedInput(2, nil))))
    #expect(jacobian.shape == .matrix(2, 2))
    for row in 1...2 {
      for column in 1...2 {
        let p = { (unit: Int) in
          try meaning.value(of: .quantity(.activation(2, .number(unit))))
        }
        let own: Value = row == column ? .one : .zero
        let expected = try p(row) * (own - p(column))
        #expect((jacobian[row, column] - expected).sign.map { $0 == .zero } ?? true)
        #expect((jacobian[row, column].approximate - expected.approximate).magnitude < 1e-12)
      }
    }
  }

  @Test func `products of two vectors are numbers where a number is needed`() throws {
    let meaning = try Self.meaning(
      ProblemExamples.withWeightsOfTwoTwoTwo(
        hidden: .square, output: .square))
    let row = MathExpression.transposed(Self.aVector) * Self.aVector
    #expect(try meaning.tensor(of: row).shape == .scalar)
    #expect(
      try meaning.value(of: row)
        == meaning.value(
          of: .power(.apply(.norm, Self.aVector), 2)))
  }

  @Test func `names stand for what the text has said`() throws {
    var meaning = try Self.meaning(ProblemExamples.xor)
    meaning.names = ["S": .quantity(.weightedInput(1, 1))]
    #expect(
      try meaning.value(of: .name("S")) == meaning.value(of: .quantity(.weightedInput(1, 1))))
    #expect(throws: MeaningError.self) { try meaning.value(of: .name("T")) }
  }
}
