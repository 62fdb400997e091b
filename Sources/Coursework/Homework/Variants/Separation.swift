import BackpropEngine
import ExactArithmetic

/// Tells whether known mistakes show in a problem, and whether its numbers are worth calculating.
struct Separation: Sendable {
  /// What is asked, in order.
  let asked: [TraceQuantity]
  private let draw: VariantDraw
  private let wishes: VariantWishes
  private let layout: NumberTable.Layout
  /// The mistakes of all problems of this shape: what differs are the numbers that are looked up.
  private let catalogue: MistakeCatalogue<Double>
  /// 3 units of the last asked digit.
  private let distance: Double
  /// Below this, a number has fewer than two significant digits.
  private let smallest: Double
  /// Whether answers that are not whole are unkind.
  private let isWhole: Bool
  /// Whether no function has a kink, so that what changes nothing depends on the targets only.
  private let isSmooth: Bool
  /// Numbers that stand for those of all problems, where that is so.
  private let usualNumbers: [Double]
  /// For each pattern of live units and targets, the mistakes that change nothing whatever the numbers are.
  private var invisible: [[Double]: Set<Place>] = [:]
  /// The order in which what is asked is looked at: what failed last comes first.
  ///
  /// It decides how soon a problem is dropped; where all functions are smooth, never which one is
  /// found.
  private var order: [Int]

  /// A mistake in a quantity: both by their places in the lists.
  private struct Place: Hashable {
    let quantity: Int
    let mistake: Int
  }

  /// What is wrong with a problem; fewer faults come first.
  struct Score: Comparable {
    /// Dead or saturated units, and numbers without two significant digits.
    var degeneracies = 0
    /// Right numbers that a mistake gives too.
    var collisions = 0

    static let worst = Score(degeneracies: .max, collisions: .max)

    var isPerfect: Bool { degeneracies == 0 && collisions == 0 }

    static func < (left: Score, right: Score) -> Bool {
      (left.degeneracies, left.collisions) < (right.degeneracies, right.collisions)
    }
  }

  init(_ template: Problem, moment: TraceMoment, draw: VariantDraw, wishes: VariantWishes) {
    self.draw = draw
    self.wishes = wishes
    asked = template.askedQuantities
    order = Array(asked.indices)
    layout = NumberTable.Layout(template, at: moment)
    catalogue = MistakeCatalogue<Double>(template)
    let unit = (0..<wishes.decimals).reduce(1.0) { unit, _ in unit / 10 }
    distance = 3 * unit
    smallest = 9.5 * unit
    isWhole = wishes.numbers == .integers && template.isWhole
    isSmooth = template.network.layers.allSatisfy { $0.activation.isSmooth }
    var random = SplitMix64(seed: 1)
    usualNumbers = draw.given(draw.choices(&random))
  }

  /// Forgets what was found out for one variant.
  ///
  /// A variant that is made alone must be the same as one that is made after others.
  mutating func forget() {
    guard !isSmooth else { return }
    invisible = [:]
    // Which numbers a pattern is seen with first depends on the order.
    order = Array(asked.indices)
  }

  /// Returns what is wrong with a problem.
  ///
  /// - Parameters:
  ///   - given: the problem's numbers in the order of `Problem.givenNumbers`.
  ///   - limit: the collisions after which nobody counts on.
  mutating func score(_ given: [Double], limit: Int = .max) -> Score {
    guard let numbers = table(of: given) else { return .worst }
    var score = Score()
    score.degeneracies = degeneracies(numbers)
    if score.degeneracies > 0 || !wishes.tellsMistakesApart { return score }
    var list = MistakeList<Double>(capacity: 32)
    for place in order.indices {
      let index = order[place]
      let before = score.collisions
      forEachCollision(in: index, given, numbers, &list) { _ in score.collisions += 1 }
      if score.collisions > before, place > 0 {
        order.remove(at: place)
        order.insert(index, at: 0)
      }
      if score.collisions > limit { break }
    }
    return score
  }

