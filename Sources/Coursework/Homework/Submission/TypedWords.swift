import Typesetting

/// Tells words of prose from letters of mathematics in a line of plain text.
enum TypedWords {
  /// Words of two letters that are prose.
  private static let shortWords: Set<String> = [
    "is", "so", "we", "an", "at", "to", "in", "of", "it", "as", "by", "on", "or", "be", "my", "us",
    "do", "go", "if", "da", "zu", "es", "am", "im", "so", "um", "er", "le", "la", "de", "et", "un",
    "en", "el", "al", "my", "no", "up", "ok", "vs", "ie", "eg",
  ]

  /// Whether a word that can stand for a quantity is one of prose before the letter of it: the cost C.
  static func isNoun(_ word: String) -> Bool { nouns.contains(word.lowercased()) }

  private static let nouns: Set<String> = ["cost", "loss", "total", "target", "output", "bias"]

  /// Whether a word of several letters can stand in a formula.
  static func isMathematical(_ word: String) -> Bool {
    if PlainTextFormulaReader.knows(word) { return true }
    if word.utf8.count == 2 {
      // dE and dC are differentials, De and Do words.
      let isDifferential = word.first == "d" && word.last?.isUppercase == true
      return isDifferential || !shortWords.contains(word.lowercased())
    }
    for sign in ["d", "Delta", "grad"] where word.hasPrefix(sign) {
      let rest = String(word.dropFirst(sign.utf8.count))
      if rest.utf8.count == 1 || PlainTextFormulaReader.knows(rest) { return true }
    }
    return false
  }
}
