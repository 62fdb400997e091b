import MathSyntax

/// Prints numbers as a format's formula writer does, without making formulas of them.
struct NumberPrinter {
  private let style: NumberStyle
  /// What stands between the digits and the exponent, and behind it.
  private let positiveExponent: FormulaTemplate
  private let negativeExponent: FormulaTemplate

  /// What stands before and behind a negative number: a minus sign, and parentheses where it
  /// follows an operator.
  struct Sign {
    var opening: [UInt8] = []
    var closing: [UInt8] = []
  }

  /// What was printed, as far as its width depends on it.
  struct Shape: Hashable {
    /// The bytes of the digits and the point.
    var digits: UInt8
    var isNegative: Bool
    /// The digits of the exponent, below zero for a negative one; 0: none.
    var exponent: Int8
  }

  /// The bytes that a number takes at most, beside its sign.
  let mostBytes: Int

  /// Creates a printer.
  ///
  /// - Parameter printed: prints a formula in the format.
  /// - Returns: nil for a format whose numbers cannot be taken apart.
  init?(_ style: NumberStyle, printed: (Formula) -> [UInt8]) {
    self.style = style
    let first = Formula.Item.number(String(FormulaTemplate.marks[0]))
    let second = Formula.Item.number(String(FormulaTemplate.marks[1]))
    let ten = Formula.Item.number("10")
    guard
      let positive = FormulaTemplate(
        printed([first, .symbol(.times), .script(ten, sup: [second])]), count: 2),
      let negative = FormulaTemplate(
        printed([first, .symbol(.times), .script(ten, sup: [.symbol(.minus), second])]), count: 2),
      positive.numbers == [0, 1], negative.numbers == [0, 1], positive.pieces[0].isEmpty,
      negative.pieces[0].isEmpty
    else { return nil }
    positiveExponent = positive
    negativeExponent = negative
    mostBytes = NumberStyle.mostShortDigits + max(positive.mostBytes, negative.mostBytes)
  }

  /// Whether no character of a number is wide and none combines.
  var isPlainWidth: Bool { positiveExponent.isPlainWidth && negativeExponent.isPlainWidth }

  /// Appends a number that is short and no fraction.
  ///
  /// - Returns: its shape; nil, and nothing is appended, for another number.
  func append(_ literal: NumberLiteral, _ sign: Sign, to line: inout LineBuffer) -> Shape? {
    let start = line.count
    guard
      let shown = style.writeShortDigits(
        of: literal, to: line.space(for: NumberStyle.mostShortDigits))
    else { return nil }
    line.advance(by: shown.count)
    if shown.isNegative { line.insert(sign.opening, at: start) }
    var exponentDigits = 0
    if let exponent = shown.exponent {
      let template = exponent < 0 ? negativeExponent : positiveExponent
      line.append(template.pieces[1])
      template.digits[1].append(abs(exponent), to: &line)
      line.append(template.pieces[2])
      exponentDigits = abs(exponent) < 10 ? 1 : abs(exponent) < 100 ? 2 : 3
      if exponent < 0 { exponentDigits = -exponentDigits }
    }
    if shown.isNegative { line.append(sign.closing) }
    return Shape(
      digits: UInt8(truncatingIfNeeded: shown.count), isNegative: shown.isNegative,
      exponent: Int8(truncatingIfNeeded: exponentDigits))
  }
}
