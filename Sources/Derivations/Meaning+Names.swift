public import BackpropEngine
public import ExactArithmetic
public import MathSyntax

/// What a quantity of a formula is called in a trace.
public enum TraceName: Hashable, Sendable {
  /// A number that the trace holds.
  case recorded(TraceQuantity, TraceMoment)
  /// A number that was chosen: a rate, a factor.
  case chosen(TypedNumber)
  /// A number of things: units, samples, updates.
  case count(Int)
}

extension Meaning {
  /// Returns what a quantity with numbers for indices is called in the trace.
  public func name(of quantity: Quantity) throws(MeaningError) -> TraceName {
    var moment = moment
    if let sample = quantity.sample { moment.sample = try number(sample, [:]) }
    let layer = try quantity.layer.map { index throws(MeaningError) in try number(index, [:]) }
    let unit = try quantity.unit.map { index throws(MeaningError) in try number(index, [:]) }
    let from = try quantity.from.map { index throws(MeaningError) in try number(index, [:]) }

    switch (quantity.kind, layer, unit) {
    case (.input, _, let unit?): return .recorded(.input(unit: unit), moment)
    case (.target, _, let unit?): return .recorded(.target(unit: unit), moment)
    case (.activation, 0?, let unit?): return .recorded(.input(unit: unit), moment)
    case (.activation, let layer?, let unit?):
      return .recorded(.activation(layer: layer, unit: unit), moment)
    case (.weightedInput, let layer?, let unit?):
      return .recorded(.weightedInput(layer: layer, unit: unit), moment)
    case (.error, let layer?, let unit?):
      return .recorded(.error(layer: layer, unit: unit), moment)
    case (.weight, let layer?, let unit?):
      guard let from else { break }
      return .recorded(
        quantity.isUpdated
          ? .updatedWeight(layer: layer, unit: unit, from: from)
          : .weight(layer: layer, unit: unit, from: from), moment)
    case (.bias, let layer?, let unit?):
      return .recorded(
        quantity.isUpdated
          ? .updatedBias(layer: layer, unit: unit) : .bias(layer: layer, unit: unit), moment)
    case (.cost, _, _):
      if quantity.isUpdated { return .recorded(.updatedCost, moment) }
      return .recorded(quantity.sample == nil && !isOfOneSample ? .batchCost : .cost, moment)
    case (.regularization, _, _): return .recorded(.regularization, moment)
    case (.width, let layer?, _):
      guard (0...trace.problem.network.depth).contains(layer) else { break }
      return .count(trace.problem.network.width(layer))
    case (.batchSize, _, _): return .count(trace.problem.samplesPerUpdate)
    case (.time, _, _): return .count(moment.update)
    default:
      if let state = Self.state(quantity.kind), let layer, let unit {
        return remembered(
          state, layer: layer, unit: unit, from: from, after: quantity.isUpdated, moment)
      }
      if let chosen = trace.problem.chosenNumber(quantity.kind) { return .chosen(chosen) }
    }
    throw .noSuchQuantity(quantity)
  }

  /// Returns what ∂X/∂Y is called in the trace, where it holds it.
  public func derivative(of quantity: Quantity, by other: Quantity) throws(MeaningError)
    -> TraceName
  {
    var moment = moment
    if let sample = quantity.sample ?? other.sample { moment.sample = try number(sample, [:]) }
    let isOfSample = quantity.sample != nil || isOfOneSample
    switch (quantity.kind, try name(of: other)) {
    case (.cost, .recorded(.weight(let layer, let unit, let from), _)):
      return .recorded(
        isOfSample
          ? .weightGradient(layer: layer, unit: unit, from: from)
          : .batchWeightGradient(layer: layer, unit: unit, from: from), moment)
    case (.cost, .recorded(.bias(let layer, let unit), _)):
      return .recorded(
        isOfSample
          ? .biasGradient(layer: layer, unit: unit)
          : .batchBiasGradient(layer: layer, unit: unit), moment)
    case (.cost, .recorded(.weightedInput(let layer, let unit), _)):
      return .recorded(.error(layer: layer, unit: unit), moment)
    case (.cost, .recorded(.activation(trace.problem.network.depth, let unit), _)):
      return .recorded(.costDerivative(unit: unit), moment)
    case (.activation, .recorded(.weightedInput(let layer, let unit), _)):
      guard case .recorded(.activation(layer, let output), _) = try name(of: quantity) else {
        break
      }
      if trace.problem.network.layers[layer - 1].activation == .softmax {
        return .recorded(.softmaxJacobian(output: output, input: unit), moment)
      }
      if output == unit {
        return .recorded(.activationDerivative(layer: layer, unit: unit), moment)
      }
      return .count(0)
    default: break
    }
    throw .noSuchDerivative(.quantity(quantity), by: .quantity(other))
  }

