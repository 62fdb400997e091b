/// A line on standard error that says how far something is; only on a terminal, and gone at the end.
final class ProgressLine: Sendable {
  private let total: Int
  /// What is done with each, as a participle.
  private let work: String
  private let isShown: Bool
  private let state = Locked<(last: ContinuousClock.Instant?, hasLine: Bool)>((nil, false))

  init(total: Int, work: String = "verified") {
    self.total = total
    self.work = work
    isShown = total > 1 && Platform.isTerminal(Platform.standardError)
  }

  /// Tells how many are done; what comes within a tenth of a second of another is left out.
  func update(_ done: Int) {
    guard isShown else { return }
    state.withValue { state in
      let now = ContinuousClock.now
      if state.last == nil { state.last = now }
      if let last = state.last, now - last < .milliseconds(100) { return }
      state = (now, true)
      Console.complain("\r\(done) of \(total) \(work)")
    }
  }

  /// Takes the line away.
  func finish() {
    state.withValue { state in
      if state.hasLine { Console.complain("\r\u{1B}[K") }
      state.hasLine = false
    }
  }
}