  /// Returns the mistakes that give the right digits.
  mutating func hiddenMistakes(_ given: [Double]) -> [VariantGenerator.HiddenMistake] {
    guard let numbers = table(of: given) else { return [] }
    var hidden: [VariantGenerator.HiddenMistake] = []
    var list = MistakeList<Double>(capacity: 32)
    for (index, quantity) in asked.enumerated() {
      forEachCollision(in: index, given, numbers, &list) {
        hidden.append(.init(quantity: quantity, kind: $0))
      }
    }
    return hidden
  }

  private func table(of given: [Double]) -> NumberTable? {
    if layout.isPlain { return NumberPass.table(of: given, layout) }
    let problem = draw.problem(given: given)
    guard let trace = try? Trace.compute(problem, arithmetic: .double) else { return nil }
    return NumberTable(trace, layout)
  }

  // MARK: Collisions

  /// Calls `body` with every mistake in a quantity that gives the right digits.
  private mutating func forEachCollision(
    in index: Int, _ given: [Double], _ numbers: NumberTable, _ list: inout MistakeList<Double>,
    _ body: (MistakeKind) -> Void
  ) {
    guard let right = numbers[asked[index]] else { return }
    list.removeAll(keepingFrom: right - distance, to: right + distance)
    catalogue.addMistakes(
      in: asked[index], at: layout.moment, { quantity, _ in numbers[quantity] }, to: &list)
    for (mistake, position) in zip(list.values, list.places)
    where abs(mistake.value - right) < distance {
      let known = invisibleMistakes(given, numbers)
      if !known.contains(Place(quantity: index, mistake: position)) { body(mistake.kind) }
    }
  }

  /// The mistakes that change nothing: also not in the same network with other numbers.
  private mutating func invisibleMistakes(_ given: [Double], _ numbers: NumberTable) -> Set<Place> {
    let targets = (1...layout.widths[layout.depth]).map { numbers[.target(unit: $0)] ?? 0 }
    let pattern = isSmooth ? targets : livePattern(targets, numbers)
    if let known = invisible[pattern] { return known }
    var other = given
    if isSmooth {
      other = usualNumbers
      let start = draw.targetStart(ofSample: layout.moment.sample)
      for (unit, target) in targets.enumerated() { other[start + unit] = target }
    }
    var result: Set<Place> = []
    if let moved = table(of: draw.moved(other)) {
      var list = MistakeList<Double>(capacity: 32)
      for (index, quantity) in asked.enumerated() {
        guard let right = moved[quantity] else { continue }
        let difference = 1e-12 * max(abs(right), 1e-3)
        list.removeAll(keepingFrom: right - 2 * difference, to: right + 2 * difference)
        catalogue.addMistakes(
          in: quantity, at: layout.moment, { quantity, _ in moved[quantity] }, to: &list)
        for (mistake, position) in zip(list.values, list.places)
        where abs(mistake.value - right) <= difference {
          result.insert(Place(quantity: index, mistake: position))
        }
      }
    }
    invisible[pattern] = result
    return result
  }

  /// Which units with a kink are on its upper side, and which targets are 0 or 1.
  private func livePattern(_ targets: [Double], _ numbers: NumberTable) -> [Double] {
    var pattern = targets.map { $0 == 0 || $0 == 1 ? $0 : 2 }
    for layer in 1...layout.depth where layout.functions[layer - 1].activation.hasKink {
      for unit in 1...layout.widths[layer] {
        pattern.append((numbers[.weightedInput(layer: layer, unit: unit)] ?? 0) > 0 ? 1 : 0)
      }
    }
    return pattern
  }

  // MARK: Degeneracies

