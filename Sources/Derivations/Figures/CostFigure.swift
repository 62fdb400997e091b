public import BackpropEngine
import ExactArithmetic
public import MathSyntax

/// Plots how the cost depends on one weight or bias, with the tangent that backpropagation finds.
public struct CostFigure: Sendable {
  private let meaning: Meaning
  private let writer: NotationWriter
  private static let intervals = 120

  /// Creates the plot of a moment of a trace.
  public init(_ meaning: Meaning, notation: Notation, numbers: NumberStyle) {
    self.meaning = meaning
    writer = NotationWriter(
      notation, numbers: numbers, context: meaning.trace.problem.notationContext)
  }

  /// Returns the cost of the moment's sample over a weight or bias, everything else being as it is.
  ///
  /// The numbers are computed in double precision, but for the slope, which is the trace's.
  ///
  /// - Parameters:
  ///   - parameter: `weight` or `bias`.
  ///   - reach: how far the axis goes to either side of the present value.
  /// - Returns: nil without a cost and a target, and where there is no such parameter.
  public func figure(of parameter: TraceQuantity, reach: Double = 2) -> Figure? {
    let problem = meaning.trace.problem
    let moment = meaning.moment
    guard problem.hasBackwardPass, let here = value(of: parameter), reach > 0,
      let gradient = gradient(of: parameter).flatMap(value),
      let target = problem.samples[moment.sample - 1].target
    else { return nil }
    let input = problem.samples[moment.sample - 1].input.map { Double($0.value) }
    let wanted = target.map { Double($0.value) }
    var network = SampledNetwork(problem, parameters: parameters)
    func cost(at place: Double) -> Double? {
      switch parameter {
      case .weight(let layer, let unit, let from): network[weight: layer, unit, from] = place
      case .bias(let layer, let unit): network[bias: layer, unit] = place
      default: return nil
      }
      return network.cost(input: input, target: wanted).flatMap { $0.isFinite ? $0 : nil }
    }
    guard let height = cost(at: here) else { return nil }
    let places = (0...Self.intervals).map {
      here - reach + 2 * reach * Double($0) / Double(Self.intervals)
    }
    let points = places.compactMap { place in cost(at: place).map { Plot.Point(place, $0) } }
    let tangent = [-reach / 2, reach / 2].map { Plot.Point(here + $0, height + gradient * $0) }
    let name = writer.formula(parameter.formulaQuantity())
    let subject = writer.formula(meaning.sampleCost)
    let slope = writer.formula(
      .partial(meaning.sampleCost, by: parameter.formulaQuantity()))
    return Figure(
      caption: Prose("The cost over \(name), all other weights and biases being as they are")
        .inlines,
      content: .plot(
        Plot(
          horizontalAxis: .init(label: [.formula(name)]),
          verticalAxis: .init(label: [.formula(subject)]),
          curves: [
            .init(label: [.formula(subject)], points: points),
            .init(label: Prose("tangent, slope \(slope)").inlines, points: tangent),
          ],
          marks: [.init(label: Prose("present \(name)").inlines, points: [.init(here, height)])])))
  }

  private func value(of quantity: TraceQuantity) -> Double? {
    meaning.trace.value(of: quantity, at: meaning.moment)?.approximate
  }

  private func gradient(of parameter: TraceQuantity) -> TraceQuantity? {
    switch parameter {
    case .weight(let layer, let unit, let from):
      .weightGradient(layer: layer, unit: unit, from: from)
    case .bias(let layer, let unit): .biasGradient(layer: layer, unit: unit)
    default: nil
    }
  }

  /// The weights and biases that the moment's update starts from.
  private var parameters: Parameters<Double> {
    let network = meaning.trace.problem.network
    var parameters = Parameters<Double>(weights: [], biases: [])
    for layer in 1...network.depth {
      let rows = 1...network.width(layer)
      let columns = 1...network.width(layer - 1)
      parameters.weights.append(
        Matrix(
          rows: rows.map { unit in
            columns.map { value(of: .weight(layer: layer, unit: unit, from: $0)) ?? 0 }
          }))
      parameters.biases.append(rows.map { value(of: .bias(layer: layer, unit: $0)) ?? 0 })
    }
    return parameters
  }
}
