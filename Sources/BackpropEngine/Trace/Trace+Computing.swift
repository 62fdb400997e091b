public import ExactArithmetic

extension Trace {
  /// Bits beyond which `auto` gives exact numbers up.
  public static let automaticBitLimit = 4096
  /// Bits beyond which even exact numbers that were asked for are given up: some megabytes a number.
  public static let largestBitLimit = 50_000_000

  /// Computes the trace of a problem.
  ///
  /// `auto` starts with exact numbers and starts again certified where a function leaves them or a
  /// number gets longer than `bitLimit`.
  ///
  /// - Parameters:
  ///   - updates: how many updates; none are done where the problem lacks what they need.
  ///   - rounding: the digits that certified numbers shall tell.
  ///   - bitLimit: how long an exact number may get under `auto`.
  /// - Throws: the first number that cannot be computed.
  public static func compute(
    _ problem: Problem, arithmetic: ArithmeticChoice = .auto, updates: Int = 1,
    rounding: Rounding = .significantDigits(6), bitLimit: Int = automaticBitLimit
  ) throws(EngineError) -> Trace {
    switch arithmetic {
    case .rational:
      return Trace(try Run<ExactNumber>(problem, updates: updates, bitLimit: largestBitLimit))
    case .certified:
      return try certified(problem, updates: updates, rounding: rounding)
    case .double:
      return Trace(try Run<Double>(problem, updates: updates))
    case .auto:
      do {
        return Trace(try Run<ExactNumber>(problem, updates: updates, bitLimit: bitLimit))
      } catch  where error.fault.dependsOnArithmetic {
        return try certified(problem, updates: updates, rounding: rounding)
      }
    }
  }

  /// Computes a trace with more and more bits, until it tells all the digits that are asked for.
  ///
  /// What is still undecided with `largestPrecision` bits stays so: a zero, a tie, or a number whose
  /// sign a step needs, which is an error then.
  ///
  /// - SeeAlso: Ziv, Fast Evaluation of Elementary Mathematical Functions with Correctly Rounded Last
  ///   Bit, ACM Transactions on Mathematical Software 17, 1991.
  private static func certified(
    _ problem: Problem, updates: Int, rounding: Rounding
  ) throws(EngineError) -> Trace {
    let limit = largestPrecision(for: rounding)
    let first = firstPrecision(for: rounding)
    var precision = Swift.min(first, limit)
    while true {
      do {
        let run = try Run<Certified>(problem, updates: updates, precision: precision)
        let trace = Trace(run)
        if precision == limit || trace.isDecided(to: rounding) { return trace }
      } catch  where error.fault == .undecidedSign && precision < limit {
        // More bits may tell the sign.
      }
      // What two doublings do not decide is mostly a zero, which nothing decides.
      precision = precision < 4 * first ? Swift.min(2 * precision, limit) : limit
    }
  }

  /// The bits that almost all problems get by with: those of the digits, and 64 that may get lost.
  private static func firstPrecision(for rounding: Rounding) -> Int {
    // log₂ 10 < 10/3
    rounding.digits * 10 / 3 + 64
  }

  /// The bits after which nothing more is tried: 16 · digits + 4096.
  public static func largestPrecision(for rounding: Rounding) -> Int {
    16 * rounding.digits + 4096
  }

  /// Whether every number of the trace tells the digits that are asked for.
  private func isDecided(to rounding: Rounding) -> Bool {
    events.allSatisfy { event in
      value(of: event.quantity, at: event.moment)?.isDecided(to: rounding) ?? true
    }
  }
}

extension Rounding {
  /// The digits asked for: significant ones, or decimals.
  fileprivate var digits: Int {
    switch self {
    case .significantDigits(let count): count
    case .decimals(let count): Swift.max(count, 1)
    }
  }
}

extension ArithmeticFault {
  /// Whether another arithmetic may get further.
  fileprivate var dependsOnArithmetic: Bool {
    switch self {
    case .irrational, .productOfLogarithms, .overflow, .tooManyBits, .undecidedSign: true
    case .divisionByZero, .logarithmOfNonPositive, .squareRootOfNegative: false
    }
  }
}
