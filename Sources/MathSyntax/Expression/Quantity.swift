/// A quantity of a network as a formula names it: z^l_j, w^l_jk, C, η.
///
/// Without a unit the quantity is the whole vector (for a weight: the matrix) of its layer.
public struct Quantity: Hashable, Sendable {
  /// What is named.
  public var kind: Kind
  /// The layer, counted from 1; the input is layer 0.
  public var layer: Index?
  /// The unit; of a weight the unit it leads **to**.
  public var unit: Index?
  /// The unit a weight leads **from**.
  public var from: Index?
  /// The sample, where several are told apart.
  public var sample: Index?
  /// Whether this is the value after the update.
  public var isUpdated = false

  /// Creates a quantity.
  public init(
    _ kind: Kind, layer: Index? = nil, unit: Index? = nil, from: Index? = nil,
    sample: Index? = nil, isUpdated: Bool = false
  ) {
    self.kind = kind
    self.layer = layer
    self.unit = unit
    self.from = from
    self.sample = sample
    self.isUpdated = isUpdated
  }

  /// What a quantity can be.
  public enum Kind: Int, Hashable, Sendable, CaseIterable {
    /// x, the input of the network.
    case input
    /// y, the target.
    case target
    /// z = W a + b.
    case weightedInput
    /// a = f(z).
    case activation
    /// w, an entry of W.
    case weight
    /// b.
    case bias
    /// δ = ∂C/∂z.
    case error
    /// C.
    case cost
    /// The regulariser's part of the cost.
    case regularization
    /// g, the gradient that an optimiser is given.
    case gradient
    /// The number of units of a layer.
    case width
    /// The number of samples in the batch.
    case batchSize
    /// The number of the update.
    case time
    // What an optimiser keeps.
    case velocity
    case firstMoment
    case secondMoment
    case largestSecondMoment
    case squareAverage
    case gradientAverage
    case momentumBuffer
    case squareSum
    // Numbers that are chosen.
    case learningRate
    case momentum
    case dampening
    case weightDecay
    case regularizationStrength
    case beta1
    case beta2
    case smoothing
    case epsilon
    case learningRateDecay
  }
}

extension Quantity {
  /// x_i.
  public static func input(_ unit: Index?) -> Quantity { Quantity(.input, unit: unit) }

  /// y_j.
  public static func target(_ unit: Index?) -> Quantity { Quantity(.target, unit: unit) }

  /// z^l_j.
  public static func weightedInput(_ layer: Index, _ unit: Index?) -> Quantity {
    Quantity(.weightedInput, layer: layer, unit: unit)
  }

  /// a^l_j.
  public static func activation(_ layer: Index, _ unit: Index?) -> Quantity {
    Quantity(.activation, layer: layer, unit: unit)
  }

  /// w^l_jk, to unit j from unit k.
  public static func weight(_ layer: Index, to unit: Index?, from: Index?) -> Quantity {
    Quantity(.weight, layer: layer, unit: unit, from: from)
  }

  /// b^l_j.
  public static func bias(_ layer: Index, _ unit: Index?) -> Quantity {
    Quantity(.bias, layer: layer, unit: unit)
  }

  /// δ^l_j.
  public static func error(_ layer: Index, _ unit: Index?) -> Quantity {
    Quantity(.error, layer: layer, unit: unit)
  }

  /// C, or the cost C_x of one sample.
  public static func cost(sample: Index? = nil) -> Quantity { Quantity(.cost, sample: sample) }

  /// Returns the quantity after the update.
  public var updated: Quantity {
    var result = self
    result.isUpdated = true
    return result
  }

  /// Returns the quantity with its indices replaced.
  public func mapIndices(_ transform: (Index) -> Index) -> Quantity {
    var result = self
    result.layer = layer.map(transform)
    result.unit = unit.map(transform)
    result.from = from.map(transform)
    result.sample = sample.map(transform)
    return result
  }
}
