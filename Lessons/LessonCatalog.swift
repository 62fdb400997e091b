/// The lessons that the program brings, in the order in which they are listed.
///
/// Each is the Markdown text of a file in `Chapters`, embedded when the program is built.
public enum LessonCatalog {
  /// The names of the lessons, each with its text.
  public static let lessons: [(name: String, text: [UInt8])] = [
    ("xor", PackageResources.xor_md),
    ("and", PackageResources.and_md),
    ("or", PackageResources.or_md),
    ("softmax", PackageResources.softmax_md),
    ("vanishing-gradient", PackageResources.vanishing_gradient_md),
  ]
}
