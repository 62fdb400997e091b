import MathSyntax

extension LaTeXPage {
  /// Writes families of equations as `equations`.
  mutating func write(_ families: [EquationFamily]) {
    let writer = LaTeXFormulaWriter(.document)
    var printers = FamilyPrinters(of: families) { writer.tokens(of: $0).buffer.bytes }
    var measures: [FamilyMeasure] = []
    var widest = 0
    var places: [(printer: FamilyPrinter?, measure: Int)] = []
    for family in families {
      let printer = printers.printer(of: family)
      let place = measures.firstIndex { $0.measures(family) } ?? measures.count
      if place == measures.count { measures.append(FamilyMeasure(family)) }
      for position in family.entries.indices {
        let label = Self.labelWidth(family.number(at: position))
        let entry = family.entries[position]
        let isRegular = printer?.form(of: entry) != nil
        widest = max(
          widest,
          label
            + (isRegular
              ? measures[place].subject(entry)
              : writer.width(of: family.leftSide(entry.first, entry.second).formula)))
      }
      places.append((printer, place))
    }
    let limit = lineWidth - 1000
    buffer.endLine()
    buffer.append("\\begin{align*}\n")
    var line = LineBuffer()
    var parts = LineBuffer()
    let layout = FamilyLayout(widest: widest, limit: limit, remark: FamilyRemark())
    var isFirst = true
    for (family, (printer, place)) in zip(families, places) {
      var form: FamilyPrinter.Form?
      for position in family.entries.indices {
        let entry = family.entries[position]
        if form?.fits(entry) != true { form = printer?.form(of: entry) }
        if let printer, let form {
          if line.room < 2 * printer.mostBytes + 1000 { line.flush(into: &buffer) }
          let start = line.count
          if !isFirst { line.append(" \\\\\n") }
          if layout.append(
            position, of: family, printer, form, &measures[place], parts: &parts, to: &line)
          {
            isFirst = false
            continue
          }
          line.truncate(to: start)
        }
        line.flush(into: &buffer)
        if !isFirst { buffer.append(" \\\\\n") }
        isFirst = false
        write(family.equation(at: position), widest: widest)
      }
    }
    line.flush(into: &buffer)
    buffer.append("\n\\end{align*}\n")
  }

  private static func labelWidth(_ number: Int) -> Int {
    number > 0 ? 600 * (String(number).utf8.count + 4) : 0
  }
}

/// The remark behind operands that do not give the value.
private struct FamilyRemark {
  let bytes: [UInt8]
  let width: Int

  init() {
    var remark = LaTeXPage(lineWidth: 41_000)
    remark.write([EquationFamily.operandsRounded], in: .lineCell)
    bytes = remark.buffer.bytes
    width = LaTeXTextWidth.of([EquationFamily.operandsRounded])
  }
}

/// How wide the parts of a family's entries are: measured once for all entries of one shape.
///
/// All digits are of one width, so that the width of a part depends on how many there are.
private struct FamilyMeasure {
  private let family: EquationFamily
  private let writer = LaTeXFormulaWriter(.document)
  private var subjects: [Int: Int] = [:]
  private var definitions: [Int: Width] = [:]
  private var substitutions: [[NumberPrinter.Shape]: Width] = [:]
  private var values: [NumberPrinter.Shape: Width] = [:]
  /// A relation sign with the space behind it.
  let firstRelation: Int
  let equals: Int
  let approximately: Int

  /// The estimated width of a part: in a chain, and on a line with its spaces.
  struct Width {
    let inChain: Int
    let onLine: Int
  }

  init(_ family: EquationFamily) {
    self.family = family
    func width(_ symbol: MathSymbol) -> Int {
      let writer = LaTeXFormulaWriter(.document)
      let number = Formula.Item.number("1")
      return writer.width(of: [.symbol(symbol), number]) - writer.width(of: [number])
    }
    firstRelation = width(family.leftSide(1, 1).relation)
    equals = width(.equals)
    approximately = width(.approximately)
  }

  /// Whether another family's parts are as wide.
  func measures(_ other: EquationFamily) -> Bool {
    family.subject == other.subject && family.definition == other.definition
      && family.variables == other.variables && family.operands.count == other.operands.count
      && family.writer == other.writer
  }

  /// The counts of digits of both indices, in one number.
  private func shape(_ entry: EquationFamily.Entry) -> Int {
    func digits(_ number: Int) -> Int {
      var (count, rest) = (1, number)
      while rest >= 10 {
        rest /= 10
        count += 1
      }
      return count
    }
    return 32 * digits(entry.first) + digits(entry.second)
  }

  private func width(of formula: Formula) -> Width {
    let tokens = writer.tokens(of: formula)
    return Width(
      inChain: tokens.width, onLine: LineBreaker.totalWidth(of: tokens.pieces[...]))
  }

  mutating func subject(_ entry: EquationFamily.Entry) -> Int {
    let shape = shape(entry)
    if let width = subjects[shape] { return width }
    let width = writer.width(of: family.leftSide(entry.first, entry.second).formula)
    subjects[shape] = width
    return width
  }

