import BackpropEngine
import ExactArithmetic

/// Mistakes in the error of the output layer.
extension MistakeCatalogue {
  /// Adds the mistakes in δ^L_j, by the rule that the problem has for it.
  func addOutputErrorMistakes(
    _ unit: Int, at moment: TraceMoment, _ inputs: Inputs, to list: inout MistakeList<Scalar>
  ) {
    guard let cost = problem.cost, let y = inputs(.target(unit: unit), moment),
      let a = inputs(.activation(layer: network.depth, unit: unit), moment)
    else { return }
    switch problem.outputErrorRule {
    case .product:
      addProductMistakes(unit, cost, a, y, at: moment, inputs, to: &list)
    case .difference:
      addDifferenceMistakes(unit, cost, a, y, at: moment, inputs, to: &list)
    case .weightedDifference, .jacobian:
      addSoftmaxErrorMistakes(unit, cost, at: moment, inputs, to: &list)
    }
  }

  /// δ_j = ∂C/∂a_j · f'(z_j).
  private func addProductMistakes(
    _ unit: Int, _ cost: Cost, _ a: Scalar, _ y: Scalar, at moment: TraceMoment,
    _ inputs: Inputs, to list: inout MistakeList<Scalar>
  ) {
    let depth = network.depth
    guard
      let slope = inputs(.costDerivative(unit: unit), moment)
        ?? (try? cost.derivative(output: a, target: y)),
      let derivative = derivative(depth, unit, at: moment, inputs)
    else { return }
    let isLinear = activation(ofLayer: depth) == .identity
    let error = slope * derivative
    if !isLinear { list.add(.forgotDerivativeAtOutput, slope) }
    list.add(.outputErrorSign, -error)
    if cost.hasLogarithms {
      addLogarithmMistakes(error, to: &list)
    } else {
      list.add(.factorTwo, error + error)
      list.add(.factorHalf, half * error)
    }
    forEachWrongDerivative(depth, unit, at: moment, inputs) { list.add($0, slope * $1) }
    if isLinear { return }
    list.add(.derivativeSquared, error * derivative)
    guard !cost.hasLogarithms else { return }
    let square = (a - y) * (a - y)
    let part = cost == .halfSquaredError ? half * square : square
    list.add(.costForGradient, part * derivative)
    if let z = inputs(.weightedInput(layer: depth, unit: unit), moment) {
      list.add(
        .weightedInputInError,
        (try? cost.derivative(output: z, target: y)).map { $0 * derivative })
    }
  }

  /// δ_j = a_j − y_j: sigmoid with binary cross-entropy.
  private func addDifferenceMistakes(
    _ unit: Int, _ cost: Cost, _ a: Scalar, _ y: Scalar, at moment: TraceMoment,
    _ inputs: Inputs, to list: inout MistakeList<Scalar>
  ) {
    let error = a - y
    list.add(.outputErrorSign, -error)
    list.add(.extraDerivative, error * (a * (.one - a)))
    list.add(.forgotDerivativeAtOutput, try? cost.derivative(output: a, target: y))
    addLogarithmMistakes(error, to: &list)
    if let z = inputs(.weightedInput(layer: network.depth, unit: unit), moment) {
      list.add(.weightedInputInError, z - y)
    }
  }

  /// δ_j = Σ_k ∂C/∂a_k · ∂a_k/∂z_j, which with cross-entropy is (Σy) a_j − y_j.
  private func addSoftmaxErrorMistakes(
    _ unit: Int, _ cost: Cost, at moment: TraceMoment, _ inputs: Inputs,
    to list: inout MistakeList<Scalar>
  ) {
    guard let p = outputs(at: moment, inputs), let y = targets(at: moment, inputs),
      let slope = try? cost.derivative(output: p[unit - 1], target: y[unit - 1])
    else { return }
    let diagonal = Softmax.jacobian(of: p, output: unit - 1, input: unit - 1)
    if cost == .crossEntropy {
      var total = y[0]
      for target in y.dropFirst() { total = total + target }
      let errors = zip(p, y).map { total * $0 - $1 }
      let error = errors[unit - 1]
      list.add(.outputErrorSign, -error)
      list.add(.softmaxNoJacobian, slope)
      list.add(.softmaxDiagonalOnly, slope * diagonal)
      list.add(.doubleSoftmaxJacobian, through(p, errors, unit))
      list.add(.doubleSoftmaxDiagonal, error * diagonal)
      addLogarithmMistakes(error, to: &list)
      if let z = inputs(.weightedInput(layer: network.depth, unit: unit), moment) {
        list.add(.weightedInputInError, z - y[unit - 1])
      }
    } else {
      var slopes: [Scalar] = []
      for (output, target) in zip(p, y) {
        guard let slope = try? cost.derivative(output: output, target: target) else { return }
        slopes.append(slope)
      }
      let error = through(p, slopes, unit)
      list.add(.forgotDerivativeAtOutput, slope)
      list.add(.softmaxDiagonalOnly, slope * diagonal)
      list.add(.outputErrorSign, -error)
      if cost.hasLogarithms {
        addLogarithmMistakes(error, to: &list)
      } else {
        list.add(.factorTwo, error + error)
        list.add(.factorHalf, half * error)
      }
    }
  }

  /// Returns Σ_k g_k · ∂a_k/∂z_j of softmax, j counted from 1.
  private func through(_ p: [Scalar], _ gradient: [Scalar], _ unit: Int) -> Scalar {
    var total = Scalar.zero
    for output in p.indices {
      total =
        total + gradient[output] * Softmax.jacobian(of: p, output: output, input: unit - 1)
    }
    return total
  }

  private func addLogarithmMistakes(_ error: Scalar, to list: inout MistakeList<Scalar>) {
    guard let logarithms else { return }
    list.add(.crossEntropyErrorLog10, try? error.divided(by: logarithms.ten))
    list.add(.crossEntropyErrorLog2, try? error.divided(by: logarithms.two))
  }

  /// Returns f'(z^l_j), as it was looked up or else from z and a.
  func derivative(
    _ layer: Int, _ unit: Int, at moment: TraceMoment, _ inputs: Inputs
  ) -> Scalar? {
    if let known = inputs(.activationDerivative(layer: layer, unit: unit), moment) {
      return known
    }
    guard let z = inputs(.weightedInput(layer: layer, unit: unit), moment),
      let a = inputs(.activation(layer: layer, unit: unit), moment)
    else { return nil }
    return activation(ofLayer: layer) == .softmax
      ? a * (.one - a) : try? functions[layer - 1].derivative(at: z, value: a)
  }
}
