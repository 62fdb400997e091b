import Foundation

/// The same work in Python, run by scripts that print a name and a time in nanoseconds a line.
enum Peers {
  /// A function that measures as `Measurement.median` does.
  private static let prelude = """
    import sys, time
    # A line at once, so that what was measured is told even where the rest takes too long.
    sys.stdout.reconfigure(line_buffering=True)
    def median(work):
        calls = 1; offset = 0
        while True:
            start = time.perf_counter_ns()
            for call in range(calls): work(offset + call)
            elapsed = time.perf_counter_ns() - start; offset += calls
            if elapsed > 15_000_000: break
            calls *= 2
        times = []
        for _ in range(7):
            start = time.perf_counter_ns()
            for call in range(calls): work(offset + call)
            times.append((time.perf_counter_ns() - start) / calls); offset += calls
        return sorted(times)[3]
    def once(work, runs=3):
        times = []
        for _ in range(runs):
            start = time.perf_counter_ns(); work()
            times.append(time.perf_counter_ns() - start)
        return sorted(times)[runs // 2]

    """

  /// The modules that the peers need and that are not there; all, where there is no Python.
  static func missingModules() -> [String] {
    ["fractions", "gmpy2", "flint", "mpmath", "numpy", "sympy"].filter { module in
      run("import \(module)\nprint('found 1')") == nil
    }
  }

  /// Peers that are never run: this package has no dependencies, and a Swift package would be one.
  static let neverHere = ["attaswift/BigInt (a Swift package)"]

  /// The seconds after which a peer is given up.
  static let patience = 120.0

  /// Runs a script and returns its times by name; nil where Python or a module is missing, or where
  /// it takes too long.
  static func times(_ script: String, patience: Double = patience) -> [String: Double]? {
    run(prelude + script, patience: patience)
  }

  private static func run(
    _ script: String, patience: Double = patience
  ) -> [String: Double]? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    // What ends it also closes its output, which ends the reading below.
    let giveUp = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + patience, execute: giveUp)
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    giveUp.cancel()
    if process.terminationReason == .uncaughtSignal, bytes.isEmpty {
      print("  a peer was given up after \(Int(patience)) s")
    }
    // A script that was given up, or whose module is missing, may have told some times before.
    guard process.terminationStatus == 0 || !bytes.isEmpty else { return nil }
    var times: [String: Double] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, let time = Double(words[1]) { times[String(words[0])] = time }
    }
    return times.isEmpty ? nil : times
  }
}
