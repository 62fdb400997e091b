import BackpropEngine
import MathSyntax

/// One number that an exchange format asks for, with what it needs to judge answers by itself.
struct ExchangeQuestion {
  /// What is asked for.
  var quantity: TraceQuantity
  /// The left side.
  var subject: Formula
  /// The number as the key shows it.
  var shown: Formula
  /// Whether `shown` is all of it.
  var isExact: Bool
  /// The number, with more digits than are asked for.
  var answer: String
  /// What known mistakes give, with what is to be said; no two numbers, and none and the right one,
  /// can both be meant by one answer.
  var mistakes: [(answer: String, sentence: String)]
  /// How it is worked out.
  var derivation: Derivation
}

extension ExchangeQuestion {
  /// Returns the mistakes that an answer within ±10^−k tells apart, with their numbers.
  ///
  /// Mistakes that give the same number are told together, at most three of them; a number whose
  /// window meets that of a simpler mistake, or of the right value, is left out.
  static func distinguishable(
    _ values: [MistakenValue<Double>], from right: Double, decimals: Int
  ) -> [(answer: String, sentence: String)] {
    let unit = (0..<decimals).reduce(1.0) { unit, _ in unit / 10 }
    // Two windows, and what the last written digits of both numbers can add.
    let distance = 2.1 * unit
    var kept: [(value: Double, sentences: [String])] = []
    for mistake in values where abs(mistake.value) < 1e15 {
      guard abs(mistake.value - right) > distance else { continue }
      let sentence = mistake.kind.sentence
      if let same = kept.firstIndex(where: { abs($0.value - mistake.value) < unit / 100 }) {
        if kept[same].sentences.count < 3, !kept[same].sentences.contains(sentence) {
          kept[same].sentences.append(sentence)
        }
      } else if kept.allSatisfy({ abs($0.value - mistake.value) > distance }) {
        kept.append((mistake.value, [sentence]))
      }
    }
    return kept.map { value, sentences in
      (
        ExchangeNumber.text(value, decimals: decimals),
        sentences.count == 1
          ? sentences[0] : "One of these: " + sentences.joined(separator: " Or: ")
      )
    }
  }
}
