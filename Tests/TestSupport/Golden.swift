import Foundation

/// Compares output with a file that lies in the folder `Golden` next to the test.
///
/// With `RECORD_GOLDENS=1` in the environment, or where the file is missing, the file is written, and the
/// test fails all the same, so that nobody records by accident.
public struct Golden: Sendable {
  private let folder: URL

  /// Creates a comparison for tests of one file.
  public init(besides testFile: String = #filePath) {
    folder = URL(fileURLWithPath: testFile).deletingLastPathComponent()
      .appendingPathComponent("Golden")
  }

  /// Returns what is wrong: a line diff, or that the file was recorded; nil if all is well.
  public func difference(of actual: String, from name: String) -> String? {
    let file = folder.appendingPathComponent(name)
    let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"
    let expected = try? String(contentsOf: file, encoding: .utf8)
    if let expected, !isRecording {
      if expected.utf8.elementsEqual(actual.utf8) { return nil }
      let diff = LineDiff.between(expected: expected, actual: actual)
      return "\(name) differs (RECORD_GOLDENS=1 rewrites it):\n\(diff)"
    }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: file)
    } catch {
      return "\(name) could not be written: \(error)"
    }
    return "\(name) was recorded; run again without RECORD_GOLDENS"
  }
}
