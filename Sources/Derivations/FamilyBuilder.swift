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
  /// Whether rule and operands are shown beside the value.
  let showsDefinition: Bool

  /// Returns the families of the quantities of a group from a place on, in their order, or nil where
  /// the group needs steps: what differs between its members is more than indices and numbers.
  ///
  /// - Parameter first: the number of the group's first step.
  func families(
    of quantities: StepQuantities, from start: Int, numberedFrom first: Int
  ) -> [EquationFamily]? {
    // Fractions are followed by their decimals, which no pattern has.
    guard trace.arithmetic != .rational else { return nil }
    var gathering = Gathering(start: start, firstNumber: showsDefinition ? first : nil)
    for run in quantities.runs {
      switch run {
      case .list: return nil
      case .units(let kind, let layer, let count):
        let quantity = kind.quantity(layer: layer, unit: 1)
        guard var pattern = pattern(of: quantity, layer: layer),
          gathering.add(
            &pattern, count, at: { ($0, 0) }, self,
            { kind.quantity(layer: layer, unit: $0) })
        else { return nil }
      case .parameters(let kind, let layer, let units, let sources, let hasBiases):
        let bias = kind.quantity(layer: layer, unit: 1, from: nil)
        guard
          var weights = pattern(
            of: kind.quantity(layer: layer, unit: 1, from: 1), layer: layer),
          var biases = hasBiases ? pattern(of: bias, layer: layer) : weights
        else { return nil }
        for unit in 1...units {
          guard
            gathering.add(
              &weights, sources, at: { (unit, $0) }, self,
              { kind.quantity(layer: layer, unit: unit, from: $0) })
          else { return nil }
          guard hasBiases else { continue }
          guard
            gathering.add(
              &biases, 1, at: { _ in (unit, 0) }, self,
              { _ in kind.quantity(layer: layer, unit: unit, from: nil) })
          else { return nil }
        }
      }
    }
    return gathering.families
  }

  /// What the members of a family have in common.
  struct Pattern {
    /// The family without its entries.
    let family: EquationFamily
    /// Where the operands come from.
    var leaves: [FamilyLeaf]
    /// Whether the operands that are shown are enough to tell whether they give the value.
    let hasOperands: Bool
  }

  private func pattern(of quantity: TraceQuantity, layer: Int) -> Pattern? {
    let meaning = Meaning(trace: trace, moment: moment)
    guard let general = meaning.generalFormula(of: quantity) else { return nil }
    let depth = trace.problem.network.depth
    func inLetters(_ expression: MathExpression) -> MathExpression {
      expression.instantiated([.layer: layer], depth: depth)
    }
    var family = EquationFamily(
      subject: inLetters(general.subject), variables: [.unit], writer: writer)
    if general.bindings[.otherUnit] != nil { family.variables.append(.otherUnit) }
    guard showsDefinition else {
      return Pattern(family: family, leaves: [], hasOperands: false)
    }
    let definition = inLetters(general.definition)
    guard let leaves = FamilyLeaf.leaves(of: definition, meaning) else { return nil }
    family.definition = definition
    switch definition {
    case .quantity:
      // The number that is put in is the value; only a typed one would look different.
      guard leaves[0].isComputed else { return nil }
      return Pattern(family: family, leaves: [], hasOperands: false)
    case .sum(let parts) where parts.count > 1:
      return Pattern(family: family, leaves: leaves, hasOperands: true)
    case .product(let parts) where parts.count > 1:
      return Pattern(family: family, leaves: leaves, hasOperands: true)
    default: return nil
    }
  }
}

/// Families as they are gathered, one after the other.
private struct Gathering {
  /// The place of the first quantity that is wanted.
  let start: Int
  /// The number of the group's first step; nil: steps are not numbered.
  let firstNumber: Int?
  private(set) var families: [EquationFamily] = []
  private var position = 0

  init(start: Int, firstNumber: Int?) {
    self.start = start
    self.firstNumber = firstNumber
  }

  /// Adds a family with some members, of which those before the start are left out.
  ///
  /// - Parameters:
  ///   - indices: what the letters stand for in a member, counted from 1.
  ///   - quantity: what a member is, counted from 1.
  /// - Returns: false where a number is missing.
  mutating func add(
    _ pattern: inout FamilyBuilder.Pattern, _ count: Int, at indices: (Int) -> (Int, Int),
    _ builder: FamilyBuilder, _ quantity: (Int) -> TraceQuantity
  ) -> Bool {
    let skipped = min(count, max(0, start - position))
    defer { position += count }
    guard skipped < count else { return true }
    var family = pattern.family
    if let firstNumber { family.firstNumber = firstNumber + position + skipped }
    let members = skipped + 1...count
    if pattern.hasOperands {
      for leaf in pattern.leaves.indices {
        guard
          let operand = pattern.leaves[leaf].operand(
            of: members, at: indices, builder.trace)
        else { return false }
        family.operands.append(operand)
      }
    }
    family.entries.reserveCapacity(members.count)
    for member in members {
      guard let value = builder.trace.value(of: quantity(member), at: builder.moment) else {
        return false
      }
      let (first, second) = indices(member)
      family.entries.append(.init(first: first, second: second, value: value))
    }
    if pattern.hasOperands {
      let replay = FamilyReplay(family, in: builder.trace.arithmetic)
      for position in family.entries.indices {
        family.entries[position].replays = replay.replays(at: position)
      }
    }
    families.append(family)
    return true
  }
}
