public import BackpropEngine
import ExactArithmetic
public import MathSyntax

extension Problem {
  /// What a notation has to know about the problem.
  public var notationContext: NotationContext {
    var context = NotationContext(widths: (0...network.depth).map(network.width))
    context.isOfOneSample = regularizer == nil && samplesPerUpdate == 1
    context.sharesBiases = biasUpdate == .shared
    context.hasBiasPerLayer = network.layers.allSatisfy { Set($0.biases.map(\.value)).count <= 1 }
    context.kinds = Self.generalKinds.union(chosenKinds)
    return context
  }

  private static let generalKinds: Set<Quantity.Kind> = [
    .input, .target, .weightedInput, .activation, .weight, .bias, .error, .cost, .width,
    .batchSize, .learningRate,
  ]

  private var chosenKinds: Set<Quantity.Kind> {
    var kinds = Set(optimizer.stateKinds.map(\.quantityKind))
    let choices: [Quantity.Kind] = [
      .momentum, .dampening, .weightDecay, .beta1, .beta2, .smoothing, .epsilon,
      .learningRateDecay,
    ]
    for kind in choices where chosenNumber(kind).map({ $0.value != 0 }) ?? false {
      kinds.insert(kind)
    }
    if regularizer != nil { kinds.formUnion([.regularization, .regularizationStrength]) }
    if kinds.contains(.beta1) || kinds.contains(.learningRateDecay) { kinds.insert(.time) }
    return kinds
  }
}
