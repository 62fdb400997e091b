import BackpropEngine
import ExactArithmetic
import MathSyntax

/// A network as a circuit: the wires of everything that a formula can name.
///
/// Functions are known ones or general ones, numbers are variables. What a formula does not name is not
/// built.
struct NetworkModel {
  /// What is to be known about the network.
  struct Plan: Hashable, Sendable {
    /// The number of units of each layer, from the input on.
    var widths: [Int]
    /// The activation functions of the layers, from layer 1; nil: the general one.
    var activations: [Activation?]
    /// The cost of a sample; nil: a general one.
    var cost: Cost?
    /// Whether units have biases.
    var hasBiases = true
    /// The derivative of relu at 0.
    var derivativeAtKink = Problem.DerivativeAtKink.zero
    /// Whether the targets of a sample add up to 1.
    var targetsSumToOne = false
    /// How many samples there are.
    var samples = 1
    /// The samples whose costs become one; nil: all.
    var batch: [Int]?
    /// How the costs of the samples become one.
    var reduction = Reduction.mean
    /// Whether the logistic function and the hyperbolic tangent are written with e^u.
    var usesExponentials = false
    /// Whether quantities without a unit are numbers: there is one unit a layer.
    var readsNumbers = false
    /// Whether the vector of a layer with one unit is as good as a number in a product.
    var takesSingleUnitsAsNumbers = false

    var depth: Int { widths.count - 1 }
  }

  let plan: Plan
  var circuit = Circuit()
  /// The sample that is meant where none is named.
  var sample = 1
  /// What was built of each sample that was asked for.
  private var passes: [Pass] = []
  private var passOfSample: [Int: Int] = [:]
  /// How many units lie in the layers before each layer, and in all of them.
  private let unitsBefore: [Int]

  private struct Layer {
    var z: [Circuit.Wire]
    var a: [Circuit.Wire]
  }

  /// What was built of one sample.
  private struct Pass {
    var sample: Int
    var layers: [Layer?]
    var cost: Circuit.Wire?
    /// The errors of all units, layer after layer.
    var errors: [Circuit.Wire?]
  }

  init(_ plan: Plan) {
    self.plan = plan
    var unitsBefore = [0]
    for width in plan.widths { unitsBefore.append(unitsBefore[unitsBefore.count - 1] + width) }
    self.unitsBefore = unitsBefore
    circuit.usesExponentials = plan.usesExponentials
  }

  // MARK: Given numbers

  mutating func input(_ unit: Int, _ sample: Int) throws(MeaningError) -> Circuit.Wire {
    guard unit >= 1, unit <= plan.widths[0] else { throw .noSuchQuantity(.input(.number(unit))) }
    return try circuit.variable(.input(sample: sample, unit: unit))
  }

  mutating func target(_ unit: Int, _ sample: Int) throws(MeaningError) -> Circuit.Wire {
    let count = plan.widths[plan.depth]
    guard unit >= 1, unit <= count else { throw .noSuchQuantity(.target(.number(unit))) }
    guard plan.targetsSumToOne, unit == count else {
      return try circuit.variable(.target(sample: sample, unit: unit))
    }
    var terms: [Circuit.Term] = []
    for other in 1..<count {
      terms.append(.init(wire: try target(other, sample), coefficient: -1))
    }
    return try circuit.sum(terms, adding: 1)
  }

  mutating func weight(
    _ layer: Int, _ unit: Int, _ from: Int
  ) throws(MeaningError) -> Circuit.Wire {
    try check(layer, unit, .weight(.number(layer), to: .number(unit), from: .number(from)))
    guard from >= 1, from <= plan.widths[layer - 1] else {
      throw .noSuchQuantity(.weight(.number(layer), to: .number(unit), from: .number(from)))
    }
    return try circuit.variable(.weight(layer: layer, unit: unit, from: from))
  }

