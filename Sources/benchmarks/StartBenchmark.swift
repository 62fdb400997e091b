import Foundation

/// Start-up: whole processes, from call to end.
enum StartBenchmark {
  static func rows() -> [Row] {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let program = folder.appendingPathComponent("backprop-explain").path
    if !FileManager.default.isExecutableFile(atPath: program) { build("backprop-explain") }
    guard FileManager.default.isExecutableFile(atPath: program) else {
      print("  backprop-explain is not built: swift build -c release")
      return []
    }
    var programs = [("backprop-explain", program)]
    if FileManager.default.isExecutableFile(atPath: staticProgram) {
      programs.append(("backprop-explain, static", staticProgram))
    } else {
      print("  for a static one: swift build \(staticBuild.joined(separator: " "))")
    }
    let problem = FileManager.default.temporaryDirectory
      .appendingPathComponent("benchmark-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: problem) }
    try? Data(example.utf8).write(to: problem)
    let nothing = time("/bin/true", [])
    var rows = [Row(name: "/bin/true", time: nothing)]
    for (name, program) in programs {
      rows += [
        Row(
          name: "\(name) lessons", time: time(program, ["lessons"]),
          peers: [("/bin/true", nothing)]),
        Row(
          name: "\(name) net.json", time: time(program, [problem.path]),
          peers: [("/bin/true", nothing)]),
      ]
    }
    rows.append(
      Row(
        name: "python3 -c pass", time: time("/usr/bin/env", ["python3", "-I", "-c", "pass"]),
        peers: [("/bin/true", nothing)]))
    return rows
  }

  /// Builds a product, as `swift run` builds only the one that it runs.
  private static func build(_ product: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["swift", "build", "-c", "release", "--product", product]
    process.standardOutput = FileHandle.standardError
    guard (try? process.run()) != nil else { return }
    process.waitUntilExit()
  }

  /// Where the statically linked program is looked for, below the package.
  private static let staticProgram = ".build/static/release/backprop-explain"

  /// The options with which it is built there.
  private static let staticBuild = [
    "-c", "release", "--product", "backprop-explain", "-Xswiftc", "-static-executable",
    "--scratch-path", ".build/static",
  ]

  /// The whole life of a process, by the system's own call: Foundation's takes longer than most
  /// programs here live.
  private static func time(_ program: String, _ arguments: [String]) -> Double {
    Measurement.median(runs: 51) {
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
      var words = ([program] + arguments).map { strdup($0) } + [nil]
      defer { for word in words { free(word) } }
      var process = pid_t()
      guard posix_spawn(&process, program, &actions, nil, &words, environ) == 0 else { return }
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
  }

  private static let example = """
    {
      "layers": [
        { "activation": "sigmoid", "weights": [[0.15, 0.20], [0.25, 0.30]], "biases": [0.35, 0.35] },
        { "activation": "sigmoid", "weights": [[0.40, 0.45], [0.50, 0.55]], "biases": [0.60, 0.60] }
      ],
      "cost": "half-squared-error",
      "samples": [ { "input": [0.05, 0.10], "target": [0.01, 0.99] } ],
      "optimizer": { "name": "sgd", "learningRate": 0.5 }
    }
    """
}
