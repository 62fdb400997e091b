import BackpropEngine
import ExactArithmetic
import MathSyntax

extension TensorBuilder {
  // MARK: Functions

  mutating func apply(
    _ function: MathFunction, to argument: MathExpression, _ bindings: IndexBindings,
    _ wanted: TensorShape?
  ) throws(MeaningError) -> Wires {
    switch function {
    case .softmax:
      let vector = try tensor(of: argument, bindings, wanted: wanted)
      guard vector.shape != .scalar || model.plan.readsNumbers else {
        return try softmaxEntry(argument, bindings)
      }
      return Wires(vector.shape, try model.circuit.softmax(vector.entries))
    case .norm:
      let vector = try tensor(of: argument, bindings)
      var terms: [Circuit.Term] = []
      for wire in vector.entries {
        terms.append(.init(wire: try model.circuit.power(wire, 2), coefficient: 1))
      }
      let square = try model.circuit.sum(terms)
      return Wires(try model.circuit.apply(.squareRoot, to: square))
    case .activation(let layer, let order):
      return try activation(layer, order: order, argument, bindings, wanted)
    case .absoluteValue where isVector(argument, bindings):
      return try apply(.norm, to: argument, bindings, wanted)
    default:
      return try tensor(of: argument, bindings, wanted: wanted)
        .map { wire throws(MeaningError) in try value(of: function, at: wire, argument) }
    }
  }

  private mutating func isVector(
    _ expression: MathExpression, _ bindings: IndexBindings
  ) -> Bool {
    (try? tensor(of: expression, bindings))?.shape.isVector ?? false
  }

  /// The softmax of one unit is that unit's activation.
  private mutating func softmaxEntry(
    _ argument: MathExpression, _ bindings: IndexBindings
  ) throws(MeaningError) -> Wires {
    guard case .quantity(var quantity) = argument, quantity.kind == .weightedInput,
      let unit = quantity.unit
    else { throw .notANumber(.apply(.softmax, argument)) }
    quantity.unit = nil
    let z = try self.quantity(quantity, bindings)
    let values = try model.circuit.softmax(z.entries)
    let place = try number(unit, bindings)
    guard place >= 1, place <= values.count else { throw .noSuchQuantity(quantity) }
    return Wires(values[place - 1])
  }

  private mutating func value(
    of function: MathFunction, at wire: Circuit.Wire, _ argument: MathExpression
  ) throws(MeaningError) -> Circuit.Wire {
    switch function {
    case .exponential: return try model.circuit.apply(.exponential, to: wire)
    case .logarithm: return try model.circuit.apply(.logarithm, to: wire)
    case .hyperbolicTangent: return try model.circuit.apply(.hyperbolicTangent, to: wire)
    case .logistic: return try model.circuit.apply(.logistic, to: wire)
    case .squareRoot: return try model.circuit.apply(.squareRoot, to: wire)
    case .softplus: return try model.circuit.activation(.softplus, at: wire, kink: .zero)
    case .rectifier:
      return try model.circuit.activation(.relu, at: wire, kink: model.plan.derivativeAtKink)
    case .absoluteValue:
      return try model.circuit.maximum(wire, model.circuit.negated(wire))
    case .logic: throw .notANumber(.apply(function, argument))
    case .signum:
      let positive = try model.circuit.apply(.isPositive, to: wire)
      let negative = try model.circuit.apply(.isPositive, to: model.circuit.negated(wire))
      return try model.circuit.difference(positive, negative)
    case .derivative(let inner):
      guard function.primes <= Self.primeLimit else {
        throw .notANumber(.apply(function, argument))
      }
      return try derivative(1, at: wire) { builder, wire throws(MeaningError) in
        try builder.value(of: inner, at: wire, argument)
      }
    case .activation, .softmax, .norm: throw .notANumber(.apply(function, argument))
    }
  }

  /// Returns the derivative of a function of one number at its argument.
  private mutating func derivative(
    _ order: Int, at argument: Circuit.Wire,
    of function: (inout TensorBuilder, Circuit.Wire) throws(MeaningError) -> Circuit.Wire
  ) throws(MeaningError) -> Circuit.Wire {
    if order == 0 { return try function(&self, argument) }
    let place = try model.circuit.variable(.argument)
    var value = try function(&self, place)
    for _ in 0..<order { value = try model.circuit.derivative(of: value, by: place) }
    return try model.circuit.replacing(place, by: argument, in: value)
  }

  /// How often a function may be derived.
  private static let primeLimit = 8

  private mutating func activation(
    _ layer: Index?, order: Int, _ argument: MathExpression, _ bindings: IndexBindings,
    _ wanted: TensorShape?
  ) throws(MeaningError) -> Wires {
    let plan = model.plan
    var number = try layer.map { index throws(MeaningError) in try self.number(index, bindings) }
    if number == nil, Set(plan.activations).count == 1 { number = plan.depth }
    // A function without a layer is that of the hidden layers.
    let place = number ?? 1
    guard place >= 1, place <= plan.depth, order <= Self.primeLimit else {
      throw .noSuchQuantity(Quantity(.activation, layer: layer))
    }
    if plan.activations[place - 1] == .softmax {
      guard order == 0 else {
        throw .notANumber(.apply(.activation(layer: layer, order: order), argument))
      }
      return try apply(.softmax, to: argument, bindings, wanted)
    }
    return try tensor(of: argument, bindings, wanted: wanted)
      .map { wire throws(MeaningError) in
        if plan.activations[place - 1] == nil {
          return try model.circuit.apply(.general(order: order), to: wire)
        }
        return try derivative(order, at: wire) { builder, wire throws(MeaningError) in
          try builder.model.function(ofLayer: place, at: wire)
        }
      }
  }

