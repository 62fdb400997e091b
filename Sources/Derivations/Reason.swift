import BackpropEngine
import ExactArithmetic
import MathSyntax

/// Says in one sentence why a step is done: what comes from above, what is local.
struct Reason {
  let step: Step
  let meaning: Meaning
  let writer: NotationWriter

  /// The sentence.
  var sentence: Prose {
    let problem = meaning.trace.problem
    switch step.quantity {
    case .weightedInput(let layer, let unit):
      let hasBias = problem.showsBiases(layer: layer)
      return hasBias
        ? "Unit \(unit) weighs everything that comes in, adds it up and adds its bias."
        : "Unit \(unit) weighs everything that comes in and adds it up."
    case .activation(let layer, let unit): return activation(layer, unit)
    case .cost: return cost
    case .error(let layer, let unit):
      return layer == problem.network.depth ? outputError(unit) : hiddenError(layer, unit)
    case .weightGradient(let layer, let unit, let from):
      let error = writer.formula(.error(.number(layer), .number(unit)))
      let a = writer.formula(.activation(.number(layer - 1), .number(from)))
      return "The weight scales \(a) on its way in, so its share is the error \(error) times \(a)."
    case .biasGradient(let layer, let unit):
      if problem.biasUpdate == .shared {
        return "The layer has one bias for all its units, so their errors add up."
      }
      let error = writer.formula(.error(.number(layer), .number(unit)))
      return "The bias enters with factor 1, so its share is the error \(error) itself."
    case .batchCost, .batchWeightGradient, .batchBiasGradient: return batch
    case .regularization:
      return "The regulariser adds a price on large weights; biases are left out."
    case .updatedWeight, .updatedBias: return update
    case .state(let state, _, _, _): return Self.state(state)
    case .input, .target, .weight, .bias, .activationDerivative, .softmaxJacobian,
      .costDerivative, .updatedCost:
      return ""
    }
  }

  private func activation(_ layer: Int, _ unit: Int) -> Prose {
    let z = writer.formula(.weightedInput(.number(layer), .number(unit)))
    let sign = try? meaning.value(
      of: .quantity(.weightedInput(.number(layer), .number(unit)))
    ).sign
    switch meaning.trace.problem.network.layers[layer - 1].activation {
    case .identity: return "The identity passes the weighted input on unchanged."
    case .step: return "The step function is 1 where \(z) is at least 0, and 0 elsewhere."
    case .sign: return "The sign function is 1 where \(z) is at least 0, and −1 elsewhere."
    case .sigmoid: return "The sigmoid squeezes \(z) into the range from 0 to 1."
    case .tanh: return "The hyperbolic tangent squeezes \(z) into the range from −1 to 1."
    case .scaledTanh:
      return "The scaled tangent squeezes \(z) into the range from −1.7159 to 1.7159."
    case .relu:
      return sign == .positive
        ? "\(z) is positive, and ReLU passes it on unchanged."
        : "\(z) is not positive, and ReLU passes on 0."
    case .leakyReLU:
      return sign == .positive
        ? "\(z) is positive, and leaky ReLU passes it on unchanged."
        : "\(z) is not positive, and leaky ReLU passes on a fraction of it."
    case .relu6: return "ReLU6 cuts \(z) off below 0 and above 6."
    case .elu:
      return sign == .positive
        ? "\(z) is positive, and ELU passes it on unchanged."
        : "\(z) is not positive, and ELU bends it towards a bound below 0."
    case .softplus: return "Softplus is a smooth ReLU, and never negative."
    case .square: return "The activation function of this layer is the square."
    case .softmax:
      return "Softmax turns the weighted inputs into shares: positive, with sum 1."
    }
  }

  private var cost: Prose {
    switch meaning.trace.problem.cost {
    case .halfSquaredError: "Half the squared distance between output and target."
    case .squaredError: "The squared distance between output and target."
    case .binaryCrossEntropy:
      "Each output is a probability; the cost is the surprise at the target."
    case .crossEntropy: "The surprise at the target, when the outputs are its probabilities."
    case nil: ""
    }
  }

