import BackpropEngine
import ExactArithmetic

/// Mistakes in following the error through a chain of layers with one unit each.
extension MistakeCatalogue {
  /// Adds the mistakes in the product of weights and derivatives that δ^l is there.
  ///
  /// - Parameters:
  ///   - sum: w^(l+1) δ^(l+1).
  ///   - slope: f'(z^l).
  func addVanishingMistakes(
    _ layer: Int, _ sum: Scalar, _ slope: Scalar, at moment: TraceMoment, _ inputs: Inputs,
    to list: inout MistakeList<Scalar>
  ) {
    guard network.width(layer) == 1, isChain else { return }
    var slopes: Scalar? = slope
    for next in (layer + 1)..<network.depth {
      slopes = product(slopes, derivative(next, 1, at: moment, inputs))
    }
    list.add(
      .vanishingNoWeights,
      product(slopes, inputs(.error(layer: network.depth, unit: 1), moment)))
    if activation(ofLayer: layer) != .identity {
      list.add(.vanishingOffByOne, sum * slope * slope)
    }
  }

  /// Whether every layer, the input too, has one unit, and the error passes more than one weight.
  private var isChain: Bool {
    network.depth > 2 && (0...network.depth).allSatisfy { network.width($0) == 1 }
  }
}
