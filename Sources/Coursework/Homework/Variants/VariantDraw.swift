import BackpropEngine
import ExactArithmetic

/// Draws the numbers of one variant, all of them or one at a time.
struct VariantDraw: Sendable {
  let template: Problem
  let supply: NumberSupply
  /// The places that get a number, in the order in which they are drawn.
  let places: [Place]

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
    self.supply = supply
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
    if drawsSamples {
      let isClass = network.layers[network.depth - 1].activation == .softmax
      for sample in template.samples.indices {
        places += template.samples[sample].input.indices.map { .input(sample: sample, unit: $0) }
        if isClass {
          places.append(.targetClass(sample: sample))
        } else {
          places += (0..<network.width(network.depth)).map { .target(sample: sample, unit: $0) }
        }
      }
    }
    self.places = places
  }

  /// Returns a problem with all numbers drawn.
  func problem(_ random: inout SplitMix64) -> Problem {
    var problem = template
    for place in places { draw(place, in: &problem, &random) }
    return problem
  }

  /// Draws one number anew.
  func change(_ problem: inout Problem, _ random: inout SplitMix64) {
    draw(random.element(of: places), in: &problem, &random)
  }

  private func draw(_ place: Place, in problem: inout Problem, _ random: inout SplitMix64) {
    let depth = template.network.depth
    switch place {
    case .weight(let layer, let entry):
      let number =
        hasLogits(layer)
        ? random.element(of: supply.logits)
        : random.element(of: supply.weights(fanIn: template.network.width(layer - 1)))
      problem.network.layers[layer - 1].weights.entries[entry] = number
    case .bias(let layer, let unit):
      let number = random.element(of: hasLogits(layer) ? supply.logits : supply.biases)
      if template.biasUpdate == .shared {
        let count = problem.network.layers[layer - 1].biases.count
        problem.network.layers[layer - 1].biases = Array(repeating: number, count: count)
      } else {
        problem.network.layers[layer - 1].biases[unit] = number
      }
    case .input(let sample, let unit):
      problem.samples[sample].input[unit] = random.element(
        of: hasLogits(1) ? NumberSupply.smallIntegers : supply.inputs)
    case .target(let sample, let unit):
      let list: [TypedNumber] =
        switch template.network.layers[depth - 1].activation {
        case .sigmoid, .softmax, .step: NumberSupply.bits
        case .tanh, .scaledTanh, .sign: NumberSupply.signs
        case .identity, .relu, .leakyReLU, .relu6, .elu, .softplus, .square: supply.targets
        }
      problem.samples[sample].target?[unit] = random.element(of: list)
    case .targetClass(let sample):
      let count = template.network.width(depth)
      let chosen = random.next(below: count)
      problem.samples[sample].target = (0..<count).map { TypedNumber($0 == chosen ? 1 : 0) }
    }
  }

  /// Whether a layer's weighted inputs are logarithms of fractions: softmax right behind whole inputs.
  private func hasLogits(_ layer: Int) -> Bool {
    template.network.depth == 1 && template.network.layers[layer - 1].activation == .softmax
      && supply.logits.first?.value.rational == nil
  }
}
