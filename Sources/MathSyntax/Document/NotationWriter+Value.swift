import ExactArithmetic

extension NotationWriter {
  /// Returns the lines that show a value: the number, and where that is no decimal its decimal too.
  public func valueLines(_ literal: NumberLiteral) -> [Derivation.Line] {
    let appearance = numbers.appearance(of: literal)
    var lines = [
      Derivation.Line(
        appearance.isExact ? .equals : .approximately, formula(literal), isResult: true)
    ]
    let isWorkedOut: Bool =
      switch appearance.form {
      case .decimal, .scientific: true
      case .fraction, .logarithms: false
      }
    if !isWorkedOut {
      let (numeral, isExact) = numbers.rounded(literal.value)
      lines.append(
        .init(
          isExact ? .equals : .approximately, formula(.rounded(numeral, wasExact: isExact))))
    }
    return lines
  }
}
