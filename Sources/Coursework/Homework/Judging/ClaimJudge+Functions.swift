import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

extension ClaimJudge {
  /// σ(z) = 1/(1 + e^(−z)) is about any z: right where it holds for a layer of the problem.
  func definitionOfFunction(
    _ left: MathExpression, _ right: MathExpression, _ chain: Chain, isFormula: Bool
  ) -> LinkFinding? {
    // 1.7159 tanh(2z/3) is a rule for all its decimals.
    guard let bare = left.bareArgument, isFormula || right.mentions(.quantity(bare)) else {
      return nil
    }
    if truth != nil, bare.kind == .input { return nil }
    // Plain letters are those of one unit where no problem has several.
    if truth == nil, right.isPlain || bare.kind == .input {
      var (first, second) = (left, right)
      if bare.kind == .input {
        // An x is any number, whatever rows and columns the lecture has.
        let number = MathExpression.quantity(.input(1))
        (first, second) = (left.replacing(bare, by: number), right.replacing(bare, by: number))
      }
      let decision = identity(first, second, chain)
      if !decision.isRight, assumptions.activation == nil, let other = named(first, second, chain) {
        return other
      }
      return finding(for: decision, left, right, link: 0)
    }
    var decision: IdentityDecision?
    let network = truth?.problem.network
    let depth = network?.depth ?? 0
    for layer in depth > 0 ? (1...depth).map(Index.number) : [.variable(.layer)] {
      var argument = bare
      argument.layer = layer
      argument.unit = .variable(.unit)
      var judge = self
      if let network, let number = layer.number {
        // Every hidden layer may have a function of its own.
        judge.assumptions.activation = network.layers[number - 1].activation
        judge.assumptions.outputActivation = network.layers[number - 1].activation
      }
      let next = judge.identity(
        left.replacing(bare, by: .quantity(argument)),
        right.replacing(bare, by: .quantity(argument)).replacingOutput(of: argument), chain)
      decision = decision ?? next
      if next.isRight { decision = next }
    }
    return decision.map { finding(for: $0, left, right, link: 0) }
  }

  /// Whether a general f is defined to be one of the activation functions that have names, or another
  /// one, in pieces or a polynomial: f(x) = max(0.1 x, x), f(x) = x³.
  private func named(
    _ left: MathExpression, _ right: MathExpression, _ chain: Chain
  ) -> LinkFinding? {
    guard case .apply(.activation(_, let order), _) = left, right.isPiecewise || right.isPolynomial
    else { return nil }
    let candidates: [Activation] =
      right.isPiecewise
      ? Self.piecewise + right.decimals.map { .leakyReLU(slope: $0) } : [.identity, .square]
    for activation in candidates {
      var judge = self
      judge.assumptions.activation = activation
      let decision = judge.identity(left, right, chain)
      guard decision.isRight else { continue }
      var finding = finding(for: decision, left, right, link: 0)
      finding.notes.append(.needsDefaults)
      finding.message += wording.needs(.needsActivation(activation))
      return finding
    }
    // A function with a parameter of its own, as α in max(αx, x), is whatever the text says.
    return order == 0 || right.holdsParameter ? LinkFinding(.given) : nil
  }

  private static let piecewise = ["relu6", "elu", "leaky-relu"].compactMap(Activation.init(name:))
}

extension MathExpression {
  /// The letter without layer and unit that a function is applied to: the z of σ(z) and of σ'(z).
  var bareArgument: Quantity? {
    guard case .apply(.activation, let argument) = self else { return nil }
    switch argument {
    case .quantity(let quantity), .transposed(.quantity(let quantity)):
      guard quantity.layer == nil, quantity.unit == nil else { return nil }
      return [.weightedInput, .activation, .input].contains(quantity.kind) ? quantity : nil
    default: return nil
    }
  }

  /// The expression with a quantity and its transpose replaced; functions of it are of its layer.
  func replacing(_ quantity: Quantity, by other: MathExpression) -> MathExpression {
    switch self {
    case .quantity(quantity), .transposed(.quantity(quantity)): return other
    case .apply(.activation(nil, let order), let argument):
      let inner = argument.replacing(quantity, by: other)
      guard case .quantity(let named) = other else {
        return .apply(.activation(layer: nil, order: order), inner)
      }
      return .apply(.activation(layer: named.layer, order: order), inner)
    default: return mapParts { $0.replacing(quantity, by: other) }
    }
  }

  /// The expression with a plain a as the answer of the unit whose weighted input is given.
  fileprivate func replacingOutput(of input: Quantity) -> MathExpression {
    guard input.kind == .weightedInput else { return self }
    var output = input
    output.kind = .activation
    return replacing(Quantity(.activation), by: .quantity(output))
  }

  /// Whether it is put together of pieces: max, min, cases.
  fileprivate var isPiecewise: Bool {
    switch self {
    case .maximum, .minimum, .cases, .indicator: true
    default: containsPart(where: \.isPiecewise)
    }
  }

  /// Whether there is nothing but sums, products and powers in it.
  fileprivate var isPolynomial: Bool {
    switch self {
    case .quantity, .number, .name: true
    case .sum, .product, .power, .negation, .quotient: !containsPart { !$0.isPolynomial }
    default: false
    }
  }

  /// Whether a letter stands in it that is no value of the network.
  fileprivate var holdsParameter: Bool {
    switch self {
    case .name: true
    case .quantity(let quantity): quantity.kind == .learningRate
    default: containsPart(where: \.holdsParameter)
    }
  }

  /// The decimal numbers in it.
  fileprivate var decimals: [TypedNumber] {
    if case .number(.typed(let typed)) = self { return [typed] }
    var found: [TypedNumber] = []
    _ = containsPart { part in
      found += part.decimals
      return false
    }
    return found
  }
}
