import MathSyntax

extension TerminalPage {
  /// Writes families of equations as `equations`.
  mutating func write(_ families: [EquationFamily]) {
    let formulas = writer.formulas
    var printers = FamilyPrinters(of: families) { Array(formulas.text($0).utf8) }
    let widest = families.map(Self.labelWidth).max() ?? 0
    indented(by: StyledLine("  ")) { page in
      var line = LineBuffer()
      var parts = LineBuffer()
      var layout = FamilyLayout(page, labelWidth: widest)
      for family in families {
        let printer = printers.printer(of: family).flatMap { $0.hasPlainWidth ? $0 : nil }
        var form: FamilyPrinter.Form?
        for position in family.entries.indices {
          let entry = family.entries[position]
          if form?.fits(entry) != true { form = printer?.form(of: entry) }
          if let printer, let form, let layout {
            if line.room < layout.mostBytes(printer) { line.flush(into: &page.buffer) }
            if layout.append(position, of: family, printer, form, parts: &parts, to: &line) {
              continue
            }
          }
          line.flush(into: &page.buffer)
          page.write([family.equation(at: position)], labelWidth: widest)
          // The mark of a list item stands before the first line only.
          if layout == nil { layout = FamilyLayout(page, labelWidth: widest) }
        }
      }
      line.flush(into: &page.buffer)
    }
  }

  private static func labelWidth(_ family: EquationFamily) -> Int {
    let last = family.number(at: family.entries.count - 1)
    return last > 0 ? String(last).utf8.count + 2 : 0
  }
}

/// How the entries of families are set below each other on a terminal, as `TerminalPage` sets
/// derivations.
private struct FamilyLayout {
  private let usesColor: Bool
  /// What stands before every line.
  private let margin: [UInt8]
  /// The columns of the labels, space included; 0: there are none.
  private let labelColumns: Int
  /// The columns beside margin and label.
  private let available: Int
  /// What stands behind operands that do not give the value.
  private let remark: [UInt8]

  private static let bold: StaticString = "\u{1B}[0;1m"
  private static let plain: StaticString = "\u{1B}[0m"

  /// Creates the layout of a page at its place; nil where there is no room for the labels, and where
  /// the next line starts differently.
  init?(_ page: TerminalPage, labelWidth: Int) {
    let columns = labelWidth > 0 ? labelWidth + 2 : 0
    guard let margin = page.marginBytes(indentedBy: columns) else { return nil }
    self.margin = margin
    usesColor = page.writer.usesColor
    labelColumns = columns
    available = page.availableWidth - columns
    let remark = page.wrapped([EquationFamily.operandsRounded])
    var text = OutputBuffer()
    for line in remark.lines(first: remark.naturalWidth, rest: remark.naturalWidth) {
      line.write(to: &text, usesColor: false)
    }
    self.remark = text.bytes
  }

  /// The bytes that an entry takes at most.
  func mostBytes(_ printer: FamilyPrinter) -> Int {
    printer.mostBytes + 4 * (margin.count + labelColumns + max(0, available)) + remark.count + 200
  }

  /// A printed part of an entry and its columns.
  private struct Part {
    let range: Range<Int>
    let columns: Int

    init(from start: Int, _ parts: borrowing LineBuffer) {
      range = start..<parts.count
      columns = parts.columns(from: start)
    }
  }

