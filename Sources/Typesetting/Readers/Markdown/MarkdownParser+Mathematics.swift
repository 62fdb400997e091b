import MathSyntax

extension MarkdownParser {
  /// The opening of a fenced block.
  struct Fence {
    var mark: UInt8
    var length: Int
    var info: String
  }

  func fence(of line: MarkdownLine) -> Fence? {
    guard line.start < line.end else { return nil }
    let mark = bytes[line.start]
    guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    let length = bytes[line.start..<line.end].prefix { $0 == mark }.count
    guard length >= 3 else { return nil }
    let info = text(trimmed(MarkdownLine(start: line.start + length, end: line.end)))
    // Backticks behind backticks are code within a line.
    if mark == UInt8(ascii: "`"), info.utf8.contains(mark) { return nil }
    return Fence(mark: mark, length: length, info: info)
  }

  /// Reads a fenced block and returns the number of its lines.
  mutating func parseFence(
    _ fence: Fence, _ lines: ArraySlice<MarkdownLine>, into blocks: inout [Located]
  ) -> Int {
    guard let first = lines.first else { return 1 }
    let open = trimmed(first)
    var content: [MarkdownLine] = []
    var isClosed = false
    for line in lines.dropFirst() {
      let candidate = trimmed(line)
      if bytes[candidate.start..<candidate.end].count >= fence.length,
        bytes[candidate.start..<candidate.end].allSatisfy({ $0 == fence.mark })
      {
        isClosed = true
        break
      }
      content.append(unindented(line, by: indentation(of: first)))
    }
    if !isClosed {
      complain(
        "this block is never closed", open.start..<open.end,
        hints: [
          "Write \(String(repeating: fence.mark == 0x60 ? "`" : "~", count: fence.length)) below it."
        ])
    }
    let end = content.last?.end ?? open.end
    let range = SourceRange(open.start, isClosed ? closing(after: content.count, lines) : end)
    switch fence.info {
    case "math":
      if let start = content.first?.start {
        blocks += readMathematics(start..<end, range: range)
      }
    case "derivation": blocks += readDerivation(content, range: range)
    default:
      let text = content.map { self.text($0) + "\n" }.joined()
      blocks.append(Located(.code(language: fence.info, text), range: range))
    }
    return content.count + (isClosed ? 2 : 1)
  }

  private func closing(after count: Int, _ lines: ArraySlice<MarkdownLine>) -> Int {
    lines[lines.startIndex + count + 1].end
  }

  /// Reads `$$ … $$` over one or more lines.
  mutating func parseDisplay(
    _ lines: ArraySlice<MarkdownLine>, into blocks: inout [Located]
  ) -> Int {
    guard let first = lines.first else { return 1 }
    let start = trimmed(first).start
    var count = 0
    for line in lines {
      count += 1
      let from = count == 1 ? start + 2 : line.start
      if let close = closingDollars(from..<line.end) {
        blocks += readMathematics(start + 2..<close, range: SourceRange(start, close + 2))
        // What stands behind it on the line is a paragraph of its own.
        let rest = trimmed(MarkdownLine(start: close + 2, end: line.end))
        if rest.start < rest.end {
          blocks.append(
            Located(
              .paragraph(inlines(rest.start..<rest.end)), range: SourceRange(rest.start, rest.end)))
        }
        return count
      }
    }
    complain("'$$' is never closed", start..<start + 2)
    blocks.append(
      Located(
        .paragraph([.text(text(trimmed(first)))]), range: SourceRange(start, first.end)))
    return 1
  }

  private func closingDollars(_ range: Range<Int>) -> Int? {
    guard range.count >= 2 else { return nil }
    return range.dropLast().first {
      bytes[$0] == UInt8(ascii: "$") && bytes[$0 + 1] == UInt8(ascii: "$")
        && bytes[$0 - 1] != UInt8(ascii: "\\")
    }
  }

  // MARK: Chains

  private mutating func readMathematics(_ range: Range<Int>, range whole: SourceRange) -> [Located]
  {
    do {
      let rows = try reader.formulas.readRows(bytes, in: range)
      return MarkdownChains.derivations(of: rows.map { (formula: $0.formula, remark: []) })
        .map { Located(.derivation($0), range: whole) }
    } catch {
      diagnostics.append(error.diagnostic)
      let text = String(decoding: bytes[range], as: UTF8.self)
      return [Located(.code(language: "math", text), range: whole)]
    }
  }

  /// Reads lines of the form `lhs = rhs | reason`.
  private mutating func readDerivation(
    _ lines: [MarkdownLine], range: SourceRange
  ) -> [Located] {
    var rows: [(formula: Formula, remark: [Inline])] = []
    for line in lines where !isBlank(line) {
      let line = trimmed(line)
      let bar = reasonBar(in: line)
      do {
        let end = bar ?? line.end
        let formula = try reader.formulas.read(bytes, in: line.start..<end)
        let remark = bar.map { bar in
          let reason = trimmed(MarkdownLine(start: bar + 1, end: line.end))
          return inlines(reason.start..<reason.end)
        }
        rows.append((formula, remark ?? []))
      } catch {
        diagnostics.append(error.diagnostic)
      }
    }
    return MarkdownChains.derivations(of: rows).map { Located(.derivation($0), range: range) }
  }

  /// The last bar with a space on both sides, which has the reason behind it.
  private func reasonBar(in line: MarkdownLine) -> Int? {
    (line.start..<line.end).last {
      bytes[$0] == UInt8(ascii: "|") && $0 > line.start && bytes[$0 - 1] == 0x20
        && ($0 + 1 == line.end || bytes[$0 + 1] == 0x20)
    }
  }
}

/// Turns lines of mathematics into chains of relations.
enum MarkdownChains {
  /// Returns the chains: a line that starts with a relation goes on with the chain before it.
  static func derivations(of rows: [(formula: Formula, remark: [Inline])]) -> [Derivation] {
    var result: [Derivation] = []
    for row in rows where !row.formula.isEmpty {
      if let bound = bound(row.formula), let last = result.indices.last {
        result[last].lines.append(
          Derivation.Line(bound.relation, bound.formula, remark: row.remark))
        continue
      }
      let parts = split(row.formula)
      if parts.subject.isEmpty, let last = result.indices.last, !parts.lines.isEmpty {
        result[last].lines += parts.lines
      } else {
        result.append(Derivation(subject: parts.subject, lines: parts.lines))
      }
      if !row.remark.isEmpty, let last = result.indices.last {
        if let line = result[last].lines.indices.last {
          result[last].lines[line].remark = row.remark
        }
      }
    }
    return result
  }

  /// A line that goes on with an inequality, as at the end of an estimate.
  private static func bound(_ formula: Formula) -> (relation: MathSymbol, formula: Formula)? {
    guard case .symbol(let symbol)? = formula.items.first?.kind,
      [.less, .greater, .lessOrEqual, .greaterOrEqual].contains(symbol)
    else { return nil }
    return (symbol, Formula(Array(formula.items.dropFirst())))
  }

  /// Splits a line at its relations; one that holds several statements is left whole.
  private static func split(
    _ formula: Formula
  ) -> (subject: Formula, lines: [Derivation.Line]) {
    var subject = Formula()
    var lines: [Derivation.Line] = []
    for item in formula.items {
      switch item.kind {
      case .symbol(.equals), .symbol(.approximately), .symbol(.defines), .symbol(.becomes),
        .symbol(.proportional):
        if case .symbol(let symbol) = item.kind { lines.append(Derivation.Line(symbol, [])) }
      case .symbol(.implies), .symbol(.equivalent), .symbol(.quad), .symbol(.semicolon), .text:
        return (formula, [])
      case .symbol(.comma), .symbol(.to), .symbol(.less), .symbol(.greater),
        .symbol(.lessOrEqual), .symbol(.greaterOrEqual), .symbol(.elementOf), .symbol(.notEquals):
        return (formula, [])
      default:
        if let last = lines.indices.last {
          lines[last].formula.append(item)
        } else {
          subject.append(item)
        }
      }
    }
    return (subject, lines)
  }
}
