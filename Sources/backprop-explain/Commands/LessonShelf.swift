import Coursework
import MathSyntax

/// The lessons that can be asked for by name: those of a folder first, then the built-in ones.
struct LessonShelf {
  /// The folder given with `--lessons`.
  let folder: String?

  /// The names of the lessons in the folder, in alphabetical order.
  private let folderNames: [String]

  init(folder: String?) throws(FileError) {
    self.folder = folder
    let names = try folder.map { path throws(FileError) in try Console.names(inFolder: path) } ?? []
    folderNames =
      names.filter { $0.hasSuffix(Self.ending) && $0 != "README.md" && !$0.hasPrefix(".") }
      .map { String($0.dropLast(Self.ending.utf8.count)) }
  }

  private static let ending = ".md"

  /// All lessons, each once, with what the list says of it.
  func entries() throws(FileError) -> [(name: String, summary: String)] {
    var entries: [(name: String, summary: String)] = []
    for name in folderNames {
      let text = try Console.read(path(of: name))
      entries.append((name, LessonCatalogue.summary(of: text) ?? ""))
    }
    return entries + LessonCatalogue.names.filter { !folderNames.contains($0.name) }
  }

  /// The names of all lessons.
  var names: [String] { folderNames + LessonCatalogue.names.map(\.name) }

  /// Whether a lesson comes from the folder.
  func isInFolder(_ name: String) -> Bool { folderNames.contains(name) }

  /// Returns the text of a lesson and what messages call it.
  func source(named name: String) throws -> Failure.SourceText {
    if folderNames.contains(name) {
      let path = path(of: name)
      return Failure.SourceText(name: path, bytes: try Console.read(path))
    }
    if let bytes = LessonCatalogue.source(named: name) {
      return Failure.SourceText(name: name + Self.ending, bytes: bytes)
    }
    throw Failure(unknownLesson(name))
  }

  private func path(of name: String) -> String {
    guard let folder else { return name + Self.ending }
    return (folder.hasSuffix("/") ? folder : folder + "/") + name + Self.ending
  }

  private func unknownLesson(_ name: String) -> Diagnostic {
    var hints: [String] = []
    if Console.exists(name) {
      hints.append("a file is given with its path: \(quoted("./" + name))")
    } else if Console.exists(name + ".json") {
      hints.append("a problem file is given with its ending: \(quoted(name + ".json"))")
    } else if let nearest = nearestName(name, among: names) {
      hints.append("did you mean \(quoted(nearest))?")
    } else if let nearest = nearestName(name, among: CommandName.allCases.map(\.rawValue)) {
      hints.append("did you mean the command \(quoted(nearest))?")
    }
    hints.append("\(quoted(CommandTable.program + " lessons")) lists the lessons")
    return Diagnostic(.error, "there is no lesson or command \(quoted(name))", hints: hints)
  }
}
