import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

/// Judges the chains of a submission one after the other, and remembers what the student wrote.
struct ClaimJudge {
  let truth: JudgedProblem?
  var wording: Wording
  let isStrict: Bool
  /// Whether the submission is a handout filled in: what it says in letters only was printed.
  var isHandout = false
  /// What the handout showed as an example: printed, as long as it is still right.
  var worked: Set<TraceQuantity> = []
  /// Whether δ is read as minus the error.
  var negatesErrors = false
  /// Whether an equals sign before a rounded number is pointed out: once, every time, or no more.
  var roundedEquals = RoundedEquals.once
  /// What a lesson declares of the formulas at hand.
  var context = FormulaContext()
  /// The functions that formulas are about.
  var assumptions: IdentityAssumptions
  /// The sample and the update that the lines at hand are about.
  var moment = TraceMoment()
  /// Whether the text has said which sample the lines at hand are about.
  var isAboutSample = false
  /// The update that a line was right about and the first one was not.
  private var confirmedUpdate = 1
  var own = OwnValues()
  var names: [String: NamedNumber] = [:]

  init(
    _ truth: JudgedProblem?, _ wording: Wording, assumptions: IdentityAssumptions,
    isStrict: Bool
  ) {
    self.assumptions = assumptions
    self.truth = truth
    self.wording = wording
    self.isStrict = isStrict
  }

  /// How often an equals sign before a rounded number is pointed out.
  enum RoundedEquals { case once, always, never }

  /// What is said of one link.
  struct Result {
    var range: Range<Int>
    var reading: Formula?
    /// What the chain is about; nil where it was not read.
    var subject: MathExpression?
    var finding: LinkFinding
    /// The quantity that the link gives a number for, and the number.
    var value: (event: TraceEvent, number: WrittenNumber, isAccepted: Bool)?
  }

  var comparison: NumberComparison {
    NumberComparison(
      truth: truth, moment: moment, own: own, names: names, boxesGiven: boxesGiven,
      boxesHalves: boxesHalves)
  }

  /// Whether the sides at hand are said to be rounded.
  private var boxesGiven = false
  /// Whether there is ≈ between them.
  private var boxesHalves = false

  // MARK: Chains

  /// Judges the links of a chain.
  ///
  /// - Parameters:
  ///   - line: the line that the chain stands on.
  ///   - count: how many judgements there are before it.
  mutating func judge(_ chain: Chain, line: (Int) -> Int, count: Int) -> [Result] {
    if truth == nil, let ofNumbers = LooseFunctions.ofNumbers(chain, assumptions.activation) {
      var results = judgeReading(ofNumbers, line: line, count: count)
      if assumptions.activation == nil {
        for index in results.indices where results[index].finding.verdict.group == .right {
          results[index].finding.message += wording.needs(.needsActivation(.sigmoid))
        }
      }
      return results
    }
    let readings =
      truth.map { truth in
        LooseFunctions.readings(chain, in: truth.problem.network).flatMap {
          SharedBiases.readings($0, in: truth.problem, wording.writer.notation)
        }.flatMap { OutputCosts.readings($0, in: truth.problem) }
          .flatMap { OnlyOutput.readings($0, in: truth.problem.network) }
          .flatMap { HiddenLetters.readings($0, in: truth.problem.network) }
          .flatMap { isAboutSample ? SampleCosts.readings($0, moment, in: truth.problem) : [$0] }
      } ?? [chain]
    // What stands below "Update 2" may be about the first one all the same.
    let updates = moment.update == confirmedUpdate ? [moment.update] : [moment.update, 1]
    if readings.count == 1, updates.count == 1 {
      return judgeReading(chain, line: line, count: count)
    }
    var best: (judge: ClaimJudge, results: [Result], faults: Int, sample: Int?)?
    for (reading, update) in readings.flatMap({ reading in updates.map { (reading, $0) } }) {
      var judge = self
      judge.moment.update = update
      let results = judge.judgeReading(reading, line: line, count: count)
      let faults = results.count { $0.finding.verdict.group != .right }
      if faults < best?.faults ?? .max { best = (judge, results, faults, reading.sample) }
      if faults == 0 { break }
    }
    guard var best else { return [] }
    if updates.count > 1, best.faults == 0, best.judge.moment.update != 1 {
      var other = self
      other.moment.update = 1
      let results = other.judgeReading(readings[0], line: line, count: count)
      if results.contains(where: { $0.finding.verdict.group == .wrong }) {
        best.judge.confirmedUpdate = moment.update
      }
    }
    best.judge.moment.update = moment.update
    self = best.judge
    if let sample = best.sample, best.faults == 0, !best.results.isEmpty {
      // The plain reading came first and is not right.
      best.results[0].finding.message.append(Wording.ofSample(sample))
    }
    if case .quantity(let cost)? = chain.sides.first?.expression, cost.kind == .cost,
      cost.sample != nil
    {
      // C_1 is what the line is about, whatever it was taken for.
      for index in best.results.indices where best.results[index].subject != nil {
        best.results[index].subject = .quantity(cost)
      }
    }
    return best.results
  }