  private func degeneracies(_ numbers: NumberTable) -> Int {
    var count = 0
    for quantity in asked {
      let value = numbers[quantity] ?? 0
      if wishes.numbers == .integers, abs(value) > Self.largest(quantity) { count += 1 }
      switch quantity {
      case .weightedInput(let layer, _):
        count +=
          isDegenerate(weightedInput: value, layout.functions[layer - 1].activation)
          ? 1 : 0
      case .activation(let layer, _):
        if layout.functions[layer - 1].activation == .softmax, value < 0.02 || value > 0.97 {
          count += 1
        }
      case .cost:
        if abs(value) < smallest { count += 1 }
        if isWhole, value != value.wholePart { count += 1 }
      case .error:
        if abs(value) < smallest, !wishes.allowsDeadUnits { count += 1 }
      case .weightGradient(let layer, _, let from):
        let source: TraceQuantity =
          layer == 1 ? .input(unit: from) : .activation(layer: layer - 1, unit: from)
        if abs(value) < smallest, numbers[source] != 0, !wishes.allowsDeadUnits {
          count += 1
        }
      default: break
      }
    }
    return count
  }

  /// Whole numbers beyond this are unkind to whoever calculates without a machine.
  private static func largest(_ quantity: TraceQuantity) -> Double {
    switch quantity {
    case .weightedInput, .activation: 30
    case .error: 40
    case .weightGradient, .biasGradient: 150
    default: 1000
    }
  }

  private func isDegenerate(weightedInput z: Double, _ activation: Activation) -> Bool {
    // Next to a kink or at 0, nobody sees which side it is.
    if abs(z) < smallest { return true }
    switch activation {
    case .sigmoid: return abs(z) > 3
    case .tanh: return abs(z) > 1.6
    case .scaledTanh: return abs(z) > 2.4
    case .relu: return !wishes.allowsDeadUnits && z < 0
    case .relu6: return !wishes.allowsDeadUnits && (z < 0 || z > 6)
    case .elu, .softplus: return abs(z) > 6
    case .identity, .step, .sign, .leakyReLU, .square, .softmax: return abs(z) > 1000
    }
  }
}

extension Problem {
  /// What a worksheet asks for, in order: forward, cost, errors, gradients of the worked sample, and
  /// the new weights where the update looks at no other sample.
  var askedQuantities: [TraceQuantity] {
    var asked: [TraceQuantity] = []
    let depth = network.depth
    for layer in 1...depth {
      let units = 1...network.width(layer)
      asked += units.map { .weightedInput(layer: layer, unit: $0) }
      asked += units.map { .activation(layer: layer, unit: $0) }
    }
    asked.append(.cost)
    for layer in (1...depth).reversed() {
      asked += (1...network.width(layer)).map { .error(layer: layer, unit: $0) }
    }
    for layer in 1...depth {
      for unit in 1...network.width(layer) {
        asked += (1...network.width(layer - 1)).map {
          .weightGradient(layer: layer, unit: unit, from: $0)
        }
      }
      guard network.layers[layer - 1].hasBiases else { continue }
      asked += (1...network.width(layer)).map { .biasGradient(layer: layer, unit: $0) }
    }
    guard samplesPerUpdate == 1, samples.count == 1 else { return asked }
    for layer in 1...depth {
      for unit in 1...network.width(layer) {
        asked += (1...network.width(layer - 1)).map {
          .updatedWeight(layer: layer, unit: unit, from: $0)
        }
      }
      guard network.layers[layer - 1].hasBiases, biasUpdate != .fixed else { continue }
      asked += (1...network.width(layer)).map { .updatedBias(layer: layer, unit: $0) }
    }
    return asked
  }

  /// Whether everything stays whole where the numbers are.
  fileprivate var isWhole: Bool {
    network.layers.allSatisfy {
      switch $0.activation {
      case .identity, .step, .sign, .relu, .relu6, .square: true
      case .sigmoid, .tanh, .scaledTanh, .leakyReLU, .elu, .softplus, .softmax: false
      }
    }
  }
}

extension Double {
  /// The number without what is behind the point.
  fileprivate var wholePart: Double { magnitude < 1e15 ? Double(Int(self)) : self }
}
