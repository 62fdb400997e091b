import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

extension ClaimJudge {
  // MARK: Equal numbers

  /// Judges a link whose sides are numbers on the problem.
  func numbers(
    _ left: MathExpression, _ right: MathExpression, chain: Chain? = nil, link: Int = 0,
    subject: TraceEvent?
  ) -> LinkFinding {
    var (left, right) = (left, right)
    // 0.14 = δ says the same as δ = 0.14.
    if event(of: left) == nil, left.isNumeric, !right.isNumeric { swap(&left, &right) }
    let own = event(of: left)
    let written = WrittenNumber(right)
    switch comparison.agreement(left, right, subject: own) {
    case .exact: return accepted(left, written, own, LinkFinding(.right, .exact))
    case .rounded:
      var finding = LinkFinding(.rightRounded, .hull)
      finding.message = wording.rounded()
      return accepted(left, written, own, finding)
    case .lastDigit(let isTruncated):
      guard !isStrict, !isMistakenDigit(written, own), !isExactThroughout(left, written, own) else {
        var finding = different(left, right, chain: chain, link: link, subject: own ?? subject)
        if isTruncated { finding.notes.append(.truncated) }
        return finding
      }
      var finding = LinkFinding(.lastDigit, .lastDigit)
      finding.expected = expected(left, written)
      finding.message = wording.lastDigit(finding.expected ?? "", isTruncated: isTruncated)
      if isTruncated { finding.notes = [.truncated] }
      return finding
    case .none:
      return different(left, right, chain: chain, link: link, subject: own ?? subject)
    case .undecided(let error):
      var finding = LinkFinding(.undecided)
      finding.message = wording.reason(error)
      return finding
    }
  }

  /// Whether a number of one digit that is one off is exactly what a mistake gives: a bias that was kept.
  private func isMistakenDigit(_ written: WrittenNumber?, _ subject: TraceEvent?) -> Bool {
    guard let written, let subject, let truth, written.significantDigits == 1 else { return false }
    return !truth.mistakes.explanations(
      of: ClaimedNumber(written), for: subject, own: comparison
    ).isEmpty
  }

  /// Whether a value and all that it is worked out from are exact at the digits that were written, so that
  /// nothing was ever rounded on the way: σ(0) = 0.6.
  private func isExactThroughout(
    _ left: MathExpression, _ written: WrittenNumber?, _ subject: TraceEvent?
  ) -> Bool {
    guard let decimals = written?.decimals else { return false }
    var expression = left
    if let subject, let truth,
      let formula = Meaning(trace: truth.trace, moment: moment)
        .generalFormula(of: subject.quantity)
    {
      let depth = truth.problem.network.depth
      guard isExact(left, decimals) else { return false }
      expression = formula.definition.instantiated(formula.bindings, depth: depth)
    }
    var budget = 400
    func isExactInside(_ part: MathExpression) -> Bool {
      budget -= 1
      if budget < 0 { return false }
      switch part {
      case .index, .cases, .indicator: return false
      case .summation(let sum):
        guard case .units(let layer) = sum.domain, let number = layer.number,
          let network = truth?.problem.network, (0...network.depth).contains(number)
        else { return false }
        return isExact(part, decimals)
          && (1...network.width(number)).allSatisfy {
            isExactInside(sum.body.instantiated([sum.variable: $0]))
          }
      case .quantity, .partial: return isExact(part, decimals)
      case .power(let base, .number): return isExact(part, decimals) && isExactInside(base)
      case .product(let factors) where factors.count > 2:
        // In which order it is worked out is not known.
        return isExact(part, decimals) && factors.allSatisfy { isInteger($0) }
      default: return isExact(part, decimals) && !part.containsPart { !isExactInside($0) }
      }
    }
    return isExactInside(expression)
  }

  private func isInteger(_ expression: MathExpression) -> Bool { isExact(expression, 0) }

  private func isExact(_ expression: MathExpression, _ decimals: Int) -> Bool {
    guard let value = try? comparison.trueValue(expression).middle.exact?.rational else {
      return false
    }
    return (value * Rational(10).power(Swift.max(0, decimals))).isInteger
  }

  private func expected(_ expression: MathExpression, _ written: WrittenNumber?) -> String? {
    guard let value = try? comparison.trueValue(expression) else { return nil }
    return ExpectedNumber.text(value.middle.erased, besides: written)
  }

