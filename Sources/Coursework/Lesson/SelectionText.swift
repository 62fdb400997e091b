public import Derivations
import MathSyntax

extension ExplanationOptions.Selection {
  /// The words that may stand in a selection, apart from `layer=N`.
  public static let words =
    ["forward", "backward"] + ExplanationOptions.Part.allCases.map(\.rawValue)

  /// Reads a selection such as `delta, layer=2`.
  ///
  /// `forward` stands for z, a and the cost, `backward` for the errors and the gradient.
  ///
  /// - Returns: the selection, or the word that means nothing.
  public static func read(_ text: some StringProtocol) -> Result<Self, UnknownWord> {
    var selection = Self()
    for part in text.split(separator: ",") {
      let word = String(part.trimmed)
      if word.hasPrefix("layer=") {
        guard let layer = Int(word.dropFirst(6)), layer > 0 else {
          return .failure(UnknownWord(word: word))
        }
        selection.layers.insert(layer)
        continue
      }
      switch word {
      case "forward": selection.parts.formUnion([.z, .a, .cost])
      case "backward": selection.parts.formUnion([.delta, .gradient])
      default:
        guard let part = ExplanationOptions.Part(rawValue: word) else {
          return .failure(UnknownWord(word: word))
        }
        selection.parts.insert(part)
      }
    }
    return .success(selection)
  }

  /// A word of a selection that means nothing.
  public struct UnknownWord: Error, Hashable, Sendable {
    /// The word as typed.
    public var word: String
  }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  var trimmed: SubSequence {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return rest
  }
}