  private mutating func judgeReading(
    _ chain: Chain, line: (Int) -> Int, count: Int
  ) -> [Result] {
    var chain = chain.withoutAbbreviations
    if negatesErrors { chain = chain.withNegatedErrors() }
    takeUpdate(&chain)
    guard chain.sides.count > 1 else { return [] }
    let subject = chain.sides[0].expression.flatMap { event(of: $0) }
    var results: [Result] = []
    for link in chain.relations.indices where link + 1 < chain.sides.count {
      if let result = judgeLink(chain, link, subject: subject) { results.append(result) }
    }
    addWrongStart(chain, &results)
    forgiveAfterSlip(chain, &results)
    introduceName(chain, results, line: line, count: count)
    note(chain, subject, &results, line: line, count: count)
    return results
  }

  /// Says that the end of a chain follows from its first formula, which is not that of the quantity.
  private func addWrongStart(_ chain: Chain, _ results: inout [Result]) {
    guard results.count > 1, results.count == chain.relations.count,
      results[0].finding.verdict.group == .wrong,
      let start = chain.sides[1].expression, WrittenNumber(start) == nil,
      results.dropFirst().allSatisfy({ $0.finding.verdict.group == .right })
    else { return }
    results[0].finding.notes.append(.wrongStart)
    results[0].finding.message.append(Wording.wrongStart)
  }

  /// `a = b = c = d`, where c is a slip of the pen and d is right again: only the link to c is wrong.
  private func forgiveAfterSlip(_ chain: Chain, _ results: inout [Result]) {
    guard results.count == chain.relations.count else { return }
    for link in results.indices.dropFirst()
    where results[link].finding.verdict == .brokenLink
      && results[link - 1].finding.verdict == .brokenLink
    {
      guard let before = chain.sides[link - 1].expression,
        let slip = chain.sides[link].expression, WrittenNumber(slip) == nil,
        let after = chain.sides[link + 1].expression
      else { continue }
      switch comparison.agreement(before, after, subject: nil) {
      case .exact, .rounded:
        results[link].finding = LinkFinding(.right, .exact)
        results[link].finding.message = Wording.afterSlip
      default: break
      }
    }
  }

  /// `w = w − η g` and `w = 0.4 − 0.5 · 0.08 = 0.36` tell the new value.
  private func takeUpdate(_ chain: inout Chain) {
    if takeUpdatedCost(&chain) { return }
    guard case .quantity(var quantity)? = chain.sides.first?.expression, !quantity.isUpdated,
      quantity.kind == .weight || quantity.kind == .bias, quantity.unit != nil,
      let last = chain.sides.last?.expression
    else { return }
    let old = quantity
    quantity.isUpdated = true
    let isOwn = chain.sides.dropFirst().contains { side in
      side.expression.map { $0 != .quantity(old) && $0.mentions(.quantity(old)) } ?? false
    }
    if isOwn {
      chain.sides[0].expression = .quantity(quantity)
      return
    }
    // The number itself says which one is meant.
    guard truth != nil, let written = WrittenNumber(last) else { return }
    if case .exact = comparison.agreement(.quantity(old), .number(written), subject: nil) { return }
    let updated = MathExpression.quantity(quantity)
    switch comparison.agreement(updated, .number(written), subject: event(of: updated)) {
    case .exact, .rounded: chain.sides[0].expression = updated
    default: if chain.sides.count > 2 { chain.sides[0].expression = updated }
    }
  }