  mutating func definition(_ entry: EquationFamily.Entry) -> Width {
    let shape = shape(entry)
    if let width = definitions[shape] { return width }
    let width = width(of: family.definition(entry.first, entry.second) ?? [])
    definitions[shape] = width
    return width
  }

  mutating func substitution(
    at position: Int, in family: EquationFamily, _ shapes: [NumberPrinter.Shape]
  ) -> Width {
    if let width = substitutions[shapes] { return width }
    let width = width(of: family.substitution(at: position) ?? [])
    substitutions[shapes] = width
    return width
  }

  mutating func value(_ entry: EquationFamily.Entry, _ shape: NumberPrinter.Shape) -> Width {
    if let width = values[shape] { return width }
    let width = width(of: family.writer.formula(.computed(entry.value)))
    values[shape] = width
    return width
  }
}

/// How the entries of families are set below each other, as `LaTeXPage` sets equations.
private struct FamilyLayout {
  /// The width of the widest left side with its label.
  let widest: Int
  /// The width of a line.
  let limit: Int
  let remark: FamilyRemark

  /// Appends an entry; returns false where it does not follow the pattern or does not fit as it is.
  func append(
    _ position: Int, of family: EquationFamily, _ printer: FamilyPrinter,
    _ form: FamilyPrinter.Form, _ measure: inout FamilyMeasure, parts: inout LineBuffer,
    to line: inout LineBuffer
  ) -> Bool {
    let entry = family.entries[position]
    let number = family.number(at: position)
    if number > 0 {
      line.append("\\text{(")
      line.append(number: number)
      line.append(")}\\quad ")
    }
    form.appendSubject(entry, to: &line)

    // The right sides are printed first: where they stand depends on their widths.
    parts.truncate(to: 0)
    var rows: [Row] = []
    if family.definition != nil {
      form.appendDefinition(entry, to: &parts)
      rows.append(
        Row(
          relation: printer.firstRelation, relationWidth: measure.firstRelation,
          bytes: 0..<parts.count, width: measure.definition(entry)))
    }
    var replaced: Int?
    if !family.operands.isEmpty {
      let start = parts.count
      var shapes: [NumberPrinter.Shape] = []
      guard
        printer.appendSubstitution(
          at: position, of: family, to: &parts, shapes: { shapes.append($0) })
      else { return false }
      let relation = printer.substitutionRelation(at: position, of: family)
      replaced = rows.count
      rows.append(
        Row(
          relation: relation,
          relationWidth: relation == printer.equals ? measure.equals : measure.approximately,
          bytes: start..<parts.count,
          width: measure.substitution(at: position, in: family, shapes)))
    }
    let start = parts.count
    guard let shape = printer.appendValue(entry, to: &parts) else { return false }
    let relation = printer.valueRelation(entry)
    rows.append(
      Row(
        relation: relation,
        relationWidth: relation == printer.equals ? measure.equals : measure.approximately,
        bytes: start..<parts.count, width: measure.value(entry, shape)))

    let chain = rows.reduce(0) { $0 + $1.relationWidth + $1.width.inChain + 1000 }
    if entry.replays, widest + chain <= limit {
      for (index, row) in rows.enumerated() {
        line.append(index == 0 ? " &" : " ")
        line.append(row.relation)
        line.append(UInt8(ascii: " "))
        line.append(parts.bytes(row.bytes))
      }
      return true
    }
    return append(
      rows, replaced: entry.replays ? nil : replaced, subject: measure.subject(entry), parts,
      to: &line)
  }

  /// A relation and what stands behind it.
  private struct Row {
    let relation: [UInt8]
    let relationWidth: Int
    let bytes: Range<Int>
    let width: FamilyMeasure.Width
  }

  /// Appends the rows below each other, as `LaTeXDerivation` does where each fits its line.
  ///
  /// - Parameter replaced: the row with a remark, if there is one.
  private func append(
    _ rows: [Row], replaced: Int?, subject: Int, _ parts: borrowing LineBuffer,
    to line: inout LineBuffer
  ) -> Bool {
    let width = limit - (widest - subject)
    let available = width - subject - LaTeXDerivation.relationWidth
    guard subject <= width * 2 / 5 else { return false }
    for (index, row) in rows.enumerated() {
      let isResult = index == rows.count - 1
      let needed = isResult ? row.width.inChain * 115 / 100 : row.width.onLine
      // Wider fractions are written with a solidus.
      guard needed <= available, row.width.inChain <= width * 6 / 10 else { return false }
      line.append(index == 0 ? " &" : " \\\\\n  &")
      line.append(row.relation)
      line.append(UInt8(ascii: " "))
      if isResult { line.append("\\boldsymbol{") }
      line.append(parts.bytes(row.bytes))
      if isResult { line.append(UInt8(ascii: "}")) }
      if index == replaced {
        guard remark.width + 2000 <= available - needed else { return false }
        line.append(" \\qquad \\text{")
        line.append(remark.bytes)
        line.append(UInt8(ascii: "}"))
      }
    }
    return true
  }
}
