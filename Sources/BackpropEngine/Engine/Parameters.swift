/// One number per weight and bias of a network: the parameters themselves, or their gradient.
public struct Parameters<Scalar: Sendable>: Sendable {
  /// The weights of each layer, from layer 1.
  public var weights: [Matrix<Scalar>]
  /// The biases of each layer, from layer 1.
  public var biases: [[Scalar]]

  /// Creates parameters from those of each layer.
  public init(weights: [Matrix<Scalar>], biases: [[Scalar]]) {
    self.weights = weights
    self.biases = biases
  }

  /// Returns w^l_jk, all counted from 1, or nil where there is no such weight.
  public func weight(layer: Int, unit: Int, from: Int) -> Scalar? {
    guard layer >= 1, layer <= weights.count else { return nil }
    let columns = weights[layer - 1].columns
    guard unit >= 1, unit <= weights[layer - 1].rows, from >= 1, from <= columns else {
      return nil
    }
    return weights[layer - 1].entries[(unit - 1) * columns + from - 1]
  }

  /// Returns b^l_j, counted from 1, or nil where there is no such bias.
  public func bias(layer: Int, unit: Int) -> Scalar? {
    guard layer >= 1, layer <= biases.count else { return nil }
    guard unit >= 1, unit <= biases[layer - 1].count else { return nil }
    return biases[layer - 1][unit - 1]
  }

  /// Returns the parameters with every number replaced.
  public func map<Result: Sendable, Failure: Error>(
    _ transform: (Scalar) throws(Failure) -> Result
  ) throws(Failure) -> Parameters<Result> {
    var result = Parameters<Result>(weights: [], biases: [])
    for matrix in weights { result.weights.append(try matrix.map(transform)) }
    for layer in biases {
      var row: [Result] = []
      for bias in layer { row.append(try transform(bias)) }
      result.biases.append(row)
    }
    return result
  }
}

extension Parameters: Equatable where Scalar: Equatable {}