  private func remembered(
    _ state: OptimizerState, layer: Int, unit: Int, from: Int?, after: Bool, _ moment: TraceMoment
  ) -> TraceName {
    if after || moment.update > 1 {
      var moment = moment
      if !after { moment.update -= 1 }
      return .recorded(.state(state, layer: layer, unit: unit, from: from), moment)
    }
    if case .adagrad(let settings) = trace.problem.optimizer {
      return .chosen(settings.initialAccumulatorValue)
    }
    return .count(0)
  }

  static func state(_ kind: Quantity.Kind) -> OptimizerState? {
    switch kind {
    case .velocity: .velocity
    case .firstMoment: .firstMoment
    case .secondMoment: .secondMoment
    case .largestSecondMoment: .largestSecondMoment
    case .squareAverage: .squareAverage
    case .gradientAverage: .gradientAverage
    case .momentumBuffer: .momentumBuffer
    case .squareSum: .sum
    default: nil
    }
  }
}

extension OptimizerState {
  /// What formulas call it.
  var quantityKind: Quantity.Kind {
    switch self {
    case .velocity: .velocity
    case .firstMoment: .firstMoment
    case .secondMoment: .secondMoment
    case .largestSecondMoment: .largestSecondMoment
    case .squareAverage: .squareAverage
    case .gradientAverage: .gradientAverage
    case .momentumBuffer: .momentumBuffer
    case .sum: .squareSum
    }
  }
}

extension Meaning {
  /// Whether the cost of the batch is that of the sample in question and nothing else.
  var isOfOneSample: Bool { Self.isSingle(trace.problem, moment) }

  /// Whether the batch of a moment is the moment's sample, without a regulariser.
  static func isSingle(_ problem: Problem, _ moment: TraceMoment) -> Bool {
    problem.regularizer == nil && problem.batch(ofUpdate: moment.update) == [moment.sample]
  }
}

extension Problem {
  /// The number that was chosen for a setting of the optimiser or the regulariser.
  public func chosenNumber(_ kind: Quantity.Kind) -> TypedNumber? {
    if kind == .regularizationStrength { return regularizer?.strength }
    switch optimizer {
    case .sgd(let settings):
      return switch kind {
      case .learningRate: settings.learningRate
      case .momentum: settings.momentum
      case .dampening: settings.dampening
      case .weightDecay: settings.weightDecay
      default: nil
      }
    case .adagrad(let settings):
      return switch kind {
      case .learningRate: settings.learningRate
      case .learningRateDecay: settings.learningRateDecay
      case .weightDecay: settings.weightDecay
      case .epsilon: settings.epsilon
      default: nil
      }
    case .rmsprop(let settings):
      return switch kind {
      case .learningRate: settings.learningRate
      case .smoothing: settings.alpha
      case .weightDecay: settings.weightDecay
      case .momentum: settings.momentum
      case .epsilon: settings.epsilon
      default: nil
      }
    case .adam(let settings):
      return switch kind {
      case .learningRate: settings.learningRate
      case .beta1: settings.beta1
      case .beta2: settings.beta2
      case .weightDecay: settings.weightDecay
      case .epsilon: settings.epsilon
      default: nil
      }
    case .perceptron(let rate): return kind == .learningRate ? rate : nil
    }
  }
}
