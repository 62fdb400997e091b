import BackpropEngine
import ExactArithmetic

/// Draws the numbers of one variant, all of them or one at a time.
///
/// While numbers are looked for, a variant is a list of choices; a problem is made of the last one only.
struct VariantDraw: Sendable {
  let template: Problem
  /// The places that get a number, in the order in which they are drawn.
  let places: [Place]
  /// The numbers that each place has to choose from; for a class, one for each.
  private let lists: [[TypedNumber]]
  /// The same numbers as doubles.
  private let doubles: [[Double]]
  /// For each place, where its number stands in `given`.
  private let positions: [[Int]]
  /// The numbers of the template: weights, then biases, layer by layer, then input and target of
  /// each sample.
  private let templateNumbers: [Double]

  /// For each place, which number of its list is drawn.
  typealias Choices = [Int]

  /// A place for a number.
  enum Place: Hashable, Sendable {
    case weight(layer: Int, entry: Int)
    case bias(layer: Int, unit: Int)
    case input(sample: Int, unit: Int)
    case target(sample: Int, unit: Int)
    /// All targets of a sample: one of them is 1, the others are 0.
    case targetClass(sample: Int)
  }

  /// Creates the draw of a template.
  ///
  /// - Parameter drawsSamples: whether inputs and targets are drawn too, or kept as in a truth table.
  init(_ template: Problem, _ supply: NumberSupply, drawsSamples: Bool) {
    self.template = template
    let places = Self.places(template, drawsSamples: drawsSamples)
    self.places = places
    let lists = places.map { supply.list(for: $0, in: template) }
    self.lists = lists
    doubles = lists.map { $0.map { Double($0.value) } }
    positions = places.map { template.positions(of: $0) }
    templateNumbers = template.givenNumbers.map { Double($0.value) }
  }

  private static func places(_ template: Problem, drawsSamples: Bool) -> [Place] {
    var places: [Place] = []
    let network = template.network
    for layer in 1...network.depth {
      let weights = network.layers[layer - 1].weights
      places += weights.entries.indices.map { .weight(layer: layer, entry: $0) }
      guard network.layers[layer - 1].hasBiases else { continue }
      // A shared bias is drawn once.
      let units = template.biasUpdate == .shared ? 1 : weights.rows
      places += (0..<units).map { .bias(layer: layer, unit: $0) }
    }
    guard drawsSamples else { return places }
    let isClass = network.layers[network.depth - 1].activation == .softmax
    for sample in template.samples.indices {
      places += template.samples[sample].input.indices.map { .input(sample: sample, unit: $0) }
      if isClass {
        places.append(.targetClass(sample: sample))
      } else {
        places += (0..<network.width(network.depth)).map { .target(sample: sample, unit: $0) }
      }
    }
    return places
  }

  /// How many problems there are to draw, as a logarithm to base 2.
  var bits: Double {
    // Thousandths of a bit are enough, and need no library of functions.
    lists.reduce(0) { $0 + Double(Int.bitWidth - $1.count.leadingZeroBitCount) }
  }

  /// Returns where the targets of a sample, counted from 1, start in `Problem.givenNumbers`.
  func targetStart(ofSample sample: Int) -> Int {
    template.positions(of: .target(sample: sample - 1, unit: 0))[0]
  }

  // MARK: Choosing

  /// Draws all numbers.
  func choices(_ random: inout SplitMix64) -> Choices {
    lists.map { random.next(below: $0.count) }
  }

  /// Draws one number anew.
  func change(_ choices: inout Choices, _ random: inout SplitMix64) {
    let place = random.next(below: places.count)
    choices[place] = random.next(below: lists[place].count)
  }

  // MARK: What is chosen

  /// Returns the numbers in the order of `Problem.givenNumbers`.
  func given(_ choices: Choices) -> [Double] {
    var numbers = templateNumbers
    for (place, choice) in choices.enumerated() {
      if case .targetClass = places[place] {
        for (index, position) in positions[place].enumerated() {
          numbers[position] = index == choice ? 1 : 0
        }
      } else {
        for position in positions[place] { numbers[position] = doubles[place][choice] }
      }
    }
    return numbers
  }

  /// Returns the numbers with all but the targets a little off, so that nothing is equal by chance.
  func moved(_ given: [Double]) -> [Double] {
    var numbers = given
    var random = SplitMix64(seed: 1)
    for (place, positions) in zip(places, positions) {
      let factor = 1 + Double(random.next(in: 1...1000)) / 1_000_000
      switch place {
      case .weight, .bias, .input: for position in positions { numbers[position] *= factor }
      case .target, .targetClass: break
      }
    }
    return numbers
  }