  /// Looks at a number that is right for what may be said besides.
  private func accepted(
    _ left: MathExpression, _ written: WrittenNumber?, _ subject: TraceEvent?,
    _ accepted: LinkFinding
  ) -> LinkFinding {
    var finding = accepted
    guard let subject, let written, let truth else { return finding }
    if own.hasWrongValues, accepted.verdict == .right,
      let lines = linesThatDoNotSupport(subject, left, written)
    {
      finding.notes.append(.unsupported)
      finding.message = wording.unsupported(lines)
    }
    guard written.decimals != nil else { return finding }
    let coarse = truth.mistakes.indistinguishable(from: written, for: subject)
    if !coarse.isEmpty {
      finding.verdict = .coarse
      finding.candidates = coarse
      finding.notes.append(.coarse)
      finding.message = wording.coarse(coarse)
    }
    return finding
  }

  /// The wrong lines that a right number is worked out from and does not follow from.
  private func linesThatDoNotSupport(
    _ subject: TraceEvent, _ left: MathExpression, _ written: WrittenNumber
  ) -> [Int]? {
    let wrong = comparison.wrongInputs(of: subject)
    if wrong.isEmpty { return nil }
    if comparison.following(left, .number(written), subject: subject) != nil { return nil }
    return Set(wrong.map(\.line)).sorted()
  }

  // MARK: Different numbers

  /// Says why two sides differ, in the order of trial.
  func different(
    _ left: MathExpression, _ right: MathExpression, chain: Chain?, link: Int,
    subject: TraceEvent?
  ) -> LinkFinding {
    let written = WrittenNumber(right)
    if let chain, let finding = runningEquals(chain, link) { return finding }
    if left.isNumeric, right.isNumeric {
      return broken(left, right, chain: chain, link: link, subject: subject)
    }
    if let finding = following(left, right, subject) { return finding }
    var finding = LinkFinding(link == 0 ? .wrong : .brokenLink, .exact)
    finding.expected = expected(left, written)
    let shown = left.isNumeric ? nil : left
    finding.message = wording.wrong(shown, finding.expected ?? "").inlines
    if written != nil, written?.decimals == nil, let value = try? comparison.trueValue(left),
      value.middle.exact?.rational == nil
    {
      finding.message.append(wording.plainFractionHint())
    }
    guard let truth, let named = subjectOfMistake(left, subject) else { return finding }
    let number = claimed(right, chain: chain, link: link)
    let mistakes = truth.mistakes.explanations(of: number, for: named, own: comparison)
    if !mistakes.isEmpty {
      finding.verdict = .misconception
      finding.ground = .catalogue
      finding.candidates = mistakes
      finding.message = wording.mistaken(shown, finding.expected ?? "", mistakes)
      return finding
    }
    if let written { writingMistake(written, left, shown, named, &finding) }
    if let written, let decimals = written.decimals ?? Optional(0),
      truth.problem.isImpossible(written.value, decimals: decimals, for: named.quantity)
    {
      finding.notes.append(.degenerate)
    }
    return finding
  }

  private func broken(
    _ left: MathExpression, _ right: MathExpression, chain: Chain?, link: Int,
    subject: TraceEvent?
  ) -> LinkFinding {
    var finding = LinkFinding(.brokenLink, .exact)
    guard let first = try? comparison.trueValue(left), let second = try? comparison.trueValue(right)
    else { return finding }
    finding.expected = ExpectedNumber.text(first.middle.erased, besides: WrittenNumber(right))
    finding.message = wording.broken(
      finding.expected ?? "", ExpectedNumber.text(second.middle.erased))
    guard let truth, let subject, let chain, let about = chain.sides[0].expression,
      case .exact = comparison.agreement(about, left, subject: nil)
    else { return finding }
    // Up to here the chain was right about its quantity: the right side may be a mistaken value of it.
    let mistakes = truth.mistakes.explanations(
      of: claimed(right, chain: chain, link: link), for: subject, own: comparison)
    guard !mistakes.isEmpty else { return finding }
    finding.ground = .catalogue
    finding.candidates = mistakes
    finding.message += wording.sentences(of: mistakes)
    return finding
  }

  /// The number that a chain claims: the side itself, or the written one that it ends in.
  private func claimed(
    _ right: MathExpression, chain: Chain?, link: Int
  ) -> ClaimedNumber {
    if let written = WrittenNumber(right) { return ClaimedNumber(written) }
    let hull = (try? comparison.writtenValue(right))?.hull
    var digits = 6
    if let chain {
      for side in chain.sides.dropFirst(link + 1).prefix(32) {
        if let written = side.expression.flatMap(WrittenNumber.init) {
          digits = written.significantDigits
        }
      }
    }
    return ClaimedNumber(hull: hull ?? Hull(lower: 1, upper: 0), significantDigits: digits)
  }

