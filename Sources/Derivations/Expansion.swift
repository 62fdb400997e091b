import BackpropEngine
import ExactArithmetic
import MathSyntax

/// Writes a formula out for given units: sums term by term, functions by their definition.
struct Expansion {
  let meaning: Meaning

  /// The most terms that a sum shows; a longer one shows its first two and its last.
  static let mostTerms = 8

  private var problem: Problem { meaning.trace.problem }

  /// Returns the formula with numbers for its letters and ranges for its sums.
  func instantiated(_ formula: MathExpression, _ bindings: IndexBindings) -> MathExpression {
    withRanges(formula.instantiated(bindings, depth: problem.network.depth))
  }

  /// Returns the formula with every sum written out and every activation function opened.
  func expanded(_ formula: MathExpression) throws(MeaningError) -> MathExpression {
    switch formula {
    case .summation(let sum): return try terms(of: sum)
    case .sum(let terms):
      var flat: [MathExpression.Term] = []
      for term in terms {
        let inner = try expanded(term.expression)
        if case .sum(let innerTerms) = inner, case .summation = term.expression,
          !term.isSubtracted
        {
          flat += innerTerms
        } else {
          flat.append(.init(inner, isSubtracted: term.isSubtracted, isElided: term.isElided))
        }
      }
      return .sum(flat)
    case .apply(.activation(let layer?, let order), let argument):
      guard let number = layer.number, case .quantity(let z) = argument, let unit = z.unit?.number
      else { return formula }
      return order == 0
        ? try value(layer: number, unit: unit) : try derivative(layer: number, unit: unit)
    case .indicator(let comparison):
      guard case .index(let left) = comparison.left, case .index(let right) = comparison.right,
        let first = left.number, let second = right.number, comparison.relation == .equal
      else { return formula }
      return first == second ? 1 : 0
    default: return try formula.mapParts { part throws(MeaningError) in try expanded(part) }
    }
  }

  private func withRanges(_ formula: MathExpression) -> MathExpression {
    let inner = formula.mapParts(withRanges)
    guard case .summation(let sum) = inner, case .units(let layer) = sum.domain,
      let number = layer.number
    else { return inner }
    return .summation(
      .init(
        sum.variable, over: .range(1, .number(problem.network.width(number))), sum.body))
  }

  private func terms(of sum: MathExpression.Summation) throws(MeaningError) -> MathExpression {
    let indices: [Int]
    switch sum.domain {
    case .range(let lower, let upper):
      let first = try meaning.number(lower, [:])
      let last = try meaning.number(upper, [:])
      indices = first <= last ? Array(first...last) : []
    case .units(let layer):
      indices = Array(1...problem.network.width(try meaning.number(layer, [:])))
    case .samples: indices = problem.batch(ofUpdate: meaning.moment.update)
    }
    var terms: [MathExpression.Term] = []
    for index in indices {
      let body = sum.body.instantiated([sum.variable: index])
      let inner = try expanded(body)
      if Self.isSum(body), case .sum(let innerTerms) = inner {
        terms += innerTerms
      } else {
        terms.append(.init(inner))
      }
    }
    if terms.count == 1 { return terms[0].expression }
    for position in terms.indices {
      terms[position].isElided =
        terms.count > Self.mostTerms && (2..<terms.count - 1).contains(position)
    }
    return .sum(terms)
  }

  private static func isSum(_ expression: MathExpression) -> Bool {
    switch expression {
    case .sum, .summation: true
    default: false
    }
  }

  // MARK: Activation functions

  private func value(layer: Int, unit: Int) throws(MeaningError) -> MathExpression {
    let z = Letters.z(.number(layer), .number(unit))
    let isPositive = { () throws(MeaningError) in try self.isPositive(z) }
    switch problem.network.layers[layer - 1].activation {
    case .identity: return z
    case .step: return .indicator(Comparison(z, .greaterOrEqual, 0))
    case .sign:
      return .cases([.init(1, if: Comparison(z, .greaterOrEqual, 0)), .init(-1, if: nil)])
    case .sigmoid: return 1 / (1 + .apply(.exponential, -z))
    case .tanh: return .apply(.hyperbolicTangent, z)
    case .scaledTanh:
      return .product([Self.outerScale, .apply(.hyperbolicTangent, .product([2, z]) / 3)])
    case .relu: return .maximum([0, z])
    case .leakyReLU(let slope):
      return try isPositive() ? z : .product([.number(.typed(slope)), z])
    case .relu6: return .minimum([.maximum([0, z]), 6])
    case .elu(let alpha):
      return try isPositive()
        ? z : .product([.number(.typed(alpha)), .apply(.exponential, z) - 1])
    case .softplus: return .apply(.logarithm, 1 + .apply(.exponential, z))
    case .square: return z.squared
    case .softmax: throw .notANumber(z)
    }
  }

  private func derivative(layer: Int, unit: Int) throws(MeaningError) -> MathExpression {
    let z = Letters.z(.number(layer), .number(unit))
    let a = Letters.a(.number(layer), .number(unit))
    switch problem.network.layers[layer - 1].activation {
    case .identity: return 1
    case .step, .sign: return 0
    case .sigmoid: return .product([a, 1 - a])
    case .tanh: return 1 - a.squared
    case .scaledTanh:
      return .product([
        .exact(Rational(2, 3)), Self.outerScale - a.squared / Self.outerScale,
      ])
    case .relu:
      return .indicator(
        Comparison(z, problem.derivativeAtKink == .one ? .greaterOrEqual : .greater, 0))
    case .leakyReLU(let slope): return try isPositive(z) ? 1 : .number(.typed(slope))
    case .relu6:
      return .product([
        .indicator(Comparison(z, .greater, 0)), .indicator(Comparison(z, .less, 6)),
      ])
    case .elu(let alpha):
      return try isPositive(z)
        ? 1 : .product([.number(.typed(alpha)), .apply(.exponential, z)])
    case .softplus: return 1 / (1 + .apply(.exponential, -z))
    case .square: return .product([2, z])
    case .softmax: throw .notANumber(z)
    }
  }

  private static let outerScale = MathExpression.number(
    .typed(TypedNumber(value: Rational(17159, 10000), text: "1.7159")))

  private func isPositive(_ z: MathExpression) throws(MeaningError) -> Bool {
    guard let sign = try meaning.value(of: z).sign else { throw .arithmetic(.undecidedSign) }
    return sign == .positive
  }
}
