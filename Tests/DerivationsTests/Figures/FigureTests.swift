import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax
import TestSupport
import Testing

struct FigureTests {
  private func meaning(_ problem: Problem, sample: Int = 1) throws -> Meaning {
    Meaning(trace: try Trace.compute(problem), moment: TraceMoment(sample: sample))
  }

  private func diagram(_ figure: Figure) throws -> NetworkDiagram {
    guard case .network(let diagram) = figure.content else {
      Issue.record("not a network")
      throw MeaningError.noSuchQuantity(Quantity(.cost))
    }
    return diagram
  }

  private func plot(_ figure: Figure) throws -> Plot {
    guard case .plot(let plot) = figure.content else {
      Issue.record("not a plot")
      throw MeaningError.noSuchQuantity(Quantity(.cost))
    }
    return plot
  }

  private static func layer(
    _ activation: Activation, _ weights: [[String]], _ biases: [String]? = nil
  ) throws -> Network.Layer {
    .init(
      activation: activation,
      weights: Matrix(rows: try weights.map { try $0.map { try TypedNumber(parsing: $0) } }),
      biases: try biases?.map { try TypedNumber(parsing: $0) })
  }

  private static func problem(
    _ layers: [Network.Layer], _ rows: [([String], [String])], cost: Cost = .halfSquaredError
  ) throws -> Problem {
    Problem(
      network: Network(layers: layers), cost: cost,
      samples: try rows.map { input, target in
        .init(
          input: try input.map { try TypedNumber(parsing: $0) },
          target: try target.map { try TypedNumber(parsing: $0) })
      })
  }

  private static let truthTable: [[String]] = [["0", "0"], ["0", "1"], ["1", "0"], ["1", "1"]]

  private static func xor() throws -> Problem {
    try problem(
      [
        layer(.step, [["-1", "1"], ["1", "-1"]], ["-1/2", "-1/2"]),
        layer(.step, [["1", "1"]], ["-1/2"]),
      ], Array(zip(truthTable, [["0"], ["1"], ["1"], ["0"]])))
  }

