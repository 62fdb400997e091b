import Coursework
import MathSyntax

/// The notations that can be asked for: by name, or as a file.
enum NotationShelf {
  /// Returns the notation of a name or a path.
  static func notation(_ word: String) throws -> Notation {
    if let preset = Notation.presets.first(where: { $0.name == word }) { return preset }
    let source = Failure.SourceText(name: word, bytes: try Console.read(word))
    do {
      return try NotationFile.read(source.bytes)
    } catch {
      throw Failure(DiagnosticList([error.diagnostic]), in: source)
    }
  }
}
