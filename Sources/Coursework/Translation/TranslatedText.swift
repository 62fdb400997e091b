import MathSyntax
import Typesetting

/// A text whose formulas are being translated.
struct TranslatedText {
  private let bytes: [UInt8]
  private let markup: Markup
  /// Where the text stands in its file, for messages; nil: it is the file.
  private let place: SourceRange?
  /// The formulas, in their order.
  let formulas: [FoundFormula]
  /// What each formula holds; empty where its characters make no formula.
  let statements: [[Formula]]
  /// Where each formula stands for the first time: notes repeat most of theirs, and one that stands
  /// there again means the same.
  private let originals: [Int]

  private(set) var unreadCount = 0
  private(set) var problems: [Diagnostic] = []
  private(set) var borrowed: [BorrowedSymbol] = []
  private var edits: [FormulaRewriter.Edit] = []
  /// The line of the last mark.
  private var line = Line()

  init(_ bytes: [UInt8], _ markup: Markup, place: SourceRange?) {
    self.bytes = bytes
    self.markup = markup
    self.place = place
    formulas = FormulaFinder.formulas(of: bytes, markup)
    originals = Self.originals(formulas, bytes)
    var statements: [[Formula]] = []
    statements.reserveCapacity(formulas.count)
    for (place, original) in originals.enumerated() {
      statements.append(
        original < place
          ? statements[original]
          : (try? FormulaRewriter.statements(formulas[place], of: bytes)) ?? [])
    }
    self.statements = statements
  }

  /// A formula as it is written.
  private struct WrittenForm: Hashable {
    var form: FoundFormula.Form
    var text: ArraySlice<UInt8>
  }

  private static func originals(_ formulas: [FoundFormula], _ bytes: [UInt8]) -> [Int] {
    var places: [WrittenForm: Int] = [:]
    return formulas.enumerated().map { place, formula in
      let form = WrittenForm(form: formula.form, text: bytes[formula.content])
      if let known = places[form] { return known }
      places[form] = place
      return place
    }
  }

  /// The text with its formulas in the other notation.
  var result: [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for edit in edits {
      result += bytes[position..<edit.range.lowerBound]
      result += edit.text
      position = edit.range.upperBound
    }
    return result + bytes[position...]
  }

