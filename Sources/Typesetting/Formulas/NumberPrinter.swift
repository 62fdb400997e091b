import MathSyntax

/// Prints numbers as a format's formula writer does, without making formulas of them.
struct NumberPrinter {
  private let style: NumberStyle
  /// What stands before and behind a negative number: bare, and as a later factor.
  private let bare: FormulaTemplate
  private let fenced: FormulaTemplate
  /// What stands between the digits and the exponent, and behind it.
  private let positiveExponent: FormulaTemplate
  private let negativeExponent: FormulaTemplate

  /// Creates a printer.
  ///
  /// - Parameter printed: prints a formula in the format.
  /// - Returns: nil for a format whose numbers cannot be taken apart.
  init?(_ style: NumberStyle, printed: (Formula) -> [UInt8]) {
    self.style = style
    let first = Formula.Item.number(String(FormulaTemplate.marks[0]))
    let second = Formula.Item.number(String(FormulaTemplate.marks[1]))
    func template(_ formula: Formula, _ count: Int, dropping prefix: Formula = [])
      -> FormulaTemplate?
    {
      let bytes = printed(prefix + formula)
      let start = prefix.isEmpty ? 0 : printed(prefix).count
      return FormulaTemplate(Array(bytes.dropFirst(start)), count: count)
    }
    let ten = Formula.Item.number("10")
    guard
      let bare = template([.symbol(.minus), first], 1),
      let factor = FormulaTemplate(
        printed([.number("1"), .symbol(.dot), .fenced([.symbol(.minus), first])]), count: 1),
      let plainFactor = FormulaTemplate(
        printed([.number("1"), .symbol(.dot), first]), count: 1),
      let fenced = FormulaTemplate(
        factor.pieces[0].dropFirst(plainFactor.pieces[0].count)
          + Array(String(FormulaTemplate.marks[0]).utf8) + factor.pieces[1], count: 1),
      let positive = template([first, .symbol(.times), .script(ten, sup: [second])], 2),
      let negative = template(
        [first, .symbol(.times), .script(ten, sup: [.symbol(.minus), second])], 2)
    else { return nil }
    self.bare = bare
    self.fenced = fenced
    positiveExponent = positive
    negativeExponent = negative
  }

  /// Appends a number that is no fraction, in parentheses if it is a negative later factor.
  ///
  /// - Returns: whether it is shown in full; nil, and nothing is appended, for a fraction.
  func append(
    _ literal: NumberLiteral, isLaterFactor: Bool, to buffer: inout OutputBuffer
  ) -> Bool? {
    var digits: [UInt8] = []
    guard let shown = style.appendDigits(of: literal, to: &digits) else { return nil }
    let sign = isLaterFactor ? fenced : bare
    if shown.isNegative { buffer.append(bytes: sign.pieces[0]) }
    buffer.append(bytes: digits)
    if let exponent = shown.exponent { append(exponent: exponent, to: &buffer) }
    if shown.isNegative { buffer.append(bytes: sign.pieces[1]) }
    return shown.isExact
  }

  private func append(exponent: Int, to buffer: inout OutputBuffer) {
    let template = exponent < 0 ? negativeExponent : positiveExponent
    buffer.append(bytes: template.pieces[1])
    template.digits[1].append(abs(exponent), to: &buffer)
    buffer.append(bytes: template.pieces[2])
  }
}
