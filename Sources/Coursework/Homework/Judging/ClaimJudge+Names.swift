import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

extension ClaimJudge {
  /// Remembers what the name on the left of a chain stands for.
  mutating func introduceName(
    _ chain: Chain, _ results: [Result], line: (Int) -> Int, count: Int
  ) {
    guard case .name(let name)? = chain.sides.first?.expression else { return }
    var named = names[name] ?? NamedNumber()
    if isDefinition(of: name, chain.sides[1].expression) { named = NamedNumber() }
    for (index, side) in chain.sides.enumerated().dropFirst() {
      guard let expression = side.expression else { continue }
      if let written = WrittenNumber(expression) {
        var isAccepted = true
        if let definition = named.expression {
          switch comparison.agreement(definition, expression, subject: nil) {
          case .exact, .rounded, .undecided: break
          case .lastDigit: isAccepted = !isStrict
          case .none: isAccepted = false
          }
        }
        named.number = OwnValue(
          number: written, isAccepted: isAccepted, line: line(side.range.lowerBound),
          judgement: count + Swift.max(0, Swift.min(index, results.count) - 1))
      } else if named.expression == nil, let definition = withoutNames(expression) {
        named.expression = definition
      }
    }
    if named.expression != nil || named.number != nil { names[name] = named }
  }

  /// Whether `s = …` says what s is, for the first time or anew, and claims nothing.
  ///
  /// s may be used again for the next unit: numbers after numbers, or a formula after anything.
  func isDefinition(of name: String, _ right: MathExpression?) -> Bool {
    guard let named = names[name] else { return true }
    guard let right else { return false }
    guard let expression = named.expression else { return true }
    if WrittenNumber(right) != nil { return false }
    guard right.isNumeric else {
      switch comparison.agreement(expression, right, subject: nil) {
      case .exact, .rounded, .lastDigit: return false
      case .none, .undecided: return true
      }
    }
    return expression.isNumeric
  }

  /// Judges e_1 = 0.74, where the text has not said what e is: some difference or cost of the output 1.
  func errorOfOutput(_ name: String, _ right: MathExpression) -> LinkFinding? {
    guard let truth, truth.problem.hasBackwardPass, name.hasPrefix("e_"), right.isNumeric,
      let unit = Int(name.dropFirst(2)),
      let outputs = truth.problem.network.layers.last?.biases.count,
      (1...outputs).contains(unit)
    else { return nil }
    let (a, y) = (
      MathExpression.quantity(.activation(.last, .number(unit))),
      MathExpression.quantity(Quantity(.target, unit: .number(unit)))
    )
    let square = MathExpression.power(a - y, 2)
    for meaning in [a - y, y - a, square, .quotient(square, 2)] {
      switch comparison.agreement(meaning, right, subject: nil) {
      case .exact: return LinkFinding(.right, .exact)
      case .rounded: return LinkFinding(.rightRounded, .hull)
      case .lastDigit, .none, .undecided: continue
      }
    }
    var finding = LinkFinding(.undecided)
    finding.message = wording.unknownError(name)
    return finding
  }

  /// Returns an expression with known names written out, so that no name can lead back to itself; nil
  /// where a name is not known yet, or the expression gets too long.
  private func withoutNames(_ expression: MathExpression) -> MathExpression? {
    var budget = IdentityChecker.partLimit
    func written(_ part: MathExpression) -> MathExpression? {
      budget -= 1
      if budget < 0 { return nil }
      if case .name(let name) = part {
        guard let named = names[name] else { return nil }
        guard let known = named.expression else { return named.number.map { .number($0.number) } }
        budget -= known.partCount(limit: budget)
        return budget < 0 ? nil : known
      }
      var isComplete = true
      let result = part.mapParts { inner -> MathExpression in
        guard isComplete, let known = written(inner) else {
          isComplete = false
          return inner
        }
        return known
      }
      return isComplete ? result : nil
    }
    return written(expression)
  }
}
