import MathSyntax

extension HTMLPage {
  /// The width at which lines of mathematics are broken, in thousandths of the font size.
  private static let lineWidth = 40_000
  /// Equations of one display; more are cut, because browsers lay a display out as a whole.
  private static let mostEquations = 60
  /// More equations than this are set as text.
  private static let mostFormulas = 240

  // MARK: Chains

  /// Writes a chain of relations, aligned on them, in a box that scrolls where it is too narrow.
  mutating func write(_ derivation: Derivation) {
    guard !derivation.subject.isEmpty || !derivation.lines.isEmpty else { return }
    buffer.append(
      "<div class=\"scroll\"><math display=\"block\"><mtable class=\"chain\" displaystyle=\"true\">\n"
    )
    writeRows(of: derivation, label: nil)
    buffer.append("</mtable></math></div>\n")
  }

  /// Writes the rows of a chain: left side, relation, right side and remark.
  private mutating func writeRows(
    of derivation: Derivation, label: String?, site: StepSite? = nil
  ) {
    let subjectWidth = LaTeXFormulaWriter(.document).width(of: derivation.subject)
    // A long left side has a line of its own.
    let isLong = subjectWidth > Self.lineWidth / 3
    if isLong || derivation.lines.isEmpty {
      startRow(at: site)
      writeLabel(label)
      buffer.append("<mtd class=\"left\" columnspan=\"4\">")
      for (index, line) in MathMLLines.lines(of: derivation.subject, width: Self.lineWidth)
        .enumerated()
      {
        if index > 0 {
          buffer.append("</mtd></mtr>\n<mtr>")
          if label != nil { buffer.append("<mtd></mtd>") }
          buffer.append("<mtd class=\"left\" columnspan=\"4\"><mspace width=\"2em\"/>")
        }
        write(line, continues: index > 0)
      }
      buffer.append("</mtd></mtr>\n")
    }
    let room = Self.lineWidth - (isLong ? 0 : subjectWidth) - 1400
    for (index, line) in derivation.lines.enumerated() {
      let isFirst = index == 0 && !isLong
      startRow(at: isFirst ? site : nil)
      if isFirst { writeLabel(label) } else if label != nil { buffer.append("<mtd></mtd>") }
      buffer.append("<mtd class=\"subject\">")
      if isFirst { MathMLFormulaWriter().writeParts(derivation.subject, to: &buffer) }
      buffer.append("</mtd><mtd class=\"relation\">")
      MathMLFormulaWriter().writeParts([.symbol(line.relation)], to: &buffer)
      let rows = MathMLLines.lines(of: line.formula, width: room)
      for (position, row) in rows.enumerated() {
        if position > 0 {
          buffer.append("</mtd></mtr>\n<mtr>")
          if label != nil { buffer.append("<mtd></mtd>") }
          buffer.append("<mtd></mtd><mtd>")
        }
        buffer.append(
          line.isResult ? "</mtd><mtd class=\"left value\">" : "</mtd><mtd class=\"left\">")
        if position > 0 { buffer.append("<mspace width=\"2em\"/>") }
        if !writeField(line.formula) { write(row, continues: position > 0) }
      }
      if !line.remark.isEmpty {
        buffer.append("</mtd><mtd class=\"remark\">")
        writeRemark(line.remark)
      }
      buffer.append("</mtd></mtr>\n")
    }
  }

  private mutating func write(_ atoms: [MathMLAtom], continues: Bool) {
    var state = MathMLFormulaState()
    swap(&state.buffer, &buffer)
    state.write(atoms: atoms, continues: continues)
    swap(&state.buffer, &buffer)
  }

  /// Writes the field of a formula that is a blank; text within mathematics may hold one.
  ///
  /// - Returns: whether there is one.
  private mutating func writeField(_ formula: Formula) -> Bool {
    guard let name = Self.blankName(formula), hasField(named: name) else { return false }
    buffer.append("<mtext>")
    writeBlank(named: name)
    buffer.append("</mtext>")
    return true
  }

  private mutating func writeLabel(_ label: String?) {
    guard let label else { return }
    buffer.append("<mtd class=\"label\"><mtext>")
    MarkupEscape.append(label, to: &buffer)
    buffer.append("</mtext></mtd>")
  }

