import MathSyntax

extension MarkdownPage {
  /// Appends families of equations as the rows of one display, each entry as its equation.
  static func append(_ families: [EquationFamily], to buffer: inout OutputBuffer) {
    let writer = LaTeXFormulaWriter(.markdownBlock)
    var remark = OutputBuffer()
    remark.append(" \\quad ")
    appendRemark([EquationFamily.operandsRounded], to: &remark)
    let rows = FamilyRows(
      breaks: ("\n", " \\\\\n"), number: ("\\text{(", ")} \\quad "), gap: " &",
      remark: remark.bytes, printed: { writer.tokens(of: $0).buffer.bytes },
      equation: { append($0, to: &$1) })
    rows.append(families, to: &buffer)
  }
}
