import MathSyntax

extension MarkdownParser {
  typealias Located = MarkdownReader.LocatedBlock

  mutating func parseBlocks(_ lines: ArraySlice<MarkdownLine>, depth: Int) -> [Located] {
    var blocks: [Located] = []
    var rest = lines
    while let first = rest.first {
      if isBlank(first) {
        rest = rest.dropFirst()
        continue
      }
      let line = trimmed(first)
      let count: Int
      if starts(line, with: "<!--") {
        count = rest.prefix { !self.text($0).contains("-->") }.count + 1
      } else if let fence = fence(of: line) {
        count = parseFence(fence, rest, into: &blocks)
      } else if starts(line, with: "$$") {
        count = parseDisplay(rest, into: &blocks)
      } else if let level = headingLevel(of: line) {
        let content = headingContent(of: line, level: level)
        blocks.append(
          Located(
            .heading(level: level - 1, inlines(content.start..<content.end)),
            range: SourceRange(line.start, line.end)))
        count = 1
      } else if isRule(line) {
        blocks.append(Located(.pageBreak, range: SourceRange(line.start, line.end)))
        count = 1
      } else if starts(line, with: ">"), depth < MarkdownReader.nestingLimit {
        count = parseQuotation(rest, depth: depth, into: &blocks)
      } else if listMark(of: first) != nil, depth < MarkdownReader.nestingLimit {
        count = parseList(rest, depth: depth, into: &blocks)
      } else if let columns = tableColumns(rest) {
        count = parseTable(rest, columns, into: &blocks)
      } else {
        count = parseParagraph(rest, into: &blocks)
      }
      rest = rest.dropFirst(max(1, count))
    }
    return blocks
  }

  // MARK: Headings, rules, paragraphs

  private func headingLevel(of line: MarkdownLine) -> Int? {
    let level = bytes[line.start..<line.end].prefix { $0 == UInt8(ascii: "#") }.count
    guard 1...6 ~= level else { return nil }
    let after = line.start + level
    return after == line.end || bytes[after] == 0x20 ? level : nil
  }

  private func headingContent(of line: MarkdownLine, level: Int) -> MarkdownLine {
    var content = trimmed(MarkdownLine(start: line.start + level, end: line.end))
    var end = content.end
    while end > content.start, bytes[end - 1] == UInt8(ascii: "#") { end -= 1 }
    // A number sign that belongs to a word stays: C#.
    if end == content.start || bytes[end - 1] == 0x20 { content.end = end }
    return trimmed(content)
  }

