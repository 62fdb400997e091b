import Foundation

/// Runs programs that a machine may have, so that others look at what we print.
enum Shell {
  /// Whether a command ends well.
  static func succeeds(_ command: String) -> Bool {
    (try? run(command, in: FileManager.default.temporaryDirectory).code) == 0
  }

  /// Runs a command in a folder, and returns what it prints, errors included.
  static func run(_ command: String, in folder: URL) throws -> (code: Int32, output: String) {
    let output = FileManager.default.temporaryDirectory
      .appendingPathComponent("output-\(UUID().uuidString)")
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: output) }
    let handle = try FileHandle(forWritingTo: output)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: try Data(contentsOf: output), as: UTF8.self)
    )
  }
}
