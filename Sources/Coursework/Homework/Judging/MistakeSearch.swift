import BackpropEngine
import Derivations
import ExactArithmetic
import Synchronization

/// A number that a student claims, as far as the digits go.
struct ClaimedNumber {
  var hull: Hull
  var significantDigits: Int
  /// The number itself, where it was written.
  var written: Rational?

  init(_ written: WrittenNumber) {
    hull = Hull(lower: written.value - written.radius, upper: written.value + written.radius)
    self.written = written.value
    significantDigits =
      written.decimals == nil
      ? max(2, written.significantDigits)
      : written.significantDigits
  }

  init(hull: Hull, significantDigits: Int) {
    self.hull = hull
    self.significantDigits = significantDigits
  }

  func matches(_ value: BoxedNumber<Certified>) -> Bool {
    let other = value.hull
    return hull.lower <= other.upper && other.lower <= hull.upper
  }

  func matches(_ value: Certified) -> Bool {
    let bounds = value.bounds
    return hull.lower <= bounds.upper && bounds.lower <= hull.upper
  }
}

/// The catalogue of mistakes on one problem: with its true numbers and with a student's own.
///
/// A class, because it is large and asked at every line.
final class MistakeSearch: Sendable {
  private let exact: MistakeCatalogue<Certified>
  private let boxed: MistakeCatalogue<BoxedNumber<Certified>>
  private let quick: MistakeCatalogue<BoxedNumber<QuickEnclosure>>
  private let trace: Trace
  private let precision: Int
  private let shelf = Shelf()

  init(_ trace: Trace, precision: Int) {
    self.trace = trace
    self.precision = precision
    exact = MistakeCatalogue(trace.problem, precision: precision)
    boxed = MistakeCatalogue(trace.problem, precision: precision)
    quick = MistakeCatalogue(trace.problem)
  }

  private func value(_ quantity: TraceQuantity, _ moment: TraceMoment) -> Certified? {
    trace.value(of: quantity, at: moment).map { Certified($0, precision: precision) }
  }

  /// Returns the mistakes that a right number cannot be told from.
  func indistinguishable(from written: WrittenNumber, for event: TraceEvent) -> [Mistake] {
    // The cost after an update hides nearly every mistake in the weights, however many digits it has.
    if case .updatedCost = event.quantity { return [] }
    let known = known(event)
    // What is written in full is not coarse.
    guard let right = known.right, right != written.value else { return [] }
    let claimed = ClaimedNumber(written)
    return claimed.matching(known.wrong).mistakesInOrder()
  }

  /// Returns the mistakes that explain a number: on the true numbers first, then on the student's own.
  func explanations(
    of number: ClaimedNumber, for event: TraceEvent, own comparison: NumberComparison
  ) -> [Mistake] {
    let needed = MistakeCatalogue<Certified>.significantDigitsNeeded
    guard number.significantDigits >= needed else { return exactly(number, event) }
    let onTruth = onTruth(number, event, carrying: !comparison.hasWritten(stepBefore: event))
    if let onTruth { return onTruth }
    // One mistake on the student's own numbers is likelier than two on the true ones.
    let own = onOwn(number, event, comparison)
    if let first = own.first, !first.isPair { return own }
    let pairs = exact.pairs(known(event).own.map(\.mistake), in: event.quantity) {
      number.matches($0)
    }
    return pairs ?? own
  }

  private func onOwn(
    _ number: ClaimedNumber, _ event: TraceEvent, _ comparison: NumberComparison
  ) -> [Mistake] {
    guard mayBeExplained(number, event, comparison) else { return [] }
    let valuation = comparison.valuation(Certified.self, .allOwn, boxes: true)
    valuation.subject = event
    return boxed.explanations(
      of: event.quantity, at: event.moment, significantDigits: number.significantDigits,
      inputs: { quantity, moment in
        try? valuation.value(of: JudgedProblem.event(quantity, moment))
      },
      matching: { number.matches($0) })
  }

  /// Returns the mistakes that give exactly a number, which may then have one digit only: a bias that
  /// was kept.
  private func exactly(_ number: ClaimedNumber, _ event: TraceEvent) -> [Mistake] {
    guard let written = number.written, !written.isZero else { return [] }
    let known = known(event)
    let same = known.wrong.filter { $0.bounds.lower == written && $0.bounds.upper == written }
    return MistakeCatalogue.named(same.map(\.mistake)) ?? []
  }

  /// Whether a mistake on the student's own numbers may explain a number, as far as doubles can tell.
  private func mayBeExplained(
    _ number: ClaimedNumber, _ event: TraceEvent, _ comparison: NumberComparison
  ) -> Bool {
    let valuation = comparison.valuation(QuickEnclosure.self, .allOwn, boxes: true)
    valuation.subject = event
    var mayBe = false
    _ = quick.explanations(
      of: event.quantity, at: event.moment, significantDigits: number.significantDigits,
      inputs: { quantity, moment in
        do throws(MeaningError) {
          return try valuation.value(of: JudgedProblem.event(quantity, moment))
        } catch {
          if case .noSuchQuantity = error { return nil }
          mayBe = true
          return nil
        }
      },
      matching: {
        mayBe = mayBe || QuickEnclosure.mayMeet($0, number.hull)
        return false
      })
    return mayBe
  }

