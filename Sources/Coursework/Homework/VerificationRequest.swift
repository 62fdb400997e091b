public import BackpropEngine
public import Derivations
public import MathSyntax

/// What is asked of a verification.
public struct VerificationRequest: Sendable {
  /// The problem that the homework is about; nil: as its front matter says.
  public var problem: Problem?
  /// The notation; nil: as its front matter says, else nielsen.
  public var notation: Notation?
  /// The activation that a derivation is about; nil: as its front matter says, else a general one.
  public var activation: Activation?
  /// The activation of the output layer; nil: as `activation`.
  public var outputActivation: Activation?
  /// The cost that a derivation is about; nil: as its front matter says, else a general one.
  public var cost: Cost?
  /// Which parts count; the rest is left out.
  public var selection = ExplanationOptions.Selection()
  /// Whether a last digit that is one off counts as wrong.
  public var isStrict = false
  /// Whether `=` before a rounded number is a fault of style that is pointed out every time.
  public var wantsApproximationSigns = false
  /// Whether 3,5 is one number; nil: where the file has no decimal points.
  public var readsDecimalCommas: Bool?
  /// Returns the problem or the notation file that a front matter names.
  public var file: @Sendable (String) throws(DiagnosticList) -> [UInt8] = Self.noFiles
  /// Returns the text of a lesson that a front matter names: one of the built-in ones, or a file.
  public var lesson: @Sendable (String) throws(DiagnosticList) -> [UInt8] = Self.builtInLesson

  /// Creates the usual request.
  public init() {}

  private static func builtInLesson(_ name: String) throws(DiagnosticList) -> [UInt8] {
    if let lesson = LessonCatalogue.source(named: name) { return lesson }
    throw DiagnosticList([Diagnostic("there is no lesson \"\(name.shortened)\"")])
  }

  private static func noFiles(_ name: String) throws(DiagnosticList) -> [UInt8] {
    throw DiagnosticList([Diagnostic("'\(name)' cannot be read here")])
  }
}
