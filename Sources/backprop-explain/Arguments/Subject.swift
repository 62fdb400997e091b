/// What `explain` is to explain.
enum Subject: Equatable {
  /// A lesson, by its name.
  case lesson(String)
  /// A file with a problem.
  case problemFile(String)
  /// A file with a lesson.
  case lessonFile(String)
  /// A problem that comes from standard input.
  case standardInput

  /// Reads a word: what has a slash or a point in it is a path, and `.md` ends a lesson's.
  init(_ word: String) {
    if word == "-" {
      self = .standardInput
    } else if !Self.isPath(word) {
      self = .lesson(word)
    } else if Self.lessonEndings.contains(where: word.lowercased().hasSuffix) {
      self = .lessonFile(word)
    } else {
      self = .problemFile(word)
    }
  }

  /// Whether a word is a path rather than a name.
  static func isPath(_ word: String) -> Bool { word.contains("/") || word.contains(".") }

  /// How the names of lesson files end.
  static let lessonEndings = [".md", ".markdown"]
}
