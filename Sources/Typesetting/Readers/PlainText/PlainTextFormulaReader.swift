public import MathSyntax

/// Reads mathematics as people type it without LaTeX: `δ₁² = (a₁² − y₁)·a₁²(1 − a₁²)`, `dC/dw5`.
///
/// Raised and lowered characters, `^` and `_` make scripts; a number right behind a letter is its
/// index; words such as `delta`, `sum` and `sqrt` are what they name, other letters stand side by side.
/// A solidus stays one: how far a fraction reaches is for the notation to say. What
/// `TextFormulaWriter` prints in Unicode is read as a formula of the same meaning.
///
/// - Complexity: O(n) for bounded nesting.
public struct PlainTextFormulaReader: Sendable {
  /// How many groups may be open at once.
  public static let nestingLimit = 128
  /// How many bytes a formula may have.
  public static let lengthLimit = 1 << 16

  /// Creates a reader.
  public init() {}

  /// Whether a word of several letters is mathematics: `delta`, `sum`, `net`.
  public static func knows(_ word: String) -> Bool { PlainTextWords.meaning(of: word) != nil }

  /// Returns the formula that a text holds.
  public func read(_ text: String) throws(PlainTextError) -> Formula {
    let bytes = Array(text.utf8)
    return try read(bytes, in: 0..<bytes.count)
  }

  /// Returns the formula in a part of a file; places are counted from the start of the file.
  public func read(_ bytes: [UInt8], in range: Range<Int>) throws(PlainTextError) -> Formula {
    guard range.count <= Self.lengthLimit else {
      throw .tooLong(
        limit: Self.lengthLimit, SourceRange(range.lowerBound, range.lowerBound + 1))
    }
    var parser = try PlainTextParser(bytes, range)
    return try parser.parseWhole()
  }
}
