import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

/// What a problem gives, repeated in a text, and what that tells of the lines below it.
extension ClaimJudge {
  /// The numbers of the problem, repeated.
  mutating func given(
    _ left: MathExpression, _ right: MathExpression
  ) -> LinkFinding? {
    guard case .quantity(let quantity) = left, let written = WrittenNumber(right) else {
      return nil
    }
    guard let truth else {
      // Without a problem it is the text itself that gives them.
      return quantity.kind == .input || quantity.kind == .target ? LinkFinding(.given) : nil
    }
    let name = truth.name(of: quantity, at: moment)
    let value: Value
    switch name {
    case .chosen(let number): value = Value(number.value)
    case .count(let number): value = .rational(Rational(number))
    case .recorded(let quantity, let moment):
      let event = JudgedProblem.event(quantity, moment)
      guard JudgedProblem.isGiven(event), let known = truth.value(of: event) else { return nil }
      value = known
      takeSample(event, written)
    case nil: return nil
    }
    let exact = Certified(value, precision: truth.precision).bounds
    let hull = Hull(lower: exact.lower, upper: exact.upper)
    if hull.contains(written.value) || isOtherSample(quantity, written) {
      return LinkFinding(.given)
    }
    if written.decimals != nil, hull.contains(written), !value.isExact {
      return LinkFinding(.given)
    }
    if quantity.kind == .target, let finding = asOutput(quantity, right) { return finding }
    var finding = LinkFinding(.wrong, .exact)
    finding.expected = ExpectedNumber.text(value, besides: written)
    finding.message = wording.miscopied(left, finding.expected ?? "")
    return finding
  }

  /// y = 0.75 may be the output, where the target is another number.
  private func asOutput(_ target: Quantity, _ right: MathExpression) -> LinkFinding? {
    var output = Quantity.activation(.last, target.unit)
    output.sample = target.sample
    if output.unit == nil, let network = truth?.problem.network,
      network.width(network.depth) == 1
    {
      output.unit = 1
    }
    let expression = MathExpression.quantity(output)
    guard let event = event(of: expression), WrittenNumber(right)?.decimals != 0,
      case .exact = comparison.agreement(expression, right, subject: event)
    else { return nil }
    var finding = LinkFinding(.right, .exact)
    finding.message = wording.readAsOutput(.quantity(target))
    return finding
  }

  /// x_1 = 1 tells which sample the following lines are about, where it is that of one only.
  private mutating func takeSample(_ event: TraceEvent, _ written: WrittenNumber) {
    guard let truth, truth.problem.samples.count > 1 else { return }
    func has(_ sample: Int) -> Bool {
      truth.value(of: TraceEvent(event.quantity, at: TraceMoment(sample: sample)))
        .flatMap(\.exact)?.rational == written.value
    }
    switch event.quantity {
    case .input, .target: break
    default: return
    }
    if has(moment.sample) { return }
    if let other = (1...truth.problem.samples.count).first(where: has) {
      moment.sample = other
      isAboutSample = true
    }
  }

  /// x = (2, 1) tells it too.
  mutating func takeSample(_ left: MathExpression, _ right: MathExpression) {
    guard let truth, truth.problem.samples.count > 1, case .quantity(let quantity) = left,
      quantity.kind == .input, quantity.unit == nil, quantity.sample == nil
    else { return }
    var vector = right
    if case .transposed(let inner) = right { vector = inner }
    guard case .vector(let entries) = vector else { return }
    let numbers = entries.map { WrittenNumber($0)?.value }
    let fitting = truth.problem.samples.indices.filter { index in
      truth.problem.samples[index].input.map(\.value.rational) == numbers
    }
    guard fitting.count == 1 else { return }
    moment.sample = fitting[0] + 1
    isAboutSample = true
  }

  private func isOtherSample(_ quantity: Quantity, _ written: WrittenNumber) -> Bool {
    guard quantity.kind == .input || quantity.kind == .target, let truth,
      let name = try? Meaning(trace: truth.trace, moment: moment).name(of: quantity),
      case .recorded(let recorded, let moment) = name
    else { return false }
    return truth.value(of: JudgedProblem.event(recorded, moment)).flatMap(\.exact)?.rational
      == written.value
  }

  /// z ≥ 0, b < 0, i ≠ j.
  func condition(
    _ left: MathExpression, _ relation: MathSymbol, _ right: MathExpression
  ) -> LinkFinding {
    guard event(of: left).map({ !JudgedProblem.isGiven($0) }) ?? left.isNumeric,
      right.isNumeric,
      let first = try? comparison.trueValue(left), let second = try? comparison.trueValue(right),
      let sign = (first - second).sign
    else { return LinkFinding(.given) }
    let holds: Bool
    switch relation {
    case .less: holds = sign == .negative
    case .greater: holds = sign == .positive
    case .lessOrEqual: holds = sign != .positive
    case .greaterOrEqual: holds = sign != .negative
    case .notEquals: holds = sign != .zero
    default: return LinkFinding(.given)
    }
    if holds { return LinkFinding(.right, .exact) }
    var finding = LinkFinding(.wrong, .exact)
    finding.expected = ExpectedNumber.text(first.middle.erased)
    finding.message = wording.wrong(left, finding.expected ?? "").inlines
    return finding
  }
}
