import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

extension LessonRunner {
  /// The network with its numbers.
  func networkDrawing(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    let problem = try problem(directive)
    let pass = try directive.choice("pass", DrawnPass.self) ?? .forward
    guard pass == .forward || problem.hasBackwardPass else {
      throw needs("a cost and targets", directive)
    }
    let meaning = try meaning(of: problem, directive)
    let options = request.options(for: problem)
    return try words { () throws(MeaningError) in
      [
        .figure(
          try NetworkFigure(meaning, notation: options.notation, numbers: options.numbers)
            .figure(pass == .forward ? .forward : .backward))
      ]
    }
  }

  private enum DrawnPass: String, CaseIterable {
    case forward
    case backward
  }

  /// Activation functions and their derivatives.
  func functions(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    let activations = try namedFunctions(directive)
    let lower = try directive.number("from").map { Double($0.value) } ?? -5
    let upper = try directive.number("to").map { Double($0.value) } ?? 5
    guard lower < upper, upper - lower <= Self.widestRange else {
      throw DiagnosticList([
        Diagnostic(
          "the plot goes from a number to a larger one",
          range: directive.arguments["to"]?.range ?? directive.range)
      ])
    }
    let showsDerivative = try directive.choice("derivatives", YesOrNo.self) != .no
    return [
      .figure(
        ActivationFigure(activations, notation: request.options.notation)
          .figure(over: lower...upper, showsDerivative: showsDerivative))
    ]
  }

  private static let widestRange = 1e6

  /// What activation functions and their derivatives are worth.
  func functionTable(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    let activations = try namedFunctions(directive)
    let places = try directive.numbers("at") ?? [TypedNumber(0)]
    let numbers = NumberStyle(
      rounding: request.rounding, showsFractions: !places.contains { $0.text.contains(".") },
      prefersDecimals: false)
    let notation = request.options.notation
    return try words { () throws(MeaningError) in
      try FunctionReport(activations, at: places, notation: notation, numbers: numbers).blocks()
    }
  }

  private func namedFunctions(
    _ directive: LessonDirective
  ) throws(DiagnosticList) -> [Activation] {
    let activations = try directive.activations("activations")
    guard !activations.isEmpty else {
      throw DiagnosticList([
        Diagnostic(
          "which functions?", range: directive.range, hints: ["write activations: sigmoid, tanh"])
      ])
    }
    return activations
  }

  /// The cost over one weight or bias.
  func costCurve(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    let problem = try problem(directive)
    guard problem.hasBackwardPass else { throw needs("a cost and targets", directive) }
    let weight = try weight(of: directive, in: problem.network)
    let reach = try directive.number("reach").map { Double($0.value) } ?? 2
    let options = request.options(for: problem)
    guard
      let figure = CostFigure(
        try meaning(of: problem, directive), notation: options.notation, numbers: options.numbers
      ).figure(
        of: .weight(layer: weight.layer, unit: weight.unit, from: weight.from), reach: reach)
    else {
      throw DiagnosticList([
        Diagnostic(
          "the cost has no value here, or the reach is not above 0",
          range: directive.arguments["reach"]?.range ?? directive.range)
      ])
    }
    return [.figure(figure)]
  }

  /// Where a network of two inputs answers what, as it is given or after a training.
  func regions(_ directive: LessonDirective) throws(DiagnosticList) -> [Block] {
    let problem = try problem(directive)
    var parameters: Parameters<Double>?
    if let epochs = try directive.integer("epochs", 1...100_000) {
      guard problem.hasUpdates else { throw needs("targets and a cost", directive) }
      do {
        if case .perceptron = problem.optimizer {
          parameters = try PerceptronTraining<Double>(problem, epochs: epochs).parameters
        } else {
          parameters = try Training.compute(problem, epochs: epochs).parameters
        }
      } catch {
        throw DiagnosticList(error, notation: request.options.notation)
      }
    }
    guard
      let figure = DecisionFigure(
        problem, parameters: parameters, notation: request.options.notation)
    else { throw needs("two inputs", directive) }
    return [.figure(figure.figure())]
  }

  private func meaning(
    of problem: Problem, _ directive: LessonDirective
  ) throws(DiagnosticList) -> Meaning {
    let sample = try directive.integer("sample", 1...problem.samples.count) ?? 1
    return Meaning(trace: try trace(of: problem), moment: TraceMoment(sample: sample))
  }
}