  /// C after the update is often written as C before it: the number says which one is meant.
  private func takeUpdatedCost(_ chain: inout Chain) -> Bool {
    guard case .quantity(let cost)? = chain.sides.first?.expression, cost.kind == .cost,
      !cost.isUpdated, let written = chain.sides.last?.expression.flatMap(WrittenNumber.init)
    else { return false }
    let updated = MathExpression.quantity(cost.updated)
    guard let truth, let event = event(of: updated) else { return false }
    let before = self.event(of: .quantity(cost))
    switch comparison.agreement(.quantity(cost), .number(written), subject: before) {
    // From rounded numbers, C may come out as another one is.
    case .exact, .rounded, .lastDigit: return false
    case .none, .undecided: break
    }
    switch comparison.agreement(updated, .number(written), subject: event) {
    case .exact, .rounded: break
    case .lastDigit, .none, .undecided:
      // It may be that of a mistaken update, and of no mistake in C itself.
      guard let before, written.significantDigits >= 4, truth.mistakes.isKnown(written, for: event),
        !truth.mistakes.isKnown(written, for: before)
      else { return false }
    }
    chain.sides[0].expression = updated
    return true
  }

  /// Remembers the numbers that a chain gives for its quantity.
  private mutating func note(
    _ chain: Chain, _ subject: TraceEvent?, _ results: inout [Result], line: (Int) -> Int,
    count: Int
  ) {
    for (index, result) in results.enumerated() {
      guard let value = result.value else { continue }
      own.note(
        OwnValue(
          number: value.number, isAccepted: value.isAccepted,
          line: line(result.range.lowerBound), judgement: count + index),
        for: value.event, isExact: truth?.known(value.event)?.isExact(value.number) ?? false)
    }
    guard let subject, let expression = chain.sides[0].expression else { return }
    for (index, side) in chain.sides.enumerated().dropFirst(2) {
      let isRounding = chain.relations[index - 1].symbol == .approximately
      guard let right = isRounding ? side.expression?.asRounding : side.expression,
        let written = WrittenNumber(right)
      else { continue }
      let isAccepted: Bool
      switch comparison.agreement(expression, right, subject: subject) {
      case .exact, .rounded: isAccepted = true
      case .lastDigit: isAccepted = !isStrict
      case .none, .undecided:
        // Rounded from step to step, it may have gone further than a rounding; every step is right.
        isAccepted =
          results.count == chain.relations.count
          && results.prefix(index).allSatisfy { $0.finding.verdict.group == .right }
      }
      own.note(
        OwnValue(
          number: written, isAccepted: isAccepted, line: line(side.range.lowerBound),
          judgement: count + min(index, results.count) - 1),
        for: subject, isExact: truth?.known(subject)?.isExact(written) ?? false)
    }
  }

  // MARK: Links

  private mutating func judgeLink(
    _ chain: Chain, _ link: Int, subject: TraceEvent?
  ) -> Result? {
    let (left, right) = (chain.sides[link], chain.sides[link + 1])
    let relation = chain.relations[link].symbol
    let range = chain.range(ofLink: link)
    guard let first = left.expression,
      let second = relation == .approximately ? right.expression?.asRounding : right.expression
    else {
      // A side that cannot be read is told once.
      guard right.expression == nil || link == 0 else { return nil }
      if chain.mayBeProse { return nil }
      let fault = left.expression == nil && link == 0 ? left.fault : right.fault
      var finding = LinkFinding(.unreadable)
      if let fault { finding.message = Wording.unreadable(fault) }
      return Result(range: range, reading: nil, finding: finding)
    }
    if chain.mayBeProse, !isAboutNetwork(first), !isAboutNetwork(second) { return nil }
    let reading =
      wording.formula(first) + [Formula.Item(.symbol(relation))]
      + wording.formula(right.expression ?? second)
    var result = Result(
      range: range, reading: reading, subject: chain.sides[0].expression,
      finding: LinkFinding(.undecided))
    boxesGiven = left.hasRoundedOperands || right.hasRoundedOperands
    boxesHalves = relation == .approximately
    result.finding = find(chain, link, first, second, subject: subject)
    (boxesGiven, boxesHalves) = (false, false)
    if isHandout, result.finding.verdict.group == .right, !first.isNumeric, !second.isNumeric {
      result.finding = LinkFinding(.given)
    }
    if !worked.isEmpty, result.finding.verdict.group == .right,
      let quantity = (subject ?? event(of: first))?.quantity, worked.contains(quantity)
    {
      result.finding = LinkFinding(.given)
    }
    if relation == .equals, !chain.isTableCell { pointOutRounding(first, second, &result.finding) }
    if let event = event(of: first), let written = WrittenNumber(second),
      !JudgedProblem.isGiven(event), relation.isEquality
    {
      result.value = (event, written, result.finding.verdict.group == .right)
    }
    return result
  }

