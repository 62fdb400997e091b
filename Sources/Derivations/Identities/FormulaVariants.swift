import ExactArithmetic
import MathSyntax

/// Formulas that differ from one in what students get wrong, one change each.
struct FormulaVariants {
  /// A formula, and the mistake whose repair it is.
  struct Variant {
    var mistake: IdentityHint.Mistake
    var expression: MathExpression
  }

  /// The other side, whose indices stay as they are.
  let other: MathExpression
  /// Letters for units that the claim uses.
  private let units: [IndexVariable]

  init(of expression: MathExpression, beside other: MathExpression) {
    self.other = other
    var units: [IndexVariable] = []
    for quantity in Self.quantities(other) + Self.quantities(expression) {
      for case .variable(let variable)? in [quantity.unit?.base, quantity.from?.base]
      where !units.contains(variable) {
        units.append(variable)
      }
    }
    self.units = units
  }

  /// Returns the variants of a whole side, the likeliest mistakes first.
  func variants(of expression: MathExpression) -> [Variant] {
    var results = within(expression)
    results.append(Variant(mistake: .sign, expression: negated(expression)))
    for factor in [Rational(2), Rational(1, 2)] {
      results.append(
        Variant(mistake: .factor(factor), expression: .product([.exact(factor), expression])))
    }
    results += missingFactors(expression)
    results += missingTerms(expression)
    results += missingSums(expression)
    return results.enumerated()
      .sorted { (rank($0.element.mistake), $0.offset) < (rank($1.element.mistake), $1.offset) }
      .map(\.element)
  }

  private func rank(_ mistake: IdentityHint.Mistake) -> Int {
    switch mistake {
    case .sign: 0
    case .transposed, .notTransposed: 1
    case .swappedIndices, .order: 2
    case .missingDerivative, .extraDerivative, .derivativeOfActivation, .missingFactor: 3
    case .extraFactor(let factor) where factor.isNumber: 4
    case .ownWeights, .layer: 4
    case .factor: 5
    case .index: 6
    case .diagonalJacobian, .missingSum: 7
    case .wrongQuantity: 8
    case .missingTerm, .productRule: 9
    case .extraFactor, .extraTerm: 10
    }
  }

  // MARK: Places within

  /// Variants of a part and of all parts in it.
  private func within(_ expression: MathExpression) -> [Variant] {
    var results = local(expression)
    var parts: [MathExpression] = []
    _ = expression.containsPart { part in
      parts.append(part)
      return false
    }
    for (place, part) in parts.enumerated() {
      for variant in within(part) {
        results.append(
          Variant(
            mistake: variant.mistake,
            expression: replacing(place, of: expression, by: variant.expression)))
      }
    }
    return results
  }

  private func replacing(
    _ place: Int, of expression: MathExpression, by new: MathExpression
  ) -> MathExpression {
    var count = -1
    return expression.mapParts { part in
      count += 1
      return count == place ? new : part
    }
  }

  private func local(_ expression: MathExpression) -> [Variant] {
    switch expression {
    case .quantity(let quantity): ofQuantity(quantity)
    case .transposed(let operand): [Variant(mistake: .transposed, expression: operand)]
    case .apply(let function, let argument): ofFunction(function, argument)
    case .sum(let terms): ofSum(terms)
    case .product(let factors): ofProduct(factors) { .product($0) }
    case .hadamard(let factors): ofProduct(factors) { .hadamard($0) }
    case .negation(let operand): [Variant(mistake: .sign, expression: operand)]
    default: []
    }
  }

  // MARK: Quantities

  private func ofQuantity(_ quantity: Quantity) -> [Variant] {
    var results: [Variant] = []
    func add(_ mistake: IdentityHint.Mistake, _ change: (inout Quantity) -> Void) {
      var changed = quantity
      change(&changed)
      if changed != quantity {
        results.append(Variant(mistake: mistake, expression: .quantity(changed)))
      }
    }
    if quantity.unit == nil, Self.isTensor(quantity.kind) {
      results.append(Variant(mistake: .notTransposed, expression: .transposed(.quantity(quantity))))
    }
    if quantity.kind == .weight, quantity.unit != nil {
      add(.swappedIndices) { ($0.unit, $0.from) = ($0.from, $0.unit) }
    }
    if let layer = quantity.layer {
      for shift in [1, -1] {
        add(quantity.kind == .weight && shift == 1 ? .ownWeights : .layer(shift)) {
          $0.layer = layer + shift
        }
      }
    }
    for unit in units {
      let index = Index.variable(unit)
      if quantity.unit != nil { add(.index) { $0.unit = index } }
      if quantity.from != nil { add(.index) { $0.from = index } }
    }
    switch quantity.kind {
    case .activation:
      add(.wrongQuantity(.quantity(quantity))) { $0.kind = .weightedInput }
    case .weightedInput:
      add(.wrongQuantity(.quantity(quantity))) { $0.kind = .activation }
      // z^l for a^(l−1).
      add(.wrongQuantity(.quantity(quantity))) {
        $0.kind = .activation
        $0.layer = $0.layer.map { $0 - 1 }
      }
    case .input:
      for shift in [0, -1] {
        guard let layer = Self.quantities(other).compactMap(\.layer).first else { continue }
        add(.wrongQuantity(.quantity(quantity))) {
          $0.kind = .activation
          $0.layer = layer + shift
        }
      }
    default: break
    }
    return results
  }