  mutating func bias(_ layer: Int, _ unit: Int) throws(MeaningError) -> Circuit.Wire {
    try check(layer, unit, .bias(.number(layer), .number(unit)))
    guard plan.hasBiases else { throw .noSuchQuantity(.bias(.number(layer), .number(unit))) }
    return try circuit.variable(.bias(layer: layer, unit: unit))
  }

  /// Checks that there is a layer behind the input, and a unit in it.
  private func check(
    _ layer: Int, _ unit: Int, _ quantity: @autoclosure () -> Quantity
  ) throws(MeaningError) {
    guard layer >= 1, layer <= plan.depth, unit >= 1, unit <= plan.widths[layer] else {
      throw .noSuchQuantity(quantity())
    }
  }

  // MARK: The passes

  mutating func weightedInput(
    _ layer: Int, _ unit: Int, _ sample: Int
  ) throws(MeaningError) -> Circuit.Wire {
    try check(layer, unit, .weightedInput(.number(layer), .number(unit)))
    return try self.layer(layer, sample).z[unit - 1]
  }

  mutating func activation(
    _ layer: Int, _ unit: Int, _ sample: Int
  ) throws(MeaningError) -> Circuit.Wire {
    if layer == 0 { return try input(unit, sample) }
    try check(layer, unit, .activation(.number(layer), .number(unit)))
    return try self.layer(layer, sample).a[unit - 1]
  }

  /// Returns the place of a sample's pass, which is begun where there is none.
  private mutating func pass(_ sample: Int) -> Int {
    if let first = passes.first, first.sample == sample { return 0 }
    if let known = passOfSample[sample] { return known }
    passOfSample[sample] = passes.count
    passes.append(
      Pass(
        sample: sample, layers: Array(repeating: nil, count: plan.depth), cost: nil,
        errors: Array(repeating: nil, count: unitsBefore[plan.depth + 1])))
    return passes.count - 1
  }

  private mutating func layer(_ layer: Int, _ sample: Int) throws(MeaningError) -> Layer {
    let pass = pass(sample)
    if let known = passes[pass].layers[layer - 1] { return known }
    var previous: [Circuit.Wire] = []
    if layer == 1 {
      for unit in 1...plan.widths[0] { previous.append(try input(unit, sample)) }
    } else {
      previous = try self.layer(layer - 1, sample).a
    }
    var z: [Circuit.Wire] = []
    for unit in 1...plan.widths[layer] {
      var terms: [Circuit.Term] = []
      for (from, value) in previous.enumerated() {
        let weight = try weight(layer, unit, from + 1)
        terms.append(.init(wire: try circuit.product(weight, value), coefficient: 1))
      }
      if plan.hasBiases { terms.append(.init(wire: try bias(layer, unit), coefficient: 1)) }
      let wire = try circuit.sum(terms)
      circuit.name(wire)
      z.append(wire)
    }
    var a: [Circuit.Wire] = []
    if plan.activations[layer - 1] == .softmax {
      a = try circuit.softmax(z)
    } else {
      for wire in z {
        let value = try function(ofLayer: layer, at: wire)
        // The identity makes a number of its own, so that nudging a leaves z alone.
        a.append(
          value == wire ? try circuit.wire(.function(.identity, wire)) : value)
      }
    }
    for wire in a { circuit.name(wire) }
    let result = Layer(z: z, a: a)
    passes[pass].layers[layer - 1] = result
    return result
  }

  /// Returns the wire of f(u) for the activation function of a layer.
  mutating func function(
    ofLayer layer: Int, at argument: Circuit.Wire
  ) throws(MeaningError) -> Circuit.Wire {
    guard let activation = plan.activations[layer - 1] else {
      return try circuit.apply(.general(order: 0), to: argument)
    }
    return try circuit.activation(activation, at: argument, kink: plan.derivativeAtKink)
  }

  // MARK: Cost and errors

