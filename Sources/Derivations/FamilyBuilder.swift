import BackpropEngine
import ExactArithmetic
import MathSyntax

/// Gathers the numbers of a layer into families of equations, without a step for each.
///
/// What a family says is what the steps would say, one by one.
struct FamilyBuilder {
  let trace: Trace
  let moment: TraceMoment
  let writer: NotationWriter
  /// Whether rule and factors are shown beside the value.
  let showsDefinition: Bool

  /// Returns the families of some quantities of a group, in their order, or nil where the group
  /// needs steps: what differs between its members is more than indices and numbers.
  ///
  /// - Parameter first: the number of the first one's step.
  func families(
    of quantities: ArraySlice<TraceQuantity>, numberedFrom first: Int
  ) -> [EquationFamily]? {
    // Fractions are followed by their decimals, which no pattern has.
    guard trace.arithmetic != .rational else { return nil }
    let meaning = Meaning(trace: trace, moment: moment)
    var families: [EquationFamily] = []
    var kind: Kind?
    var number = first
    for quantity in quantities {
      guard let next = Kind(quantity) else { return nil }
      if kind != next {
        guard let member = member(quantity, meaning) else { return nil }
        families.append(
          EquationFamily(
            subject: member.subject, definition: member.definition, variables: member.variables,
            writer: writer))
        kind = next
      }
      guard let entry = entry(quantity, number: showsDefinition ? number : 0) else { return nil }
      families[families.count - 1].entries.append(entry)
      number += 1
    }
    return families
  }

  /// What the members of a family have in common.
  private enum Kind: Equatable {
    case weightedInput(layer: Int)
    case activation(layer: Int)
    case error(layer: Int)
    case weightGradient(layer: Int)
    case biasGradient(layer: Int)

    init?(_ quantity: TraceQuantity) {
      switch quantity {
      case .weightedInput(let layer, _): self = .weightedInput(layer: layer)
      case .activation(let layer, _): self = .activation(layer: layer)
      case .error(let layer, _): self = .error(layer: layer)
      case .weightGradient(let layer, _, _): self = .weightGradient(layer: layer)
      case .biasGradient(let layer, _): self = .biasGradient(layer: layer)
      default: return nil
      }
    }
  }

  /// The pattern that a quantity follows.
  private struct Member {
    var subject: MathExpression
    var definition: MathExpression?
    var variables: [IndexVariable]
  }

  private func member(_ quantity: TraceQuantity, _ meaning: Meaning) -> Member? {
    let j = Letters.j
    let k = Letters.k
    switch quantity {
    case .weightedInput(let layer, _) where !showsDefinition:
      return Member(subject: Letters.z(.number(layer), j), variables: [.unit])
    case .activation(let layer, _) where !showsDefinition:
      return Member(subject: Letters.a(.number(layer), j), variables: [.unit])
    case .error(let layer, _) where !showsDefinition:
      return Member(subject: Letters.error(.number(layer), j), variables: [.unit])
    case .weightGradient(let layer, _, _):
      let l = Index.number(layer)
      return Member(
        subject: .partial(meaning.sampleCost, by: Letters.w(l, j, k)),
        definition: showsDefinition ? Letters.error(l, j) * Letters.a(l - 1, k) : nil,
        variables: [.unit, .otherUnit])
    case .biasGradient(let layer, _):
      if showsDefinition, trace.problem.biasUpdate == .shared { return nil }
      let l = Index.number(layer)
      return Member(
        subject: .partial(meaning.sampleCost, by: Letters.b(l, j)),
        definition: showsDefinition ? Letters.error(l, j) : nil, variables: [.unit])
    default: return nil
    }
  }

  private func entry(_ quantity: TraceQuantity, number: Int) -> EquationFamily.Entry? {
    guard let value = trace.value(of: quantity, at: moment) else { return nil }
    switch quantity {
    case .weightedInput(_, let unit), .activation(_, let unit), .error(_, let unit),
      .biasGradient(_, let unit):
      return .init(number: number, indices: (unit, 0), value: .computed(value))
    case .weightGradient(let layer, let unit, let from):
      guard showsDefinition else {
        return .init(number: number, indices: (unit, from), value: .computed(value))
      }
      guard
        let error = trace.value(of: .error(layer: layer, unit: unit), at: moment),
        let input = input(layer, from)
      else { return nil }
      let factors = (NumberLiteral.computed(error), input)
      return .init(
        number: number, indices: (unit, from), factors: factors, value: .computed(value),
        replays: Replay(numbers: writer.numbers)
          .replays(factors.0, times: factors.1, value: .computed(value)))
    default: return nil
    }
  }

  private func input(_ layer: Int, _ unit: Int) -> NumberLiteral? {
    if layer == 1 {
      return trace.problem.typedNumber(.input(unit: unit), moment).map(NumberLiteral.typed)
    }
    return trace.value(of: .activation(layer: layer - 1, unit: unit), at: moment)
      .map(NumberLiteral.computed)
  }
}

extension Replay {
  /// Whether the shown digits of two factors give the shown digits of their product.
  func replays(_ first: NumberLiteral, times second: NumberLiteral, value: NumberLiteral) -> Bool {
    // Doubles tell nearly always; what they cannot tell is worked out exactly.
    if let first = approximation(first), let second = approximation(second),
      case .computed(let exact) = value, !exact.isExact
    {
      let shown = numbers.rounded(exact).numeral
      let unit = Self.power(ofTen: shown.lastExponent)
      let wanted = Self.approximation(shown)
      let distance = abs(first * second - wanted) / unit
      if distance < 0.499 { return true }
      if distance > 0.501, wanted.magnitude > 2 * unit { return false }
    }
    let line = MathExpression.product([.number(first), .number(second)])
    return results(of: [line], value: value)[0]
  }

  private func approximation(_ literal: NumberLiteral) -> Double? {
    switch literal {
    case .computed(let value) where !value.isExact:
      Self.approximation(numbers.rounded(value).numeral)
    case .typed(let number): Double(number.value)
    default: nil
    }
  }

  private static func approximation(_ numeral: DecimalNumeral) -> Double {
    let digits = numeral.withASCIIDigits { digits in
      digits.reduce(0.0) { $0 * 10 + Double($1 - 48) }
    }
    return (numeral.isNegative ? -digits : digits) * power(ofTen: numeral.lastExponent)
  }

  /// Ten to a power, to within a few units in the last place.
  private static func power(ofTen exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<min(abs(exponent), 400) { result *= 10 }
    return exponent < 0 ? 1 / result : result
  }
}