  private func isRule(_ line: MarkdownLine) -> Bool {
    guard line.start < line.end else { return false }
    let mark = bytes[line.start]
    guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_") else {
      return false
    }
    let content = bytes[line.start..<line.end].filter { $0 != 0x20 }
    return content.count >= 3 && content.allSatisfy { $0 == mark }
  }

  private mutating func parseParagraph(
    _ lines: ArraySlice<MarkdownLine>, into blocks: inout [Located]
  ) -> Int {
    var count = 1
    for next in lines.dropFirst() {
      let line = trimmed(next)
      if isBlank(next) || fence(of: line) != nil || starts(line, with: "$$")
        || headingLevel(of: line) != nil || starts(line, with: ">") || isRule(line)
        || listMark(of: next).map(\.interruptsParagraph) ?? false
      {
        break
      }
      count += 1
    }
    let paragraph = lines.prefix(count)
    guard let first = paragraph.first, let last = paragraph.last else { return count }
    let range = trimmed(first).start..<trimmed(last).end
    blocks.append(
      Located(.paragraph(inlines(range)), range: SourceRange(range.lowerBound, range.upperBound)))
    return count
  }

  // MARK: Quotations and lists

  private mutating func parseQuotation(
    _ lines: ArraySlice<MarkdownLine>, depth: Int, into blocks: inout [Located]
  ) -> Int {
    var inner: [MarkdownLine] = []
    for next in lines {
      let line = trimmed(next)
      guard starts(line, with: ">") else { break }
      var start = line.start + 1
      if start < next.end, bytes[start] == 0x20 { start += 1 }
      // Blanked out, so that a formula over several lines does not see the marks.
      for index in line.start..<start { bytes[index] = 0x20 }
      inner.append(MarkdownLine(start: start, end: next.end))
    }
    guard let first = lines.first, let last = inner.last else { return 1 }
    var content = parseBlocks(inner[...], depth: depth + 1).map(\.block)
    let kind = takeKind(from: &content)
    blocks.append(
      Located(.note(kind, content), range: SourceRange(trimmed(first).start, last.end)))
    return inner.count
  }

  /// Takes the label off a note: `**Warning.** …` or `[!WARNING]`.
  private func takeKind(from blocks: inout [Block]) -> NoteKind {
    guard case .paragraph(var inlines)? = blocks.first, let first = inlines.first else {
      return .remark
    }
    var kind: NoteKind?
    switch first {
    case .strong(let inner):
      guard case .text(let label)? = inner.first, inner.count == 1 else { break }
      let word = label.last == "." || label.last == ":" ? String(label.dropLast()) : label
      kind = NoteKind(rawValue: word)
      if kind != nil { inlines.removeFirst() }
    case .text(let text):
      for (label, meant) in [
        ("[!NOTE]", NoteKind.remark), ("[!TIP]", .remark), ("[!WARNING]", .warning),
        ("[!CAUTION]", .warning), ("[!IMPORTANT]", .result),
      ] where text.hasPrefix(label) {
        kind = meant
        inlines[0] = .text(String(text.dropFirst(label.count)))
      }
    default: break
    }
    guard let kind else { return .remark }
    if case .text(let text)? = inlines.first {
      let rest = text.drop { $0 == " " }
      if rest.isEmpty { inlines.removeFirst() } else { inlines[0] = .text(String(rest)) }
    }
    if inlines.isEmpty { blocks.removeFirst() } else { blocks[0] = .paragraph(inlines) }
    return kind
  }

  /// The mark of a list item.
  private struct ListMark {
    var isOrdered: Bool
    /// The columns up to the mark and up to the text behind it.
    var indentation: Int
    var contentIndentation: Int
    var contentStart: Int
    var interruptsParagraph: Bool
  }

  private func listMark(of line: MarkdownLine) -> ListMark? {
    let indentation = self.indentation(of: line)
    let start = trimmed(line).start
    guard start < line.end else { return nil }
    var index = start
    var isOrdered = false
    var interrupts = true
    switch bytes[index] {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): index += 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      while index < line.end, index - start < 9,
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[index]
      { index += 1 }
      guard index < line.end, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ")")
      else { return nil }
      // A year at the start of a line of text is no list.
      interrupts = bytes[start..<index].elementsEqual("1".utf8)
      isOrdered = true
      index += 1
    default: return nil
    }
    let markWidth = index - start
    guard index == line.end || bytes[index] == 0x20 || bytes[index] == 0x09 else { return nil }
    var spaces = 0
    while index < line.end, bytes[index] == 0x20, spaces < 4 {
      index += 1
      spaces += 1
    }
    return ListMark(
      isOrdered: isOrdered, indentation: indentation,
      contentIndentation: indentation + markWidth + max(1, spaces), contentStart: index,
      interruptsParagraph: interrupts && index < line.end)
  }

  private mutating func parseList(
    _ lines: ArraySlice<MarkdownLine>, depth: Int, into blocks: inout [Located]
  ) -> Int {
    guard let first = lines.first, let firstMark = listMark(of: first) else { return 1 }
    var items: [[Block]] = []
    var item: [MarkdownLine] = []
    var mark = firstMark
    var count = 0
    var sawBlank = false
    var end = first.end
    scan: for line in lines {
      if isBlank(line) {
        item.append(line)
        sawBlank = true
        count += 1
        continue
      }
      let indentation = self.indentation(of: line)
      if let next = listMark(of: line), next.indentation < mark.contentIndentation,
        next.isOrdered == firstMark.isOrdered, next.indentation >= firstMark.indentation,
        !isRule(trimmed(line))
      {
        if !item.isEmpty { items.append(parseBlocks(item[...], depth: depth + 1).map(\.block)) }
        mark = next
        item = [MarkdownLine(start: next.contentStart, end: line.end)]
      } else if indentation >= mark.contentIndentation {
        item.append(unindented(line, by: mark.contentIndentation))
      } else if !sawBlank, listMark(of: line) == nil, fence(of: trimmed(line)) == nil,
        !starts(trimmed(line), with: ">"), headingLevel(of: trimmed(line)) == nil
      {
        // A paragraph goes on at the margin.
        item.append(line)
      } else {
        break scan
      }
      sawBlank = false
      count += 1
      end = line.end
    }
    items.append(parseBlocks(item[...], depth: depth + 1).map(\.block))
    blocks.append(
      Located(
        .list(ordered: firstMark.isOrdered, items: items),
        range: SourceRange(trimmed(first).start, end)))
    return count
  }

  func unindented(_ line: MarkdownLine, by columns: Int) -> MarkdownLine {
    var line = line
    var width = 0
    while line.start < line.end, width < columns {
      switch bytes[line.start] {
      case 0x20: width += 1
      case 0x09: width += 4 - width % 4
      default: return line
      }
      line.start += 1
    }
    return line
  }

  // MARK: Tables

  private func cells(of line: MarkdownLine) -> [Range<Int>] {
    let line = trimmed(line)
    var start = line.start
    var end = line.end
    if start < end, bytes[start] == UInt8(ascii: "|") { start += 1 }
    if end > start, bytes[end - 1] == UInt8(ascii: "|"),
      end < start + 2 || bytes[end - 2] != UInt8(ascii: "\\")
    {
      end -= 1
    }
    var cells: [Range<Int>] = []
    var cellStart = start
    var index = start
    while index < end {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if bytes[index] == UInt8(ascii: "|") {
        cells.append(cellStart..<index)
        cellStart = index + 1
      }
      index += 1
    }
    cells.append(cellStart..<end)
    return cells.map {
      let cell = trimmed(MarkdownLine(start: $0.lowerBound, end: $0.upperBound))
      return cell.start..<cell.end
    }
  }

  /// Returns the alignments of the columns if a table starts here.
  private func tableColumns(_ lines: ArraySlice<MarkdownLine>) -> [Table.Alignment]? {
    guard lines.count >= 2 else { return nil }
    let head = lines[lines.startIndex]
    let rule = lines[lines.startIndex + 1]
    guard bytes[head.start..<head.end].contains(UInt8(ascii: "|")),
      bytes[rule.start..<rule.end].contains(UInt8(ascii: "-"))
    else { return nil }
    var alignments: [Table.Alignment] = []
    for cell in cells(of: rule) {
      let mark = bytes[cell]
      let dashes = mark.filter { $0 == UInt8(ascii: "-") }.count
      let colons = mark.filter { $0 == UInt8(ascii: ":") }.count
      guard dashes > 0, dashes + colons == mark.count else { return nil }
      let isLeft = mark.first == UInt8(ascii: ":")
      let isRight = mark.last == UInt8(ascii: ":")
      alignments.append(isLeft && isRight ? .center : isRight ? .trailing : .leading)
    }
    return alignments.count == cells(of: head).count ? alignments : nil
  }

  /// A bar in a table is written `\|`, which must not be taken for the mark of a norm.
  private mutating func unescapeBars(inMathematicsOf cell: Range<Int>) {
    var isMathematics = false
    var index = cell.lowerBound
    while index < cell.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "$"): isMathematics.toggle()
      case UInt8(ascii: "\\"):
        if isMathematics, index + 1 < cell.upperBound, bytes[index + 1] == UInt8(ascii: "|") {
          bytes[index] = 0x20
        }
        index += 1
      default: break
      }
      index += 1
    }
  }

  private mutating func parseTable(
    _ lines: ArraySlice<MarkdownLine>, _ alignments: [Table.Alignment],
    into blocks: inout [Located]
  ) -> Int {
    var rows: [[[Inline]]] = []
    var count = 0
    var last = lines[lines.startIndex]
    for line in lines {
      if isBlank(line) { break }
      if count >= 2, !bytes[line.start..<line.end].contains(UInt8(ascii: "|")) { break }
      last = line
      count += 1
      if count == 2 { continue }
      let cells = self.cells(of: line)
      if cells.count > alignments.count {
        let extra = cells[alignments.count]
        complain(
          "this row has \(cells.count) cells, the table has \(alignments.count) columns",
          extra.lowerBound..<max(extra.upperBound, extra.lowerBound + 1),
          hints: ["Write \\| for a bar within a cell, or \\lvert x \\rvert in mathematics."])
      }
      var row: [[Inline]] = []
      for cell in cells.prefix(alignments.count) {
        unescapeBars(inMathematicsOf: cell)
        row.append(inlines(cell, isInTable: true))
      }
      while row.count < alignments.count { row.append([]) }
      rows.append(row)
    }
    let headings = rows.removeFirst()
    let table = Table(
      columns: zip(headings, alignments).map { Table.Column($0, $1) }, rows: rows)
    let start = trimmed(lines[lines.startIndex]).start
    blocks.append(Located(.table(table), range: SourceRange(start, last.end)))
    return count
  }
}