  /// C of one sample.
  mutating func cost(ofSample sample: Int) throws(MeaningError) -> Circuit.Wire {
    let pass = pass(sample)
    if let known = passes[pass].cost { return known }
    let depth = plan.depth
    var outputs: [Circuit.Wire] = []
    var targets: [Circuit.Wire] = []
    for unit in 1...plan.widths[depth] {
      outputs.append(try activation(depth, unit, sample))
      targets.append(try target(unit, sample))
    }
    let wire: Circuit.Wire
    if let cost = plan.cost {
      wire = try self.cost(cost, outputs, targets)
    } else {
      wire = try circuit.wire(
        .cost(CircuitCost(sample: sample, outputs: outputs, targets: targets)))
    }
    circuit.name(wire)
    passes[pass].cost = wire
    return wire
  }

  private mutating func cost(
    _ cost: Cost, _ outputs: [Circuit.Wire], _ targets: [Circuit.Wire]
  ) throws(MeaningError) -> Circuit.Wire {
    var terms: [Circuit.Term] = []
    for (a, y) in zip(outputs, targets) {
      switch cost {
      case .halfSquaredError, .squaredError:
        let square = try circuit.power(circuit.difference(a, y), 2)
        terms.append(
          .init(wire: square, coefficient: cost == .squaredError ? 1 : Rational(1, 2)))
      case .crossEntropy:
        terms.append(
          .init(wire: try circuit.product(y, circuit.apply(.logarithm, to: a)), coefficient: -1))
      case .binaryCrossEntropy:
        let rest = try circuit.difference(circuit.one, a)
        let other = try circuit.difference(circuit.one, y)
        terms.append(
          .init(wire: try circuit.product(y, circuit.apply(.logarithm, to: a)), coefficient: -1))
        terms.append(
          .init(
            wire: try circuit.product(other, circuit.apply(.logarithm, to: rest)),
            coefficient: -1))
      }
    }
    return try circuit.sum(terms)
  }

  /// C of all samples.
  mutating func batchCost() throws(MeaningError) -> Circuit.Wire {
    let batch = plan.batch ?? Array(1...plan.samples)
    if batch.count == 1 { return try cost(ofSample: batch[0]) }
    var terms: [Circuit.Term] = []
    let share = plan.reduction == .sum ? Rational.one : Rational(1, batch.count)
    for sample in batch {
      terms.append(.init(wire: try cost(ofSample: sample), coefficient: share))
    }
    return try circuit.sum(terms)
  }

  /// δ, the derivative of the sample's cost by z.
  mutating func error(
    _ layer: Int, _ unit: Int, _ sample: Int
  ) throws(MeaningError) -> Circuit.Wire {
    try check(layer, unit, .error(.number(layer), .number(unit)))
    let pass = pass(sample)
    let place = unitsBefore[layer] + unit - 1
    if let known = passes[pass].errors[place] { return known }
    let z = try weightedInput(layer, unit, sample)
    let wire = try costDerivative(by: z, feeding: layer + 1, sample)
    passes[pass].errors[place] = wire
    return wire
  }

  /// ∂C/∂Y of a sample, where everything that Y feeds goes through the pre-activations of a layer.
  ///
  /// Layer by layer, the derivatives that follow are shared: ∂C/∂Y = Σ_k δ_k ∂z_k/∂Y.
  mutating func costDerivative(
    by wire: Circuit.Wire, feeding layer: Int, _ sample: Int
  ) throws(MeaningError) -> Circuit.Wire {
    guard layer <= plan.depth else {
      return try circuit.derivative(of: cost(ofSample: sample), by: wire)
    }
    var terms: [Circuit.Term] = []
    for unit in 1...plan.widths[layer] {
      let z = try weightedInput(layer, unit, sample)
      let slope = try circuit.derivative(of: z, by: wire)
      guard slope != circuit.zero else { continue }
      let error = try error(layer, unit, sample)
      terms.append(.init(wire: try circuit.product(error, slope), coefficient: 1))
    }
    return try circuit.sum(terms)
  }
}
