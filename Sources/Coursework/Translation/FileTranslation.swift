public import MathSyntax
import Typesetting

/// A file with its formulas in another notation.
///
/// All else stays byte for byte as it is. A formula that cannot be read, or not be written in the other
/// notation with the same meaning, stays too and is marked: `<!-- not translated: … -->` behind it in
/// Markdown, `% not translated: …` at the end of its line in LaTeX, `// not translated: …` in plain text.
public struct FileTranslation: Hashable, Sendable {
  /// The file.
  public private(set) var bytes: [UInt8]
  /// The notation that the formulas were read in.
  public let source: Notation
  /// How the notation was found, where none was named.
  public let guess: NotationGuess?
  /// How many formulas there are.
  public private(set) var count = 0
  /// How many of them could not be translated.
  public private(set) var unreadCount = 0
  /// Why not, with places in the file as it was; one or more a formula.
  public private(set) var problems: [Diagnostic] = []
  /// What had to be borrowed from Nielsen, each symbol once.
  public private(set) var borrowed: [BorrowedSymbol] = []

  /// Translates a file.
  ///
  /// - Parameters:
  ///   - source: the notation of the file; nil: the one that reads the most.
  ///   - decimalCommas: whether 3,5 is one number, and written so.
  /// - Throws: a notebook that is no JSON.
  public init(
    _ bytes: [UInt8], markup: Markup, from source: Notation?, to target: Notation,
    decimalCommas: Bool = false
  ) throws(DiagnosticList) {
    self.bytes = bytes
    let texts: [TranslatedText]
    var notebook: Notebook?
    if markup == .notebook {
      let read = try Notebook(bytes)
      texts = read.cells.map { TranslatedText($0.text, .markdown, place: $0.range) }
      notebook = read
    } else {
      texts = [TranslatedText(bytes, markup, place: nil)]
    }
    let statements = texts.flatMap(\.statements)
    if let source {
      (self.source, guess) = (source, nil)
    } else {
      let guess = NotationGuess(statements, decimalCommas: decimalCommas)
      (self.source, self.guess) = (guess.best.notation, guess)
    }
    let reading = SourceReading(self.source, statements, decimalCommas: decimalCommas)
    let writer = NotationWriter(target)
    var results: [[UInt8]] = []
    for var text in texts {
      text.translate(reading, writer)
      count += text.formulas.count
      unreadCount += text.unreadCount
      problems += text.problems
      for symbol in text.borrowed where !borrowed.contains(symbol) { borrowed.append(symbol) }
      results.append(text.result)
    }
    self.bytes = notebook?.replacing(results) ?? results.first ?? bytes
  }
}
