/// Why a formula cannot be read in a notation, with the bytes that it is about.
public enum NotationError: Error, Hashable, Sendable {
  /// Nothing stands where an expression is expected.
  case empty(SourceRange?)
  /// An operator with nothing behind or before it.
  case missingOperand(of: String, SourceRange?)
  /// Something that does not belong where it stands.
  case unexpected(String, SourceRange?)
  /// A letter that the notation does not know.
  case unknownLetter(String, SourceRange?)
  /// A letter that can stand for several quantities of the problem.
  case ambiguousLetter(String, readings: [Quantity.Kind], SourceRange?)
  /// A number above a letter: a layer, or a power.
  case ambiguousSuperscript(letter: String, number: String, SourceRange?)
  /// Digits below a letter that can be divided in several ways.
  case ambiguousIndices(digits: String, readings: [String], SourceRange?)
  /// Indices that a letter cannot have.
  case wrongIndices(letter: String, expected: String, SourceRange?)
  /// Something that is no index.
  case noIndex(SourceRange?)
  /// The letter of a function with nothing in parentheses behind it.
  case functionWithoutArgument(String, SourceRange?)
  /// A function that is not known here.
  case unknownFunction(String, SourceRange?)
  /// A sum whose index belongs to no layer.
  case noLayerForSum(String, SourceRange?)
  /// A sum without an index, where none can be found.
  case noIndexForSum(SourceRange?)
  /// Dots between terms that follow no pattern.
  case noPattern(SourceRange?)
  /// ∂ or d without the fraction that makes a derivative.
  case loneDifferential(SourceRange?)
  /// A derivative of a derivative.
  case higherDerivative(SourceRange?)
  /// ±, which says two things at once.
  case twoValued(SourceRange?)
  /// Two numbers side by side.
  case adjacentNumbers(SourceRange?)
  /// A number that is too long.
  case number(String, SourceRange?)
  /// A place that is still to be filled in.
  case blank(String, SourceRange?)
  /// Parts within parts beyond the limit.
  case nestedTooDeeply(limit: Int, SourceRange?)

  /// Whether nothing but m was in the way, which may be the number of samples.
  var isAboutMiniBatch: Bool {
    switch self {
    case .ambiguousLetter("m", _, _), .unknownLetter("m", _): true
    default: false
    }
  }

  /// The bytes that the error is about.
  public var range: SourceRange? {
    switch self {
    case .empty(let range), .missingOperand(_, let range), .unexpected(_, let range),
      .unknownLetter(_, let range), .ambiguousLetter(_, _, let range),
      .ambiguousSuperscript(_, _, let range), .ambiguousIndices(_, _, let range),
      .wrongIndices(_, _, let range), .noIndex(let range), .functionWithoutArgument(_, let range),
      .unknownFunction(_, let range), .noLayerForSum(_, let range), .noIndexForSum(let range),
      .noPattern(let range), .loneDifferential(let range), .higherDerivative(let range),
      .twoValued(let range), .adjacentNumbers(let range),
      .number(_, let range), .blank(_, let range), .nestedTooDeeply(_, let range):
      range
    }
  }
}
