import BackpropEngine
import ExactArithmetic
import MathSyntax
import Typesetting

/// Makes a problem of the values of a problem file.
enum ProblemReader {
  static func problem(_ node: ProblemNode) throws(ProblemFileError) -> Problem {
    try node.checkKeys([
      "title", "layers", "cost", "samples", "optimizer", "reduction", "batchSize",
      "derivativeAtKink", "biasUpdate", "regularizer",
    ])
    let network = try network(node.required("layers"))
    let cost = try node["cost"].map { node throws(ProblemFileError) in
      try node.enumeration(Cost.self)
    }
    let samplesNode = try node.required("samples")
    var problem = Problem(
      network: network, cost: cost, samples: try samples(samplesNode, network, cost))
    problem.title = try node["title"].map { title throws(ProblemFileError) in try title.text() }
    if let reduction = node["reduction"] {
      problem.reduction = try reduction.enumeration(Reduction.self)
    }
    if let biasUpdate = node["biasUpdate"] {
      problem.biasUpdate = try biasUpdate.enumeration(Problem.BiasUpdate.self)
    }
    if let kink = node["derivativeAtKink"] {
      problem.derivativeAtKink = try kink.integer(0...1) == 1 ? .one : .zero
    }
    if let size = node["batchSize"] {
      problem.batchSize = try size.integer(1...problem.samples.count)
    }
    problem.regularizer = try node["regularizer"].map(regularizer)
    if let optimizer = node["optimizer"] {
      problem.optimizer = try OptimizerReader.optimizer(optimizer)
      try check(problem, optimizer)
    }
    if problem.biasUpdate == .shared { try checkSharedBiases(of: network, node) }
    if cost != nil, problem.samples.contains(where: { $0.target == nil }),
      let index = problem.samples.firstIndex(where: { $0.target == nil }),
      problem.samples.contains(where: { $0.target != nil })
    {
      throw .missing(
        try samplesNode.elements(expected: "a list of samples")[index].place, key: "target")
    }
    return problem
  }

  // MARK: Network

  private static func network(_ node: ProblemNode) throws(ProblemFileError) -> Network {
    let nodes = try node.elements(expected: "a list of layers [ … ]")
    guard !nodes.isEmpty else {
      throw .wrongKind(node.place, found: "an empty list", expected: "at least one layer")
    }
    var layers: [Network.Layer] = []
    for (position, layerNode) in nodes.enumerated() {
      let layer = try layer(layerNode)
      if let previous = layers.last, layer.weights.columns != previous.weights.rows {
        throw .notAllowed(
          try layerNode.required("weights").place,
          found:
            "\(counted(layer.weights.columns, "weight")) a row, but the layer before has \(counted(previous.weights.rows, "unit"))",
          expected:
            "a row of weights has one weight for each unit of the layer before; are the weights transposed?"
        )
      }
      if layer.activation == .softmax, position < nodes.count - 1 {
        throw .notAllowed(
          try layerNode.required("activation").place, found: "softmax in layer \(position + 1)",
          expected: "softmax is for the last layer only")
      }
      layers.append(layer)
    }
    return Network(layers: layers)
  }

  private static func layer(_ node: ProblemNode) throws(ProblemFileError) -> Network.Layer {
    try node.checkKeys(["activation", "weights", "biases", "slope", "alpha"])
    let activation = try activation(node)
    let weights = try weights(node.required("weights"))
    var biases: [TypedNumber]?
    if let biasNode = node["biases"] {
      let entries = try biasNode.elements(expected: "a list of numbers, one for each unit")
      guard entries.count == weights.rows else {
        throw .notAllowed(
          biasNode.place,
          found:
            "\(counted(entries.count, "bias", "biases")) for \(counted(weights.rows, "unit"))",
          expected: "one bias for each row of the weights")
      }
      biases = try numbers(entries)
    }
    return Network.Layer(activation: activation, weights: weights, biases: biases)
  }

  private static func activation(_ node: ProblemNode) throws(ProblemFileError) -> Activation {
    let name = try node.required("activation").name(among: Activation.names)
    for (key, owner) in [("slope", "leaky-relu"), ("alpha", "elu")] {
      if let parameter = node[key], name != owner {
        throw .notAllowed(
          parameter.place, found: "\(name) has no \(key)",
          expected: "\"\(key)\" belongs to \(owner)")
      }
    }
    let usual = Activation(name: name) ?? .identity
    switch usual {
    case .leakyReLU(let slope): return .leakyReLU(slope: try node["slope"]?.number() ?? slope)
    case .elu(let alpha): return .elu(alpha: try node["alpha"]?.number() ?? alpha)
    default: return usual
    }
  }