  private static func isTensor(_ kind: Quantity.Kind) -> Bool {
    switch kind {
    case .input, .target, .weightedInput, .activation, .weight, .bias, .error: true
    default: false
    }
  }

  // MARK: Functions

  private func ofFunction(_ function: MathFunction, _ argument: MathExpression) -> [Variant] {
    var results: [Variant] = []
    switch function {
    case .activation(let layer, let order):
      results.append(
        Variant(
          mistake: .missingDerivative,
          expression: .apply(.activation(layer: layer, order: order + 1), argument)))
      if order > 0 {
        results.append(
          Variant(
            mistake: .extraDerivative,
            expression: .apply(.activation(layer: layer, order: order - 1), argument)))
        if case .quantity(var quantity) = argument, quantity.kind == .activation {
          quantity.kind = .weightedInput
          results.append(
            Variant(
              mistake: .derivativeOfActivation,
              expression: .apply(function, .quantity(quantity))))
        }
      }
      for quantity in Self.quantities(other) where Self.isTensor(quantity.kind) {
        guard let own = quantity.layer else { continue }
        let z = MathExpression.quantity(.weightedInput(own, quantity.unit))
        if z != argument {
          results.append(
            Variant(
              mistake: .index, expression: .apply(.activation(layer: own, order: order), z)))
        }
      }
      if case .quantity(let quantity) = argument, let own = quantity.layer {
        for shift in [1, -1] {
          var moved = quantity
          moved.layer = own + shift
          results.append(
            Variant(
              mistake: .layer(shift),
              expression: .apply(
                .activation(layer: layer.map { $0 + shift }, order: order), .quantity(moved))))
        }
      }
    case .hyperbolicTangent, .logistic:
      results.append(
        Variant(
          mistake: .missingDerivative, expression: .apply(.derivative(function), argument)))
    case .derivative(let inner):
      results.append(
        Variant(mistake: .extraDerivative, expression: .apply(inner, argument)))
    default: break
    }
    return results
  }

  // MARK: Sums and products

  private func ofSum(_ terms: [MathExpression.Term]) -> [Variant] {
    var results: [Variant] = []
    // a − y for y − a.
    let flipped = terms.map { MathExpression.Term($0.expression, isSubtracted: !$0.isSubtracted) }
    results.append(
      Variant(
        mistake: .sign,
        expression: .sum(
          flipped.filter { !$0.isSubtracted } + flipped.filter { $0.isSubtracted })))
    for place in terms.indices {
      var changed = terms
      changed[place].isSubtracted.toggle()
      results.append(Variant(mistake: .sign, expression: .sum(changed)))
      var shorter = terms
      let removed = shorter.remove(at: place)
      let rest: MathExpression =
        shorter.count == 1 && !shorter[0].isSubtracted ? shorter[0].expression : .sum(shorter)
      results.append(Variant(mistake: .extraTerm(removed.expression), expression: rest))
    }
    results += diagonal(terms)
    return results
  }

  /// 1 − p_i, where the Jacobian of softmax has [i = j] − p_j.
  private func diagonal(_ terms: [MathExpression.Term]) -> [Variant] {
    guard terms.count == 2, terms[0].expression == 1, terms[1].isSubtracted,
      case .quantity(let quantity) = terms[1].expression, quantity.kind == .activation,
      let unit = quantity.unit
    else { return [] }
    return units.flatMap { variable -> [Variant] in
      let index = Index.variable(variable)
      guard index != unit else { return [] }
      var moved = quantity
      moved.unit = index
      let isSame = MathExpression.indicator(Comparison(.index(unit), .equal, .index(index)))
      return [
        Variant(mistake: .diagonalJacobian, expression: isSame - .quantity(moved)),
        Variant(mistake: .diagonalJacobian, expression: isSame - .quantity(quantity)),
      ]
    }
  }