  /// Writes a remark within mathematics.
  private mutating func writeRemark(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .text(let text), .code(let text):
        buffer.append("<mtext>")
        // Spaces at the ends of a text would be dropped.
        for scalar in text.unicodeScalars {
          if scalar == " " {
            buffer.append("\u{A0}")
          } else {
            MarkupEscape.append(String(Character(scalar)), to: &buffer)
          }
        }
        buffer.append("</mtext>")
      case .emphasis(let content), .strong(let content), .link(let content, _):
        writeRemark(content)
      case .formula(let formula): MathMLFormulaWriter().writeRow(formula, to: &buffer)
      case .lineBreak: buffer.append("<mspace width=\"1em\"/>")
      }
    }
  }

  // MARK: Equations

  /// Writes short chains below each other, each on one line where it fits.
  ///
  /// Where they are many, they are lines of plain text in a box that scrolls: a browser sets a thousand
  /// lines of text at once, but not a thousand formulas.
  mutating func write(_ equations: [Equation]) {
    guard equations.count <= Self.mostFormulas else {
      var lines = OutputBuffer()
      for equation in equations {
        Self.append(equation, to: &lines)
        lines.append("\n")
      }
      writeLong(lines, count: equations.count)
      return
    }
    var start = 0
    while start < equations.count {
      let end = min(equations.count, start + Self.mostEquations)
      writeDisplay(of: equations[start..<end])
      start = end
    }
  }

  private mutating func writeDisplay(of equations: ArraySlice<Equation>) {
    let hasLabels = equations.contains { !$0.label.isEmpty }
    let writer = LaTeXFormulaWriter(.document)
    buffer.append(
      "<div class=\"scroll\"><math display=\"block\"><mtable class=\"chain short\" displaystyle=\"true\">\n"
    )
    for equation in equations {
      let label = hasLabels ? equation.label : nil
      let derivation = equation.derivation
      let chain = derivation.lines.dropFirst().reduce(
        into: derivation.lines.first?.formula ?? []
      ) { $0 += [.symbol($1.relation)] + $1.formula }
      let width = writer.width(of: derivation.subject + chain) + 1000 * derivation.lines.count
      guard let first = derivation.lines.first, width <= Self.lineWidth,
        derivation.lines.dropLast().allSatisfy({ $0.remark.isEmpty })
      else {
        writeRows(of: derivation, label: label, site: equation.site)
        continue
      }
      startRow(at: equation.site)
      writeLabel(label)
      buffer.append("<mtd class=\"subject\">")
      MathMLFormulaWriter().writeParts(derivation.subject, to: &buffer)
      buffer.append("</mtd><mtd class=\"relation\">")
      MathMLFormulaWriter().writeParts([.symbol(first.relation)], to: &buffer)
      buffer.append("</mtd><mtd class=\"left\">")
      if !writeField(chain) { MathMLFormulaWriter().writeParts(chain, to: &buffer) }
      if let remark = derivation.lines.last?.remark, !remark.isEmpty {
        buffer.append("</mtd><mtd class=\"remark\">")
        writeRemark(remark)
      }
      buffer.append("</mtd></mtr>\n")
    }
    buffer.append("</mtable></math></div>\n")
  }

  private mutating func startRow(at site: StepSite?) {
    buffer.append("<mtr")
    if let site { writeSite(site) }
    buffer.append(">")
  }

  // MARK: Families

  /// Writes families of equations as `equations`.
  mutating func write(_ families: [EquationFamily]) {
    let count = families.reduce(0) { $0 + $1.entries.count }
    guard count > Self.mostEquations else {
      write(families.flatMap(\.equations))
      return
    }
    let rows = FamilyRows(
      breaks: ("", "\n"), number: ("(", ") "), gap: " ",
      remark: Array(" \(Self.words.plainText([EquationFamily.operandsRounded]))".utf8),
      printed: { Array(Self.words.text($0).utf8) },
      equation: { Self.append($0, to: &$1) })
    var lines = OutputBuffer()
    rows.append(families, to: &lines)
    lines.append("\n")
    writeLong(lines, count: count)
  }

  private static let words = TextFormulaWriter()

  /// Appends a chain as a line of text, without its end.
  private static func append(_ equation: Equation, to lines: inout OutputBuffer) {
    if !equation.label.isEmpty {
      lines.append(text: equation.label)
      lines.append(" ")
    }
    lines.append(text: words.text(equation.derivation.subject))
    for line in equation.derivation.lines {
      lines.append(" ")
      lines.append(text: words.text([.symbol(line.relation)] + line.formula))
      if !line.remark.isEmpty {
        lines.append(" ")
        lines.append(text: words.plainText(line.remark))
      }
    }
  }

  /// Writes lines of text in a box that scrolls both ways.
  private mutating func writeLong(_ lines: OutputBuffer, count: Int) {
    hasLongLists = true
    buffer.append("<div class=\"scroll long\" tabindex=\"0\" role=\"region\" aria-label=\"")
    buffer.append(number: count)
    buffer.append(" equations\"><pre>")
    MarkupEscape.append(lines.text, to: &buffer, keepsLines: true)
    buffer.append("</pre></div>\n")
  }
}
