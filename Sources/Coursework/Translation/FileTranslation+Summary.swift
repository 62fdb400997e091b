public import MathSyntax
import Typesetting

extension FileTranslation {
  /// Returns what was done, a sentence a line.
  public func summary(_ target: Notation) -> [String] {
    var lines: [String] = []
    if count == 0 { return ["no formulas found; nothing is changed"] }
    if let guess { lines.append(Self.words(guess)) }
    let done = count - unreadCount
    var line = "\(Self.formulas(done)) of \(count) translated from \(source.name) to \(target.name)"
    if unreadCount > 0 { line += "; \(unreadCount) could not be read" }
    lines.append(line)
    for feature in Notation.Feature.allCases {
      let symbols = borrowed.filter { $0.feature == feature }.map(\.quantity)
      guard !symbols.isEmpty else { continue }
      let writer = NotationWriter(target)
      let shown = symbols.prefix(6).map { TextFormulaWriter().text(writer.formula($0)) }
      lines.append(
        "borrowed from Nielsen: \(shown.joined(separator: ", "))"
          + (symbols.count > shown.count ? ", …" : "") + " (\(feature.words.lowercasedFirst))")
    }
    return lines
  }

  private static func formulas(_ count: Int) -> String {
    count == 1 ? "1 formula" : "\(count) formulas"
  }

  /// How sure the notation is: what share it reads, and which comes next.
  private static func words(_ guess: NotationGuess) -> String {
    let best = guess.best
    let share = guess.total == 0 ? 0 : best.count * 100 / guess.total
    var text =
      "the notation seems to be \(best.notation.name): it reads \(best.count) of \(formulas(guess.total)) (\(share) %)"
    if let next = guess.candidates.dropFirst().first {
      text +=
        next.count == best.count
        ? "; \(next.notation.name) reads as many, so say which with --from"
        : "; next is \(next.notation.name) with \(next.count)"
    }
    return text
  }
}

extension String {
  /// The text with its first letter small.
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
