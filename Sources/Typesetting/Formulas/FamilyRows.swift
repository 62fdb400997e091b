import MathSyntax

/// Prints families of equations one a row, all in one line each: how the rows are set apart and what
/// stands between their parts is for the format to say.
struct FamilyRows {
  /// What stands before the first row, and before each row after it.
  var breaks: (first: StaticString, other: StaticString)
  /// What stands around the number of a step.
  var number: (opening: StaticString, closing: StaticString)
  /// What stands behind the left side.
  var gap: StaticString
  /// What stands behind operands that do not give the value.
  var remark: [UInt8]
  /// Prints a formula.
  var printed: (Formula) -> [UInt8]
  /// Prints an equation that follows no pattern.
  var equation: (Equation, inout OutputBuffer) -> Void

  /// Appends the rows of some families.
  func append(_ families: [EquationFamily], to buffer: inout OutputBuffer) {
    var printers = FamilyPrinters(of: families, printed)
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
          line.append(isFirst ? breaks.first : breaks.other)
          if append(position, of: family, printer, form, to: &line) {
            isFirst = false
            continue
          }
          line.truncate(to: start)
        }
        line.flush(into: &buffer)
        buffer.append(isFirst ? breaks.first : breaks.other)
        isFirst = false
        equation(family.equation(at: position), &buffer)
      }
    }
    line.flush(into: &buffer)
  }

  /// Appends an entry; returns false where it does not follow the pattern.
  private func append(
    _ position: Int, of family: EquationFamily, _ printer: FamilyPrinter,
    _ form: FamilyPrinter.Form, to line: inout LineBuffer
  ) -> Bool {
    let entry = family.entries[position]
    let step = family.number(at: position)
    if step > 0 {
      line.append(number.opening)
      line.append(number: step)
      line.append(number.closing)
    }
    form.appendSubject(entry, to: &line)
    line.append(gap)
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
