import MathSyntax
import Typesetting

/// Conditions on indices that stand alone in a sentence: `$A$ for $i \neq j$`, and `Case $i = j$: $A$`.
///
/// Such a formula claims nothing; it restricts the claim that it belongs to.
struct LoneConditions {
  private let bytes: [UInt8]
  /// What each formula is restricted to, by where it begins; empty for a condition itself.
  private var restrictions: [Int: [Comparison]] = [:]
  private var conditions: Set<Int> = []

  /// Finds the conditions of a text.
  init(_ sheet: Submission.Sheet, _ reader: NotationReader) {
    bytes = sheet.bytes
    let ranges = sheet.pieces.compactMap { piece -> Range<Int>? in
      guard case .formula(let formula) = piece, formula.syntax == .latex else { return nil }
      return formula.range
    }
    for (place, range) in ranges.enumerated()
    where range.count < Self.longest && Self.mayBeginCondition(bytes[range]) {
      guard let formula = try? LaTeXFormulaReader().read(bytes, in: range),
        let comparisons = reader.indexCondition(formula)
      else { continue }
      conditions.insert(range.lowerBound)
      if place > 0, !conditions.contains(ranges[place - 1].lowerBound),
        isOfOneSentence(ranges[place - 1].upperBound..<range.lowerBound)
      {
        restrictions[ranges[place - 1].lowerBound, default: []] += comparisons
      } else if place + 1 < ranges.count,
        leads(range.upperBound..<ranges[place + 1].lowerBound)
      {
        restrictions[ranges[place + 1].lowerBound, default: []] += comparisons
      }
    }
  }

  /// The bytes of the longest condition that is looked at.
  private static let longest = 60

  /// Whether a text may begin with the letter of an index: most formulas begin with another one, and
  /// reading each of them twice would take long.
  private static func mayBeginCondition(_ text: ArraySlice<UInt8>) -> Bool {
    let start = text.drop { $0 <= 0x20 || $0 == UInt8(ascii: "{") }
    guard let first = start.first else { return false }
    switch first {
    case UInt8(ascii: "i"), UInt8(ascii: "j"), UInt8(ascii: "k"), UInt8(ascii: "l"): return true
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      return false
    case UInt8(ascii: "\\"): return !otherCommands.contains { start.starts(with: $0) }
    default: return true
    }
  }

  /// Commands with which formulas often begin, and no index does.
  private static let otherCommands = [#"\delta"#, #"\frac"#, #"\partial"#].map { Array($0.utf8) }

  /// Whether a formula is a condition.
  func contains(_ formula: Submission.FormulaPiece) -> Bool {
    conditions.contains(formula.range.lowerBound)
  }

  /// What a formula is restricted to.
  func restrictions(of formula: Submission.FormulaPiece) -> [Comparison] {
    restrictions[formula.range.lowerBound] ?? []
  }

  /// Whether words stand between two formulas, and no end of a sentence, clause or paragraph.
  private func isOfOneSentence(_ gap: Range<Int>) -> Bool {
    let text = bytes[gap]
    guard gap.count < 200 else { return false }
    return !text.contains { [0x2E, 0x3A, 0x3B].contains($0) } && !hasBlankLine(text)
  }

  /// Whether what stands behind a condition leads to the next formula: a colon, or words.
  private func leads(_ gap: Range<Int>) -> Bool {
    let text = bytes[gap]
    guard gap.count < 200, !text.contains(0x2E) else { return false }
    return text.contains(0x3A) || !hasBlankLine(text)
  }

  private func hasBlankLine(_ text: ArraySlice<UInt8>) -> Bool {
    var isEmptyLine = false
    for byte in text {
      if byte == 0x0A {
        if isEmptyLine { return true }
        isEmptyLine = true
      } else if byte != 0x20, byte != 0x09, byte != 0x0D {
        isEmptyLine = false
      }
    }
    return false
  }
}
