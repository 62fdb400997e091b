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
    var own: [LessonLibrary.Entry] = []
    for name in folderNames {
      own.append(LessonLibrary.Entry(name: name, source: try Console.read(path(of: name))))
    }
    return LessonLibrary(extra: own).lessons.map { ($0.name, $0.summary) }
  }

  /// The names of all lessons.
  private var names: [String] { folderNames + LessonLibrary().lessons.map(\.name) }

  /// Returns the text of a lesson and what messages call it.
  func source(named name: String) throws -> Failure.SourceText {
    if folderNames.contains(name) {
      let path = path(of: name)
      return Failure.SourceText(name: path, bytes: try Console.read(path))
    }
    if let bytes = LessonLibrary().source(named: name) {
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