  mutating func translate(_ reading: SourceReading, _ writer: NotationWriter) {
    let rewriters = reading.readers.map { FormulaRewriter(bytes, from: $0, to: writer) }
    let exchangingRewriters = rewriters.map(\.exchangingLoneIndices)
    var outcomes: [FormulaRewriter.Outcome?] = []
    outcomes.reserveCapacity(formulas.count)
    for (place, original) in originals.enumerated() {
      outcomes.append(
        original < place
          ? outcomes[original]?.moved(by: distance(from: original, to: place))
          : best(of: rewriters, for: place))
    }
    for place in outcomes.indices where outcomes[place]?.isLoneIndex == true {
      // Unit $i$ is the i of the formula beside it.
      if isBesideExchange(place, outcomes) {
        let original = originals[place]
        outcomes[place] = best(of: exchangingRewriters, for: original)?
          .moved(by: distance(from: original, to: place))
      }
    }
    for (formula, outcome) in zip(formulas, outcomes) {
      guard let outcome else { continue }
      edits += outcome.edits
      if !outcome.isRead {
        unreadCount += 1
        problems += outcome.errors.map(located)
        mark(formula, outcome.errors)
      }
      for symbol in outcome.borrowed where !borrowed.contains(symbol) { borrowed.append(symbol) }
    }
    // The sort is not stable by itself.
    edits = edits.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }.map(\.element)
  }

  /// Whether i and k change places in the nearest formula of the same paragraph that has the same
  /// letter; of two as near, in the one behind.
  private func isBesideExchange(_ place: Int, _ outcomes: [FormulaRewriter.Outcome?]) -> Bool {
    for distance in 1...Self.neighbourhood {
      for other in [place + distance, place - distance] where outcomes.indices.contains(other) {
        guard let outcome = outcomes[other], outcome.isRead, !outcome.isLoneIndex,
          !letters(of: place).isDisjoint(with: letters(of: other))
        else { continue }
        let (first, second) = (formulas[min(place, other)], formulas[max(place, other)])
        let between = first.range.upperBound..<max(first.range.upperBound, second.range.lowerBound)
        if !holdsEmptyLine(between) { return outcome.exchangesIndices }
      }
    }
    return false
  }

  /// The letters of a formula, those of commands left aside.
  private func letters(of place: Int) -> Set<UInt8> {
    var letters: Set<UInt8> = []
    var isCommand = false
    for byte in bytes[formulas[place].content].prefix(Self.lookedAt) {
      let isLetter = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
      if isLetter, !isCommand { letters.insert(byte) }
      isCommand = byte == UInt8(ascii: "\\") || isCommand && isLetter
    }
    return letters
  }

  /// How many bytes of a formula are looked at for its letters.
  private static let lookedAt = 1_000

  /// How many formulas away one is looked for.
  private static let neighbourhood = 8

  private func holdsEmptyLine(_ range: Range<Int>) -> Bool {
    var isEmpty = false
    for byte in bytes[range] {
      if byte == 0x0A {
        if isEmpty { return true }
        isEmpty = true
      } else if byte > 0x20 {
        isEmpty = false
      }
    }
    return false
  }

  private func distance(from original: Int, to place: Int) -> Int {
    formulas[place].content.lowerBound - formulas[original].content.lowerBound
  }

  /// Returns the first reading that can be meant, else the first, else why there is none.
  private func best(
    of rewriters: [FormulaRewriter], for place: Int
  ) -> FormulaRewriter.Outcome? {
    var first: FormulaRewriter.Outcome?
    for (position, rewriter) in rewriters.enumerated() {
      let outcome = rewriter.rewritten(formulas[place], statements[place])
      if outcome.isRead, outcome.isPlausible { return outcome }
      // The second reader of a dialect knows more letters, and so says better what is wrong.
      if position < 2 && first?.isRead != true || outcome.isRead && first?.isRead == false {
        first = outcome
      }
    }
    return first
  }

  private func located(_ problem: Diagnostic) -> Diagnostic {
    guard let place else { return problem }
    var problem = problem
    problem.range = place
    return problem
  }

  // MARK: Marks

  private static let markWords = "not translated: "

  /// A line from some place on, looked through once for all formulas on it.
  private struct Line {
    /// The bytes of the line, with its end.
    var range = 0..<0
    /// Where the last mark begins.
    var lastMark: Int?

    init() {}

    init(around place: Int, of bytes: [UInt8]) {
      let end = bytes[place...].firstIndex(of: 0x0A) ?? bytes.count
      range = place..<end + 1
      let words = Array(TranslatedText.markWords.utf8)
      guard end - place >= words.count else { return }
      lastMark = (place...end - words.count).last { start in
        bytes[start] == words[0] && bytes[start..<start + words.count].elementsEqual(words)
      }
    }
  }

  /// Says beside a formula that it was left as it was.
  private mutating func mark(_ formula: FoundFormula, _ errors: [Diagnostic]) {
    let reason = errors.first?.summary ?? ""
    // What a student wrote must not end the comment.
    let words = Self.markWords + String(reason.map { $0.isNewline ? " " : $0 })
    var stop = formula.range.upperBound
    if markup == .latex, let place = errors.first?.range?.upperBound,
      formula.range.contains(place)
    {
      stop = place
    }
    if !line.range.contains(stop) { line = Line(around: stop, of: bytes) }
    let lineEnd = line.range.upperBound - 1
    if let last = line.lastMark, last >= stop { return }
    switch (markup, formula.form) {
    case (.latex, _):
      // A comment eats the end of its line; the space before it stands for that.
      let isCommented = edits.last.map { $0.range == lineEnd..<lineEnd } ?? false
      insert(isCommented ? "; \(words)" : " % \(words)", at: lineEnd)
    case (.plainText, _): insert("  // \(words)", at: lineEnd)
    case (_, .display) where bytes[stop..<lineEnd].allSatisfy({ $0 <= 0x20 }):
      let start = (bytes[..<formula.range.lowerBound].lastIndex(of: 0x0A) ?? -1) + 1
      let indentation = bytes[start..<formula.range.lowerBound]
        .prefix { $0 <= 0x20 || $0 == UInt8(ascii: ">") }
      let following = String(
        decoding: bytes[min(lineEnd + 1, bytes.count)...].prefix(200), as: UTF8.self)
      if following.drop(while: \.isWhitespace).hasPrefix("<!-- \(Self.markWords)") { return }
      insert(
        "\n" + String(decoding: indentation, as: UTF8.self) + comment(words), at: lineEnd)
    default: insert(" " + comment(words), at: stop)
    }
  }

  private func comment(_ words: String) -> String {
    "<!-- \(words.replacing("--", with: "– –").replacing(">", with: "›")) -->"
  }

  private mutating func insert(_ text: String, at place: Int) {
    edits.append(.init(range: place..<place, text: Array(text.utf8)))
  }
}
