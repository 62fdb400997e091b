import BackpropEngine
import ExactArithmetic
public import MathSyntax

/// The rule behind a quantity in general letters, and the numbers that the letters stand for.
public struct GeneralFormula: Hashable, Sendable {
  /// The rule that is applied.
  public var rule: Rule
  /// What is computed: a quantity, or a derivative.
  public var subject: MathExpression
  /// What it is computed from.
  public var definition: MathExpression
  /// The numbers that l, j and k stand for in the step at hand.
  public var bindings: IndexBindings
}

/// The letters that general formulas use.
enum Letters {
  static let l = Index.variable(.layer)
  static let j = Index.variable(.unit)
  static let k = Index.variable(.otherUnit)
  static let x = Index.variable(.sample)

  static let rate = MathExpression.quantity(Quantity(.learningRate))

  static func z(_ layer: Index, _ unit: Index) -> MathExpression {
    .quantity(.weightedInput(layer, unit))
  }

  static func a(_ layer: Index, _ unit: Index) -> MathExpression {
    .quantity(.activation(layer, unit))
  }

  static func y(_ unit: Index) -> MathExpression { .quantity(.target(unit)) }

  static func w(_ layer: Index, _ unit: Index, _ from: Index) -> MathExpression {
    .quantity(.weight(layer, to: unit, from: from))
  }

  static func b(_ layer: Index, _ unit: Index) -> MathExpression {
    .quantity(.bias(layer, unit))
  }

  static func error(_ layer: Index, _ unit: Index) -> MathExpression {
    .quantity(.error(layer, unit))
  }

  static func sum(
    _ index: Index, over layer: Index, _ body: MathExpression
  ) -> MathExpression {
    guard case .variable(let variable) = index.base else { return body }
    return .summation(.init(variable, over: .units(layer: layer), body))
  }

  static func sumOverSamples(_ body: MathExpression) -> MathExpression {
    .summation(.init(.sample, over: .samples, body))
  }
}
