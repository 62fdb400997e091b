import BackpropEngine
import ExactArithmetic
import MathSyntax

extension ClaimScope {
  /// How many layers a network may have that a claim is judged on.
  private static let largestDepth = 12

  /// The widths of a network on which a claim can be judged.
  ///
  /// Claims about single units are judged on layers of equal width, so that every index exists
  /// everywhere; claims about vectors on layers whose neighbours differ, so that a shape tells.
  func widths(ofOneUnit: Bool) -> [Int] {
    var depth = max(1, largestLayer)
    if !layers.isEmpty { depth = max(depth, 3) }
    if namesLastLayer || kinds.contains(.target) || kinds.contains(.cost) {
      let reach =
        quantities.compactMap(\.layer).filter { $0.base == .last }.map(\.offset).min() ?? 0
      depth = max(depth, 1 - reach, namesLastLayer ? 2 : 1)
    }
    // Layers beyond do not exist.
    depth = min(depth, Self.largestDepth)
    if ofOneUnit { return Array(repeating: 1, count: depth + 1) }
    var widths: [Int] = []
    for layer in 0...depth {
      widths.append(namesVectors ? (layer + depth) % 2 == 0 ? 2 : 3 : 2)
    }
    // Units that are counted are all there are.
    for (layer, unit) in largestUnit {
      switch layer.base {
      case .number where layer.offset >= 0 && layer.offset <= depth:
        widths[layer.offset] = max(1, min(unit, 12))
      case .last where (0...depth).contains(depth + layer.offset):
        widths[depth + layer.offset] = max(1, min(unit, 12))
      default:
        for place in widths.indices { widths[place] = max(widths[place], min(unit, 12)) }
      }
    }
    return widths
  }

  /// All ways to give the free letters numbers that the conditions allow.
  func bindings(
    on plan: NetworkModel.Plan, _ conditions: [Comparison], limit: Int = 256
  ) -> [IndexBindings] {
    let none = IndexBindings(
      minimumCapacity: layers.count + samples.count + units.count + numbers.count)
    var results = [none]
    for variable in layers {
      results = Self.extended(results, by: variable) { _ in 0...plan.depth }
    }
    if !conditions.isEmpty {
      results.removeAll { Self.holds(conditions, $0, plan.depth) == false }
    }
    for variable in samples where !layers.contains(variable) {
      results = Self.extended(results, by: variable) { _ in 1...plan.samples }
    }
    for variable in units where !layers.contains(variable) && !samples.contains(variable) {
      let own = layersOfUnit[variable] ?? []
      results = Self.extended(results, by: variable) { known in
        var count: Int?
        for layer in own {
          guard let number = layer.instantiated(known, depth: plan.depth).number, number >= 0,
            number <= plan.depth
          else { continue }
          count = min(count ?? .max, plan.widths[number])
        }
        return 1...(count ?? plan.widths.min() ?? 1)
      }
    }
    for variable in numbers
    where !layers.contains(variable) && !units.contains(variable) && !samples.contains(variable) {
      results = Self.extended(results, by: variable) { _ in 1...2 }
    }
    if !conditions.isEmpty {
      results.removeAll { Self.holds(conditions, $0, plan.depth) == false }
    }
    return Array(results.prefix(limit))
  }

  /// How many ways to give letters numbers are looked through for those that the conditions allow.
  private static let bindingLimit = 4096

  /// Returns all ways to give one letter more a number, the first of them if there are too many.
  private static func extended(
    _ known: [IndexBindings], by variable: IndexVariable,
    _ range: (IndexBindings) -> ClosedRange<Int>
  ) -> [IndexBindings] {
    var results: [IndexBindings] = []
    for bindings in known {
      for number in range(bindings) {
        var extended = bindings
        extended[variable] = number
        results.append(extended)
        if results.count == bindingLimit { return results }
      }
    }
    return results
  }

  /// Whether conditions on indices hold; nil where one of them has no number yet.
  private static func holds(
    _ conditions: [Comparison], _ bindings: IndexBindings, _ depth: Int
  ) -> Bool? {
    var isKnown = true
    for condition in conditions {
      guard let left = number(condition.left, bindings, depth),
        let right = number(condition.right, bindings, depth)
      else {
        isKnown = false
        continue
      }
      let holds =
        switch condition.relation {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
      if !holds { return false }
    }
    return isKnown ? true : nil
  }

  private static func number(
    _ expression: MathExpression, _ bindings: IndexBindings, _ depth: Int
  ) -> Int? {
    switch expression {
    case .index(let index): return index.instantiated(bindings, depth: depth).number
    case .number(.exact(let value)): return Int(exactly: value.numerator)
    default: return nil
    }
  }
}
