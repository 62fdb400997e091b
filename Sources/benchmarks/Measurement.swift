/// Times pieces of work.
enum Measurement {
  /// Returns the median time of one call in nanoseconds, over seven batches that each last long
  /// enough for the clock, after as much work again that warms caches and the processor up.
  ///
  /// - Parameter work: gets the number of the call, so that it can take fresh operands.
  static func median(of work: (Int) -> Void) -> Double {
    let clock = ContinuousClock()
    var calls = 1
    var offset = 0
    while true {
      let elapsed = clock.measure { for call in 0..<calls { work(offset + call) } }
      offset += calls
      if elapsed > .milliseconds(15) || calls > 1 << 24 { break }
      calls *= 2
    }
    var times: [Double] = []
    for _ in 0..<14 {
      let elapsed = clock.measure { for call in 0..<calls { work(offset + call) } }
      offset += calls
      times.append(elapsed.nanoseconds / Double(calls))
    }
    // The first half warms up.
    return times[7...].sorted()[3]
  }

  /// Returns the median time of some runs of something long, in nanoseconds.
  static func median(runs: Int, of work: () -> Void) -> Double {
    let clock = ContinuousClock()
    let times = (0..<runs).map { _ in clock.measure(work).nanoseconds }
    return times.sorted()[runs / 2]
  }
}

extension Duration {
  var nanoseconds: Double {
    Double(components.seconds) * 1e9 + Double(components.attoseconds) / 1e9
  }
}

/// Keeps the optimiser from dropping a result.
@inline(never)
func consume<Result>(_ result: Result) {
  withExtendedLifetime(result) {}
}
