import BackpropEngine
import ExactArithmetic
import MathSyntax

extension IdentityChecker {
  /// A claim tried on one kind of network.
  struct Judgement {
    var setting: IdentitySetting
    var trial: IdentityTrial
    var outcome: IdentityTrial.Outcome
    var notes: [IdentityDecision.Note]

    var isUndecided: Bool {
      if case .undecided = outcome { return true }
      return false
    }

    var isRight: Bool {
      switch outcome {
      case .proved, .agrees: true
      case .differs, .fault, .undecided: false
      }
    }
  }

  /// Returns what comes out for given functions: over vectors, and else with one unit a layer.
  func judged(_ claim: IdentityClaim, _ setting: IdentitySetting) -> Judgement {
    var notes: [IdentityDecision.Note] = []
    var plan = plan(for: claim.scope, setting, ofOneUnit: prefersOneUnit(claim, setting))
    if !plan.hasBiases { notes.append(.withoutBiases) }
    var judgement = tried(claim, plan, setting, notes)
    if judgement.isRight { return judgement }
    if claim.scope.namesSamples, case .differs = judgement.outcome {
      // Costs of samples are added up in some lectures, and averaged in others.
      plan.reduction = .sum
      let other = tried(claim, plan, setting, notes)
      if other.isRight { judgement = other }
    }
    if judgement.isRight || claim.prefersOneUnit || !mayMeanOneUnit
      || notation.lacks.contains(.units)
      || claim.scope.needsVectors
      || !claim.scope.namesVectors || claim.scope.namesUnits || setting.isSoftmax
    {
      return judgement
    }
    let oneUnit = self.plan(for: claim.scope, setting, ofOneUnit: true)
    let other = tried(claim, oneUnit, setting, notes + [.oneUnitALayer])
    if other.isRight { return other }
    if case .fault = judgement.outcome, case .differs = other.outcome { return other }
    return judgement
  }

  /// Whether plain letters stand for the one unit of a layer; not beside softmax, which is 1 there
  /// whatever its weighted input is, so that nearly everything would be true.
  private func prefersOneUnit(_ claim: IdentityClaim, _ setting: IdentitySetting) -> Bool {
    claim.prefersOneUnit && !setting.isSoftmax
  }

  /// Returns what comes out on one kind of network; a claim about samples has to hold for another
  /// number of them as well, so that C = ½ Σ C_x is not right because there are two.
  private func tried(
    _ claim: IdentityClaim, _ plan: NetworkModel.Plan, _ setting: IdentitySetting,
    _ notes: [IdentityDecision.Note]
  ) -> Judgement {
    let judgement = triedOnce(claim, plan, setting, notes)
    guard judgement.isRight, plan.samples > 1 else { return judgement }
    var larger = plan
    larger.samples += 1
    let other = triedOnce(claim, larger, setting, notes)
    return other.isRight ? judgement : other
  }

  private func triedOnce(
    _ claim: IdentityClaim, _ plan: NetworkModel.Plan, _ setting: IdentitySetting,
    _ notes: [IdentityDecision.Note]
  ) -> Judgement {
    let trial = trial(claim, plan)
    let outcome = trial.outcome(seed: seed, points: Self.pointCount)
    return Judgement(setting: setting, trial: trial, outcome: outcome, notes: notes)
  }

  private func trial(
    _ claim: IdentityClaim, _ plan: NetworkModel.Plan, stopsEarly: Bool = true
  ) -> IdentityTrial {
    IdentityTrial(
      claim.left, claim.right, on: plan, scope: claim.scope, conditions: claim.conditions,
      names: claim.names, seed: seed, stopsEarly: stopsEarly)
  }

  private func plan(
    for scope: ClaimScope, _ setting: IdentitySetting, ofOneUnit: Bool
  ) -> NetworkModel.Plan {
    var widths =
      ofOneUnit ? scope.widths(ofOneUnit: true) : widths ?? scope.widths(ofOneUnit: false)
    let depth = widths.count - 1
    // A formula about output 1 is about one of several.
    if setting.isSoftmax, widths[depth] == 1 { widths[depth] = 3 }
    var activations = [Activation?](repeating: setting.activation, count: depth)
    if let output = setting.outputActivation { activations[depth - 1] = output }
    var plan = NetworkModel.Plan(
      widths: widths, activations: activations, cost: setting.cost)
    plan.derivativeAtKink = assumptions.derivativeAtKink
    plan.hasBiases = !notation.absorbsBiases || scope.kinds.contains(.bias)
    plan.targetsSumToOne = setting.cost == .crossEntropy
    plan.samples = scope.namesSamples ? max(2, min(scope.largestSample, 8)) : 1
    plan.readsNumbers = ofOneUnit
    plan.takesSingleUnitsAsNumbers = self.widths == nil
    plan.usesExponentials = scope.mixesExponentials(with: activations.compactMap { $0 })
    return plan
  }

