public import ExactArithmetic

/// Derivatives by nudging: an independent witness of what backpropagation finds.
///
/// Only the forward pass is used. Where the cost is a polynomial of degree 2 in the nudged number,
/// the central difference is the derivative itself, in fractions without any error.
public struct GradientCheck<Scalar: ElementaryFunctions>: Sendable {
  private let numbers: NumericProblem<Scalar>
  private let parameters: Parameters<Scalar>

  /// Creates a check of a problem at its initial parameters.
  ///
  /// - Throws: an error in a given number that the arithmetic cannot hold.
  public init(
    _ problem: Problem, precision: Int = 0, bitLimit: Int? = nil
  ) throws(EngineError) {
    numbers = try NumericProblem(problem, precision: precision, bitLimit: bitLimit)
    parameters = numbers.initialParameters
  }

  init(_ numbers: NumericProblem<Scalar>, _ parameters: Parameters<Scalar>) {
    self.numbers = numbers
    self.parameters = parameters
  }

  /// Returns (X(v + h) − X(v − h)) / 2h, the central difference of X in v.
  ///
  /// A weighted input or an activation is nudged itself, and everything after it follows. With one
  /// bias a layer, all of the layer's biases are nudged together.
  ///
  /// - Parameters:
  ///   - result: X: `cost`, `batchCost`, or a `weightedInput` or `activation` of the sample.
  ///   - variable: v: a `weight`, a `bias` or, but for `batchCost`, an `input`, `weightedInput` or
  ///     `activation` of the sample.
  ///   - moment: the sample, and the update whose batch `batchCost` is about.
  ///   - step: h, not zero.
  /// - Returns: the quotient, or nil where one of the two is no such quantity.
  /// - Throws: a number that cannot be computed beside v.
  /// - Complexity: two forward passes of each sample that counts.
  public func centralDifference(
    of result: TraceQuantity = .cost, in variable: TraceQuantity,
    at moment: TraceMoment = TraceMoment(), step: Scalar
  ) throws(EngineError) -> Scalar? {
    guard let after = try value(of: result, nudging: variable, by: step, at: moment),
      let before = try value(of: result, nudging: variable, by: -step, at: moment)
    else { return nil }
    do {
      // Of a Double, v ± h are rounded; what they differ by is what the values belong to.
      return try (after.result - before.result).divided(by: after.variable - before.variable)
    } catch {
      throw EngineError(error, in: result, at: moment)
    }
  }

  /// What a nudge leads to.
  private struct Outcome {
    /// The nudged number.
    var variable: Scalar
    /// The number that is looked at.
    var result: Scalar
  }

  private func value(
    of result: TraceQuantity, nudging variable: TraceQuantity, by step: Scalar,
    at moment: TraceMoment
  ) throws(EngineError) -> Outcome? {
    var nudged = parameters
    var value: Scalar?
    switch variable {
    case .weight(let layer, let unit, let from):
      guard let weight = parameters.weight(layer: layer, unit: unit, from: from) else { return nil }
      value = weight + step
      nudged.weights[layer - 1][unit, from] = weight + step
    case .bias(let layer, let unit):
      guard let bias = parameters.bias(layer: layer, unit: unit) else { return nil }
      value = bias + step
      if numbers.problem.biasUpdate == .shared {
        nudged.biases[layer - 1] = parameters.biases[layer - 1].map { $0 + step }
      } else {
        nudged.biases[layer - 1][unit - 1] = bias + step
      }
    case .input, .weightedInput, .activation:
      guard result != .batchCost else { return nil }
    default:
      return nil
    }

    if result == .batchCost {
      let batch = numbers.problem.batch(ofUpdate: moment.update)
      guard let value, let cost = try numbers.updatedCost(nudged, batch: batch, at: moment) else {
        return nil
      }
      return Outcome(variable: value, result: cost)
    }
    guard numbers.samples.indices.contains(moment.sample - 1) else { return nil }
    var found: Scalar?
    var activations = numbers.samples[moment.sample - 1].input
    for layer in 0...numbers.functions.count {
      if layer > 0 {
        var z = try numbers.weightedInputs(
          layer: layer, previous: activations, nudged, at: moment)
        for index in z.indices {
          if variable == .weightedInput(layer: layer, unit: index + 1) {
            z[index] = z[index] + step
            value = z[index]
          }
          if result == .weightedInput(layer: layer, unit: index + 1) { found = z[index] }
        }
        activations = try numbers.activations(layer: layer, z, at: moment)
      }
      for index in activations.indices {
        let isInput = layer == 0 && variable == .input(unit: index + 1)
        if isInput || variable == .activation(layer: layer, unit: index + 1) {
          activations[index] = activations[index] + step
          value = activations[index]
        }
        if result == .activation(layer: layer, unit: index + 1) { found = activations[index] }
      }
    }
    if result == .cost { found = try numbers.cost(outputs: activations, at: moment) }
    guard let value, let found else { return nil }
    return Outcome(variable: value, result: found)
  }
}
