import BackpropEngine
import ExactArithmetic

/// Tells whether known mistakes show in a problem, and whether its numbers are worth calculating.
struct Separation: Sendable {
  /// What is asked, in order.
  let asked: [TraceQuantity]
  private let moment: TraceMoment
  private let draw: VariantDraw
  private let wishes: VariantWishes
  private let layout: NumberTable.Layout
  /// The mistakes of all problems of this shape: what differs are the numbers that are looked up.
  private let catalogue: MistakeCatalogue<Double>
  /// 3 units of the last asked digit.
  private let distance: Double
  /// Below this, a number has fewer than two significant digits.
  private let smallest: Double
  /// For each pattern of live units and targets, the mistakes that change nothing whatever the numbers are.
  private var invisible: [[Bool]: Set<Place>] = [:]

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
    self.moment = moment
    self.draw = draw
    self.wishes = wishes
    asked = template.askedQuantities
    layout = NumberTable.Layout(template)
    catalogue = MistakeCatalogue<Double>(template)
    let unit = (0..<wishes.decimals).reduce(1.0) { unit, _ in unit / 10 }
    distance = 3 * unit
    smallest = 9.5 * unit
  }

  /// Forgets what was found out for one variant.
  ///
  /// What changes nothing is found out with the numbers of the moment; a variant that is made alone must
  /// be the same as one that is made after others.
  mutating func forget() { invisible = [:] }

  /// Returns what is wrong with a problem.
  ///
  /// - Parameter limit: the collisions after which nobody counts on.
  mutating func score(_ problem: Problem, limit: Int = .max) -> Score {
    guard let numbers = numbers(of: problem) else { return .worst }
    var score = Score()
    score.degeneracies = degeneracies(problem, numbers)
    if score.degeneracies > 0 || !wishes.tellsMistakesApart { return score }
    forEachCollision(problem, numbers) { _, _ in
      score.collisions += 1
      return score.collisions <= limit
    }
    return score
  }

  /// Returns the mistakes that give the right digits.
  mutating func hiddenMistakes(_ problem: Problem) -> [VariantGenerator.HiddenMistake] {
    guard let numbers = numbers(of: problem) else { return [] }
    var hidden: [VariantGenerator.HiddenMistake] = []
    forEachCollision(problem, numbers) { quantity, kind in
      hidden.append(.init(quantity: quantity, kind: kind))
      return true
    }
    return hidden
  }

  private func numbers(of problem: Problem) -> NumberTable? {
    guard let trace = try? Trace.compute(problem, arithmetic: .double) else { return nil }
    return NumberTable(trace, at: moment, layout)
  }

  // MARK: Collisions

  /// Calls `body` with every mistake that gives the right digits, until it returns false.
  private mutating func forEachCollision(
    _ problem: Problem, _ numbers: NumberTable, _ body: (TraceQuantity, MistakeKind) -> Bool
  ) {
    var list = MistakeList<Double>(capacity: 32)
    var known: Set<Place>?
    for (index, quantity) in asked.enumerated() {
      guard let right = numbers[quantity] else { continue }
      list.removeAll()
      catalogue.addMistakes(
        in: quantity, at: moment, { quantity, _ in numbers[quantity] }, to: &list)
      for (position, mistake) in list.values.enumerated()
      where abs(mistake.value - right) < distance {
        if known == nil { known = invisibleMistakes(problem, numbers) }
        if known?.contains(Place(quantity: index, mistake: position)) == true { continue }
        if !body(quantity, mistake.kind) { return }
      }
    }
  }

  /// The mistakes that change nothing: also not in the same network with other numbers.
  private mutating func invisibleMistakes(_ problem: Problem, _ numbers: NumberTable) -> Set<Place>
  {
    let pattern = livePattern(problem, numbers)
    if let known = invisible[pattern] { return known }
    var result: Set<Place> = []
    let moved = draw.moved(problem)
    if let other = self.numbers(of: moved) {
      var list = MistakeList<Double>(capacity: 32)
      for (index, quantity) in asked.enumerated() {
        guard let right = other[quantity] else { continue }
        list.removeAll()
        catalogue.addMistakes(
          in: quantity, at: moment, { quantity, _ in other[quantity] }, to: &list)
        for (position, mistake) in list.values.enumerated()
        where abs(mistake.value - right) <= 1e-12 * max(abs(right), 1e-3) {
          result.insert(Place(quantity: index, mistake: position))
        }
      }
    }
    invisible[pattern] = result
    return result
  }

  /// Which units with a kink are on its upper side, and which targets are 0 or 1.
  private func livePattern(_ problem: Problem, _ numbers: NumberTable) -> [Bool] {
    var pattern: [Bool] = []
    for target in problem.samples[moment.sample - 1].target ?? [] {
      pattern.append(target.value == 0)
      pattern.append(target.value == 1)
    }
    for layer in 1...problem.network.depth
    where problem.network.layers[layer - 1].activation.hasKink {
      for unit in 1...problem.network.width(layer) {
        pattern.append((numbers[.weightedInput(layer: layer, unit: unit)] ?? 0) > 0)
      }
    }
    return pattern
  }

  // MARK: Degeneracies

  private func degeneracies(_ problem: Problem, _ numbers: NumberTable) -> Int {
    var count = 0
    for quantity in asked {
      let value = numbers[quantity] ?? 0
      if wishes.numbers == .integers, abs(value) > Self.largest(quantity) { count += 1 }
      switch quantity {
      case .weightedInput(let layer, _):
        count +=
          isDegenerate(weightedInput: value, problem.network.layers[layer - 1].activation)
          ? 1 : 0
      case .activation(let layer, _):
        if problem.network.layers[layer - 1].activation == .softmax, value < 0.02 || value > 0.97 {
          count += 1
        }
      case .cost:
        if abs(value) < smallest { count += 1 }
        if wishes.numbers == .integers, problem.isWhole, value != value.wholePart { count += 1 }
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

extension VariantDraw {
  /// Returns the problem with every drawn number a little off, so that nothing is equal by chance.
  func moved(_ problem: Problem) -> Problem {
    var problem = problem
    var random = SplitMix64(seed: 1)
    func moved(_ number: TypedNumber) -> TypedNumber {
      let factor = 1 + Double(random.next(in: 1...1000)) / 1_000_000
      let value = Rational(exactly: Double(number.value) * factor) ?? .one
      return TypedNumber(value: value, text: "")
    }
    for place in places {
      switch place {
      case .weight(let layer, let entry):
        let number = problem.network.layers[layer - 1].weights.entries[entry]
        problem.network.layers[layer - 1].weights.entries[entry] = moved(number)
      case .bias(let layer, let unit):
        let number = problem.network.layers[layer - 1].biases[unit]
        if template.biasUpdate == .shared {
          let count = problem.network.layers[layer - 1].biases.count
          problem.network.layers[layer - 1].biases = Array(repeating: moved(number), count: count)
        } else {
          problem.network.layers[layer - 1].biases[unit] = moved(number)
        }
      case .input(let sample, let unit):
        problem.samples[sample].input[unit] = moved(problem.samples[sample].input[unit])
      case .target, .targetClass: break
      }
    }
    return problem
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