  /// The quantity whose mistakes can explain a wrong number: the left side itself, the subject of the
  /// chain where the left side is worth the same, or else the quantity that is.
  private func subjectOfMistake(
    _ left: MathExpression, _ subject: TraceEvent?
  ) -> TraceEvent? {
    if let own = event(of: left) { return own }
    guard let truth, let value = try? comparison.trueValue(left) else { return nil }
    func isSame(_ event: TraceEvent) -> Bool {
      guard let other = truth.known(event) else { return false }
      return (value - BoxedNumber(other.certified)).hull.contains(.zero)
    }
    if let subject, isSame(subject) { return subject }
    if subject != nil { return nil }
    return truth.events(near: value.middle.erased.approximate).first {
      ($0.moment == moment || !$0.quantity.belongsToSample) && isSame($0)
    }
  }

  // MARK: Follow-through

  private func following(
    _ left: MathExpression, _ right: MathExpression, _ subject: TraceEvent?
  ) -> LinkFinding? {
    let named = event(of: left)
    guard let used = comparison.following(left, right, subject: named), let truth else {
      return nil
    }
    let isTrivial = isTrivial(named, right, used, truth)
    var finding = LinkFinding(isTrivial ? .followsUnsure : .follows, .followThrough)
    let first = used.all.map(\.line).min() ?? 1
    finding.followsFrom = first
    finding.expected = expected(left, WrittenNumber(right))
    finding.message = wording.follows(first, isSure: !isTrivial)
    return finding
  }

  /// Whether a wrong number makes a step so easy that it proves nothing: 0 or 1 among the wrong ones,
  /// the result 0, an activation outside of its range, or several inputs and none of them right.
  private func isTrivial(
    _ subject: TraceEvent?, _ right: MathExpression, _ used: NumberComparison.WrongInputs,
    _ truth: JudgedProblem
  ) -> Bool {
    if used.all.contains(where: { $0.number.value.isZero || $0.number.value == 1 }) {
      return true
    }
    if WrittenNumber(right)?.value.isZero ?? false { return true }
    for (event, value) in used.quantities {
      if truth.problem.isImpossible(
        value.number.value, decimals: value.number.decimals ?? 0, for: event.quantity)
      {
        return true
      }
    }
    guard let subject else { return false }
    let operands = truth.problem.operands(of: subject.quantity)
    return operands.count > 1
      && operands.allSatisfy { operand in
        used.quantities.keys.contains { $0.quantity == operand }
      }
  }

  // MARK: Writing

  private func writingMistake(
    _ written: WrittenNumber, _ left: MathExpression, _ shown: MathExpression?,
    _ subject: TraceEvent, _ finding: inout LinkFinding
  ) {
    guard let truth, let value = try? comparison.trueValue(left) else { return }
    let hull = value.hull
    let isRight: WritingMistake.Acceptance = { number, decimals in
      hull.contains(
        WrittenNumber(
          value: number, decimals: written.decimals == nil ? nil : decimals, text: written.text))
    }
    let decimals = written.decimals ?? 0
    let expected = finding.expected ?? ""
    if WritingMistake.isNegation(written.value, decimals: decimals, of: isRight) {
      finding.verdict = .sign
      finding.candidates = [Mistake(.sign)]
      finding.message = wording.sign(shown, expected)
      return
    }
    guard written.significantDigits >= 2 else { return }
    if let power = WritingMistake.scale(written.value, decimals: decimals, of: isRight) {
      finding.verdict = .scale
      finding.candidates = [Mistake(.scale)]
      finding.message = wording.scale(shown, expected, power)
      return
    }
    let others = truth.problem.quantitiesConfusable(with: subject.quantity, at: subject.moment)
    for other in others {
      guard let known = truth.known(JudgedProblem.event(other.quantity, other.moment)),
        QuickEnclosure.holds(BoxedNumber(known.quick), written) ?? known.hull.contains(written)
      else { continue }
      finding.verdict = .swapped
      finding.candidates = [Mistake(.swapped)]
      finding.message = wording.swapped(
        shown, expected, other.quantity.formulaQuantity(),
        sample: other.moment.sample == subject.moment.sample ? nil : other.moment.sample)
      return
    }
    if let decimals = decimalsOfRoundedInputs(written, subject, truth) {
      finding.candidates = [Mistake(.roundedTooEarly)]
      finding.message = wording.roundedTooEarly(shown, expected, decimals: decimals)
      return
    }
    if WritingMistake.hasSwappedDigits(written.value, decimals: decimals, of: isRight) {
      finding.candidates = [Mistake(.digitsSwapped)]
      finding.message = wording.mistaken(shown, expected, finding.candidates)
    }
  }

