public import BackpropEngine
import ExactArithmetic
public import MathSyntax

extension Cost {
  /// What output j adds to the cost of a sample: ½ (a_j − y_j)², (a_j − y_j)², −y_j ln a_j, or
  /// −(y_j ln a_j + (1 − y_j) ln(1 − a_j)).
  ///
  /// j is the index `unit`; the cost is the sum over all outputs.
  public var formulaOfOutput: MathExpression {
    let a = Letters.a(.last, Letters.j)
    let y = Letters.y(Letters.j)
    switch self {
    case .halfSquaredError: return .product([.exact(Rational(1, 2)), (a - y).squared])
    case .squaredError: return (a - y).squared
    case .crossEntropy: return .negation(y * .apply(.logarithm, a))
    case .binaryCrossEntropy:
      return .negation(y * .apply(.logarithm, a) + .product([1 - y, .apply(.logarithm, 1 - a)]))
    }
  }
}
