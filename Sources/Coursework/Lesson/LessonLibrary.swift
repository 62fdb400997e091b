import Lessons
import MathSyntax

/// All lessons that can be chosen by name: those of a folder first, then the built-in ones.
public struct LessonLibrary: Sendable {
  /// The lessons in the order in which they are listed.
  public let lessons: [Entry]

  /// A lesson with the name by which it is chosen.
  public struct Entry: Sendable {
    public let name: String
    public let source: [UInt8]

    /// Creates an entry.
    public init(name: String, source: [UInt8]) {
      self.name = name
      self.source = source
    }

    /// One line on what the lesson is about; empty where its file cannot be read.
    public var summary: String {
      (try? FrontMatter(source))?["summary"]?.value ?? ""
    }
  }

  /// Creates a library.
  ///
  /// - Parameter extra: lessons that win over built-in ones of the same name.
  public init(extra: [Entry] = []) {
    let own = Set(extra.map(\.name))
    lessons =
      extra
      + LessonCatalog.lessons.filter { !own.contains($0.name) }
      .map { Entry(name: $0.name, source: $0.text) }
  }

  /// The text of a lesson, or nil.
  public func source(named name: String) -> [UInt8]? {
    lessons.first { $0.name == name }?.source
  }

  /// The name of the lesson that somebody probably meant.
  public func nearestName(to name: String) -> String? {
    NearestName.of(name, among: lessons.map(\.name))
  }
}