  /// Whether a known mistake gives a number.
  func isKnown(_ written: WrittenNumber, for event: TraceEvent) -> Bool {
    !ClaimedNumber(written).matching(known(event).wrong).isEmpty
  }

  private func onTruth(
    _ number: ClaimedNumber, _ event: TraceEvent, carrying: Bool
  ) -> [Mistake]? {
    typealias Catalogue = MistakeCatalogue<Certified>
    let known = known(event)
    if let found = Catalogue.named(number.matching(known.own)) { return found }
    return carrying ? Catalogue.named(number.matching(carried(event))) : nil
  }

  // MARK: Known numbers

  private func known(_ event: TraceEvent) -> Known {
    if let known = shelf.known.withLock({ $0[event] }) { return known }
    let right = value(event.quantity, event.moment)
    let mistakes = exact.values(of: event.quantity, at: event.moment, inputs: value)
    let known = Known(
      right: right.map { $0.exact?.rational ?? $0.bounds.lower },
      own: mistakes.map { Entry($0, isRight: right.map($0.value.isSame) ?? true) })
    shelf.known.withLock { $0[event] = known }
    return known
  }

  private func carried(_ event: TraceEvent) -> [Entry] {
    if let carried = shelf.carried.withLock({ $0[event] }) { return carried }
    let carried = exact.carriedValues(of: event.quantity, at: event.moment, inputs: value)
      .map { Entry($0, isRight: false) }
    shelf.carried.withLock { $0[event] = carried }
    return carried
  }

  /// What mistakes give for a quantity.
  private struct Known {
    /// The right number, or what is next below it; nil where there is none.
    var right: Rational?
    var own: [Entry]
    /// Those that do not give the right number.
    var wrong: [Entry]

    init(right: Rational?, own: [Entry]) {
      self.right = right
      self.own = own
      wrong = own.filter { !$0.isRight }
    }
  }

  /// The number that a mistake gives, with its bounds worked out.
  struct Entry {
    let mistake: MistakenValue<Certified>
    let bounds: Hull
    let approximate: Double
    /// Whether the mistake gives exactly the right number.
    let isRight: Bool

    init(_ mistake: MistakenValue<Certified>, isRight: Bool) {
      self.mistake = mistake
      self.isRight = isRight
      let (lower, upper) = mistake.value.bounds
      bounds = Hull(lower: lower, upper: upper)
      approximate = mistake.value.erased.approximate
    }
  }

  /// The mistaken numbers of a problem, worked out when they are first asked for.
  private final class Shelf: Sendable {
    let known = Mutex<[TraceEvent: Known]>([:])
    let carried = Mutex<[TraceEvent: [Entry]]>([:])
  }
}

extension ClaimedNumber {
  /// Returns the mistakes that give the number.
  fileprivate func matching(
    _ entries: [MistakeSearch.Entry]
  ) -> [MistakenValue<Certified>] {
    let (low, high) = (
      Value.rational(hull.lower).approximate, Value.rational(hull.upper).approximate
    )
    // A double is near enough to tell most of them apart.
    let slack = 1e-9 * Swift.max(low.magnitude, high.magnitude, 1e-300)
    return entries.filter { entry in
      if entry.approximate < low - slack || high + slack < entry.approximate { return false }
      return hull.lower <= entry.bounds.upper && entry.bounds.lower <= hull.upper
    }.map(\.mistake)
  }
}

extension NumberComparison {
  /// Whether the student wrote a number of the step before down.
  func hasWritten(stepBefore event: TraceEvent) -> Bool {
    guard let truth else { return false }
    let batch = truth.problem.batch(ofUpdate: event.moment.update)
    return truth.problem.operands(of: event.quantity).contains { operand in
      // Of one sample, what is written for the sample is that of the batch.
      for quantity in [operand, batch.count == 1 ? operand.ofSample : operand] {
        let moment = TraceMoment(
          update: event.moment.update, sample: batch.first ?? event.moment.sample)
        for there in [event.moment, moment] {
          let other = JudgedProblem.event(quantity, there)
          if !JudgedProblem.isGiven(other), own[other] != nil { return true }
        }
      }
      return false
    }
  }
}

extension TraceQuantity {
  /// The gradient or cost of a sample that makes up that of the batch; others stay as they are.
  fileprivate var ofSample: TraceQuantity {
    switch self {
    case .batchWeightGradient(let layer, let unit, let from):
      .weightGradient(layer: layer, unit: unit, from: from)
    case .batchBiasGradient(let layer, let unit): .biasGradient(layer: layer, unit: unit)
    case .batchCost: .cost
    default: self
    }
  }
}

extension Mistake {
  /// Whether it is made of two.
  fileprivate var isPair: Bool { id.utf8.contains(UInt8(ascii: "+")) }
}
