/// Does many pieces of work on all processors; the results are in order.
enum ParallelMap {
  /// What is left to do, and what is done.
  private struct State<Result: Sendable>: Sendable {
    var next = 0
    var finished = 0
    var results: [Result?]
  }

  /// Returns the results of `body(0)` … `body(count − 1)`.
  ///
  /// - Parameter progress: is told after each piece how many are done, one call at a time.
  static func results<Result: Sendable>(
    _ count: Int, progress: @escaping @Sendable (Int) -> Void = { _ in },
    _ body: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    if count <= 1 { return (0..<count).map(body) }
    let state = Locked(State<Result>(results: Array(repeating: nil, count: count)))
    Platform.onThreads(min(count, Platform.processorCount)) {
      while let index = state.withValue({ state -> Int? in
        guard state.next < count else { return nil }
        defer { state.next += 1 }
        return state.next
      }) {
        let result = body(index)
        state.withValue { state in
          state.results[index] = result
          state.finished += 1
          progress(state.finished)
        }
      }
    }
    return state.withValue { $0.results.compactMap(\.self) }
  }
}