  /// Returns to how many decimals the numbers that a quantity is worked out from were rounded, where
  /// that explains a number.
  private func decimalsOfRoundedInputs(
    _ written: WrittenNumber, _ subject: TraceEvent, _ truth: JudgedProblem
  ) -> Int? {
    guard let decimals = written.decimals, (2...12).contains(decimals) else { return nil }
    let inputs = truth.problem.operands(of: subject.quantity).map {
      JudgedProblem.event($0, subject.moment)
    }.filter { !JudgedProblem.isGiven($0) }
    // From given numbers alone nothing was rounded on the way.
    if inputs.isEmpty { return nil }
    for kept in stride(from: decimals - 1, through: 1, by: -1) {
      var own = OwnValues()
      for input in inputs {
        guard let value = truth.value(of: input) else { return nil }
        let rounded = value.rounded(decimals: kept).numeral.value
        own.note(
          OwnValue(
            number: WrittenNumber(value: rounded, decimals: nil, text: ""), isAccepted: true,
            line: 0, judgement: 0), for: input)
      }
      let comparison = NumberComparison(
        truth: truth, moment: moment, own: own, names: names)
      let valuation = comparison.valuation(QuickEnclosure.self, .acceptedOwn, boxes: false)
      valuation.subject = subject
      // A hint only: what doubles cannot tell is left out.
      if let value = try? valuation.step(subject), QuickEnclosure.holds(value, written) == true {
        return kept
      }
    }
    return nil
  }

  // MARK: Running equals signs

  /// `0.4 · 0.59 = 0.24 + 0.27 = 0.51`: a sum is carried on behind a finished equation.
  private func runningEquals(_ chain: Chain, _ link: Int) -> LinkFinding? {
    guard chain.sides.indices.contains(link + 1),
      let left = chain.sides[link].expression, let right = chain.sides[link + 1].expression
    else { return nil }
    func isRunning(_ first: MathExpression, _ second: MathExpression) -> Bool {
      guard case .sum(let terms) = second, terms.count > 1, first.isNumeric, second.isNumeric
      else { return false }
      for count in 1..<terms.count {
        let start: MathExpression =
          count == 1 && !terms[0].isSubtracted
          ? terms[0].expression : .sum(Array(terms.prefix(count)))
        switch comparison.agreement(first, start, subject: nil) {
        case .exact, .rounded: return true
        default: continue
        }
      }
      return false
    }
    var finding = LinkFinding(.right, .exact)
    finding.notes = [.runningEquals]
    if isRunning(left, right) { return finding }
    // z = 0.4 · 0.59 = 0.24 + 0.27 = 0.51: only the end is z.
    guard link == 0, event(of: left) != nil, chain.sides.count > 2,
      let next = chain.sides[2].expression, isRunning(right, next),
      let last = chain.sides.last?.expression
    else { return nil }
    switch comparison.agreement(left, last, subject: event(of: left)) {
    case .exact, .rounded, .lastDigit: return finding
    case .none, .undecided: return nil
    }
  }

  // MARK: Vectors and matrices

  /// Judges a link of vectors or matrices entry by entry.
  func tensors(
    _ left: MathExpression, _ right: MathExpression, _ truth: JudgedProblem, position: Int
  ) -> LinkFinding {
    let reader = TensorReader(problem: truth.problem)
    var first: TensorEntries
    var second: TensorEntries
    do {
      first = try reader.entries(of: left)
      second = try reader.entries(of: right)
    } catch {
      var finding = LinkFinding(.undecided)
      if case .shapes = error { finding = LinkFinding(.wrong, .refuted) }
      finding.message = wording.shapes(error)
      return finding
    }
    if first.rows == second.columns, first.columns == second.rows, first.rows != second.rows,
      first.rows == 1 || first.columns == 1
    {
      // A vector may be written lying down.
      second = second.transposed
    }
    guard first.rows == second.rows, first.columns == second.columns else {
      var finding = LinkFinding(.wrong, .refuted)
      finding.message = wording.shapes(.shapes(left, first.shape, right, second.shape))
      return finding
    }
    var worst: LinkFinding?
    var notes: [Judgement.Note] = []
    for (a, b) in zip(first.entries, second.entries) {
      var judge = self
      let finding =
        judge.entry(a, b, position: position)
      for note in finding.notes where !notes.contains(note) { notes.append(note) }
      if worst.map({ $0.severity < finding.severity }) ?? true { worst = finding }
    }
    var result = worst ?? LinkFinding(.undecided)
    result.notes = notes
    return result
  }

  private mutating func entry(
    _ left: MathExpression, _ right: MathExpression, position: Int
  ) -> LinkFinding {
    if left == right { return LinkFinding(.given) }
    if let finding = given(left, right) { return finding }
    return numbers(left, right, chain: nil, link: position, subject: nil)
  }
}

extension DecimalNumeral {
  /// The number that the digits stand for.
  fileprivate var value: Rational {
    let whole = digits.reduce(Rational.zero) { $0 * Rational(10) + Rational(Int($1)) }
    let magnitude = whole * WritingMistake.unit(-lastExponent)
    return isNegative ? -magnitude : magnitude
  }
}
