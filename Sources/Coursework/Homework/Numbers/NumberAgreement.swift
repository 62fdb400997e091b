import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

/// How well two sides of a link agree as numbers.
enum NumberAgreement {
  /// The right side is the value of the left one, or its rounding at the written digits.
  case exact
  /// It is so for numbers that round to the ones that were written.
  case rounded
  /// It is one unit of the last digit off, with nothing written that explains it.
  case lastDigit(isTruncated: Bool)
  case none
  /// One side has no value here, or none that can be worked out.
  case undecided(MeaningError)
}

/// Compares two sides of a link on a problem.
///
/// - SeeAlso: the semantics of homework, sections 2.2 and 2.3.
struct NumberComparison {
  let truth: JudgedProblem?
  let moment: TraceMoment
  let own: OwnValues
  let names: [String: NamedNumber]
  /// Whether decimals that look like given numbers may be rounded ones.
  var boxesGiven = false
  /// Whether 2.5 and 4.0 may be rounded ones.
  var boxesHalves = false

  /// The most ways that the kinks of a box are tried.
  private static let branchLimit = 16

  // MARK: Links

  /// Compares two expressions; the right one may be a written number.
  ///
  /// - Parameter subject: the quantity that the left side is, whose step explains a rounding.
  func agreement(
    _ left: MathExpression, _ right: MathExpression, subject: TraceEvent?
  ) -> NumberAgreement {
    do {
      if let written = written(right) {
        return try agreement(left, written, subject: subject)
      }
      if let written = written(left), subject == nil {
        return try agreement(right, written, subject: nil)
      }
      if try isEqual(left, right) { return .exact }
      let link = Link(left: left, right: .expression(right), subject: subject)
      return search(link, .acceptedOwn).isFound ? .rounded : .none
    } catch {
      return .undecided(error)
    }
  }

  /// Reads a written number; behind ≈, 1/12840 is a quotient of rounded numbers.
  private func written(_ expression: MathExpression) -> WrittenNumber? {
    if boxesHalves, case .quotient(_, let below) = expression,
      let number = WrittenNumber(below), number.value > Rational(99)
    {
      return nil
    }
    return WrittenNumber(expression)
  }

  private func agreement(
    _ left: MathExpression, _ written: WrittenNumber, subject: TraceEvent?
  ) throws(MeaningError) -> NumberAgreement {
    let known = subject.flatMap { truth?.known($0) }
    if try isRounding(written, of: left, known) { return .exact }
    guard written.decimals != nil else { return .none }
    let found = search(
      Link(left: left, right: .number(written), subject: subject), .acceptedOwn)
    if found.isFound { return .rounded }
    let hull: Hull
    if let known { hull = known.hull } else { hull = try trueValue(left).hull }
    let isTruncated = written.isTruncation(of: hull)
    guard isTruncated || !found.usesRounded, hull.isWithinUnit(of: written) else { return .none }
    return .lastDigit(isTruncated: isTruncated)
  }

  /// Whether a written number is the rounding of a true value.
  private func isRounding(
    _ written: WrittenNumber, of left: MathExpression, _ known: KnownNumber?
  ) throws(MeaningError) -> Bool {
    if let known {
      return QuickEnclosure.holds(BoxedNumber(known.quick), written)
        ?? known.hull.contains(written)
    }
    let quick = valuation(QuickEnclosure.self, .truth, boxes: false)
    if let value = try? quick.value(of: left), let holds = QuickEnclosure.holds(value, written) {
      return holds
    }
    return try trueValue(left).hull.contains(written)
  }

  /// Whether two true values are the same, as far as can be told.
  private func isEqual(
    _ left: MathExpression, _ right: MathExpression
  ) throws(MeaningError) -> Bool {
    let quick = valuation(QuickEnclosure.self, .truth, boxes: false)
    if let first = try? quick.value(of: left), let second = try? quick.value(of: right),
      QuickEnclosure.holdsZero(first - second) == false
    {
      return false
    }
    return (try trueValue(left) - trueValue(right)).hull.contains(.zero)
  }

  // MARK: Follow-through

  /// The student's wrong numbers that something was worked out from.
  struct WrongInputs {
    var quantities: [TraceEvent: OwnValue] = [:]
    var names: [OwnValue] = []

    var all: [OwnValue] { quantities.values + names }
    var isEmpty: Bool { quantities.isEmpty && names.isEmpty }
  }

  private var hasWrongValues: Bool {
    own.hasWrongValues || names.values.contains { $0.number.map { !$0.isAccepted } ?? false }
  }

  /// Returns the student's wrong numbers that explain a right side; nil where they do not.
  func following(
    _ left: MathExpression, _ right: MathExpression, subject: TraceEvent?
  ) -> WrongInputs? {
    guard hasWrongValues else { return nil }
    var link = Link(left: left, right: .expression(right), subject: subject)
    if let written = WrittenNumber(right) { link.right = .number(written) }
    link.needsWrongInputs = true
    let found = search(link, .allOwn)
    return found.isFound ? found.wrong : nil
  }

  /// Returns the wrong numbers that a quantity is worked out from.
  func wrongInputs(of subject: TraceEvent) -> [OwnValue] {
    guard own.hasWrongValues else { return [] }
    let valuation = valuation(QuickEnclosure.self, .allOwn, boxes: true)
    valuation.subject = subject
    _ = try? valuation.step(subject)
    return Array(valuation.wrongUsed.values)
  }

