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
    var results: [IndexBindings] = [[:]]
    for variable in layers {
      results = results.flatMap { known in
        (0...plan.depth).map { known.merging([variable: $0]) { _, new in new } }
      }
    }
    results = results.filter { Self.holds(conditions, $0, plan.depth) != false }
    for variable in samples where !layers.contains(variable) {
      results = results.flatMap { known in
        (1...plan.samples).map { known.merging([variable: $0]) { _, new in new } }
      }
    }
    for variable in units where !layers.contains(variable) && !samples.contains(variable) {
      results = results.flatMap { known -> [IndexBindings] in
        var count: Int?
        for layer in layersOfUnit[variable] ?? [] {
          guard let number = layer.instantiated(known, depth: plan.depth).number, number >= 0,
            number <= plan.depth
          else { continue }
          count = min(count ?? .max, plan.widths[number])
        }
        let last = count ?? plan.widths.min() ?? 1
        return (1...last).map { known.merging([variable: $0]) { _, new in new } }
      }
      if results.count > 4 * limit { results = Array(results.prefix(4 * limit)) }
    }
    for variable in numbers
    where !layers.contains(variable) && !units.contains(variable) && !samples.contains(variable) {
      results = results.flatMap { known in
        (1...2).map { known.merging([variable: $0]) { _, new in new } }
      }
    }
    return Array(
      results.filter { Self.holds(conditions, $0, plan.depth) != false }.prefix(limit))
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
