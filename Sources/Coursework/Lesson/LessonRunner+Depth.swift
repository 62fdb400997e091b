import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

extension LessonRunner {
  /// The error of a chain, layer by layer, with one table for each activation.
  func depth(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    let problem = try problem(directive)
    var problems = variants(of: problem, try directive.activations("activations"))
    if directive.arguments["beside"] != nil {
      problems.append(try self.problem(directive, "beside"))
    }
    var traces: [(title: String, trace: Trace)] = []
    for problem in problems {
      guard (0...problem.network.depth).allSatisfy({ problem.network.width($0) == 1 }),
        problem.hasBackwardPass
      else { throw needs("one unit in every layer, a cost and targets", directive) }
      traces.append((problem.title ?? problem.shapeTitle, try trace(of: problem)))
    }
    let options = request.options(for: problem)
    return try words { () throws(MeaningError) in
      try DepthReport(traces, notation: options.notation, numbers: options.numbers).blocks()
    }
  }

  /// What is left of the error in the first layer, over depth or over the size of the weights.
  func sweep(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    let problem = try problem(directive)
    let axis = try directive.choice("over", SweepReport.Axis.self) ?? .depth
    let network = problem.network
    guard problem.hasBackwardPass else { throw needs("a cost and targets", directive) }
    var problems = variants(of: problem, try directive.activations("activations"))
    if problems.count == 1 { problems[0].title = problem.title ?? problem.shapeTitle }
    let places: [TypedNumber]
    switch axis {
    case .depth:
      guard (0...network.depth).allSatisfy({ network.width($0) == network.width(0) }) else {
        throw needs("the same number of units in every layer", directive)
      }
      let depths = try directive.integers("values", 1...Self.mostLayers) ?? [1, 2, 3, 5, 10, 20]
      places = depths.map { TypedNumber(Rational($0)) }
    case .weightScale:
      places = try directive.numbers("values") ?? Self.usualScales
    }
    guard !places.isEmpty, places.count <= Self.mostPlaces else {
      throw DiagnosticList([
        Diagnostic(
          "a sweep goes over 1 to \(Self.mostPlaces) values",
          range: directive.arguments["values"]?.range ?? directive.range)
      ])
    }
    var series: [SweepReport.Series] = []
    for problem in problems {
      var points: [(place: TypedNumber, trace: Trace)] = []
      for place in places {
        points.append((place, try trace(of: problem.changed(axis, to: place))))
      }
      series.append(.init(title: problem.title ?? problem.shapeTitle, points: points))
    }
    let options = request.options(for: problem)
    return try words { () throws(MeaningError) in
      try SweepReport(
        series, over: axis, notation: options.notation, numbers: options.numbers
      ).blocks()
    }
  }

  private static let mostLayers = 100
  private static let mostPlaces = 40

  private static let usualScales = ["0.1", "0.5", "1", "2", "5", "10"].compactMap {
    try? TypedNumber(parsing: $0)
  }

  /// The problem with each of some activation functions in all its layers, a softmax excepted; the
  /// problem itself where there are none.
  private func variants(of problem: Problem, _ activations: [Activation]) -> [Problem] {
    guard !activations.isEmpty else { return [problem] }
    return activations.map { activation in
      var variant = problem
      for layer in variant.network.layers.indices
      where variant.network.layers[layer].activation != .softmax {
        variant.network.layers[layer].activation = activation
      }
      variant.title = activation.title
      return variant
    }
  }
}

extension Problem {
  /// The problem with so many layers, or with its weights times a number.
  ///
  /// A deeper network repeats the layers before the last one, from the first on.
  fileprivate func changed(_ axis: SweepReport.Axis, to place: TypedNumber) -> Problem {
    var result = self
    switch axis {
    case .depth:
      let count = place.value.rational.flatMap { Int(exactly: $0.numerator) } ?? 1
      let last = network.layers[network.depth - 1]
      let hidden = network.depth > 1 ? Array(network.layers.dropLast()) : [last]
      result.network.layers = (0..<max(0, count - 1)).map { hidden[$0 % hidden.count] } + [last]
    case .weightScale:
      for layer in result.network.layers.indices {
        result.network.layers[layer].weights = network.layers[layer].weights.map {
          TypedNumber(exact: $0.value * place.value)
        }
      }
    }
    return result
  }
}