  // MARK: Derivatives

  /// Returns the wires of ∂X/∂Y: of a number by a vector or matrix in the shape of that; of a vector by
  /// a vector with a row for each entry of X.
  mutating func derivative(
    of above: MathExpression, by below: MathExpression, _ bindings: IndexBindings
  ) throws(MeaningError) -> Wires {
    if case .transposed(let inner) = below {
      return try derivative(of: above, by: inner, bindings).transposed
    }
    if case .name(let name) = below, let meaning = names[name] {
      return try derivative(of: above, by: meaning, bindings)
    }
    guard case .quantity(var variable) = below else { throw .noSuchDerivative(above, by: below) }
    // ∇_a C is by the outputs.
    if variable.layer == nil, variable.kind == .activation || variable.kind == .weightedInput {
      variable.layer = .last
    }
    if let lookup, let known = try lookedUp(above, variable, bindings, lookup) { return known }

    // Everything downstream follows, so that nothing may be looked up.
    let outside = lookup
    lookup = nil
    defer { lookup = outside }
    if case .quantity(let cost) = above, cost.kind == .cost, !cost.isUpdated,
      let feeding = try fedLayer(variable, bindings)
    {
      return try costDerivatives(of: cost, by: variable, feeding: feeding, bindings)
    }
    let numerator = try tensor(of: above, bindings)
    let denominator = try quantity(variable, bindings)
    var entries: [Circuit.Wire] = []
    for x in numerator.entries {
      for y in denominator.entries {
        if model.circuit.constant(of: y) != nil { throw .noSuchDerivative(above, by: below) }
        entries.append(try model.circuit.derivative(of: x, by: y))
      }
    }
    switch (numerator.shape, denominator.shape) {
    case (.scalar, let shape): return Wires(shape, entries)
    case (let shape, .scalar): return Wires(shape, entries)
    case (let shape, let other) where shape.isVector && other.isVector:
      return Wires(.matrix(shape.count, other.count), entries)
    default: throw .noSuchDerivative(above, by: below)
    }
  }

  /// The layer through whose pre-activations everything goes that a quantity feeds; nil for others.
  private func fedLayer(
    _ variable: Quantity, _ bindings: IndexBindings
  ) throws(MeaningError) -> Int? {
    if variable.isUpdated { return nil }
    if variable.kind == .input { return 1 }
    guard let index = variable.layer else { return nil }
    let layer = try number(index, bindings)
    return switch variable.kind {
    case .weight, .bias: layer
    case .weightedInput, .activation: layer + 1
    default: nil
    }
  }

  /// Returns ∂C/∂Y, of one sample or of the batch.
  private mutating func costDerivatives(
    of cost: Quantity, by variable: Quantity, feeding layer: Int, _ bindings: IndexBindings
  ) throws(MeaningError) -> Wires {
    let isWhole = cost.sample == nil
    var samples = model.plan.batch ?? Array(1...model.plan.samples)
    if let sample = cost.sample {
      samples = [try number(sample, bindings)]
      guard (1...model.plan.samples).contains(samples[0]) else { throw .noSuchQuantity(cost) }
    }
    let denominator = try quantity(variable, bindings)
    let share =
      isWhole && model.plan.reduction == .mean ? Rational(1, samples.count) : Rational.one
    return try denominator.map { wire throws(MeaningError) in
      if model.circuit.constant(of: wire) != nil {
        throw .noSuchDerivative(.quantity(cost), by: .quantity(variable))
      }
      var terms: [Circuit.Term] = []
      for sample in samples {
        terms.append(
          .init(
            wire: try model.costDerivative(by: wire, feeding: layer, sample), coefficient: share))
      }
      return try model.circuit.sum(terms)
    }
  }

  /// Returns the derivative of a quantity by another where it is known elsewhere.
  private mutating func lookedUp(
    _ above: MathExpression, _ variable: Quantity, _ bindings: IndexBindings,
    _ lookup: (inout NetworkModel, Lookup) throws(MeaningError) -> Circuit.Wire?
  ) throws(MeaningError) -> Wires? {
    guard case .quantity(let quantity) = above else { return nil }
    let depth = model.plan.depth
    let resolve = { (index: Index) in index.instantiated(bindings, depth: depth) }
    let known = try lookup(
      &model, .derivative(quantity.mapIndices(resolve), by: variable.mapIndices(resolve)))
    return known.map { Wires($0) }
  }
}

extension MathFunction {
  /// How many primes the function has.
  fileprivate var primes: Int {
    var count = 0
    var function = self
    while case .derivative(let inner) = function {
      count += 1
      function = inner
    }
    return count
  }
}
