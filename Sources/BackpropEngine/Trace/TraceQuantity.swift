/// The name of one number in a trace; layers, units and samples are counted from 1.
///
/// Quantities of a sample are read at a `TraceMoment` with that sample; the others ignore it.
public enum TraceQuantity: Hashable, Sendable {
  /// x_i, an entry of the input.
  case input(unit: Int)
  /// y_j, an entry of the target.
  case target(unit: Int)
  /// w^l_jk before the update: to unit j of layer l from unit k of layer l−1.
  case weight(layer: Int, unit: Int, from: Int)
  /// b^l_j before the update.
  case bias(layer: Int, unit: Int)
  /// z^l_j = Σ_k w^l_jk a^(l−1)_k + b^l_j.
  case weightedInput(layer: Int, unit: Int)
  /// a^l_j = f(z^l_j); layer 0 is the input.
  case activation(layer: Int, unit: Int)
  /// f'(z^l_j); for softmax the diagonal entry a_j (1 − a_j) of the Jacobian.
  case activationDerivative(layer: Int, unit: Int)
  /// ∂a^L_k/∂z^L_j of a softmax layer.
  case softmaxJacobian(output: Int, input: Int)
  /// C of one sample, without the regulariser.
  case cost
  /// ∂C/∂a^L_j of one sample.
  case costDerivative(unit: Int)
  /// δ^l_j = ∂C/∂z^l_j of one sample.
  case error(layer: Int, unit: Int)
  /// ∂C/∂w^l_jk of one sample.
  case weightGradient(layer: Int, unit: Int, from: Int)
  /// ∂C/∂b^l_j of one sample; with a shared bias the sum over the layer.
  case biasGradient(layer: Int, unit: Int)
  /// ∂C/∂w^l_jk reduced over the batch, regulariser included.
  case batchWeightGradient(layer: Int, unit: Int, from: Int)
  /// ∂C/∂b^l_j reduced over the batch.
  case batchBiasGradient(layer: Int, unit: Int)
  /// The batch's cost before the update, regulariser included.
  case batchCost
  /// The regulariser's part of the batch's cost before the update.
  case regularization
  /// w^l_jk after the update.
  case updatedWeight(layer: Int, unit: Int, from: Int)
  /// b^l_j after the update.
  case updatedBias(layer: Int, unit: Int)
  /// The batch's cost after the update, regulariser included.
  case updatedCost
  /// What the optimiser keeps for a parameter, after the update; `from` nil: for the bias.
  case state(OptimizerState, layer: Int, unit: Int, from: Int?)
}

extension TraceQuantity {
  /// Hashes the quantity as one number: whoever judges homework looks numbers up by their names more
  /// often than anything else.
  public func hash(into hasher: inout Hasher) { hasher.combine(summary) }

  /// The kind and the indices in one number; different quantities share one only where a layer has
  /// a million units, and states of one parameter.
  var summary: Int {
    switch self {
    case .input(let unit): Self.summary(0, unit: unit)
    case .target(let unit): Self.summary(1, unit: unit)
    case .weight(let layer, let unit, let from): Self.summary(2, layer, unit: unit, from)
    case .bias(let layer, let unit): Self.summary(3, layer, unit: unit)
    case .weightedInput(let layer, let unit): Self.summary(4, layer, unit: unit)
    case .activation(let layer, let unit): Self.summary(5, layer, unit: unit)
    case .activationDerivative(let layer, let unit): Self.summary(6, layer, unit: unit)
    case .softmaxJacobian(let output, let input): Self.summary(7, unit: output, input)
    case .cost: Self.summary(8)
    case .costDerivative(let unit): Self.summary(9, unit: unit)
    case .error(let layer, let unit): Self.summary(10, layer, unit: unit)
    case .weightGradient(let layer, let unit, let from): Self.summary(11, layer, unit: unit, from)
    case .biasGradient(let layer, let unit): Self.summary(12, layer, unit: unit)
    case .batchWeightGradient(let layer, let unit, let from):
      Self.summary(13, layer, unit: unit, from)
    case .batchBiasGradient(let layer, let unit): Self.summary(14, layer, unit: unit)
    case .batchCost: Self.summary(15)
    case .regularization: Self.summary(16)
    case .updatedWeight(let layer, let unit, let from): Self.summary(17, layer, unit: unit, from)
    case .updatedBias(let layer, let unit): Self.summary(18, layer, unit: unit)
    case .updatedCost: Self.summary(19)
    case .state(_, let layer, let unit, let from):
      // States are rare, so that all kinds may share a number.
      Self.summary(20, layer, unit: unit, from ?? 0)
    }
  }

  private static func summary(
    _ kind: Int, _ layer: Int = 0, unit: Int = 0, _ from: Int = 0
  ) -> Int {
    kind ^ layer << 5 ^ unit << 20 ^ from << 40
  }
}

/// What an optimiser remembers from one update to the next, parameter by parameter.
public enum OptimizerState: String, Hashable, Sendable, CaseIterable {
  /// Momentum of gradient descent.
  case velocity
  /// Adam's running mean of the gradient.
  case firstMoment = "m"
  /// Adam's running mean of the squared gradient.
  case secondMoment = "v"
  /// The largest second moment so far (amsgrad).
  case largestSecondMoment = "vMax"
  /// RMSProp's running mean of the squared gradient.
  case squareAverage
  /// RMSProp's running mean of the gradient (centered).
  case gradientAverage
  /// RMSProp's momentum.
  case momentumBuffer
  /// AdaGrad's sum of squared gradients.
  case sum
}

/// When a quantity is looked at: in which update, for which sample.
public struct TraceMoment: Hashable, Sendable {
  /// Updates are counted from 1; quantities before it are those that update starts from.
  public var update: Int
  /// The sample, counted from 1 in the problem's order.
  public var sample: Int

  /// Creates a moment.
  public init(update: Int = 1, sample: Int = 1) {
    self.update = update
    self.sample = sample
  }
}
