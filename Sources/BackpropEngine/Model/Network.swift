public import ExactArithmetic

/// A multilayer perceptron: layers of weights, biases and an activation function each.
///
/// Layers are counted from 1; layer 0 is the input. Units are counted from 1 too.
public struct Network: Hashable, Sendable {
  /// The layers, from the one that reads the input to the output.
  public var layers: [Layer]

  /// Creates a network from its layers.
  ///
  /// - Precondition: there is a layer, and each layer's weights have as many columns as the layer
  ///   before has units.
  public init(layers: [Layer]) {
    precondition(!layers.isEmpty, "a network has at least one layer")
    for (earlier, later) in zip(layers, layers.dropFirst()) {
      precondition(
        later.weights.columns == earlier.weights.rows,
        "a layer has one column of weights per unit of the layer before"
      )
    }
    self.layers = layers
  }

  /// One layer: z = W a + b, then a = f(z).
  public struct Layer: Hashable, Sendable {
    /// f.
    public var activation: Activation
    /// One row per unit of this layer, one column per unit of the layer before.
    public var weights: Matrix<TypedNumber>
    /// One bias per unit of this layer.
    public var biases: [TypedNumber]
    /// Whether the biases were given; a layer without biases has zeros that are not worth showing.
    public var hasBiases: Bool

    /// Creates a layer; without `biases` all are 0 and not shown.
    public init(
      activation: Activation, weights: Matrix<TypedNumber>, biases: [TypedNumber]? = nil
    ) {
      precondition(
        biases == nil || biases?.count == weights.rows, "a layer has one bias per row of weights")
      self.activation = activation
      self.weights = weights
      self.biases = biases ?? Array(repeating: TypedNumber(0), count: weights.rows)
      self.hasBiases = biases != nil
    }
  }

  /// The number L of layers.
  public var depth: Int { layers.count }

  /// Returns the number of units in layer `layer`; layer 0 is the input.
  public func width(_ layer: Int) -> Int {
    layer == 0 ? layers[0].weights.columns : layers[layer - 1].weights.rows
  }
}
