extension MistakeKind {
  /// What was mistaken: a number that explains itself in too many of these ways proves none.
  public enum Family: Hashable, Sendable, CaseIterable {
    /// The bias.
    case bias
    /// Which weight, or whether one.
    case weight
    /// The activation function.
    case function
    /// The derivative of the activation function.
    case derivative
    /// A constant factor, or a logarithm's base.
    case factor
    /// A sign.
    case sign
    /// What is compared with the target, and how.
    case difference
    /// A sum: left out, or taken over something else.
    case sum
    /// Another quantity in the place of the right one.
    case operand
    /// The step of an update.
    case step
    /// How the number was written.
    case writing
  }

  /// What was mistaken.
  public var family: Family {
    switch self {
    case .forwardNoBias, .forwardBiasSign, .forwardBiasPerInput, .forwardBiasAfter,
      .biasBackpropagated, .updateBiasKept, .perceptronBiasKept:
      .bias
    case .forwardTransposed, .updatedWeights, .forgotWeights, .transposedWeights, .wrongColumn,
      .ownWeights, .vanishingNoWeights, .onlineForBatch:
      .weight
    case .forwardNoActivation, .forwardDoubleActivation, .forwardWrongFunction,
      .forwardExponentSign, .softmaxNotNormalized, .softmaxLinear, .softmaxPerUnit,
      .perceptronStrict:
      .function
    case .forgotDerivativeAtOutput, .extraDerivative, .derivativeAtActivation,
      .derivativeFromWeightedInput, .functionForDerivative, .derivativeOneMinusActivation,
      .derivativeOnlyActivation, .derivativeOfOtherFunction, .derivativeSquared, .reluWrongSide,
      .reluDerivativeIsWeightedInput, .doubleSoftmaxJacobian, .doubleSoftmaxDiagonal,
      .softmaxNoJacobian, .softmaxDiagonalOnly, .forgotDerivativeAtHidden,
      .derivativeAtHiddenActivation, .derivativeOfOutput, .outputDerivativeTwice,
      .derivativeOfSum, .gradientExtraDerivative, .vanishingOffByOne, .vanishingSlopeOneHalf:
      .derivative
    case .costNoHalf, .costExtraHalf, .costLog10, .costLog2, .factorTwo, .factorHalf,
      .crossEntropyErrorLog2, .crossEntropyErrorLog10, .differenceNotHalved,
      .perceptronTargetPlusMinus:
      .factor
    case .crossEntropySign, .outputErrorSign, .hiddenErrorSign, .gradientSign, .updateUphill,
      .perceptronSign, .sign:
      .sign
    case .costNoSquare, .crossEntropyWrongProbability, .crossEntropyBinaryOnSoftmax,
      .costForGradient, .weightedInputInError, .rawErrorBack, .forwardDifference,
      .differenceNotReset:
      .difference
    case .costMean, .costSum, .noSum, .meanOverOutputs, .batchSum, .batchMean, .batchLastOnly:
      .sum
    case .forwardUsedWeightedInput, .copiedError, .gradientIsError,
      .biasGradientTimesActivation, .gradientUsedWeightedInput, .gradientUsedInput,
      .gradientUsedOwnActivation, .gradientUsedWeight, .gradientSwappedIndices,
      .gradientNextError, .updateByError, .swapped:
      .operand
    case .gradientWithRate, .updateWithoutRate, .updateStepOnly, .updateRateTwice,
      .perceptronAlways:
      .step
    case .truncated, .roundedTooEarly, .runningEquals, .scale, .digitsSwapped, .degenerate:
      .writing
    }
  }

  /// How many edits lead from the right calculation to this one.
  public var edits: Int {
    switch self {
    case .forwardBiasAfter, .costForGradient, .derivativeFromWeightedInput,
      .doubleSoftmaxJacobian, .doubleSoftmaxDiagonal, .crossEntropyBinaryOnSoftmax,
      .biasBackpropagated, .derivativeOfSum, .derivativeOfOtherFunction, .outputDerivativeTwice,
      .copiedError, .softmaxDiagonalOnly, .wrongColumn, .derivativeOfOutput, .ownWeights,
      .rawErrorBack, .onlineForBatch, .derivativeOnlyActivation:
      2
    default: 1
    }
  }
}
