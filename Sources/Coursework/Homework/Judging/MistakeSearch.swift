import BackpropEngine
import ExactArithmetic

/// A number that a student claims, as far as the digits go.
struct ClaimedNumber {
  var hull: Hull
  var significantDigits: Int

  init(_ written: WrittenNumber) {
    hull = Hull(lower: written.value - written.radius, upper: written.value + written.radius)
    significantDigits =
      written.decimals == nil
      ? max(2, written.significantDigits)
      : written.significantDigits
  }

  init(hull: Hull, significantDigits: Int) {
    self.hull = hull
    self.significantDigits = significantDigits
  }

  func matches(_ value: BoxedNumber) -> Bool {
    let other = value.hull
    return hull.lower <= other.upper && other.lower <= hull.upper
  }

  func matches(_ value: Certified) -> Bool {
    let bounds = value.bounds
    return hull.lower <= bounds.upper && bounds.lower <= hull.upper
  }
}

/// The catalogue of mistakes on one problem: with its true numbers and with a student's own.
struct MistakeSearch: Sendable {
  private let exact: MistakeCatalogue<Certified>
  private let boxed: MistakeCatalogue<BoxedNumber>
  private let trace: Trace
  private let precision: Int

  init(_ trace: Trace, precision: Int) {
    self.trace = trace
    self.precision = precision
    exact = MistakeCatalogue(trace.problem, precision: precision)
    boxed = MistakeCatalogue(trace.problem, precision: precision)
  }

  private func value(_ quantity: TraceQuantity, _ moment: TraceMoment) -> Certified? {
    trace.value(of: quantity, at: moment).map { Certified($0, precision: precision) }
  }

  /// Returns the mistakes that a right number cannot be told from.
  func indistinguishable(from written: WrittenNumber, for event: TraceEvent) -> [Mistake] {
    guard let right = value(event.quantity, event.moment) else { return [] }
    // What is written in full is not coarse.
    if right.exact?.rational == written.value { return [] }
    let claimed = ClaimedNumber(written)
    return exact.indistinguishable(
      of: event.quantity, at: event.moment, from: right, inputs: value
    ) { claimed.matches($0) }
  }

  /// Returns the mistakes that explain a number: on the true numbers first, then on the student's own.
  func explanations(
    of number: ClaimedNumber, for event: TraceEvent, own comparison: NumberComparison
  ) -> [Mistake] {
    let onTruth = exact.explanations(
      of: event.quantity, at: event.moment, significantDigits: number.significantDigits,
      carrying: !comparison.hasWritten(stepBefore: event), inputs: value
    ) { number.matches($0) }
    if !onTruth.isEmpty { return onTruth }
    let valuation = comparison.valuation(.allOwn, boxes: true)
    valuation.subject = event
    return boxed.explanations(
      of: event.quantity, at: event.moment, significantDigits: number.significantDigits,
      inputs: { quantity, moment in
        try? valuation.value(of: JudgedProblem.event(quantity, moment))
      },
      matching: { number.matches($0) })
  }
}

extension NumberComparison {
  /// Whether the student wrote a number of the step before down.
  func hasWritten(stepBefore event: TraceEvent) -> Bool {
    guard let truth else { return false }
    return truth.problem.operands(of: event.quantity).contains { operand in
      let other = JudgedProblem.event(operand, event.moment)
      return !JudgedProblem.isGiven(other) && own[other] != nil
    }
  }
}