  // MARK: Decisions

  /// Returns the decision that an outcome amounts to.
  func decision(
    _ judgement: Judgement, _ claim: IdentityClaim, _ declared: IdentitySetting
  ) -> IdentityDecision {
    var notes = judgement.setting.notes(beside: declared)
    switch judgement.outcome {
    case .proved, .agrees:
      notes += neededNotes(judgement, claim)
      if judgement.trial.builder.tookVectorsEntrywise { notes.append(.elementwiseProduct) }
      if differsAtKinks(judgement) { notes.append(.exceptAtKinks) }
      if case .agrees(let points) = judgement.outcome {
        return IdentityDecision(.sampled(points: points), notes: notes)
      }
      return IdentityDecision(.proved, notes: notes)
    case .fault(let fault):
      return IdentityDecision(.shapeFault(fault), hint: hint(for: claim, judgement.setting))
    case .undecided(let reason): return IdentityDecision(.undecided(reason))
    case .differs(let pair, let isCertain):
      let search = CounterexampleSearch(
        trial: judgement.trial, seed: seed, quantities: claim.scope.namedQuantities)
      if let found = search.counterexample(for: pair) {
        return IdentityDecision(
          .refuted(found), notes: judgement.notes.filter { $0 == .oneUnitALayer },
          hint: hint(for: claim, judgement.setting))
      }
      guard !isCertain else { return IdentityDecision(.undecided(.undistinguished)) }
      if judgement.trial.isPartial {
        // Functions may be related in ways that the prime field does not know: all cases count.
        var whole = judgement
        whole.trial = trial(claim, judgement.trial.plan, stopsEarly: false)
        whole.outcome = whole.trial.outcome(seed: seed, points: Self.pointCount)
        return decision(whole, claim, declared)
      }
      let open = judgement.trial.pairs.filter { $0.left != $0.right }
      let points = search.agreeingPoints(of: open, count: Self.pointCount)
      guard points == Self.pointCount else {
        return IdentityDecision(.undecided(points == 0 ? .undefined : .undistinguished))
      }
      if differsAtKinks(judgement) { notes.append(.exceptAtKinks) }
      return IdentityDecision(.sampled(points: points), notes: notes)
    }
  }

  /// The notes on networks without biases and of one unit, where the claim fails on others.
  private func neededNotes(
    _ judgement: Judgement, _ claim: IdentityClaim
  ) -> [IdentityDecision.Note] {
    judgement.notes.filter { note in
      guard note == .withoutBiases else { return true }
      guard claim.scope.mayDependOnBiases else { return false }
      var plan = judgement.trial.plan
      plan.hasBiases = true
      return !tried(claim, plan, judgement.setting, []).isRight
    }
  }

  /// Whether the sides differ where every pre-activation is 0.
  private func differsAtKinks(_ judgement: Judgement) -> Bool {
    let circuit = judgement.trial.builder.model.circuit
    let open = judgement.trial.pairs.filter { $0.left != $0.right }
    let wires = open.flatMap { [$0.left, $0.right] }
    let hasKinks = circuit.ancestors(of: wires).contains { wire in
      switch circuit.gates[wire] {
      case .function(.isPositive, _), .function(.isZero, _): true
      default: false
      }
    }
    guard hasKinks else { return false }
    var numbers = ValueArithmetic(working: .bits(128)) { variable throws(ArithmeticFault) in
      switch variable {
      case .input, .bias: .zero
      default: .one
      }
    }
    guard let values = try? circuit.values(of: wires, in: &numbers) else { return false }
    return stride(from: 0, to: values.count, by: 2).contains { place in
      CounterexampleSearch.differ(values[place], values[place + 1])
    }
  }

  /// Whether a claim agrees at a few points of a prime field, which is enough for a hint.
  func seemsRight(
    _ claim: IdentityClaim, _ setting: IdentitySetting, on networks: inout SharedNetworks
  ) -> (isRight: Bool, work: Int) {
    let plan = plan(for: claim.scope, setting, ofOneUnit: prefersOneUnit(claim, setting))
    return networks.agree(claim, on: plan)
  }
}
