import Lessons

/// The lessons that the program brings.
public enum LessonCatalogue {
  /// The names in the order in which they are listed, each with a line on what it is about.
  public static var names: [(name: String, summary: String)] {
    LessonCatalog.lessons.map { ($0.name, summary(of: $0.text) ?? "") }
  }

  /// Returns the text of a lesson, or nil.
  public static func source(named name: String) -> [UInt8]? {
    LessonCatalog.lessons.first { $0.name == name }?.text
  }

  /// Returns the summary in a lesson's front matter, or nil where it has none.
  public static func summary(of source: [UInt8]) -> String? {
    (try? FrontMatter(source))?["summary"]?.value
  }
}
