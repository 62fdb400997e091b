import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

extension Valuation {
  // MARK: Derivatives

  /// Returns ∂X/∂Y: as the trace has it, else what the step of a weighted input gives by itself, else
  /// the total derivative.
  func partial(_ of: Quantity, by: Quantity) throws(MeaningError) -> Boxed {
    guard let meaning else { throw .noSuchQuantity(of) }
    let fault: MeaningError
    do {
      return try value(of: meaning.derivative(of: of, by: by), of)
    } catch { fault = error }
    if case .recorded(.weightedInput(let layer, let unit), let moment)? = try? meaning.name(of: of),
      case .recorded(let other, _)? = try? meaning.name(of: by)
    {
      func recorded(_ quantity: TraceQuantity) throws(MeaningError) -> Boxed {
        try value(of: JudgedProblem.event(quantity, moment))
      }
      switch other {
      case .weight(layer, unit, let from):
        return try recorded(
          layer == 1 ? .input(unit: from) : .activation(layer: layer - 1, unit: from))
      case .bias(layer, unit): return .one
      case .activation(layer - 1, let from):
        return try recorded(.weight(layer: layer, unit: unit, from: from))
      case .input(let from) where layer == 1:
        return try recorded(.weight(layer: layer, unit: unit, from: from))
      default: break
      }
    }
    do { return try total(.partial(.quantity(of), by: .quantity(by))) } catch { throw fault }
  }

  /// Returns a total derivative from the true numbers, where none of the student's own is wrong.
  func total(_ derivative: MathExpression) throws(MeaningError) -> Boxed {
    guard let meaning, source == .truth || !own.hasWrongValues else {
      throw .notANumber(derivative)
    }
    let value = try meaning.value(of: derivative)
    return Boxed(Base(KnownNumber(value, precision: precision), precision: precision))
  }

  // MARK: Quantities

  func instantiate(_ bindings: IndexBindings) -> (Index) -> Index {
    let depth = truth?.problem.network.depth
    return { $0.instantiated(bindings, depth: depth) }
  }

  func number(_ index: Index, _ bindings: IndexBindings) throws(MeaningError) -> Int {
    let resolved = instantiate(bindings)(index)
    if let number = resolved.number { return number }
    guard case .variable(let variable) = resolved.base else { return resolved.offset }
    throw .unbound(variable)
  }

  func range(
    of domain: MathExpression.Summation.Domain, _ bindings: IndexBindings
  ) throws(MeaningError) -> [Int] {
    switch domain {
    case .units(let layer):
      let layer = try number(layer, bindings)
      guard let network = truth?.problem.network, (0...network.depth).contains(layer) else {
        throw .noSuchQuantity(Quantity(.width, layer: .number(layer)))
      }
      return Array(1...network.width(layer))
    case .range(let lower, let upper):
      let first = try number(lower, bindings)
      let last = try number(upper, bindings)
      guard first <= last else { return [] }
      guard last - first < ValuationLimits.work else { throw .arithmetic(.overflow) }
      return Array(first...last)
    case .samples:
      guard let truth else { throw .noSuchQuantity(Quantity(.batchSize)) }
      return truth.problem.batch(ofUpdate: moment.update)
    }
  }

  /// Whether a pre-activation was written as 0.0000 before a function with a kink there: what the
  /// student calculated with may lie on either side.
  private func isAtKink(_ event: TraceEvent, _ number: WrittenNumber) -> Bool {
    guard number.value.isZero, number.decimals != nil, let truth,
      case .weightedInput(let layer, _) = event.quantity
    else { return false }
    return Self.hasKink(truth.problem.network.layers[layer - 1].activation)
  }

  func name(
    of quantity: Quantity, _ bindings: IndexBindings
  ) throws(MeaningError) -> TraceName {
    guard let truth else { throw .noSuchQuantity(quantity) }
    return try truth.traceName(of: quantity.mapIndices(instantiate(bindings)), at: moment)
  }

