import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

extension LessonRunner {
  /// The Jacobian of a softmax output, and the error by the long way.
  func jacobian(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    let problem = try problem(directive)
    guard problem.network.layers.last?.activation == .softmax, problem.hasBackwardPass else {
      throw needs("a softmax output, a cost and targets", directive)
    }
    let sample = try directive.integer("sample", 1...problem.samples.count) ?? 1
    let trace = try trace(of: problem)
    let options = request.options(for: problem)
    return try words { () throws(MeaningError) in
      try JacobianReport(
        trace, sample: sample, notation: options.notation, numbers: options.numbers
      ).blocks()
    }
  }

  /// The gradient of a weight as a sum over paths.
  func paths(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    let problem = try problem(directive)
    let network = problem.network
    guard problem.hasBackwardPass, network.layers.last?.activation != .softmax else {
      throw needs("a cost and targets, and no softmax", directive)
    }
    let sample = try directive.integer("sample", 1...problem.samples.count) ?? 1
    let weight = try weight(of: directive, in: network)
    guard PathReport.count(network, from: weight.layer) <= PathReport.mostPaths else {
      throw DiagnosticList([
        Diagnostic(
          "more than \(PathReport.mostPaths) paths lead from this weight to the cost",
          range: directive.arguments["weight"]?.range ?? directive.range)
      ])
    }
    let trace = try trace(of: problem)
    let options = request.options(for: problem)
    return try words { () throws(MeaningError) in
      try PathReport(
        trace, sample: sample, weight: weight, notation: options.notation,
        numbers: options.numbers
      ).blocks()
    }
  }

  /// The weight that is meant, from layer, unit and the unit it comes from.
  func weight(
    of directive: LessonDirective, in network: Network
  ) throws(DiagnosticList) -> PathReport.Weight {
    let place = try directive.integers("weight", 1...1_000_000) ?? [1, 1, 1]
    guard place.count == 3, (1...network.depth).contains(place[0]),
      (1...network.width(place[0])).contains(place[1]),
      (1...network.width(place[0] - 1)).contains(place[2])
    else {
      throw DiagnosticList([
        Diagnostic(
          "there is no such weight", range: directive.arguments["weight"]?.range ?? directive.range,
          hints: ["write weight: LAYER TO FROM, such as weight: 1 2 1, all counted from 1"])
      ])
    }
    return PathReport.Weight(layer: place[0], unit: place[1], from: place[2])
  }

  /// How many weights and biases there are.
  func parameters(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    let (widths, hasBiases) = try layers(of: directive)
    return ParameterReport(
      widths: widths, hasBiases: hasBiases, notation: request.options.notation
    ).blocks
  }

  /// The shape of every vector and matrix.
  func shapes(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    let (widths, hasBiases) = try layers(of: directive)
    return ShapeReport(
      widths: widths, hasBiases: hasBiases, notation: request.options.notation
    ).blocks
  }

  /// The units of each layer, as typed or from a problem, and which layers have biases.
  private func layers(
    of directive: LessonDirective
  ) throws(DiagnosticList) -> (widths: [Int], hasBiases: [Bool]) {
    let withBiases = try directive.choice("biases", YesOrNo.self).map { $0 == .yes }
    guard let widths = try directive.integers("widths", 1...1_000_000) else {
      let network = try problem(directive).network
      return (
        (0...network.depth).map(network.width),
        network.layers.map { withBiases ?? $0.hasBiases }
      )
    }
    guard (2...32).contains(widths.count) else {
      throw DiagnosticList([
        Diagnostic(
          "a network has an input and 1 to 31 layers",
          range: directive.arguments["widths"]?.range ?? directive.range,
          hints: ["write widths: 3-5-1 for three inputs, five hidden units and one output"])
      ])
    }
    return (widths, Array(repeating: withBiases ?? true, count: widths.count - 1))
  }

  enum YesOrNo: String, CaseIterable {
    case yes
    case no
  }

  /// A network of perceptrons for a truth table.
  func booleanNetwork(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    guard let argument = directive.arguments["answers"] else {
      throw DiagnosticList([
        Diagnostic(
          "which truth table?", range: directive.range,
          hints: ["write answers: 0110, the answers of its rows from above"])
      ])
    }
    let logic = try directive.choice("logic", BooleanNetwork.Logic.self) ?? .zeroOne
    let digits = argument.value.filter { !" ,".contains($0) }
    guard digits.allSatisfy({ $0 == "0" || $0 == "1" }),
      let network = BooleanNetwork(answers: digits.map { $0 == "1" }, logic: logic)
    else {
      throw DiagnosticList([
        Diagnostic(
          "the answers are 2, 4, 8 or 16 digits 0 and 1, one for each row", range: argument.range)
      ])
    }
    return network.blocks(notation: request.options.notation)
      + (try truthTable(of: network.problem))
  }

  /// An update beside one that changes the output layer first.
  func updateOrder(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    let problem = try problem(directive)
    guard case .sgd(let settings) = problem.optimizer, problem.hasBackwardPass,
      settings == .init(learningRate: settings.learningRate), problem.samples.count == 1,
      problem.regularizer == nil, problem.biasUpdate != .shared,
      problem.network.layers.last?.activation != .softmax
    else { throw needs("one sample, plain gradient descent and no softmax", directive) }
    let trace = try trace(of: problem)
    let options = request.options(for: problem)
    let arithmetic = request.arithmetic
    return try words { () throws(MeaningError) in
      try UpdateOrderReport(
        trace, arithmetic: arithmetic, notation: options.notation, numbers: options.numbers
      ).blocks()
    }
  }
}
