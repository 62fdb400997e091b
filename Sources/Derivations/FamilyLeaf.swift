import BackpropEngine
import ExactArithmetic
import MathSyntax

/// A quantity in the definition of a family: where its number comes from in each entry.
struct FamilyLeaf {
  private enum Source {
    /// The same number in all entries.
    case same(NumberLiteral)
    /// A number that the trace holds for the entry's indices.
    case recorded(TraceQuantity, TraceMoment, unit: Letter?, from: Letter?)
  }

  /// Which of an entry's letters an index is.
  private enum Letter {
    case first
    case second
  }

  private let source: Source
  private let problem: Problem
  /// The numbers of the last entries, where they do not depend on the first letter.
  private var kept: (members: ClosedRange<Int>, operand: EquationFamily.Operand)?

  /// Whether the number is no typed one.
  var isComputed: Bool {
    guard case .recorded(let quantity, let moment, _, _) = source else { return false }
    return problem.typedNumber(quantity, moment) == nil
  }

  /// Returns the quantities of a definition in their order, or nil where it is made of more than
  /// sums and products of them.
  static func leaves(of definition: MathExpression, _ meaning: Meaning) -> [FamilyLeaf]? {
    switch definition {
    case .quantity, .partial:
      guard let leaf = FamilyLeaf(definition, meaning) else { return nil }
      return [leaf]
    case .number: return []
    case .negation(let operand): return leaves(of: operand, meaning)
    case .product(let factors): return leaves(of: factors, meaning)
    case .sum(let terms):
      if terms.contains(where: \.isElided) { return nil }
      return leaves(of: terms.map(\.expression), meaning)
    default: return nil
    }
  }

  private static func leaves(
    of parts: [MathExpression], _ meaning: Meaning
  ) -> [FamilyLeaf]? {
    var leaves: [FamilyLeaf] = []
    for part in parts {
      guard let inner = self.leaves(of: part, meaning) else { return nil }
      leaves += inner
    }
    return leaves
  }

  private init?(_ leaf: MathExpression, _ meaning: Meaning) {
    problem = meaning.trace.problem
    let first = leaf.instantiated([.unit: 1, .otherUnit: 1])
    let name: TraceName?
    let indexed: Quantity
    switch (leaf, first) {
    case (.quantity(let quantity), .quantity(let instance)):
      name = try? meaning.name(of: instance)
      indexed = quantity
    case (
      .partial(_, by: .quantity(let quantity)),
      .partial(.quantity(let numerator), by: .quantity(let denominator))
    ):
      name = try? meaning.derivative(of: numerator, by: denominator)
      indexed = quantity
    default: return nil
    }
    switch name {
    case nil: return nil
    case .chosen(let number)?: source = .same(.typed(number))
    case .count(let number)?: source = .same(.exact(Rational(number)))
    case .recorded(let quantity, let moment)?:
      let unit = Self.letter(indexed.unit)
      let from = Self.letter(indexed.from)
      if unit == nil, from == nil {
        guard let literal = Self.literal(quantity, moment, meaning.trace) else { return nil }
        source = .same(literal)
      } else {
        source = .recorded(quantity, moment, unit: unit, from: from)
      }
    }
  }

  private static func letter(_ index: Index?) -> Letter? {
    switch index?.base {
    case .variable(.unit)?: .first
    case .variable(.otherUnit)?: .second
    default: nil
    }
  }

  private static func literal(
    _ quantity: TraceQuantity, _ moment: TraceMoment, _ trace: Trace
  ) -> NumberLiteral? {
    if let typed = trace.problem.typedNumber(quantity, moment) { return .typed(typed) }
    return trace.value(of: quantity, at: moment).map(NumberLiteral.computed)
  }

  /// Returns the numbers of an operand in some entries, or nil where one is missing.
  ///
  /// - Parameter indices: what the letters stand for in each entry.
  mutating func operand(
    of members: ClosedRange<Int>, at indices: (Int) -> (Int, Int), _ trace: Trace
  ) -> EquationFamily.Operand? {
    guard case .recorded(let quantity, let moment, let unit, let from) = source else {
      if case .same(let literal) = source { return .same(literal) }
      return nil
    }
    if let kept, kept.members == members { return kept.operand }
    func literal(of member: Int) -> NumberLiteral? {
      let (first, second) = indices(member)
      func index(_ letter: Letter?) -> Int? { letter.map { $0 == .first ? first : second } }
      guard let moved = quantity.moved(unit: index(unit), from: index(from)) else { return nil }
      return Self.literal(moved, moment, trace)
    }
    let isFirstFixed = indices(members.lowerBound).0 == indices(members.upperBound).0
    if isFirstFixed, members.count > 1, unit != .second, from != .second {
      return literal(of: members.lowerBound).map { .same($0) }
    }
    var literals: [NumberLiteral] = []
    literals.reserveCapacity(members.count)
    for member in members {
      guard let literal = literal(of: member) else { return nil }
      literals.append(literal)
    }
    if isFirstFixed, unit != .first, from != .first { kept = (members, .each(literals)) }
    return .each(literals)
  }
}

extension TraceQuantity {
  /// Returns the quantity of the same kind and layer at other indices; nil keeps an index.
  ///
  /// - Returns: nil for what has no indices that formulas name by letters.
  fileprivate func moved(unit: Int?, from: Int?) -> TraceQuantity? {
    switch self {
    case .input(let old): .input(unit: unit ?? old)
    case .target(let old): .target(unit: unit ?? old)
    case .weight(let layer, let old, let source):
      .weight(layer: layer, unit: unit ?? old, from: from ?? source)
    case .bias(let layer, let old): .bias(layer: layer, unit: unit ?? old)
    case .weightedInput(let layer, let old): .weightedInput(layer: layer, unit: unit ?? old)
    case .activation(let layer, let old): .activation(layer: layer, unit: unit ?? old)
    case .error(let layer, let old): .error(layer: layer, unit: unit ?? old)
    case .weightGradient(let layer, let old, let source):
      .weightGradient(layer: layer, unit: unit ?? old, from: from ?? source)
    case .biasGradient(let layer, let old): .biasGradient(layer: layer, unit: unit ?? old)
    case .batchWeightGradient(let layer, let old, let source):
      .batchWeightGradient(layer: layer, unit: unit ?? old, from: from ?? source)
    case .batchBiasGradient(let layer, let old):
      .batchBiasGradient(layer: layer, unit: unit ?? old)
    case .updatedWeight(let layer, let old, let source):
      .updatedWeight(layer: layer, unit: unit ?? old, from: from ?? source)
    case .updatedBias(let layer, let old): .updatedBias(layer: layer, unit: unit ?? old)
    case .state(let kind, let layer, let old, let source):
      .state(kind, layer: layer, unit: unit ?? old, from: from ?? source)
    case .activationDerivative, .softmaxJacobian, .cost, .costDerivative, .batchCost,
      .regularization, .updatedCost:
      nil
    }
  }
}
