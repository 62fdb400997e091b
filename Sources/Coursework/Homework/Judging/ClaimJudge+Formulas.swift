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
    checker.mayMeanOneUnit = chain.mayMeanOneUnit
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
    // In f(x) = max(0, x), x is any number.
    guard truth == nil, !decision.isRight, letters[.activation] == letters[.input],
      left.bareArgument == nil
    else { return decision }
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
