import MathSyntax

extension MarkdownPage {
  /// Appends families of equations as the rows of one display, each entry as its equation.
  static func append(_ families: [EquationFamily], to buffer: inout OutputBuffer) {
    let writer = LaTeXFormulaWriter(.markdownBlock)
    var printers = FamilyPrinters { writer.tokens(of: $0).buffer.bytes }
    var remark = OutputBuffer()
    remark.append(" \\quad ")
    appendRemark([EquationFamily.operandsRounded], to: &remark)
    // A line takes some 100 bytes; where it takes more, the buffer grows.
    buffer.reserveCapacity(
      buffer.count
        + families.reduce(0) { $0 + $1.entries.count * ($1.operands.isEmpty ? 100 : 160) })
    var line = LineBuffer()
    var isFirst = true
    for family in families {
      let printer = printers.printer(of: family)
      var form: FamilyPrinter.Form?
      for position in family.entries.indices {
        let entry = family.entries[position]
        if form?.fits(entry) != true { form = printer?.form(of: entry) }
        if let printer, let form {
          if line.room < printer.mostBytes + remark.count + 200 { line.flush(into: &buffer) }
          let start = line.count
          line.append(isFirst ? "\n" : " \\\\\n")
          if append(position, of: family, printer, form, remark: remark.bytes, to: &line) {
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
    _ position: Int, of family: EquationFamily, _ printer: FamilyPrinter,
    _ form: FamilyPrinter.Form, remark: [UInt8], to line: inout LineBuffer
  ) -> Bool {
    let entry = family.entries[position]
    let number = family.number(at: position)
    if number > 0 {
      line.append("\\text{(")
      line.append(number: number)
      line.append(")} \\quad ")
    }
    form.appendSubject(entry, to: &line)
    line.append(" &")
    if family.definition != nil {
      line.append(printer.firstRelation)
      line.append(UInt8(ascii: " "))
      form.appendDefinition(entry, to: &line)
      line.append(UInt8(ascii: " "))
    }
    if !family.operands.isEmpty {
      line.append(printer.substitutionRelation(at: position, of: family))
      line.append(UInt8(ascii: " "))
      guard printer.appendSubstitution(at: position, of: family, to: &line) else { return false }
      if !entry.replays { line.append(remark) }
      line.append(UInt8(ascii: " "))
    }
    line.append(printer.valueRelation(entry))
    line.append(UInt8(ascii: " "))
    return printer.appendValue(entry, to: &line) != nil
  }
}
