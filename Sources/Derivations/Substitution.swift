import BackpropEngine
import ExactArithmetic
import MathSyntax

extension Meaning {
  /// Returns the formula with a number for every quantity, and nothing simplified.
  func substituted(_ formula: MathExpression) throws(MeaningError) -> MathExpression {
    switch formula {
    case .quantity(let quantity): return .number(try literal(of: quantity))
    case .partial:
      guard case .partial(.quantity(let of), by: .quantity(let by)) = formula else {
        return formula
      }
      return .number(try literal(of: derivative(of: of, by: by), quantity: of))
    case .index(let index): return .exact(Rational(try number(index, [:])))
    case .apply(.activation, _): return .number(.computed(try value(of: formula)))
    default:
      return try formula.mapParts { part throws(MeaningError) in try substituted(part) }
    }
  }

  /// Returns a quantity's number as a formula shows it: as typed where it was given.
  func literal(of quantity: Quantity) throws(MeaningError) -> NumberLiteral {
    try literal(of: name(of: quantity), quantity: quantity)
  }

  func literal(of name: TraceName, quantity: Quantity) throws(MeaningError) -> NumberLiteral {
    switch name {
    case .chosen(let number): return .typed(number)
    case .count(let number): return .exact(Rational(number))
    case .recorded(let recorded, let moment):
      if let carried = carried[recorded, moment] { return carried }
      if let typed = trace.problem.typedNumber(recorded, moment) { return .typed(typed) }
      return .computed(try value(of: name, quantity: quantity))
    }
  }
}

extension Problem {
  /// The number as it was typed, for what was given: inputs, targets, and parameters before the
  /// first update.
  func typedNumber(_ quantity: TraceQuantity, _ moment: TraceMoment) -> TypedNumber? {
    switch quantity {
    case .input(let unit):
      return samples.indices.contains(moment.sample - 1)
        && samples[moment.sample - 1].input.indices.contains(unit - 1)
        ? samples[moment.sample - 1].input[unit - 1] : nil
    case .target(let unit):
      guard samples.indices.contains(moment.sample - 1),
        let target = samples[moment.sample - 1].target, target.indices.contains(unit - 1)
      else { return nil }
      return target[unit - 1]
    case .weight(let layer, let unit, let from):
      guard moment.update == 1, (1...network.depth).contains(layer),
        (1...network.width(layer)).contains(unit), (1...network.width(layer - 1)).contains(from)
      else { return nil }
      return network.layers[layer - 1].weights[unit, from]
    case .bias(let layer, let unit):
      guard moment.update == 1, (1...network.depth).contains(layer),
        (1...network.width(layer)).contains(unit)
      else { return nil }
      return network.layers[layer - 1].biases[unit - 1]
    default: return nil
    }
  }
}
