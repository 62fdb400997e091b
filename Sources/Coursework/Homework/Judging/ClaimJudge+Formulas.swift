import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

extension ClaimJudge {
  /// Judges a link whose sides are formulas without decimals: as an identity, after a look at the
  /// numbers of the problem.
  func formulas(
    _ left: MathExpression, _ right: MathExpression, chain: Chain, link: Int,
    subject: TraceEvent?
  ) -> LinkFinding {
    if truth != nil, let first = try? comparison.trueValue(left),
      let second = try? comparison.trueValue(right)
    {
      if !(first - second).hull.contains(.zero) {
        if left.hasNames || right.hasNames {
          // A name may stand for rounded numbers.
          switch comparison.agreement(left, right, subject: event(of: left)) {
          case .exact, .rounded: return LinkFinding(.right, .hull)
          case .lastDigit, .none, .undecided: break
          }
        }
        var finding = different(
          left, right, chain: chain, link: link, subject: event(of: left) ?? subject)
        addHint(identity(left, right, chain), &finding)
        return finding
      }
      let decision = identity(left, right, chain)
      switch decision.verdict {
      case .proved: return LinkFinding(.right, .proved)
      case .sampled: return LinkFinding(.right, .sampled)
      // On this problem it holds all the same: a ReLU that is open, an input of 0.
      case .refuted, .shapeFault, .undecided: return LinkFinding(.right, .exact)
      }
    }
    let (first, second) = Self.withCommonSample(left, right)
    return finding(for: identity(first, second, chain), left, right, link: link)
  }

  /// σ(z) = 1/(1 + e^(−z)) is about any z: right where it holds for a layer of the problem.
  func definitionOfFunction(
    _ left: MathExpression, _ right: MathExpression, _ chain: Chain, isFormula: Bool
  ) -> LinkFinding? {
    // 1.7159 tanh(2z/3) is a rule for all its decimals.
    guard let bare = left.bareArgument, isFormula || right.mentions(.quantity(bare)) else {
      return nil
    }
    // Plain letters are those of one unit where no problem has several.
    if truth == nil, right.isPlain {
      return finding(for: identity(left, right, chain), left, right, link: 0)
    }
    var decision: IdentityDecision?
    let network = truth?.problem.network
    let depth = network?.depth ?? 0
    for layer in depth > 0 ? (1...depth).map(Index.number) : [.variable(.layer)] {
      var argument = bare
      argument.layer = layer
      argument.unit = .variable(.unit)
      var judge = self
      if let network, let number = layer.number {
        // Every hidden layer may have a function of its own.
        judge.assumptions.activation = network.layers[number - 1].activation
        judge.assumptions.outputActivation = network.layers[number - 1].activation
      }
      let next = judge.identity(
        left.replacing(bare, by: .quantity(argument)),
        right.replacing(bare, by: .quantity(argument)).replacingOutput(of: argument), chain)
      decision = decision ?? next
      if next.isRight { decision = next }
    }
    return decision.map { finding(for: $0, left, right, link: 0) }
  }

  /// In C_x = ½ Σ (a − y)² all quantities are those of sample x.
  private static func withCommonSample(
    _ left: MathExpression, _ right: MathExpression
  ) -> (MathExpression, MathExpression) {
    guard case .quantity(let cost) = left, cost.kind == .cost, let sample = cost.sample else {
      return (left, right)
    }
    return (left, right.ofSample(sample))
  }

  /// Returns what can be said of two formulas in general, for the functions of the problem.
  func identity(
    _ left: MathExpression, _ right: MathExpression, _ chain: Chain
  ) -> IdentityDecision {
    var checker = IdentityChecker(wording.writer.notation, assumptions: assumptions)
    let network = truth?.problem.network
    checker.widths = network.map { network in (0...network.depth).map(network.width) }
    var expressions: [String: MathExpression] = [:]
    for (name, number) in names {
      expressions[name] = number.expression ?? number.number.map { .number($0.number) }
    }
    let (first, second) = context.prepare(&checker, left, right)
    let decision = checker.decide(
      first, equals: second, where: chain.restrictions, names: expressions)
    let letters = wording.writer.notation.letters
    guard truth == nil, !decision.isRight, letters[.activation] == letters[.input] else {
      return decision
    }
    // A plain x may be the answer of the unit where a lecture has one letter for both.
    let input = Quantity(.input)
    let output = MathExpression.quantity(Quantity(.activation))
    let (plain, other) = (left.replacing(input, by: output), right.replacing(input, by: output))
    guard plain != left || other != right else { return decision }
    let (third, fourth) = context.prepare(&checker, plain, other)
    let changed = checker.decide(
      third, equals: fourth, where: chain.restrictions, names: expressions)
    return changed.isRight ? changed : decision
  }

