import ExactArithmetic
import MathSyntax

/// Retypes printed lines, digit by digit, to see whether they give what is printed below them.
struct Replay {
  let numbers: NumberStyle
  /// How values are carried on that are no fractions.
  var working = WorkingPrecision.bits(256)

  /// Returns for each line whether its shown digits give the next line and the value as shown.
  ///
  /// Lines with elided terms cannot be retyped and count as replaying.
  func results(of lines: [MathExpression], value: NumberLiteral) -> [Bool] {
    let wanted = forms(in: .number(value))
    return lines.indices.map { position in
      let line = lines[position]
      guard !hasElision(line), !isShownExactly(line) else { return true }
      let shown = retyped(line)
      guard let result = try? Collapse.value(of: shown, in: working),
        forms(in: .number(.computed(result))) == wanted
      else { return false }
      guard position + 1 < lines.count else { return true }
      guard let next = try? Collapse(rounding: nil, working: working).next(shown) else {
        return false
      }
      return forms(in: next) == forms(in: lines[position + 1])
    }
  }

  /// Returns whether the shown digits of a line, worked out as a whole, give the value as shown.
  func gives(_ value: NumberLiteral, from line: MathExpression) -> Bool {
    guard !hasElision(line) else { return true }
    guard let result = try? Collapse.value(of: retyped(line), in: working) else { return false }
    let wanted = numbers.rounded(value.value).numeral
    return numbers.rounded(result).numeral.withoutTrailingZeros == wanted.withoutTrailingZeros
  }

  private func isShownExactly(_ expression: MathExpression) -> Bool {
    if case .number(let literal) = expression {
      return numbers.showsExactly(literal)
    }
    return Collapse.parts(of: expression).allSatisfy(isShownExactly)
  }

  private func hasElision(_ expression: MathExpression) -> Bool {
    if case .sum(let terms) = expression, terms.contains(where: \.isElided) { return true }
    return Collapse.parts(of: expression).contains(where: hasElision)
  }

  /// Returns the line with every number cut to the digits that are shown.
  private func retyped(_ expression: MathExpression) -> MathExpression {
    guard case .number(.computed(let value)) = expression else {
      return expression.mapParts(retyped)
    }
    if numbers.showsExactly(.computed(value)) { return expression }
    return .number(.computed(.rational(numbers.rounded(value).numeral.value)))
  }

  /// The digits that an expression shows, in order, whatever is known of their exactness.
  private func forms(in expression: MathExpression) -> [Form] {
    switch expression {
    case .number(.computed(let value)):
      let numeral = numbers.rounded(value).numeral
      return [.computed(numeral.withoutTrailingZeros)]
    case .number: return [.literal]
    default: return Collapse.parts(of: expression).flatMap(forms)
    }
  }

  private enum Form: Hashable {
    case computed(DecimalNumeral)
    case literal
  }
}
