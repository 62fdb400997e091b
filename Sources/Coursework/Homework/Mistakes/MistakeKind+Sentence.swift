extension MistakeKind {
  /// What happened and what to look at, for the student.
  public var sentence: String {
    switch self {
    case .forwardNoBias, .forwardBiasSign, .forwardBiasPerInput, .forwardBiasAfter,
      .forwardTransposed, .forwardNoActivation, .forwardDoubleActivation,
      .forwardUsedWeightedInput, .forwardWrongFunction, .forwardExponentSign,
      .softmaxNotNormalized, .softmaxLinear, .softmaxPerUnit:
      forwardSentence
    case .costNoHalf, .costExtraHalf, .costMean, .costSum, .costNoSquare, .costLog10, .costLog2,
      .crossEntropyWrongProbability, .crossEntropySign, .crossEntropyBinaryOnSoftmax:
      costSentence
    case .forgotDerivativeAtOutput, .extraDerivative, .outputErrorSign, .factorTwo, .factorHalf,
      .derivativeAtActivation, .derivativeFromWeightedInput, .functionForDerivative,
      .derivativeOneMinusActivation, .derivativeOnlyActivation, .derivativeOfOtherFunction,
      .derivativeSquared, .costForGradient, .weightedInputInError, .reluWrongSide,
      .reluDerivativeIsWeightedInput, .doubleSoftmaxJacobian, .doubleSoftmaxDiagonal,
      .softmaxNoJacobian, .softmaxDiagonalOnly, .crossEntropyErrorLog2, .crossEntropyErrorLog10:
      outputErrorSentence
    case .forgotDerivativeAtHidden, .updatedWeights, .noSum, .meanOverOutputs, .forgotWeights,
      .transposedWeights, .wrongColumn, .derivativeAtHiddenActivation, .derivativeOfOutput,
      .rawErrorBack, .outputDerivativeTwice, .ownWeights, .hiddenErrorSign, .copiedError,
      .biasBackpropagated, .derivativeOfSum:
      hiddenErrorSentence
    case .gradientIsError, .biasGradientTimesActivation, .gradientUsedWeightedInput,
      .gradientUsedInput, .gradientUsedOwnActivation, .gradientUsedWeight,
      .gradientSwappedIndices, .gradientNextError, .gradientExtraDerivative, .gradientWithRate,
      .gradientSign, .updateUphill, .updateWithoutRate, .updateStepOnly, .updateByError,
      .updateRateTwice, .updateBiasKept, .batchSum, .batchMean, .batchLastOnly, .onlineForBatch:
      gradientSentence
    case .perceptronStrict, .perceptronSign, .perceptronAlways, .perceptronBiasKept,
      .perceptronTargetPlusMinus, .vanishingNoWeights, .vanishingOffByOne,
      .vanishingSlopeOneHalf, .differenceNotHalved, .forwardDifference, .differenceNotReset,
      .truncated, .roundedTooEarly, .runningEquals, .sign, .scale, .digitsSwapped, .swapped,
      .degenerate:
      otherSentence
    }
  }

  private var forwardSentence: String {
    switch self {
    case .forwardNoBias:
      "This is the value without the bias. Add the unit's bias to the weighted sum."
    case .forwardBiasSign:
      """
      The bias was subtracted. \
      Here it is added; where it is called a threshold, it has the other sign.
      """
    case .forwardBiasPerInput:
      "The bias was added once for every input. It belongs to the unit, so it is added once."
    case .forwardBiasAfter:
      "The bias was added after the activation function. It belongs inside, in the weighted input."
    case .forwardTransposed:
      """
      The weight matrix was used the other way round. \
      Look at which index of a weight is the unit it leads to.
      """
    case .forwardNoActivation:
      "This is the weighted input itself. Apply the activation function to it."
    case .forwardDoubleActivation:
      "The activation function was applied twice. Once is enough."
    case .forwardUsedWeightedInput:
      "The weighted inputs of the layer before were used. Use its activations."
    case .forwardWrongFunction:
      "This is the value of another activation function. Look at which one this layer has."
    case .forwardExponentSign:
      "The exponent has the other sign. In the sigmoid function it is minus the weighted input."
    case .softmaxNotNormalized:
      "This is the exponential alone. Divide it by the sum of the exponentials of all outputs."
    case .softmaxLinear:
      "The weighted inputs were divided by their sum. Take their exponentials first."
    default:
      "This is the sigmoid function of one unit. Softmax divides by the sum over all outputs."
    }
  }

  private var costSentence: String {
    switch self {
    case .costNoHalf:
      "The factor one half is missing. Look at how the cost is defined here."
    case .costExtraHalf:
      "There is a factor one half too many. Look at how the cost is defined here."
    case .costMean:
      "This is a mean. Here the cost is a sum; look at how it is defined."
    case .costSum:
      "This is a sum. Here the cost is a mean; look at how it is defined."
    case .costNoSquare:
      "The differences were not squared before they were added."
    case .costLog10:
      "This is with the logarithm to base 10. The cost has the natural logarithm."
    case .costLog2:
      "This is with the logarithm to base 2. The cost has the natural logarithm."
    case .crossEntropyWrongProbability:
      """
      The logarithm was taken of one minus the probability. \
      Look at which output the target asks for.
      """
    case .crossEntropySign:
      "The minus sign before the logarithm is missing. This cost is never negative."
    default:
      """
      The outputs that are not asked for were counted as well. \
      With softmax, only those with a target count.
      """
    }
  }

  private var outputErrorSentence: String {
    switch self {
    case .forgotDerivativeAtOutput:
      """
      The derivative of the activation function is left out, as if the cost were cross-entropy. \
      Multiply by it.
      """
    case .extraDerivative:
      """
      There is a derivative too many: with cross-entropy it cancels, and output minus target is \
      left.
      """
    case .outputErrorSign:
      """
      Right size, other sign. \
      The error here is output minus target; look at which way round you took it.
      """
    case .factorTwo:
      "There is a factor 2 too many. Look at whether the cost is defined with one half."
    case .factorHalf:
      "There is a factor 2 missing. Look at whether the cost is defined with one half."
    case .derivativeAtActivation, .derivativeAtHiddenActivation:
      "The derivative was taken at the activation. Take it at the weighted input."
    case .derivativeFromWeightedInput:
      "The weighted input was put into the rule for the derivative that takes the activation."
    case .functionForDerivative:
      "The activation was used where its derivative belongs."
    case .derivativeOneMinusActivation:
      """
      Only one minus the activation was taken as derivative. \
      The activation itself is a factor too.
      """
    case .derivativeOnlyActivation:
      "Only the activation was taken as derivative. One minus the activation is a factor too."
    case .derivativeOfOtherFunction:
      """
      This is with the derivative of another activation function. \
      Look at which one this layer has.
      """
    case .derivativeSquared:
      "The derivative of the activation function is in it twice. Once is enough."
    case .costForGradient:
      "The cost itself was multiplied by the derivative. Take the derivative of the cost first."
    case .weightedInputInError:
      "The weighted input was compared with the target. Compare the activation with it."
    case .reluWrongSide:
      "The derivative of relu was taken on the wrong side: it is 1 above zero and 0 below."
    case .reluDerivativeIsWeightedInput:
      "The weighted input was used where the derivative of relu belongs, which is 1 or 0."
    case .doubleSoftmaxJacobian:
      "The derivative of softmax is in it twice: output minus target already contains it."
    case .doubleSoftmaxDiagonal:
      "A derivative was multiplied onto output minus target, which already contains it."
    case .softmaxNoJacobian:
      """
      This is the derivative by the output. \
      The derivative of softmax is still to be multiplied onto it.
      """
    case .softmaxDiagonalOnly:
      """
      Only the unit's own output was followed. \
      With softmax, every output depends on every weighted input.
      """
    case .crossEntropyErrorLog2:
      "This is with the logarithm to base 2. The cost has the natural logarithm."
    default:
      "This is with the logarithm to base 10. The cost has the natural logarithm."
    }
  }

  private var hiddenErrorSentence: String {
    switch self {
    case .forgotDerivativeAtHidden:
      "The derivative of this layer's activation function is left out. Multiply by it."
    case .updatedWeights:
      """
      The weights after the update were used. \
      The error goes back through the weights of the forward pass.
      """
    case .noSum:
      """
      The error came back from one unit only. \
      Add what comes back from all units of the next layer.
      """
    case .meanOverOutputs:
      "What comes back was averaged. Here it is added up."
    case .forgotWeights:
      "The errors of the next layer were added without their weights."
    case .transposedWeights:
      """
      The weight matrix was used the other way round. \
      Going back, take the weights that leave this unit.
      """
    case .wrongColumn:
      """
      The weights of another unit were used. \
      Take those that lead from this unit to the next layer.
      """
    case .derivativeAtHiddenActivation:
      "The derivative was taken at the activation. Take it at the weighted input."
    case .derivativeOfOutput:
      "The derivative is that of a unit of the next layer. Take that of this unit."
    case .rawErrorBack:
      """
      Output minus target was sent back. \
      Send back the error of the output layer, with its derivative.
      """
    case .outputDerivativeTwice:
      "The derivative of the next layer is in it twice: its error already contains it."
    case .ownWeights:
      "The weights that lead into this layer were used. Take those that lead out of it."
    case .hiddenErrorSign:
      "Right size, other sign. Look at where a minus came in."
    case .copiedError:
      "This is the error of the next layer. Send it back through weights and derivative."
    case .biasBackpropagated:
      "The biases were sent back like weights. No error goes back through a bias."
    default:
      """
      The derivative was taken of what comes back. \
      Take it at this unit's weighted input, and multiply.
      """
    }
  }

  private var gradientSentence: String {
    switch self {
    case .gradientIsError:
      """
      This is the error alone, the derivative by the bias. \
      Multiply by the activation that the weight carries.
      """
    case .biasGradientTimesActivation:
      "An activation was multiplied in. The derivative by a bias is the error alone."
    case .gradientUsedWeightedInput:
      "The weighted input of the layer before was used. Use its activation."
    case .gradientUsedInput:
      "The network's input was used. Use the activation of the layer before."
    case .gradientUsedOwnActivation:
      "The activation of the unit itself was used. Use that of the unit the weight comes from."
    case .gradientUsedWeight:
      "The weight itself was used. Use the activation of the unit it comes from."
    case .gradientSwappedIndices:
      """
      The two indices of the weight changed places: error from where it leads, activation from \
      where it comes.
      """
    case .gradientNextError:
      "The error of the next layer was used. Use that of the unit the weight leads to."
    case .gradientExtraDerivative:
      "A derivative was multiplied in once more. The error already contains it."
    case .gradientWithRate:
      "The learning rate is already in it. It belongs to the update, not to the gradient."
    case .gradientSign:
      "Right size, other sign. The minus belongs to the update, not to the gradient."
    case .updateUphill:
      "The step was added. Going down the cost, it is subtracted."
    case .updateWithoutRate:
      "The learning rate is missing. Multiply the gradient by it."
    case .updateStepOnly:
      "This is the step alone. Add it to the old value."
    case .updateByError:
      "The error was used as gradient. Multiply it by the activation that the weight carries."
    case .updateRateTwice:
      "The learning rate is in it twice. Once is enough."
    case .updateBiasKept:
      "The bias was left as it was. Here it is updated too."
    case .batchSum:
      "This is the sum over the samples. Here the cost is their mean."
    case .batchMean:
      "This is the mean over the samples. Here the cost is their sum."
    case .batchLastOnly:
      "This is the last sample alone. All samples of the batch count."
    default:
      """
      The weights were changed after each sample. \
      Here the whole batch is worked out with the old ones.
      """
    }
  }

  private var otherSentence: String {
    switch self {
    case .perceptronStrict:
      "The weighted input is exactly zero. Look at what the step function is there."
    case .perceptronSign:
      "The correction has the other sign. It is target minus output."
    case .perceptronAlways:
      "The weights were changed although the output is right. Then they stay as they are."
    case .perceptronBiasKept:
      "The bias was left as it was. It is corrected like a weight whose input is 1."
    case .perceptronTargetPlusMinus:
      """
      The step is twice as long, as with the targets 1 and -1. \
      Look at which targets are used here.
      """
    case .vanishingNoWeights:
      "The weights are left out of the product. Each layer multiplies by a weight and a derivative."
    case .vanishingOffByOne:
      "There is one layer too many or too few in the product. Count the derivatives."
    case .vanishingSlopeOneHalf:
      "At zero, one half is the value of sigmoid. Its derivative there is one quarter."
    case .differenceNotHalved:
      "The difference was divided by the step. Its two ends are two steps apart."
    case .forwardDifference:
      "This is the one-sided difference. It is a little off; nudge to both sides."
    case .differenceNotReset:
      "The second nudge started from the first one. Set the weight back before it."
    case .truncated:
      "The number was cut off. Round it: up from 5."
    case .roundedTooEarly:
      "A number was rounded to fewer digits on the way. Carry more digits."
    case .runningEquals:
      "There is one equals sign too many: the sum went on to the right of a finished equation."
    case .sign:
      "Right size, other sign. Look at where a minus came in or went missing."
    case .scale:
      "The decimal point is in another place. Look at the powers of ten."
    case .digitsSwapped:
      "Two neighbouring digits may have changed places."
    case .swapped:
      "This is the value of another unit, weight, layer or sample. Look at the indices."
    default:
      "The number is outside what it can be. Something before it went wrong."
    }
  }
}
