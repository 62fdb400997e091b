import BackpropEngine
import MathSyntax

/// Functions that stand for general ones: what a lecture uses where it says nothing else.
struct IdentitySetting: Hashable {
  /// The activation function of the hidden layers; nil: a general one.
  var activation: Activation?
  /// The activation function of the last layer, where it is not that of the others.
  var outputActivation: Activation?
  /// The cost; nil: a general one.
  var cost: Cost?

  /// Whether the last layer is a softmax, which says nothing about one unit.
  var isSoftmax: Bool { outputActivation == .softmax }

  /// Returns the setting with what was declared in its place.
  func declaring(_ assumptions: IdentityAssumptions) -> IdentitySetting {
    var result = self
    if let activation = assumptions.activation {
      result.activation = activation
      result.outputActivation = assumptions.outputActivation ?? activation
    }
    if let output = assumptions.outputActivation { result.outputActivation = output }
    if let cost = assumptions.cost { result.cost = cost }
    return result
  }

  /// What has to be said where a claim needs this setting and not just the one that was declared.
  func notes(beside declared: IdentitySetting) -> [IdentityDecision.Note] {
    var notes: [IdentityDecision.Note] = []
    if let activation, declared.activation != activation {
      notes.append(.needsActivation(activation))
    }
    if let outputActivation, declared.outputActivation != outputActivation {
      notes.append(.needsOutputActivation(outputActivation))
    }
    if let cost, declared.cost != cost {
      notes.append(.needsCost(cost))
    }
    if cost == .crossEntropy { notes.append(.targetsSumToOne) }
    return notes
  }
}

extension Notation {
  /// The costs that the lecture uses without saying so, the most usual first.
  var defaultCosts: [Cost] {
    switch name {
    case "lin": [.squaredError]
    case "assignment", "mucha", "dasc7606", "dasc7606-rows":
      [.halfSquaredError, .binaryCrossEntropy, .crossEntropy]
    default: [.halfSquaredError]
    }
  }

  /// The activation functions that the lecture's letter stands for where it says nothing else.
  var defaultActivations: [Activation] {
    switch name {
    case "lin": [.tanh]
    case "assignment": [.sigmoid, .tanh, .scaledTanh]
    default: [.sigmoid, .tanh]
    }
  }

  /// Whether the lecture leaves biases out, so that a formula without them is about a network without.
  var absorbsBiases: Bool {
    biasStyle != .ownLetter || lacks.contains(.bias) || name == "mucha"
  }

  /// The settings that a claim may be about, from the most general on.
  func settings(for scope: ClaimScope) -> [IdentitySetting] {
    var results = [IdentitySetting()]
    let namesTargets = scope.kinds.contains(.target)
    let isSlope = scope.functions.contains { function in
      switch function {
      case .activation(_, let order): order > 0
      case .derivative: true
      default: false
      }
    }
    let hasSlopes = isSlope || scope.namesDerivatives || scope.kinds.contains(.error)
    let hasValues =
      scope.kinds.contains(.activation)
      || scope.functions.contains { if case .activation(_, 0) = $0 { true } else { false } }
    let hasFormulas = scope.functions.contains { function in
      switch function.underived {
      case .exponential, .logistic, .hyperbolicTangent, .softmax, .rectifier, .softplus: true
      default: false
      }
    }
    if namesTargets {
      results += defaultCosts.map { IdentitySetting(cost: $0) }
      if name == "lin" {
        results.append(IdentitySetting(outputActivation: .identity, cost: .squaredError))
      }
    }
    if namesTargets {
      results.append(IdentitySetting(outputActivation: .sigmoid, cost: .binaryCrossEntropy))
      results.append(IdentitySetting(outputActivation: .softmax, cost: .crossEntropy))
    }
    let hasBranches =
      scope.namesConditions || scope.functions.contains(.rectifier)
      || scope.functions.contains(.signum)
    if hasFormulas || hasBranches || hasSlopes && hasValues && scope.namesNumbers {
      var activations = defaultActivations
      if hasBranches { activations.append(.relu) }
      // Their slope is 0, which would make nearly everything true that is said of slopes.
      if hasBranches, !hasSlopes { activations += [.step, .sign] }
      for activation in activations {
        results.append(IdentitySetting(activation: activation))
        if namesTargets {
          results += defaultCosts.map { IdentitySetting(activation: activation, cost: $0) }
        }
      }
      if name == "lin", scope.namesConditions {
        // Its output layer answers with s itself.
        results.append(IdentitySetting(activation: .tanh, outputActivation: .identity))
      }
    }
    if hasFormulas || (scope.namesDerivatives && hasValues && !namesTargets) {
      results.append(IdentitySetting(outputActivation: .softmax))
    }
    return results
  }
}