  /// Turns a decision about an identity into a finding.
  func finding(
    for decision: IdentityDecision, _ left: MathExpression, _ right: MathExpression, link: Int
  ) -> LinkFinding {
    var finding: LinkFinding
    switch decision.verdict {
    case .proved: finding = LinkFinding(.right, .proved)
    case .sampled(let points):
      finding = LinkFinding(.right, .sampled)
      finding.message = [.text("Agrees at \(points) random points, which is no proof.")]
    case .refuted(let example):
      finding = LinkFinding(link == 0 ? .wrong : .brokenLink, .refuted)
      finding.message = wording.refuted(example)
      addHint(decision, &finding)
    case .shapeFault(let fault):
      finding = LinkFinding(link == 0 ? .wrong : .brokenLink, .refuted)
      finding.message = wording.shapes(fault)
    case .undecided(.definition): return LinkFinding(.given)
    case .undecided(let reason):
      finding = LinkFinding(.undecided)
      finding.message = wording.reason(reason)
    }
    for note in decision.notes { add(note, &finding) }
    return finding
  }

  private func add(_ note: IdentityDecision.Note, _ finding: inout LinkFinding) {
    switch note {
    case .needsActivation, .needsOutputActivation, .needsCost, .targetsSumToOne:
      if !finding.notes.contains(.needsDefaults) { finding.notes.append(.needsDefaults) }
      finding.message += wording.needs(note)
    case .exceptAtKinks:
      finding.notes.append(.exceptAtKink)
      finding.message.append(" It holds everywhere but at a kink.")
    case .elementwiseProduct:
      finding.notes.append(.takenElementwise)
      finding.message.append(" The product of the two vectors was taken entry by entry.")
    case .withoutBiases: finding.message.append(" Taken without biases.")
    case .oneUnitALayer, .unreadCondition: break
    }
  }

  private func addHint(_ decision: IdentityDecision, _ finding: inout LinkFinding) {
    guard let hint = decision.hint, finding.candidates.isEmpty else { return }
    finding.message += wording.hint(hint)
  }
}

extension MathExpression {
  /// The letter without layer and unit that a function is applied to: the z of σ(z) and of σ'(z).
  fileprivate var bareArgument: Quantity? {
    guard case .apply(.activation, let argument) = self else { return nil }
    switch argument {
    case .quantity(let quantity), .transposed(.quantity(let quantity)):
      guard quantity.layer == nil, quantity.unit == nil else { return nil }
      return quantity.kind == .weightedInput || quantity.kind == .activation ? quantity : nil
    default: return nil
    }
  }

  /// The expression with a quantity and its transpose replaced; functions of it are of its layer.
  fileprivate func replacing(_ quantity: Quantity, by other: MathExpression) -> MathExpression {
    switch self {
    case .quantity(quantity), .transposed(.quantity(quantity)): return other
    case .apply(.activation(nil, let order), let argument):
      let inner = argument.replacing(quantity, by: other)
      guard case .quantity(let named) = other else {
        return .apply(.activation(layer: nil, order: order), inner)
      }
      return .apply(.activation(layer: named.layer, order: order), inner)
    default: return mapParts { $0.replacing(quantity, by: other) }
    }
  }

  /// The expression with a plain a as the answer of the unit whose weighted input is given.
  fileprivate func replacingOutput(of input: Quantity) -> MathExpression {
    guard input.kind == .weightedInput else { return self }
    var output = input
    output.kind = .activation
    return replacing(Quantity(.activation), by: .quantity(output))
  }

  /// The expression with its quantities those of one sample, where none is named.
  func ofSample(_ sample: Index) -> MathExpression {
    switch self {
    case .quantity(var quantity):
      switch quantity.kind {
      case .input, .target, .weightedInput, .activation, .error, .cost:
        quantity.sample = quantity.sample ?? sample
        return .quantity(quantity)
      default: return self
      }
    default: return mapParts { $0.ofSample(sample) }
    }
  }
}
