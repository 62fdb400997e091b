import Foundation
import Testing

/// The built program, run in a folder of its own.
struct Program {
  /// The folder that it runs in; gone when the program is.
  let folder: Folder

  /// Creates a program in a folder with these files.
  init(files: [String: String] = [:]) throws {
    folder = try Folder()
    for (name, text) in files { try folder.write(text, to: name) }
  }

  /// What a run came to.
  struct Outcome: Equatable {
    var code: Int32
    var output: String
    var errors: String
  }

  /// Runs the program to its end.
  func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(try Self.executable, arguments, input: input, environment: environment)
  }

  /// Runs a script in bash, with the program as `$PROGRAM`.
  func bash(_ script: String) throws -> Outcome {
    try run(
      URL(fileURLWithPath: "/usr/bin/env"), ["bash", "-c", script],
      environment: ["PROGRAM": try Self.executable.path])
  }

  private func run(
    _ executable: URL, _ arguments: [String], input: String = "",
    environment: [String: String] = [:]
  ) throws -> Outcome {
    // Files, not pipes: nothing can block however much is printed.
    let streams = try Folder()
    try streams.write(input, to: "input")
    try streams.write("", to: "output")
    try streams.write("", to: "errors")
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    var inherited = ProcessInfo.processInfo.environment
    for name in ["COLUMNS", "NO_COLOR", "TERM"] { inherited[name] = nil }
    process.environment = inherited.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: streams.path("input"))
    process.standardOutput = try FileHandle(forWritingTo: streams.path("output"))
    process.standardError = try FileHandle(forWritingTo: streams.path("errors"))
    try process.run()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: try streams.read("output"),
      errors: try streams.read("errors"))
  }

  /// The program beside the tests, or else where `swift build` puts it.
  static var executable: URL {
    get throws {
      let name = "backprop-explain"
      let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      var places = CommandLine.arguments.prefix(1).map {
        URL(fileURLWithPath: $0).deletingLastPathComponent()
      }
      places += Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
      places.append(root.appendingPathComponent(".build/debug"))
      let found = places.map { $0.appendingPathComponent(name) }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }
      return try #require(found, "the program is not built")
    }
  }
}

/// A folder that is removed with the last reference to it.
final class Folder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("backprop-explain-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> URL { url.appendingPathComponent(name) }

  func write(_ text: String, to name: String) throws {
    try FileManager.default.createDirectory(
      at: path(name).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: path(name))
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: path(name)), as: UTF8.self)
  }

  /// The names in the folder, in alphabetical order.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
  }
}