  private func outputError(_ unit: Int) -> Prose {
    let last = meaning.trace.problem.network.depth
    let z = writer.formula(.weightedInput(.number(last), .number(unit)))
    switch step.general.rule {
    case .logisticOutputError:
      return
        "The sigmoid's slope a (1 − a) cancels against the cross-entropy; the difference stays."
    case .softmaxOutputError:
      return meaning.targetsSumToOne
        ? "Through the Jacobian of softmax nearly everything cancels; the difference stays."
        : "Through the Jacobian of softmax nearly everything cancels; the targets do not add up to 1, so their sum stays."
    case .jacobianOutputError:
      return "\(z) moves every output of the softmax, so all their slopes add up."
    default:
      let slope = slope(layer: last, unit: unit)
      return
        "How the cost changes with the output, times the slope of the activation at \(z)\(slope)."
    }
  }

  private func hiddenError(_ layer: Int, _ unit: Int) -> Prose {
    let a = writer.formula(.activation(.number(layer), .number(unit)))
    let z = writer.formula(.weightedInput(.number(layer), .number(unit)))
    let slope = slope(layer: layer, unit: unit)
    return meaning.trace.problem.network.width(layer + 1) == 1
      ? "The error of the next layer comes back along the weight, times the slope at \(z)\(slope)."
      : "All units above use \(a), so their errors add up; then times the slope at \(z)\(slope)."
  }

  /// Says which side of a kink the unit is on, where it has one.
  private func slope(layer: Int, unit: Int) -> Prose {
    let z = Letters.z(.number(layer), .number(unit))
    guard let sign = try? meaning.value(of: z).sign else { return "" }
    switch meaning.trace.problem.network.layers[layer - 1].activation {
    case .relu:
      switch sign {
      case .positive: return ", which is 1 here"
      case .negative: return ", which is 0 here"
      case .zero:
        let kink = meaning.trace.problem.derivativeAtKink.rawValue
        return "; at the kink 0 it is taken as \(kink)"
      }
    case .leakyReLU:
      return sign == .positive ? ", which is 1 here" : ", the slope of the lower branch here"
    case .sigmoid: return ", for the sigmoid a (1 − a)"
    case .tanh: return ", for tanh 1 − a²"
    case .step, .sign: return ", which is 0: no learning passes a step"
    default: return ""
    }
  }

  private var batch: Prose {
    let mean = meaning.trace.problem.reduction == .mean
    let regularized = meaning.trace.problem.regularizer != nil
    if meaning.trace.problem.samplesPerUpdate == 1 {
      return regularized ? "The sample's part, and the regulariser's." : "There is one sample."
    }
    let samples = mean ? "The mean over the samples of the batch" : "The sum over the batch"
    return regularized ? "\(samples), and the regulariser's part." : "\(samples)."
  }

  private var update: Prose {
    if step.general.rule == .perceptronUpdate {
      return
        "Where output and target agree nothing changes; else the weight moves towards the target."
    }
    switch meaning.trace.problem.optimizer {
    case .sgd(let settings):
      if case .updatedBias = step.quantity, meaning.trace.problem.biasUpdate == .fixed {
        return "The biases are kept as they are."
      }
      if settings.maximize { return "A step uphill: with the gradient, as this cost is to grow." }
      return settings.momentum.value == 0
        ? "A step downhill: against the gradient, as far as the learning rate says."
        : "A step against the velocity, which remembers earlier gradients."
    case .adagrad: return "A step downhill, shorter where squared gradients have piled up."
    case .rmsprop: return "A step downhill, divided by the recent size of the gradient."
    case .adam: return "A step against the mean gradient, divided by its recent size."
    case .perceptron: return ""
    }
  }

  private static func state(_ state: OptimizerState) -> Prose {
    switch state {
    case .velocity:
      "The velocity starts as the gradient; later it keeps a share of itself and takes the new one in."
    case .firstMoment: "A running mean of the gradient."
    case .secondMoment, .squareAverage: "A running mean of the squared gradient."
    case .largestSecondMoment: "The largest second moment so far; it never shrinks."
    case .gradientAverage: "A running mean of the gradient, to centre its square."
    case .momentumBuffer: "The step keeps a share of the last one."
    case .sum: "Squared gradients pile up; they are never forgotten."
    }
  }
}