  /// Appends an entry; returns false, and nothing is appended, where it does not follow the pattern
  /// or does not fit as it is.
  func append(
    _ position: Int, of family: EquationFamily, _ printer: FamilyPrinter,
    _ form: FamilyPrinter.Form, parts: inout LineBuffer, to line: inout LineBuffer
  ) -> Bool {
    let entry = family.entries[position]
    guard line.room >= mostBytes(printer) else { return false }
    parts.truncate(to: 0)
    form.appendSubject(entry, to: &parts)
    let subject = Part(from: 0, parts)
    var rows: (definition: Part?, substitution: Part?) = (nil, nil)
    var start = parts.count
    if family.definition != nil {
      form.appendDefinition(entry, to: &parts)
      rows.definition = Part(from: start, parts)
      start = parts.count
    }
    if !family.operands.isEmpty {
      guard printer.appendSubstitution(at: position, of: family, to: &parts) else { return false }
      rows.substitution = Part(from: start, parts)
      start = parts.count
    }
    guard printer.appendValue(entry, to: &parts) != nil else { return false }
    let value = Part(from: start, parts)

    let relations = (
      printer.firstRelation, printer.substitutionRelation(at: position, of: family),
      printer.valueRelation(entry)
    )
    let first = Row(rows.definition, relations.0)
    let second = Row(rows.substitution, relations.1)
    let last = Row(value, relations.2)
    let inAll = subject.columns + first.columns + second.columns + last.columns
    if entry.replays, inAll <= min(TerminalPage.widestShortForm, available) {
      startRow(number: family.number(at: position), &line)
      line.append(parts.bytes(subject.range))
      appendShort(first, parts, &line)
      appendShort(second, parts, &line)
      line.append(UInt8(ascii: " "))
      if usesColor { line.append(Self.bold) }
      line.append(last.relation)
      line.append(UInt8(ascii: " "))
      line.append(parts.bytes(value.range))
      if usesColor { line.append(Self.plain) }
      line.append(UInt8(ascii: "\n"))
      return true
    }
    let relation = max(first.relationColumns, second.relationColumns, last.relationColumns)
    let column = subject.columns + 1
    let content = column + relation + 1
    let widest = max(first.content, second.content, last.content)
    if column > available / 3, available - subject.columns < 40 { return false }
    if widest > available - content { return false }
    if !entry.replays, content + second.content + 3 + remark.count > available { return false }
    startRow(number: family.number(at: position), &line)
    line.append(parts.bytes(subject.range))
    var isFirst = true
    for row in [first, second, last] {
      guard let part = row.part else { continue }
      if !isFirst {
        startRow(number: 0, &line)
        line.append(spaces: subject.columns)
      }
      let isBold = usesColor && part.range == value.range
      line.append(UInt8(ascii: " "))
      if isBold { line.append(Self.bold) }
      line.append(row.relation)
      if isBold { line.append(Self.plain) }
      line.append(spaces: content - column - row.relationColumns)
      if isBold { line.append(Self.bold) }
      line.append(parts.bytes(part.range))
      if isBold { line.append(Self.plain) }
      if !entry.replays, part.range == second.part?.range {
        line.append("   ")
        line.append(remark)
      }
      line.append(UInt8(ascii: "\n"))
      isFirst = false
    }
    return true
  }

  /// A relation and what stands behind it; no part: neither.
  private struct Row {
    let part: Part?
    let relation: [UInt8]
    let relationColumns: Int

    init(_ part: Part?, _ relation: [UInt8]) {
      self.part = part
      self.relation = relation
      relationColumns =
        part == nil ? 0 : relation.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    }

    /// The columns of the part.
    var content: Int { part?.columns ?? 0 }
    /// The columns of both, each with a space before it.
    var columns: Int { part.map { relationColumns + $0.columns + 2 } ?? 0 }
  }

  private func appendShort(
    _ row: Row, _ parts: borrowing LineBuffer, _ line: inout LineBuffer
  ) {
    guard let part = row.part else { return }
    line.append(UInt8(ascii: " "))
    line.append(row.relation)
    line.append(UInt8(ascii: " "))
    line.append(parts.bytes(part.range))
  }

  /// Starts a line with the margin and the number of the step, or its room.
  private func startRow(number: Int, _ line: inout LineBuffer) {
    line.append(margin)
    guard labelColumns > 0 else { return }
    let start = line.count
    if number > 0 {
      line.append(UInt8(ascii: "("))
      line.append(number: number)
      line.append(UInt8(ascii: ")"))
    }
    line.append(spaces: labelColumns - (line.count - start))
  }
}