  // MARK: Values

  /// Returns the true value of an expression.
  func trueValue(
    _ expression: MathExpression
  ) throws(MeaningError) -> BoxedNumber<Certified> {
    try valuation(Certified.self, .truth, boxes: false).value(of: expression)
  }

  /// Returns what a written side can stand for.
  func writtenValue(
    _ expression: MathExpression
  ) throws(MeaningError) -> BoxedNumber<Certified> {
    try valuation(Certified.self, .truth, boxes: true).value(of: expression)
  }

  func valuation<Base: Enclosure>(
    _: Base.Type, _ source: ValueSource, boxes: Bool, branches: Int = 0
  ) -> Valuation<Base> {
    let valuation = Valuation<Base>(
      truth, at: moment, from: source, boxesDecimals: boxes, own: own, names: names,
      branches: branches)
    valuation.boxesGiven = boxesGiven
    valuation.boxesHalves = boxesHalves
    return valuation
  }

  // MARK: Boxes

  /// Two sides whose agreement is looked for in the student's own numbers.
  private struct Link {
    enum Side {
      case number(WrittenNumber)
      case expression(MathExpression)
    }

    var left: MathExpression
    var right: Side
    var subject: TraceEvent?
    /// Whether it counts only where wrong numbers were used.
    var needsWrongInputs = false
  }

  /// What came out of a search.
  private struct Found {
    var isFound = false
    /// Whether nothing was too close to tell.
    var isSure = true
    /// Whether a rounded number of the student was used.
    var usesRounded = false
    var wrong = WrongInputs()
  }

  /// Tells whether a link holds for one way at least that the kinks in the box can go, with slopes from
  /// the a that were written or from the z.
  private func search(_ link: Link, _ source: ValueSource) -> Found {
    let quick = search(link, source, in: QuickEnclosure.self)
    return quick.isFound || quick.isSure ? quick : search(link, source, in: Certified.self)
  }

  private func search<Base: Enclosure>(
    _ link: Link, _ source: ValueSource, in base: Base.Type
  ) -> Found {
    var found = Found()
    var usesSlopes = false
    for takesSlopesFromZ in [false, true] where usesSlopes || !takesSlopesFromZ {
      var branches = 0
      while branches < Self.branchLimit {
        let valuation = valuation(base, source, boxes: true, branches: branches)
        valuation.takesSlopesFromZ = takesSlopesFromZ
        do throws(MeaningError) {
          let holds = try holds(link, valuation)
          if holds == true {
            found.isFound = true
            found.wrong = WrongInputs(
              quantities: valuation.wrongUsed, names: valuation.wrongNames)
            return found
          }
          if holds == nil { found.isSure = false }
        } catch {
          // A box in which a function is not defined explains nothing; where it only may be so, it
          // has to be looked at more closely.
          if Base.self != Certified.self { found.isSure = false }
        }
        found.usesRounded = found.usesRounded || valuation.usesRounded
        usesSlopes = usesSlopes || valuation.usesSlopes
        branches += 1
        if branches >= 1 << min(4, valuation.kinkCount) { break }
      }
    }
    return found
  }

  private func holds<Base: Enclosure>(
    _ link: Link, _ valuation: Valuation<Base>
  ) throws(MeaningError) -> Bool? {
    let value = try valuation.value(of: link.left, as: link.subject)
    if link.needsWrongInputs, valuation.wrongUsed.isEmpty, valuation.wrongNames.isEmpty {
      guard case .expression = link.right else { return false }
    }
    switch link.right {
    case .number(let written): return Base.holds(value, written)
    case .expression(let right):
      let difference = value - (try valuation.value(of: right))
      let isIdle = valuation.wrongUsed.isEmpty && valuation.wrongNames.isEmpty
      if link.needsWrongInputs, isIdle { return false }
      return Base.holdsZero(difference)
    }
  }
}

/// All values that a number can have.
struct Hull: Hashable {
  var lower: Rational
  var upper: Rational

  func contains(_ value: Rational) -> Bool { lower <= value && value <= upper }

  /// Whether a written number is the rounding of one of the values; a tie may go either way.
  func contains(_ number: WrittenNumber) -> Bool {
    let radius = number.radius
    return lower - radius <= number.value && number.value <= upper + radius
  }

  /// Whether a written number is one unit of its last digit off at most.
  func isWithinUnit(of number: WrittenNumber) -> Bool {
    let unit = number.unit
    return lower - unit <= number.value && number.value <= upper + unit
  }
}

extension Valuation {
  /// Returns what a left side is worth: of a quantity in question, what its step gives.
  fileprivate func value(
    of left: MathExpression, as subject: TraceEvent?
  ) throws(MeaningError) -> Boxed {
    guard let subject, !JudgedProblem.isGiven(subject) else { return try value(of: left) }
    self.subject = subject
    return try step(subject)
  }
}

extension WrittenNumber {
  /// Whether the digits are those of a value, cut off where they were to be rounded.
  func isTruncation(of hull: Hull) -> Bool {
    guard decimals != nil else { return false }
    let (low, high) = (hull.lower, hull.upper)
    if value.isNegative || value.isZero && high.isNegative {
      return high <= value && value - unit < low
    }
    return low >= value && high < value + unit
  }
}
