/// A blank of a cloze question: `{1:NUMERICAL:=0.3775:0.0001~%0%0.0275:0.0001#The bias is missing.}`.
enum ClozeBlank {
  /// Returns the blank of a question.
  static func text(_ question: ExchangeQuestion, decimals: Int) -> String {
    let tolerance = ExchangeNumber.tolerance(decimals: decimals)
    var text = "{1:NUMERICAL:=\(question.answer):\(tolerance)#Right."
    for mistake in question.mistakes {
      text += "~%0%\(mistake.answer):\(tolerance)#\(feedback(mistake.sentence))"
    }
    return text + "}"
  }

  /// Returns a sentence without what has a meaning in a blank.
  ///
  /// A `}` would end the blank and `~` the answer; escapes leave their backslash behind, so other
  /// signs are put in their place.
  static func feedback(_ sentence: String) -> String {
    String(
      sentence.map { character in
        switch character {
        case "{", "[": "("
        case "}", "]": ")"
        case "#", "~", "\\", "<", ">", "&", "\"", "\n", "\t", "\r", "\r\n": " "
        default: character
        }
      })
  }
}
