/// Reads w_{t+1} = w_t − η ∂C/∂w_t as an update: what has the higher number is the new value.
///
/// Until the whole statement is known, the number stands at the unit that a weight leads from.
enum UpdateNumbers {
  /// The letter that counts updates.
  static let variable = IndexVariable("t")

  /// Returns the expressions of one statement with old and new values in place of t and t + 1.
  ///
  /// A statement over more than two neighbouring values stays as it is.
  static func resolved(_ expressions: [MathExpression]) -> [MathExpression] {
    var numbers: Set<Int> = []
    var hasGradient = false
    for expression in expressions { collect(expression, &numbers, &hasGradient) }
    guard !numbers.isEmpty || hasGradient else { return expressions }
    let highest = numbers.max() ?? 0
    guard numbers.allSatisfy({ $0 >= highest - 1 }) else { return expressions }
    let hasNew = numbers.count == 2 || highest == 1
    return expressions.map { replaced($0, newNumber: hasNew ? highest : nil) }
  }

  /// Whether a kind has values that an update changes.
  static func isNumbered(_ kind: Quantity.Kind) -> Bool {
    kind == .weight || kind == .bias || isState(kind)
  }

  /// Whether a kind is the gradient or the memory of an optimiser, with an entry for each weight.
  static func isState(_ kind: Quantity.Kind) -> Bool {
    switch kind {
    case .velocity, .firstMoment, .secondMoment, .largestSecondMoment, .squareAverage,
      .gradientAverage, .momentumBuffer, .squareSum, .gradient:
      true
    default: false
    }
  }

  private static func isMarked(_ quantity: Quantity) -> Bool {
    quantity.unit == nil && quantity.from?.base == .variable(variable)
      && isNumbered(quantity.kind)
  }

  private static func collect(
    _ expression: MathExpression, _ numbers: inout Set<Int>, _ hasGradient: inout Bool
  ) {
    if case .quantity(let quantity) = expression {
      guard isMarked(quantity), let from = quantity.from else { return }
      if quantity.kind == .gradient { hasGradient = true } else { numbers.insert(from.offset) }
      return
    }
    var (found, gradient) = (numbers, hasGradient)
    _ = expression.containsPart { part in
      collect(part, &found, &gradient)
      return false
    }
    (numbers, hasGradient) = (found, gradient)
  }

  private static func replaced(
    _ expression: MathExpression, newNumber: Int?
  ) -> MathExpression {
    guard case .quantity(var quantity) = expression else {
      return expression.mapParts { replaced($0, newNumber: newNumber) }
    }
    guard isMarked(quantity) else { return expression }
    let isNew = quantity.kind != .gradient && quantity.from?.offset == newNumber
    quantity.from = nil
    if isNew { quantity.isUpdated = true }
    return .quantity(quantity)
  }
}
