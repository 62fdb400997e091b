import ExactArithmetic

extension Trace {
  /// Bits beyond which `auto` gives fractions up.
  public static let automaticBitLimit = 4096
  /// Bits beyond which even fractions that were asked for are given up: some megabytes a number.
  public static let largestBitLimit = 50_000_000

  /// Computes the trace of a problem.
  ///
  /// `auto` starts in fractions and starts again in double precision where a function leaves them
  /// or a number gets longer than `bitLimit`.
  ///
  /// - Parameters:
  ///   - updates: how many updates; none are done where the problem lacks what they need.
  ///   - bitLimit: how long a fraction may get under `auto`.
  /// - Throws: the first number that cannot be computed.
  public static func compute(
    _ problem: Problem, arithmetic: ArithmeticChoice = .auto, updates: Int = 1,
    bitLimit: Int = automaticBitLimit
  ) throws(EngineError) -> Trace {
    switch arithmetic {
    case .rational:
      return Trace(try Run<Rational>(problem, updates: updates, bitLimit: largestBitLimit))
    case .double:
      return Trace(try Run<Double>(problem, updates: updates))
    case .auto:
      do {
        return Trace(try Run<Rational>(problem, updates: updates, bitLimit: bitLimit))
      } catch  where error.fault.dependsOnArithmetic {
        return Trace(try Run<Double>(problem, updates: updates))
      }
    }
  }
}

extension ArithmeticFault {
  /// Whether another arithmetic may get further.
  fileprivate var dependsOnArithmetic: Bool {
    switch self {
    case .irrational, .overflow, .tooManyBits, .undecidedSign: true
    case .divisionByZero, .logarithmOfNonPositive, .squareRootOfNegative: false
    }
  }
}
