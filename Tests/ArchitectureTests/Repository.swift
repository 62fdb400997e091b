import Foundation
import Testing

/// The files of the package as they lie in the repository.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A Swift file of the program.
  struct SourceFile: Sendable, CustomTestStringConvertible {
    /// Its path from the top of the repository.
    var path: String
    /// The target that it belongs to.
    var target: String
    var lines: [Substring]

    var testDescription: String { path }

    /// The modules that it imports; text between quotation marks in threes may be another language.
    var imports: [String] {
      var isInText = false
      return lines.filter { line in
        let wasInText = isInText
        let marks = line.components(separatedBy: "\"\"\"").count - 1
        if marks % 2 == 1 { isInText.toggle() }
        return !wasInText
      }.compactMap { line in
        var words = line.split(separator: " ")
        let modifiers = [
          "@testable", "@preconcurrency", "public", "package", "internal", "private",
        ]
        while let first = words.first, modifiers.contains(String(first)) { words.removeFirst() }
        guard words.first == "import", words.count > 1 else { return nil }
        // `import struct Module.Name` names its module behind the kind.
        let kinds = ["struct", "class", "enum", "protocol", "func", "let", "var", "typealias"]
        let path = kinds.contains(String(words[1])) && words.count > 2 ? words[2] : words[1]
        return path.split(separator: ".").first.map(String.init)
      }
    }
  }

  /// All Swift files below `Sources` and `Lessons`.
  static let sources: [SourceFile] = swiftFiles(in: "Sources") + swiftFiles(in: "Lessons")

  private static func swiftFiles(in folder: String) -> [SourceFile] {
    let paths = FileManager.default.subpaths(atPath: root.appendingPathComponent(folder).path) ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
      let file = root.appendingPathComponent(folder).appendingPathComponent(path)
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
      let target = folder == "Sources" ? path.split(separator: "/").first.map(String.init) : folder
      return SourceFile(
        path: folder + "/" + path, target: target ?? "",
        lines: text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }

  /// The names at the top level, without what a build, git or a desktop leaves there.
  static func topLevelNames() throws -> Set<String> {
    let ignored: Set<String> = [".git", ".build", ".swiftpm", ".DS_Store", "Package.resolved"]
    let names = try FileManager.default.contentsOfDirectory(atPath: root.path)
    return Set(names).subtracting(ignored)
  }
}
