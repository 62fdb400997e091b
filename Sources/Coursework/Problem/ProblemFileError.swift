public import ExactArithmetic
public import MathSyntax
public import Typesetting

/// What is wrong with a problem file.
public enum ProblemFileError: Error, Hashable, Sendable {
  /// The text is no JSON.
  case json(JSONError)
  /// Something else stands where a certain kind of value is expected.
  case wrongKind(Place, found: String, expected: String)
  /// A value that has to be there is not.
  case missing(Place, key: String)
  /// A name that means nothing here.
  case unknownKey(Place, key: String, known: [String])
  /// A word that is none of those that may stand here.
  case unknownName(Place, name: String, known: [String])
  /// A text that is no number.
  case number(Place, text: String, NumberTextError)
  /// A number or a combination that is not allowed.
  case notAllowed(Place, found: String, expected: String)

  /// Where in the file something is: its path, such as `layers[1].weights[0]`, and its bytes.
  public struct Place: Hashable, Sendable {
    /// The path from the top; empty: the top itself.
    public var path: String
    /// The bytes of the value.
    public var range: SourceRange
    /// What the whole file is called.
    public var whole: String

    /// Creates a place.
    public init(_ path: String, _ range: SourceRange, whole: String = "the problem") {
      self.path = path
      self.range = range
      self.whole = whole
    }
  }
}
