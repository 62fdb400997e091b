import BackpropEngine
import ExactArithmetic

/// A network in double precision, to be asked for any input: what drawings are made from.
struct SampledNetwork {
  private var weights: [Matrix<Double>]
  private var biases: [[Double]]
  private let functions: [ActivationFunction<Double>]
  let cost: Cost?

  /// Converts the network of a problem.
  ///
  /// - Parameter parameters: weights and biases other than those that are given.
  init(_ problem: Problem, parameters: Parameters<Double>? = nil) {
    let layers = problem.network.layers
    weights = parameters?.weights ?? layers.map { $0.weights.map { Double($0.value) } }
    biases = parameters?.biases ?? layers.map { $0.biases.map { Double($0.value) } }
    functions = layers.map {
      ActivationFunction($0.activation, derivativeAtKink: problem.derivativeAtKink)
    }
    cost = problem.cost
  }

  /// The weights into a unit of the first layer, and its bias.
  func line(ofUnit unit: Int) -> (weights: [Double], bias: Double) {
    let first = weights[0]
    return ((1...first.columns).map { first[unit, $0] }, biases[0][unit - 1])
  }

  subscript(weight layer: Int, unit: Int, from: Int) -> Double {
    get { weights[layer - 1][unit, from] }
    set { weights[layer - 1][unit, from] = newValue }
  }

  subscript(bias layer: Int, unit: Int) -> Double {
    get { biases[layer - 1][unit - 1] }
    set { biases[layer - 1][unit - 1] = newValue }
  }

  /// Returns z and a of the last layer, or nil where a number cannot be computed.
  func outputs(at input: [Double]) -> (z: [Double], a: [Double])? {
    var a = input
    var z: [Double] = []
    for (layer, function) in functions.enumerated() {
      z = biases[layer]
      for unit in z.indices {
        for from in a.indices { z[unit] += weights[layer][unit + 1, from + 1] * a[from] }
      }
      if function.activation == .softmax {
        let largest = z.max() ?? 0
        let powers = z.map { (try? ($0 - largest).exponential()) ?? 0 }
        let sum = powers.reduce(0, +)
        a = powers.map { $0 / sum }
      } else {
        a = []
        for value in z {
          guard let result = try? function.value(at: value) else { return nil }
          a.append(result)
        }
      }
    }
    return a.allSatisfy(\.isFinite) && z.allSatisfy(\.isFinite) ? (z, a) : nil
  }

  /// Returns the cost of a sample, or nil where it cannot be computed.
  func cost(input: [Double], target: [Double]) -> Double? {
    guard let cost, let outputs = outputs(at: input)?.a else { return nil }
    return try? cost.value(outputs: outputs, targets: target)
  }
}
