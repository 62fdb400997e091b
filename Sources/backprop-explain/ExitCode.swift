/// What a run came to, as the process reports it.
enum ExitCode: Int32, Equatable, CaseIterable {
  /// Done, and everything that was verified is right.
  case done = 0
  /// Something that was verified is wrong.
  case wrong = 1
  /// The command line or an input is not valid, or an output cannot be written.
  case invalid = 2
  /// Nothing is wrong, but something could not be read or decided.
  case undecided = 3
}

extension ExitCode: Comparable {
  /// How much a code matters beside others: 2 over 1 over 3 over 0.
  private var precedence: Int {
    switch self {
    case .done: 0
    case .undecided: 1
    case .wrong: 2
    case .invalid: 3
    }
  }

  static func < (left: ExitCode, right: ExitCode) -> Bool { left.precedence < right.precedence }

  /// Returns the code of a run with several outcomes: the one that matters most.
  static func of(_ outcomes: some Sequence<ExitCode>) -> ExitCode { outcomes.max() ?? .done }
}
