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
  let names: [String: Valuation.NamedNumber]

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
      if let written = WrittenNumber(right) {
        return try agreement(left, written, subject: subject)
      }
      if let written = WrittenNumber(left), subject == nil {
        return try agreement(right, written, subject: nil)
      }
      let plain = valuation(.truth, boxes: false)
      let (l, r) = (try plain.value(of: left), try plain.value(of: right))
      if (l - r).hull.contains(.zero) { return .exact }
      let isNear = try anyBranch(.acceptedOwn) { valuation throws(MeaningError) in
        let value = try valuation.value(of: left, as: subject)
        return (value - (try valuation.value(of: right))).hull.contains(.zero)
      }
      return isNear ? .rounded : .none
    } catch {
      return .undecided(error)
    }
  }

  private func agreement(
    _ left: MathExpression, _ written: WrittenNumber, subject: TraceEvent?
  ) throws(MeaningError) -> NumberAgreement {
    let value = try valuation(.truth, boxes: false).value(of: left)
    if value.hull.contains(written) { return .exact }
    guard written.decimals != nil else { return .none }
    var usesRounded = false
    let isNear = try anyBranch(.acceptedOwn) { valuation throws(MeaningError) in
      let value = try valuation.value(of: left, as: subject)
      usesRounded = usesRounded || valuation.usesRounded
      return value.hull.contains(written)
    }
    if isNear { return .rounded }
    let isTruncated = written.isTruncation(of: value.hull)
    guard isTruncated || !usesRounded, value.hull.isWithinUnit(of: written) else { return .none }
    return .lastDigit(isTruncated: isTruncated)
  }

  // MARK: Follow-through

  /// Returns the student's wrong numbers that explain a right side; nil where they do not.
  func following(
    _ left: MathExpression, _ right: MathExpression, subject: TraceEvent?
  ) -> [TraceEvent: OwnValue]? {
    guard own.hasWrongValues else { return nil }
    var used: [TraceEvent: OwnValue] = [:]
    let follows = try? anyBranch(.allOwn) { valuation throws(MeaningError) in
      let value = try valuation.value(of: left, as: subject)
      guard !valuation.wrongUsed.isEmpty else { return false }
      used = valuation.wrongUsed
      if let written = WrittenNumber(right) { return value.hull.contains(written) }
      return (value - (try valuation.value(of: right))).hull.contains(.zero)
    }
    return follows == true ? used : nil
  }

  /// Whether some of the student's numbers that a quantity is worked out from are wrong.
  func hasWrongInputs(_ subject: TraceEvent) -> Bool {
    guard own.hasWrongValues else { return false }
    let valuation = valuation(.allOwn, boxes: true)
    valuation.subject = subject
    _ = try? valuation.step(subject)
    return !valuation.wrongUsed.isEmpty
  }

  // MARK: Values

  /// Returns the true value of an expression.
  func trueValue(_ expression: MathExpression) throws(MeaningError) -> BoxedNumber {
    try valuation(.truth, boxes: false).value(of: expression)
  }

  /// Returns what a written side can stand for.
  func writtenValue(_ expression: MathExpression) throws(MeaningError) -> BoxedNumber {
    try valuation(.truth, boxes: true).value(of: expression)
  }

  func valuation(
    _ source: Valuation.Source, boxes: Bool, branches: Int = 0
  ) -> Valuation {
    Valuation(
      truth, at: moment, from: source, boxesDecimals: boxes, own: own, names: names,
      branches: branches)
  }

  /// Whether something holds for one way at least that the kinks in the box can go, with slopes from
  /// the a that were written or from the z.
  private func anyBranch(
    _ source: Valuation.Source, _ body: (Valuation) throws(MeaningError) -> Bool
  ) throws(MeaningError) -> Bool {
    var usesSlopes = false
    for takesSlopesFromZ in [false, true] where usesSlopes || !takesSlopesFromZ {
      var branches = 0
      while branches < Self.branchLimit {
        let valuation = valuation(source, boxes: true, branches: branches)
        valuation.takesSlopesFromZ = takesSlopesFromZ
        // A box in which a function is not defined explains nothing.
        if let holds = try? body(valuation), holds { return true }
        usesSlopes = usesSlopes || valuation.usesSlopes
        branches += 1
        if branches >= 1 << min(4, valuation.kinkCount) { break }
      }
    }
    return false
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
  ) throws(MeaningError) -> BoxedNumber {
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
