import BackpropEngine
import ExactArithmetic

/// Mistakes in the derivative of an activation function.
extension MistakeCatalogue {
  /// Calls `body` with every wrong value of f'(z^l_j).
  ///
  /// Softmax has a Jacobian instead, whose mistakes belong to the output error; `step` and `sign` have
  /// no derivative to mistake.
  func forEachWrongDerivative(
    _ layer: Int, _ unit: Int, at moment: TraceMoment, _ inputs: Inputs,
    _ body: (MistakeKind, Scalar) -> Void
  ) {
    let function = functions[layer - 1]
    if function.activation == .softmax || function.activation == .step
      || function.activation == .sign
    {
      return
    }
    guard let z = inputs(.weightedInput(layer: layer, unit: unit), moment),
      let a = inputs(.activation(layer: layer, unit: unit), moment)
    else { return }
    let isHidden = layer < network.depth
    if function.activation != .identity, let value = try? function.value(at: a),
      let slope = try? function.derivative(at: a, value: value)
    {
      body(isHidden ? .derivativeAtHiddenActivation : .derivativeAtActivation, slope)
    }
    switch function.activation {
    case .sigmoid:
      body(.functionForDerivative, a)
      body(.derivativeOneMinusActivation, .one - a)
      body(.derivativeOnlyActivation, a)
      body(.derivativeFromWeightedInput, z * (.one - z))
      body(.derivativeOfOtherFunction, .one - a * a)
      if z.sign == .zero { body(.vanishingSlopeOneHalf, half) }
    case .tanh:
      body(.functionForDerivative, a)
      body(.derivativeFromWeightedInput, .one - z * z)
      body(.derivativeOfOtherFunction, a * (.one - a))
    case .relu, .leakyReLU, .relu6:
      if let slope = wrongSide(function, at: z) { body(.reluWrongSide, slope) }
      body(.reluDerivativeIsWeightedInput, z)
      body(.derivativeOfOtherFunction, a * (.one - a))
    case .identity, .scaledTanh, .elu, .softplus, .square:
      body(.functionForDerivative, a)
      body(.derivativeOfOtherFunction, a * (.one - a))
    case .softmax, .step, .sign:
      break
    }
  }

  /// Returns the derivative at the mirrored side of the kink, or nil on it.
  private func wrongSide(_ function: ActivationFunction<Scalar>, at z: Scalar) -> Scalar? {
    guard let sign = z.sign, sign != .zero else { return nil }
    let mirrored = sign == .positive ? -Scalar.one : Scalar.one
    guard let value = try? function.value(at: mirrored) else { return nil }
    return try? function.derivative(at: mirrored, value: value)
  }
}