  private func ofProduct(
    _ factors: [MathExpression], _ joined: ([MathExpression]) -> MathExpression
  ) -> [Variant] {
    var results: [Variant] = []
    for place in factors.indices {
      var shorter = factors
      let removed = shorter.remove(at: place)
      let rest = shorter.count == 1 ? shorter[0] : joined(shorter)
      results.append(Variant(mistake: .extraFactor(removed), expression: rest))
    }
    for place in factors.indices.dropFirst() {
      var exchanged = factors
      exchanged.swapAt(place - 1, place)
      results.append(Variant(mistake: .order, expression: joined(exchanged)))
      // a δᵀ for δ aᵀ.
      exchanged[place - 1] = exchanged[place - 1].turned
      exchanged[place] = exchanged[place].turned
      results.append(Variant(mistake: .order, expression: joined(exchanged)))
    }
    let indexed = exchangedUnits(joined(factors))
    results += indexed.map { Variant(mistake: .swappedIndices, expression: $0) }
    return results
  }

  /// The same with two letters for units exchanged.
  private func exchangedUnits(_ expression: MathExpression) -> [MathExpression] {
    var results: [MathExpression] = []
    for (place, first) in units.enumerated() {
      for second in units.dropFirst(place + 1) {
        results.append(
          expression.renamingVariables { $0 == first ? second : $0 == second ? first : $0 })
      }
    }
    return results
  }

  // MARK: What is missing

  /// f'(z) or the activation before, with the indices of the other side.
  private func missingFactors(_ expression: MathExpression) -> [Variant] {
    var results: [Variant] = []
    for quantity in Self.quantities(other) where Self.isTensor(quantity.kind) {
      guard let layer = quantity.layer else { continue }
      let z = MathExpression.quantity(.weightedInput(layer, quantity.unit))
      let slope = MathExpression.apply(.activation(layer: layer, order: 1), z)
      results.append(
        Variant(
          mistake: .missingFactor(slope),
          expression: quantity.unit == nil
            ? .hadamard([expression, slope]) : .product([expression, slope])))
      if quantity.kind == .weight {
        let before = MathExpression.quantity(.activation(layer - 1, quantity.from))
        results.append(
          Variant(
            mistake: .missingFactor(before),
            expression: .product([expression, quantity.from == nil ? before.turned : before])))
        if quantity.isUpdated {
          let rate = MathExpression.quantity(Quantity(.learningRate))
          results += lastTermTimes(rate, expression)
          results += lastTermTimes(quantity.from == nil ? before.turned : before, expression)
        }
      }
    }
    return results
  }

  /// η before the last term of an update.
  private func lastTermTimes(_ factor: MathExpression, _ expression: MathExpression) -> [Variant] {
    guard case .sum(var terms) = expression, let last = terms.last else { return [] }
    terms[terms.count - 1].expression = factor * last.expression
    return [Variant(mistake: .missingFactor(factor), expression: .sum(terms))]
  }

  private func missingTerms(_ expression: MathExpression) -> [Variant] {
    Self.quantities(other).compactMap { quantity in
      guard quantity.kind == .weightedInput, let layer = quantity.layer else { return nil }
      let bias = MathExpression.quantity(.bias(layer, quantity.unit))
      return Variant(mistake: .missingTerm(bias), expression: expression + bias)
    }
  }

  /// A sum over a letter that stands on this side only.
  private func missingSums(_ expression: MathExpression) -> [Variant] {
    let fixed = Set(Self.quantities(other).flatMap { [$0.unit?.base, $0.from?.base] })
    return units.compactMap { variable in
      guard !fixed.contains(.variable(variable)),
        let quantity = Self.quantities(expression).first(where: {
          $0.unit == .variable(variable)
        }), let layer = quantity.layer
      else { return nil }
      return Variant(
        mistake: .missingSum,
        expression: .summation(.init(variable, over: .units(layer: layer), expression)))
    }
  }

  private func negated(_ expression: MathExpression) -> MathExpression {
    if case .negation(let operand) = expression { return operand }
    return .negation(expression)
  }

  private static func quantities(_ expression: MathExpression) -> [Quantity] {
    if case .quantity(let quantity) = expression { return [quantity] }
    var results: [Quantity] = []
    _ = expression.containsPart { part in
      results += quantities(part)
      return false
    }
    return results
  }
}

extension MathExpression {
  /// The transposed expression, without a second transposition.
  fileprivate var turned: MathExpression {
    if case .transposed(let operand) = self { return operand }
    return .transposed(self)
  }
}