  func value(
    of name: TraceName, _ quantity: Quantity
  ) throws(MeaningError) -> Boxed {
    switch name {
    case .chosen(let number): return Boxed(Base(number.value, precision: precision))
    case .count(let number): return fixed(Rational(number))
    case .recorded(let quantity, let moment):
      return try value(of: JudgedProblem.event(quantity, moment))
    }
  }

  /// Returns what a quantity of the trace is worth.
  func value(of event: TraceEvent) throws(MeaningError) -> Boxed {
    if let value = values[event] { return value }
    try spend()
    guard let known = truth?.known(event) else { throw .noSuchQuantity(Quantity(.cost)) }
    let result = try own(event) ?? Boxed(Base(known, precision: precision))
    // Where one is asked for, the others of its step are too.
    if values.isEmpty { values.reserveCapacity(12) }
    values[event] = result
    return result
  }

  /// Returns the value from the student's own numbers; nil where none bears on it.
  private func own(_ event: TraceEvent) throws(MeaningError) -> Boxed? {
    guard source != .truth, !JudgedProblem.isGiven(event) else { return nil }
    if event != subject, let written = own[event],
      written.isAccepted || source == .allOwn
    {
      if !written.isAccepted { wrongUsed[event] = written }
      // What is no rounding stands for itself.
      if let known = truth?.known(event), known.isExact(written.number),
        !isAtKink(event, written.number)
      {
        return fixed(written.number.value)
      }
      if written.number.decimals != nil { usesRounded = true }
      let variable = variables[event] ?? newVariable()
      variables[event] = variable
      return Boxed(written.number, variable: variable, precision: precision)
    }
    let value = try step(event)
    return value.isFixed && event != subject ? nil : value
  }

  /// Works the step of a quantity out.
  func step(_ event: TraceEvent) throws(MeaningError) -> Boxed {
    guard let truth else { throw .noSuchQuantity(Quantity(.cost)) }
    let moment =
      event.quantity.belongsToSample
      ? event.moment
      : TraceMoment(
        update: event.moment.update, sample: self.moment.sample)
    guard moment == self.moment,
      let formula = truth.generalFormula(of: event.quantity, at: moment)
    else {
      // Derivatives and the like are worked out from what they are made of where formulas name them.
      guard let exact = truth.known(event) else { throw .noSuchQuantity(Quantity(.cost)) }
      return try derived(event) ?? Boxed(Base(exact, precision: precision))
    }
    return try value(of: formula.definition, formula.bindings)
  }

  /// Works out f'(z), ∂C/∂a and entries of a Jacobian, which are no steps of their own.
  private func derived(_ event: TraceEvent) throws(MeaningError) -> Boxed? {
    guard event.moment == moment, let truth else { return nil }
    let problem = truth.problem
    func a(_ layer: Int, _ unit: Int) throws(MeaningError) -> Boxed {
      try value(of: TraceEvent(.activation(layer: layer, unit: unit), at: moment))
    }
    switch event.quantity {
    case .activationDerivative(let layer, let unit):
      guard problem.network.layers[layer - 1].activation != .softmax else {
        let output = try a(layer, unit)
        return output * (.one - output)
      }
      return try value(
        of: .apply(
          .activation(layer: .number(layer), order: 1),
          .quantity(.weightedInput(.number(layer), .number(unit)))))
    case .softmaxJacobian(let output, let input):
      let depth = problem.network.depth
      let own = try a(depth, output)
      return output == input ? own * (.one - own) : -(own * (try a(depth, input)))
    case .costDerivative(let unit):
      guard let cost = problem.cost else { return nil }
      let output = try a(problem.network.depth, unit)
      let target = try value(of: TraceEvent(.target(unit: unit), at: moment))
      return try faults { () throws(ArithmeticFault) in
        try cost.derivative(output: output, target: target)
      }
    default: return nil
    }
  }
}