  private mutating func pointOutRounding(
    _ left: MathExpression, _ right: MathExpression, _ finding: inout LinkFinding
  ) {
    guard roundedEquals != .never, finding.verdict.group == .right,
      let written = WrittenNumber(right), written.decimals != nil,
      let value = try? comparison.trueValue(left)
    else { return }
    let bounds = value.middle.bounds
    if bounds.lower == written.value, bounds.upper == written.value { return }
    finding.notes.append(.roundedEquals)
    finding.message.append(Wording.roundedEquals(afterOthers: !finding.message.isEmpty))
    if roundedEquals == .once { roundedEquals = .never }
  }

  private mutating func find(
    _ chain: Chain, _ link: Int, _ left: MathExpression, _ right: MathExpression,
    subject: TraceEvent?
  ) -> LinkFinding {
    let relation = chain.relations[link].symbol
    if !context.isChecked || truth == nil && chain.isTableCell { return LinkFinding(.given) }
    if let finding = introduction(chain, link, left, right) { return finding }
    if relation.isEquality, let finding = logic(left, right, chain, link: link) { return finding }
    guard relation.isEquality else { return condition(left, relation, right) }
    if left == right {
      var finding = LinkFinding(.given)
      finding.notes = [.emptyStep]
      return finding
    }
    let isFormula =
      !left.isNumeric && !right.isNumeric && !left.hasDecimals && !right.hasDecimals
    if let finding = definitionOfFunction(left, right, chain, isFormula: isFormula) {
      return finding
    }
    takeSample(left, right)
    if let truth, TensorReader.mayBeTensor(left) || TensorReader.mayBeTensor(right) {
      guard isFormula, !left.isWrittenOut, !right.isWrittenOut else {
        return tensors(left, right, truth, position: link)
      }
      let decision = identity(left, right, chain)
      if decision.isRight { return finding(for: decision, left, right, link: link) }
      // What holds on this problem is right about it: it may have no biases.
      let onProblem = tensors(left, right, truth, position: link)
      if onProblem.verdict == .right { return onProblem }
      return finding(for: decision, left, right, link: link)
    }
    if let finding = given(left, right) { return finding }
    if truth == nil, !left.hasDecimals, !right.hasDecimals {
      // σ(ln 4) = 4/5 holds for the function that is declared.
      let decision = identity(left, right, chain)
      if decision.isRight { return self.finding(for: decision, left, right, link: link) }
    }
    if isFormula { return formulas(left, right, chain: chain, link: link, subject: subject) }
    return numbers(left, right, chain: chain, link: link, subject: subject)
  }

  // MARK: Introductions

  /// A name on the left of its first equation, a letter with its range, shapes of matrices.
  private func introduction(
    _ chain: Chain, _ link: Int, _ left: MathExpression, _ right: MathExpression
  ) -> LinkFinding? {
    let relation = chain.relations[link].symbol
    if relation == .elementOf || relation == .proportional { return LinkFinding(.given) }
    if case .name(let name) = left, link == 0, relation.isEquality {
      guard isDefinition(of: name, right) else { return nil }
      return errorOfOutput(name, right) ?? LinkFinding(.given)
    }
    if case .index = left { return LinkFinding(.given) }
    if left.isShape, right.isShape { return LinkFinding(.given) }
    return nil
  }

  // MARK: Quantities

  /// The quantity of the trace that an expression names; nil for anything else.
  func event(of expression: MathExpression) -> TraceEvent? {
    guard let truth else { return nil }
    let name: TraceName?
    switch expression {
    case .quantity(let quantity): name = truth.name(of: quantity, at: moment)
    case .partial(.quantity(let of), by: .quantity(let by)):
      name = truth.derivative(of: of, by: by, at: moment)
    case .apply(.activation(_, 1), .quantity(let z)) where z.kind == .weightedInput:
      guard
        case .recorded(.weightedInput(let layer, let unit), let moment)? =
          truth.name(of: z, at: moment)
      else { return nil }
      return JudgedProblem.event(.activationDerivative(layer: layer, unit: unit), moment)
    default: return nil
    }
    guard case .recorded(let quantity, let moment)? = name else { return nil }
    let event = JudgedProblem.event(quantity, moment)
    return truth.known(event) == nil ? nil : event
  }

  /// Whether an expression has a quantity or a number of the network in it.
  private func isAboutNetwork(_ expression: MathExpression) -> Bool {
    switch expression {
    case .quantity, .partial, .gradient: true
    case .number, .index, .name: false
    default: expression.containsPart(where: isAboutNetwork)
    }
  }
}