  private static func weights(_ node: ProblemNode) throws(ProblemFileError) -> Matrix<TypedNumber> {
    let rows = try node.elements(expected: "a list of rows [[…], […]], one row for each unit")
    guard !rows.isEmpty else {
      throw .wrongKind(node.place, found: "an empty list", expected: "one row for each unit")
    }
    var entries: [TypedNumber] = []
    var columns = 0
    for (position, row) in rows.enumerated() {
      let cells = try row.elements(expected: "a row of numbers [ … ]")
      if position == 0 { columns = cells.count }
      guard cells.count == columns, columns > 0 else {
        throw .notAllowed(
          row.place,
          found: position == 0
            ? "an empty row"
            : "\(counted(cells.count, "number")), but the first row has \(columns)",
          expected: "all rows have the same length, one weight for each unit of the layer before")
      }
      entries += try numbers(cells)
    }
    return Matrix(rows: rows.count, columns: columns, entries: entries)
  }

  private static func numbers(_ nodes: [ProblemNode]) throws(ProblemFileError) -> [TypedNumber] {
    var numbers: [TypedNumber] = []
    numbers.reserveCapacity(nodes.count)
    for node in nodes { numbers.append(try node.number()) }
    return numbers
  }

  private static func checkSharedBiases(
    of network: Network, _ node: ProblemNode
  ) throws(ProblemFileError) {
    for (position, layer) in network.layers.enumerated()
    where layer.biases.contains(where: { $0 != layer.biases[0] }) {
      let layers = try node.required("layers").elements(expected: "a list of layers")
      throw .notAllowed(
        try layers[position].required("biases").place, found: "biases that differ",
        expected: "with \"biasUpdate\": \"shared\" all units of a layer have the same bias")
    }
  }

  // MARK: Samples

  private static func samples(
    _ node: ProblemNode, _ network: Network, _ cost: Cost?
  ) throws(ProblemFileError) -> [Problem.Sample] {
    let nodes = try node.elements(expected: "a list of samples [ … ]")
    guard !nodes.isEmpty else {
      throw .wrongKind(node.place, found: "an empty list", expected: "at least one sample")
    }
    var samples: [Problem.Sample] = []
    for sample in nodes {
      try sample.checkKeys(["input", "target"])
      let input = try vector(
        sample.required("input"), count: network.width(0),
        what: "inputs, as the weights of layer 1 have columns")
      var target: [TypedNumber]?
      if let targetNode = sample["target"] {
        let entries = try vector(
          targetNode, count: network.width(network.depth),
          what: "targets, as the last layer has units")
        try check(entries, of: targetNode, cost)
        target = entries
      }
      samples.append(Problem.Sample(input: input, target: target))
    }
    return samples
  }

  private static func vector(
    _ node: ProblemNode, count: Int, what: String
  ) throws(ProblemFileError) -> [TypedNumber] {
    let entries = try node.elements(expected: "a list of numbers [ … ]")
    guard entries.count == count else {
      throw .notAllowed(
        node.place, found: "found \(counted(entries.count, "number"))",
        expected: "expected as many \(what): \(count)")
    }
    return try numbers(entries)
  }

  private static func check(
    _ target: [TypedNumber], of node: ProblemNode, _ cost: Cost?
  ) throws(ProblemFileError) {
    let entries = try node.elements(expected: "a list of numbers")
    for (entry, number) in zip(entries, target) {
      switch cost {
      case .binaryCrossEntropy where number.value < 0 || number.value > 1:
        throw .notAllowed(
          entry.place, found: "a target of \(number.text.shortened)",
          expected: "binary cross-entropy takes targets from 0 to 1: they are probabilities")
      case .crossEntropy where number.value < 0:
        throw .notAllowed(
          entry.place, found: "a target of \(number.text.shortened)",
          expected: "cross-entropy takes targets of at least 0: they are probabilities")
      default: break
      }
    }
  }

  // MARK: Rest

  private static func regularizer(_ node: ProblemNode) throws(ProblemFileError) -> Regularizer {
    let keys = ["l1", "l2", "weightElimination"]
    try node.checkKeys(keys)
    let present = keys.filter { node[$0] != nil }
    guard present.count == 1, let parameter = node[present[0]] else {
      throw .wrongKind(
        node.place, found: present.isEmpty ? "an empty object" : "two regularisers",
        expected: "one of \"l1\", \"l2\" and \"weightElimination\" with its λ")
    }
    let strength = try parameter.number("a λ of at least 0") { $0 >= 0 }
    switch present[0] {
    case "l1": return .l1(strength)
    case "l2": return .l2(strength)
    default: return .weightElimination(strength)
    }
  }

  /// Checks what the perceptron rule asks of the network.
  private static func check(
    _ problem: Problem, _ optimizer: ProblemNode
  ) throws(ProblemFileError) {
    guard case .perceptron = problem.optimizer else { return }
    guard problem.network.depth == 1 else {
      throw .notAllowed(
        optimizer.place, found: "the perceptron rule for \(problem.network.depth) layers",
        expected: "the perceptron rule is for one layer; hidden layers need \"sgd\"")
    }
  }

  static func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
  }
}

extension ProblemNode {
  /// Reads one of the names of an enumeration.
  func enumeration<Names: CaseIterable & RawRepresentable<String>>(
    _ names: Names.Type
  ) throws(ProblemFileError) -> Names {
    let known = Names.allCases.map(\.rawValue)
    let name = try name(among: known)
    guard let result = Names(rawValue: name) else {
      throw .unknownName(place, name: name, known: known)
    }
    return result
  }
}