  /// Returns the problem.
  func problem(_ choices: Choices) -> Problem {
    var numbers = template.givenNumbers
    for (place, choice) in choices.enumerated() {
      if case .targetClass = places[place] {
        for (index, position) in positions[place].enumerated() {
          numbers[position] = TypedNumber(index == choice ? 1 : 0)
        }
      } else {
        for position in positions[place] { numbers[position] = lists[place][choice] }
      }
    }
    return template.withGiven(numbers)
  }

  /// Returns a problem with doubles for its numbers, for the engine.
  func problem(given numbers: [Double]) -> Problem {
    template.withGiven(
      numbers.map { TypedNumber(value: Rational(exactly: $0) ?? .one, text: "") })
  }
}

extension NumberSupply {
  /// Returns the numbers that a place of a problem has to choose from.
  fileprivate func list(for place: VariantDraw.Place, in template: Problem) -> [TypedNumber] {
    let network = template.network
    switch place {
    case .weight(let layer, _):
      return hasLogits(layer, in: network)
        ? logits : Array(weights(fanIn: network.width(layer - 1)))
    case .bias(let layer, _): return hasLogits(layer, in: network) ? logits : biases
    case .input: return hasLogits(1, in: network) ? Self.smallIntegers : inputs
    case .target:
      return switch network.layers[network.depth - 1].activation {
      case .sigmoid, .softmax, .step: Self.bits
      case .tanh, .scaledTanh, .sign: Self.signs
      case .identity, .relu, .leakyReLU, .relu6, .elu, .softplus, .square: targets
      }
    case .targetClass: return (1...network.width(network.depth)).map { TypedNumber(Rational($0)) }
    }
  }

  /// Whether a layer's weighted inputs are logarithms of fractions: softmax right behind whole inputs.
  private func hasLogits(_ layer: Int, in network: Network) -> Bool {
    network.depth == 1 && network.layers[layer - 1].activation == .softmax
      && logits.first?.value.rational == nil
  }
}

extension Problem {
  /// The numbers that a variant draws, in a fixed order.
  var givenNumbers: [TypedNumber] {
    var numbers: [TypedNumber] = []
    for layer in network.layers { numbers += layer.weights.entries + layer.biases }
    for sample in samples { numbers += sample.input + (sample.target ?? []) }
    return numbers
  }

  /// Returns the problem with other numbers in the places of `givenNumbers`.
  func withGiven(_ numbers: [TypedNumber]) -> Problem {
    var problem = self
    var position = 0
    func fill(_ entries: inout [TypedNumber]) {
      for index in entries.indices { entries[index] = numbers[position + index] }
      position += entries.count
    }
    for layer in problem.network.layers.indices {
      fill(&problem.network.layers[layer].weights.entries)
      fill(&problem.network.layers[layer].biases)
    }
    for sample in problem.samples.indices {
      fill(&problem.samples[sample].input)
      guard var target = problem.samples[sample].target else { continue }
      fill(&target)
      problem.samples[sample].target = target
    }
    return problem
  }

  /// Where the numbers of a place stand in `givenNumbers`.
  fileprivate func positions(of place: VariantDraw.Place) -> [Int] {
    func layerStart(_ layer: Int) -> Int {
      network.layers[..<(layer - 1)].reduce(0) { $0 + $1.weights.entries.count + $1.biases.count }
    }
    func sampleStart(_ sample: Int) -> Int {
      samples[..<sample].reduce(layerStart(network.depth + 1)) {
        $0 + $1.input.count + ($1.target?.count ?? 0)
      }
    }
    switch place {
    case .weight(let layer, let entry): return [layerStart(layer) + entry]
    case .bias(let layer, let unit):
      let start = layerStart(layer) + network.layers[layer - 1].weights.entries.count
      return biasUpdate == .shared
        ? network.layers[layer - 1].biases.indices.map { start + $0 } : [start + unit]
    case .input(let sample, let unit): return [sampleStart(sample) + unit]
    case .target(let sample, let unit):
      return [sampleStart(sample) + samples[sample].input.count + unit]
    case .targetClass(let sample):
      let start = sampleStart(sample) + samples[sample].input.count
      return (0..<network.width(network.depth)).map { start + $0 }
    }
  }
}