  // MARK: Networks

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a diagram has every number of a small network where it belongs`(seed: UInt64) throws {
    let problem = RandomProblem.draw(seed: seed)
    let meaning = try meaning(problem)
    let figure = try NetworkFigure(meaning, notation: .nielsen, numbers: NumberStyle())
      .figure(problem.hasBackwardPass ? .backward : .forward)
    let diagram = try diagram(figure)
    let network = problem.network
    #expect(diagram.layers.map(\.number) == Array(0...network.depth))
    for layer in diagram.layers {
      #expect(layer.width == network.width(layer.number))
      #expect(layer.units.map(\.number) == Array(1...layer.width))
      #expect(
        layer.units.allSatisfy {
          $0.values.map(\.kind) == (layer.number == 0 ? [.input] : [.weightedInput, .activation])
        })
      let hasErrors = problem.hasBackwardPass && layer.number > 0
      #expect(layer.units.allSatisfy { $0.notes.contains { $0.kind == .error } == hasErrors })
    }
    let weights = (1...network.depth).reduce(0) { $0 + network.width($1) * network.width($1 - 1) }
    #expect(diagram.edges.count == weights)
    // What stands in the drawing is explained, and nothing else is.
    let readings = diagram.layers.flatMap(\.units).flatMap { $0.values + $0.notes }
    #expect(
      Set(diagram.legend.map(\.kind))
        == Set(readings.map(\.kind) + diagram.edges.compactMap { $0.weight?.kind }))
  }

  @Test func `of a wide layer the first units and the last are drawn, without weights`() throws {
    let problem = try Self.problem(
      [
        Self.layer(.relu, Array(repeating: ["1", "2"], count: 30)),
        Self.layer(.sigmoid, [Array(repeating: "0.01", count: 30)]),
      ], [(["1", "2"], ["1"])])
    let diagram = try diagram(
      NetworkFigure(meaning(problem), notation: .nielsen, numbers: NumberStyle()).figure(.forward))
    #expect(diagram.layers[1].units.map(\.number) == [1, 2, 3, 30])
    #expect(diagram.layers[1].width == 30)
    #expect(diagram.edges.allSatisfy { $0.weight == nil })
  }

  @Test func `numbers are rounded to what has room`() throws {
    let problem = try Self.problem(
      [Self.layer(.identity, [["1/3"], ["0.123456789012"]])], [(["1"], ["1", "1"])])
    let diagram = try diagram(
      NetworkFigure(
        meaning(problem), notation: .nielsen, numbers: NumberStyle(rounding: .significantDigits(12))
      ).figure(.forward))
    let weights = diagram.edges.compactMap { $0.weight?.value }
    #expect(weights[0] == [.fraction([.number("1")], [.number("3")])])
    #expect(weights[1] == [.number("0.1235")])
  }

  @Test func `the steps of a page point at its drawing`() throws {
    let problem = ProblemExamples.twoTwoTwo
    var explanation = Explanation(try Trace.compute(problem))
    let blocks = try explanation.blocks(headingLevel: 1)
    let diagrams = blocks.compactMap { block -> NetworkDiagram? in
      if case .figure(let figure) = block, case .network(let diagram) = figure.content {
        diagram
      } else {
        nil
      }
    }
    #expect(diagrams.map(\.pass) == [.forward, .backward])
    #expect(diagrams[0].network != nil && diagrams[0].network == diagrams[1].network)
    let places = Set(
      diagrams[0].layers.flatMap { layer in
        layer.units.map { NetworkDiagram.Place.unit(layer: layer.number, unit: $0.number) }
      } + diagrams[0].edges.map(\.place))
    for block in blocks {
      guard case .step(let step) = block else { continue }
      #expect(step.network == diagrams[0].network)
      #expect(!step.places.isEmpty && places.isSuperset(of: step.places))
    }
  }

  // MARK: Decisions

  /// Twice the signed area of a polygon.
  private func area(_ polygon: [Plot.Point]) -> Double {
    zip(polygon, polygon.dropFirst() + polygon.prefix(1)).reduce(0) {
      $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y
    }
  }

  /// Whether a convex polygon, its corners against the clock, has a point in it.
  private func contains(_ polygon: [Plot.Point], _ point: Plot.Point) -> Bool {
    zip(polygon, polygon.dropFirst() + polygon.prefix(1)).allSatisfy { start, end in
      (end.x - start.x) * (point.y - start.y) - (end.y - start.y) * (point.x - start.x) > -1e-9
    }
  }

  private static func decisions() throws -> [Problem] {
    let rows = Array(zip(truthTable, [["0"], ["0"], ["0"], ["1"]]))
    let signs = Array(zip(truthTable, [["-1"], ["1"], ["1"], ["-1"]]))
    return [
      try problem([layer(.step, [["1", "1"]], ["-3/2"])], rows),
      try problem([layer(.sigmoid, [["2", "-3"]], ["0.4"])], rows),
      try problem([layer(.sign, [["1", "0"]], ["-0.3"])], signs),
      try xor(),
      try problem(
        [
          layer(.relu, [["1", "1"], ["1", "1"]], ["0", "-1"]),
          layer(.identity, [["1", "-2"]], ["0"]),
        ], rows),
      try problem(
        [
          layer(.sigmoid, [["5", "5"], ["-7", "-7"]], ["-2", "10"]),
          layer(.sigmoid, [["8", "8"]], ["-12"]),
        ], rows),
      try problem(
        [layer(.softmax, [["1", "0"], ["0", "1"], ["-1", "-1"]])],
        [(["1", "0"], ["1", "0", "0"])], cost: .crossEntropy),
    ]
  }

  @Test(arguments: 0..<7)
  func `regions fill the plane and say what the network answers`(index: Int) throws {
    let problem = try Self.decisions()[index]
    let plot = try plot(#require(DecisionFigure(problem, notation: .nielsen)).figure())
    let x = try #require(plot.horizontalAxis.range)
    let y = try #require(plot.verticalAxis.range)
    let whole = 2 * (x.upperBound - x.lowerBound) * (y.upperBound - y.lowerBound)
    let sum = plot.regions.flatMap(\.polygons).map(area).reduce(0, +)
    #expect(abs(sum - whole) < 1e-6 * whole)

    // The engine's own pass at random places, away from the borders.
    var random = SplitMix64(seed: UInt64(index))
    var agreeing = 0
    for _ in 0..<60 {
      func place(_ range: ClosedRange<Double>) -> Double {
        let part = Double(random.next() >> 11) / Double(1 << 53)
        return range.lowerBound + (range.upperBound - range.lowerBound) * part
      }
      let point = Plot.Point(place(x), place(y))
      var asked = problem
      asked.cost = nil
      asked.samples = [
        .init(
          input: [
            try TypedNumber(parsing: "\(point.x)"), try TypedNumber(parsing: "\(point.y)"),
          ])
      ]
      let trace = try Trace.compute(asked, arithmetic: .double)
      let depth = problem.network.depth
      let outputs = (1...problem.network.width(depth)).compactMap {
        trace.value(of: .activation(layer: depth, unit: $0))?.approximate
      }
      let threshold = problem.network.layers[depth - 1].activation == .sign ? 0 : 0.5
      let answer =
        outputs.count > 1
        ? outputs.indices.max { outputs[$0] < outputs[$1] } : outputs[0] >= threshold ? 0 : 1
      let found = plot.regions.indices.filter { region in
        plot.regions[region].polygons.contains { contains($0, point) }
      }
      #expect(!found.isEmpty)
      if found.contains(try #require(answer)) { agreeing += 1 }
    }
    // A curved border is drawn with straight lines.
    #expect(agreeing >= (index == 5 ? 58 : 60))
  }

  @Test func `the regions of XOR are bounded by the lines of its first layer`() throws {
    let plot = try plot(#require(DecisionFigure(Self.xor(), notation: .nielsen)).figure())
    #expect(plot.curves.count == 2)
    // Parallel to the diagonal, half a unit beside it.
    for curve in plot.curves {
      for point in curve.points { #expect(abs(abs(point.x - point.y) - 0.5) < 1e-12) }
    }
    #expect(plot.marks.map(\.points.count) == [2, 2])
    #expect(plot.hasEqualScales)
  }

  @Test func `there is no plane for three inputs`() throws {
    let problem = try Self.problem(
      [Self.layer(.step, [["1", "1", "1"]])], [(["1", "1", "1"], ["1"])])
    #expect(DecisionFigure(problem, notation: .nielsen) == nil)
  }

  // MARK: Functions

  static let functions: [Activation] = [
    .identity, .step, .sign, .sigmoid, .tanh, .scaledTanh, .relu,
    .leakyReLU(slope: TypedNumber(value: Rational(1, 10), text: "0.1")), .relu6,
    .elu(alpha: TypedNumber(1)), .softplus, .square,
  ]

  @Test(arguments: functions)
  func `the plotted derivative is the slope of the plotted function`(activation: Activation) throws
  {
    let plot = try plot(ActivationFigure([activation], notation: .nielsen).figure(over: -3...8))
    #expect(plot.curves.count == 2)
    let slopes = plot.curves[1].points
    var compared = 0
    for piece in plot.curves[0].pieces {
      for (left, right) in zip(piece, piece.dropFirst()) where right.x - left.x > 1e-3 {
        // The mean of a smooth function's slope, where both ends are on one side of a kink.
        guard let a = slopes.last(where: { $0.x == left.x }),
          let b = slopes.first(where: { $0.x == right.x }), abs(a.y - b.y) < 0.2
        else { continue }
        #expect(abs((right.y - left.y) / (right.x - left.x) - (a.y + b.y) / 2) < 0.01)
        compared += 1
      }
    }
    #expect(compared > 150)
  }

  @Test func `a function that jumps is drawn in pieces`() throws {
    for activation in [Activation.step, .sign] {
      let plot = try plot(ActivationFigure([activation], notation: .nielsen).figure())
      #expect(plot.curves[0].pieces.count == 2)
      #expect(plot.curves[0].pieces[1].first?.x == 0)
    }
  }

  @Test(arguments: [
    TraceQuantity.weight(layer: 1, unit: 2, from: 1), .weight(layer: 2, unit: 1, from: 2),
    .bias(layer: 1, unit: 1),
  ])
  func `the tangent touches the cost where the network is`(parameter: TraceQuantity) throws {
    let figure = try #require(
      try CostFigure(
        meaning(ProblemExamples.twoTwoTwo), notation: .nielsen, numbers: NumberStyle()
      ).figure(of: parameter, reach: 1))
    let plot = try plot(figure)
    let cost = plot.curves[0].points
    let tangent = plot.curves[1].points
    let here = try #require(plot.marks.first?.points.first)
    let nearest = try #require(cost.min { abs($0.x - here.x) < abs($1.x - here.x) })
    #expect(abs(nearest.x - here.x) < 1e-9 && abs(nearest.y - here.y) < 1e-9)
    let slope = (tangent[1].y - tangent[0].y) / (tangent[1].x - tangent[0].x)
    let place = try #require(cost.firstIndex(of: nearest))
    let difference =
      (cost[place + 1].y - cost[place - 1].y) / (cost[place + 1].x - cost[place - 1].x)
    #expect(abs(slope - difference) < 1e-4)
    #expect(abs((tangent[0].y + tangent[1].y) / 2 - here.y) < 1e-12)
  }
}
