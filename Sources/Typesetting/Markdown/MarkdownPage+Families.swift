import MathSyntax

extension MarkdownPage {
  /// Appends families of equations as the rows of one display, each entry as its equation.
  static func append(_ families: [EquationFamily], to buffer: inout OutputBuffer) {
    let writer = LaTeXFormulaWriter(.markdownBlock)
    var printers = FamilyPrinters { writer.tokens(of: $0).buffer.bytes }
    var remark = OutputBuffer()
    remark.append(" \\quad ")
    appendRemark([EquationFamily.operandsRounded], to: &remark)
    var line = LineBuffer()
    var isFirst = true
    for family in families {
      let printer = printers.printer(of: family)
      for position in family.entries.indices {
        if let printer {
          if line.room < printer.mostBytes + remark.count + 200 { line.flush(into: &buffer) }
          let start = line.count
          line.append(isFirst ? "\n" : " \\\\\n")
          if append(position, printer, remark: remark.bytes, to: &line) {
            isFirst = false
            continue
          }
          line.truncate(to: start)
        }
        line.flush(into: &buffer)
        buffer.append(isFirst ? "\n" : " \\\\\n")
        isFirst = false
        append(family.equation(at: position), to: &buffer)
      }
    }
    line.flush(into: &buffer)
  }

  /// Appends an entry; returns false where it does not follow the pattern.
  private static func append(
    _ position: Int, _ printer: FamilyPrinter, remark: [UInt8], to line: inout LineBuffer
  ) -> Bool {
    let family = printer.family
    let entry = family.entries[position]
    guard printer.fits(entry) else { return false }
    let number = family.number(at: position)
    if number > 0 {
      line.append("\\text{(")
      line.append(number: number)
      line.append(")} \\quad ")
    }
    printer.appendSubject(entry, to: &line)
    line.append(" &")
    if family.definition != nil {
      line.append(printer.firstRelation)
      line.append(UInt8(ascii: " "))
      printer.appendDefinition(entry, to: &line)
      line.append(UInt8(ascii: " "))
    }
    if !family.operands.isEmpty {
      line.append(printer.substitutionRelation(at: position))
      line.append(UInt8(ascii: " "))
      guard printer.appendSubstitution(at: position, to: &line) else { return false }
      if !entry.replays { line.append(remark) }
      line.append(UInt8(ascii: " "))
    }
    line.append(printer.valueRelation(entry))
    line.append(UInt8(ascii: " "))
    return printer.appendValue(entry, to: &line) != nil
  }
}
