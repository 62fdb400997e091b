import MathSyntax

/// The lines of a submission that have claims, as they were written, with what is said of them.
struct ReportLines {
  private(set) var lines: [MarkedLines.Line] = []
  private let source: [UInt8]

  /// A line that is longer than this is shown around its claims only.
  private static let longestLine = 200
  /// The most bytes that are shown of a line, whatever its claims are.
  private static let longestText = 1000
  /// The most characters of a claim that a remark quotes.
  private static let longestQuote = 200
  /// The bytes around a claim that are shown of a longer line.
  private static let context = 40

  init(_ verification: Verification, source: [UInt8]) {
    self.source = source
    let judgements = verification.judgements
    var start = 0
    while start < judgements.count {
      let first = judgements[start]
      var end = start + 1
      while end < judgements.count, judgements[end].line == first.line,
        judgements[end].cell == first.cell
      {
        end += 1
      }
      lines.append(line(judgements[start..<end]))
      start = end
    }
  }

  private func line(_ claims: ArraySlice<Judgement>) -> MarkedLines.Line {
    let first = claims[claims.startIndex]
    // The first of several that matter as much.
    let worst = claims.dropFirst().reduce(first) { worst, claim in
      claim.verdict.group.weight > worst.verdict.group.weight ? claim : worst
    }
    let (text, shown) = text(of: claims)
    var underline = 0..<0
    if worst.verdict.group != .right, worst.verdict.group != .given {
      underline = shown.flatMap { characters(of: worst.range, within: $0) } ?? 0..<0
    }
    let ordered = [worst] + claims.filter { $0 != worst }
    let remarks = ordered.compactMap { claim in
      remark(on: claim, quotes: claims.count > 1 && claim != worst)
    }
    return MarkedLines.Line(
      label: Self.label(of: first), mark: worst.verdict.mark, word: worst.verdict.word, text: text,
      underline: underline.count < text.count ? underline : 0..<0, remarks: remarks)
  }

  /// "12", or "3:12" in the third cell of a notebook.
  static func label(of judgement: Judgement) -> String {
    judgement.cell.map { "\($0):\(judgement.line)" } ?? "\(judgement.line)"
  }

  private func remark(on claim: Judgement, quotes: Bool) -> [Inline]? {
    guard !claim.message.isEmpty else { return nil }
    guard quotes else { return claim.message }
    let text = claim.text.prefix(Self.longestQuote)
    return [.code(text.count < claim.text.count ? text + "…" : String(text)), ": "] + claim.message
  }

  // MARK: Text

  /// Returns what is shown of a line, and the bytes that it is; nil where a notebook's own way of
  /// writing text stands in between.
  private func text(of claims: ArraySlice<Judgement>) -> (String, SourceRange?) {
    guard let first = claims.first else { return ("", nil) }
    let lower = min(max(0, first.range.lowerBound), source.count)
    guard first.cell == nil, first.range.upperBound <= source.count else {
      return (claims.map(\.text).joined(separator: ", "), nil)
    }
    var start = lower
    while start > 0, !Self.endsLine(source[start - 1]) { start -= 1 }
    var end = lower
    while end < source.count, !Self.endsLine(source[end]) { end += 1 }
    let last = claims.map(\.range.upperBound).max() ?? end
    if end - start > Self.longestLine {
      start = wholeCharacter(max(start, lower - Self.context))
      end = wholeCharacter(min(end, max(last, lower) + Self.context))
    }
    while start < lower, Self.isBlank(source[start]) { start += 1 }
    while end > lower, Self.isBlank(source[end - 1]) { end -= 1 }
    let isCut = end - start > Self.longestText
    if isCut { end = wholeCharacter(start + Self.longestText) }
    let range = SourceRange(start, end)
    return (String(decoding: source[start..<end], as: UTF8.self) + (isCut ? "…" : ""), range)
  }

  /// Returns the characters of a range within a line.
  private func characters(of range: SourceRange, within line: SourceRange) -> Range<Int>? {
    let start = max(range.lowerBound, line.lowerBound)
    let end = min(range.upperBound, line.upperBound)
    guard start < end else { return nil }
    let before = String(decoding: source[line.lowerBound..<start], as: UTF8.self).count
    let within = String(decoding: source[start..<end], as: UTF8.self).count
    return before..<before + within
  }

  /// Returns the place moved to the start of a character.
  private func wholeCharacter(_ place: Int) -> Int {
    var place = place
    while place > 0, place < source.count, source[place] & 0xC0 == 0x80 { place -= 1 }
    return place
  }

  private static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
