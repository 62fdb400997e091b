import ExactArithmetic
import MathSyntax
import TestSupport

/// Makes random expressions that a notation can write; the same seed gives the same ones everywhere.
struct ExpressionGenerator {
  private var random: SplitMix64
  private let notation: Notation
  private let context: NotationContext

  init(seed: UInt64, notation: Notation, context: NotationContext) {
    random = SplitMix64(seed: seed)
    self.notation = notation
    self.context = context
  }

  private mutating func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  // MARK: Wholes

  /// A scalar, or a statement about vectors where the notation has them.
  mutating func expression() -> MathExpression {
    let hasVectors = !notation.lacks.contains(.vectors)
    switch hasVectors ? below(4) : below(3) {
    case 3: return below(2) == 0 ? vector(depth: 2) : matrix()
    default: return scalar(depth: 3)
    }
  }

  // MARK: Indices

  private mutating func layer() -> Index {
    let l = Index.variable(.layer)
    return pick([l, l, l + 1, l - 1, .last, .last - 1, 1, 2])
  }

  private mutating func unit() -> Index {
    pick([
      .variable(.unit), .variable(.unit), .variable(.otherUnit), .variable(.thirdUnit), 1, 2,
      .variable(IndexVariable("r")),
    ])
  }

  // MARK: Scalars

  private mutating func number() -> MathExpression {
    switch below(6) {
    case 0: .exact(Rational(1, 2))
    case 1: .exact(Rational(pick([0, 1, 2, 3, 10])))
    default:
      {
        let text = pick(["0.40", "0.05", "3.0", "12", "0.593269992", "100"])
        return (try? TypedNumber(parsing: text)).map { .number(.typed($0)) } ?? 1
      }()
    }
  }

  private mutating func quantity() -> Quantity {
    let layer = layer()
    switch below(12) {
    case 0: return .input(unit())
    case 1: return .target(unit())
    case 2, 3: return .weightedInput(layer, unit())
    case 4, 5: return .activation(layer, unit())
    case 6, 7: return .weight(layer, to: unit(), from: unit())
    case 8: return .bias(layer, unit())
    case 9: return .error(layer, unit())
    case 10: return pick([.cost(), Quantity(.learningRate), Quantity(.width, layer: layer)])
    default:
      return pick([
        Quantity.weight(layer, to: unit(), from: unit()).updated,
        Quantity.bias(layer, unit()).updated,
      ])
    }
  }

  private mutating func scalars(_ count: Int, depth: Int) -> [MathExpression] {
    (0..<count).map { _ in scalar(depth: depth) }
  }

  mutating func scalar(depth: Int) -> MathExpression {
    guard depth > 0 else { return below(4) == 0 ? number() : .quantity(quantity()) }
    let inner = depth - 1
    switch below(17) {
    case 0: return number()
    case 1: return .quantity(quantity())
    case 2...4:
      let count = 2 + below(2)
      return .sum(
        (0..<count).map { _ in .init(scalar(depth: inner), isSubtracted: below(2) == 0) })
    case 5...7: return .product(scalars(2 + below(2), depth: inner))
    case 8: return .quotient(scalar(depth: inner), scalar(depth: inner))
    case 9: return .power(power(depth: inner), 2)
    case 10: return .negation(scalar(depth: inner))
    case 11: return function(depth: inner)
    case 12, 13: return summation(depth: inner)
    case 14: return partial()
    case 15:
      return .maximum([0, scalar(depth: inner)])
    default:
      return .indicator(
        Comparison(.index(.variable(.otherUnit)), .equal, .index(.variable(.unit))))
    }
  }

  /// A number raised to a power stands next to numbers only in parentheses, so none is made.
  private mutating func power(depth: Int) -> MathExpression {
    below(2) == 0
      ? .quantity(quantity()) : .sum([.init(scalar(depth: depth)), .init(.quantity(quantity()))])
  }

  private mutating func function(depth: Int) -> MathExpression {
    if below(2) == 0 {
      var argument = Quantity.weightedInput(layer(), unit())
      if below(4) == 0 { argument.kind = .activation }
      return .apply(
        .activation(layer: argument.layer, order: below(3)), .quantity(argument))
    }
    let function: MathFunction = pick([
      .exponential, .logarithm, .hyperbolicTangent, .logistic, .squareRoot, .absoluteValue, .signum,
      .rectifier, .softplus, .derivative(.hyperbolicTangent), .derivative(.logistic),
    ])
    return .apply(function, scalar(depth: depth))
  }

  private mutating func summation(depth: Int) -> MathExpression {
    let layer = layer()
    let variable = pick([IndexVariable.otherUnit, .thirdUnit, IndexVariable("p")])
    let index = Index.variable(variable)
    let summand = MathExpression.product([
      .quantity(.activation(layer, index)), scalar(depth: depth - 1),
    ])
    if below(3) == 0 {
      return .summation(.init(variable, over: .range(1, 3), summand))
    }
    return .summation(.init(variable, over: .units(layer: layer), summand))
  }

  private mutating func partial() -> MathExpression {
    let denominator: Quantity = pick([
      .weight(layer(), to: unit(), from: unit()), .bias(layer(), unit()),
      .activation(layer(), unit()),
    ])
    let numerator: Quantity = pick([.cost(), .activation(layer(), unit())])
    return .partial(.quantity(numerator), by: .quantity(denominator))
  }

  // MARK: Vectors

  private mutating func vector(depth: Int) -> MathExpression {
    let layer = layer()
    let leaf: MathExpression = pick([
      .quantity(.weightedInput(layer, nil)), .quantity(.activation(layer, nil)),
      .quantity(.error(layer, nil)), .quantity(.bias(layer, nil)), .quantity(.target(nil)),
    ])
    guard depth > 0 else { return leaf }
    switch below(6) {
    case 0: return leaf
    case 1:
      return .sum([.init(vector(depth: depth - 1)), .init(leaf, isSubtracted: below(2) == 0)])
    case 2: return .hadamard([vector(depth: depth - 1), leaf])
    case 3: return .product([.quantity(.weight(layer, to: nil, from: nil)), leaf])
    case 4:
      return .product([.transposed(.quantity(.weight(layer, to: nil, from: nil))), leaf])
    default:
      return .apply(
        .activation(layer: layer, order: 1), .quantity(.weightedInput(layer, nil)))
    }
  }

  private mutating func matrix() -> MathExpression {
    let layer = layer()
    switch below(4) {
    case 0: return .quantity(.weight(layer, to: nil, from: nil))
    case 1:
      return .product([
        .quantity(.error(layer, nil)), .transposed(.quantity(.activation(layer - 1, nil))),
      ])
    case 2: return .partial(.quantity(.cost()), by: .quantity(.weight(layer, to: nil, from: nil)))
    default:
      return .sum([
        .init(.quantity(.weight(layer, to: nil, from: nil))),
        .init(
          .product([
            .quantity(Quantity(.learningRate)), .quantity(.error(layer, nil)),
            .transposed(.quantity(.activation(layer - 1, nil))),
          ]), isSubtracted: true),
      ])
    }
  }
}
