public import BackpropEngine
import ExactArithmetic
import MathSyntax

extension Explanation {
  /// Matrices and tables up to this many rows or columns are printed.
  private static let largestTable = 10

  /// Returns what the problem gives: the network, its parameters, the samples.
  ///
  /// - Parameter drawing: what is put between the network's shape and its numbers.
  func given(_ level: Int, drawing: [Block] = []) -> [Block] {
    let network = problem.network
    let widths = (0...network.depth).map { String(network.width($0)) }.joined(separator: "–")
    var blocks: [Block] = [.heading(level, "Given")]
    let inputs = Self.count(network.width(0), "input")
    let outputs = Self.count(network.width(network.depth), "output")
    let hasBiases = (1...network.depth).contains { problem.showsBiases(layer: $0) }
    let parameters =
      hasBiases
      ? "\(problem.parameterCount) weights and biases"
      : Self.count(problem.parameterCount, "weight")
    blocks.append(
      .text("A \(widths) network: \(inputs), \(outputs), \(parameters)."))
    blocks += drawing
    blocks.append(layerTable)
    let equations = parameterEquations
    if !equations.isEmpty { blocks.append(.equations(equations)) }
    if network.layers.contains(where: { !isPrintable($0.weights) }) {
      blocks.append(.text("Weight matrices that are not printed are as in the problem file."))
    }
    blocks += samples
    return blocks
  }

  private static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }

  private var layerTable: Block {
    let rows = problem.network.layers.enumerated().map { position, layer -> [[Inline]] in
      let number = position + 1
      return [
        [.text(String(number))],
        [.text(String(problem.network.width(number)))],
        [.text(layer.activation.title)],
        [.formula(definition(of: layer.activation, layer: number))],
      ]
    }
    return .table(
      Table(
        columns: [
          .init(["layer"], .trailing), .init(["units"], .trailing), .init(["activation"]),
          .init(["definition"]),
        ], rows: rows))
  }

  /// σ(z) = …, or for softmax the share of one unit.
  private func definition(of activation: Activation, layer: Int) -> Formula {
    let z = Formula([notationLetter(.weightedInput)])
    let name = Formula([.letter(options.notation.activationFunction), .fenced(z)])
    func equals(_ expression: MathExpression) -> Formula {
      name + [.symbol(.equals)] + writer.formula(expression)
    }
    let argument = MathExpression.quantity(Quantity(.weightedInput))
    let isPositive = Comparison(argument, .greater, 0)
    switch activation {
    case .identity: return equals(argument)
    case .step:
      return equals(.cases([.init(1, if: .init(argument, .greaterOrEqual, 0)), .init(0, if: nil)]))
    case .sign:
      return equals(
        .cases([.init(1, if: .init(argument, .greaterOrEqual, 0)), .init(-1, if: nil)]))
    case .sigmoid: return equals(1 / (1 + .apply(.exponential, -argument)))
    case .tanh: return equals(.apply(.hyperbolicTangent, argument))
    case .scaledTanh:
      return equals(
        .product([
          .number(.typed(TypedNumber(value: Rational(17159, 10000), text: "1.7159"))),
          .apply(.hyperbolicTangent, .product([2, argument]) / 3),
        ]))
    case .relu: return equals(.maximum([0, argument]))
    case .leakyReLU(let slope):
      return equals(
        .cases([
          .init(argument, if: isPositive),
          .init(.product([.number(.typed(slope)), argument]), if: nil),
        ]))
    case .relu6: return equals(.minimum([.maximum([0, argument]), 6]))
    case .elu(let alpha):
      return equals(
        .cases([
          .init(argument, if: isPositive),
          .init(
            .product([.number(.typed(alpha)), .apply(.exponential, argument) - 1]), if: nil),
        ]))
    case .softplus: return equals(.apply(.logarithm, 1 + .apply(.exponential, argument)))
    case .square: return equals(argument.squared)
    case .softmax:
      let l = Index.number(layer)
      let unit = Letters.j
      return writer.formula(Letters.a(l, unit)) + [.symbol(.equals)]
        + writer.formula(
          .apply(.exponential, Letters.z(l, unit))
            / Letters.sum(Letters.k, over: l, .apply(.exponential, Letters.z(l, Letters.k))))
    }
  }

  func notationLetter(_ kind: Quantity.Kind) -> Formula.Item { options.notation.letters[kind] }

  private func isPrintable(_ matrix: Matrix<TypedNumber>) -> Bool {
    matrix.rows <= Self.largestTable && matrix.columns <= Self.largestTable
  }

  private var parameterEquations: [Equation] {
    var equations: [Equation] = []
    for (position, layer) in problem.network.layers.enumerated() where isPrintable(layer.weights) {
      let l = Index.number(position + 1)
      let rows = (1...layer.weights.rows).map { row in
        (1...layer.weights.columns).map { column in
          MathExpression.number(.typed(layer.weights[row, column]))
        }
      }
      equations.append(equation(.weight(l, to: nil, from: nil), .matrix(rows)))
      if layer.hasBiases {
        let biases = layer.biases.map { MathExpression.number(.typed($0)) }
        equations.append(equation(.bias(l, nil), .vector(biases)))
      }
    }
    return equations
  }

  private func equation(_ quantity: Quantity, _ entries: MathExpression) -> Equation {
    Equation(
      Derivation(
        subject: writer.formula(quantity), lines: [.init(.equals, writer.formula(entries))]))
  }

  private var samples: [Block] {
    let network = problem.network
    let width = network.width(0)
    guard !problem.samples.isEmpty else { return [] }
    let hasTargets = problem.samples.allSatisfy { $0.target != nil }
    let outputs = hasTargets ? network.width(network.depth) : 0
    guard width + outputs <= Self.largestTable, problem.samples.count <= 2 * Self.largestTable
    else {
      let samples = Self.count(problem.samples.count, "sample")
      return [.text("\(samples), as in the problem file.")]
    }
    var columns = [Table.Column(["sample"], .trailing)]
    for unit in 1...width {
      columns.append(.init([.formula(writer.formula(.input(.number(unit))))], .trailing))
    }
    if outputs > 0 {
      for unit in 1...outputs {
        columns.append(.init([.formula(writer.formula(.target(.number(unit))))], .trailing))
      }
    }
    let rows = problem.samples.enumerated().map { position, sample -> [[Inline]] in
      let numbers = sample.input + (hasTargets ? sample.target ?? [] : [])
      return [[.text(String(position + 1))]]
        + numbers.map { [.formula(writer.formula(.typed($0)))] }
    }
    return [.table(Table(columns: columns, rows: rows))]
  }
}

extension Activation {
  /// The name of the function in running text.
  public var title: String {
    switch self {
    case .identity: "identity"
    case .step: "step"
    case .sign: "sign"
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .scaledTanh: "scaled tanh"
    case .relu: "ReLU"
    case .leakyReLU: "leaky ReLU"
    case .relu6: "ReLU6"
    case .elu: "ELU"
    case .softplus: "softplus"
    case .square: "square"
    case .softmax: "softmax"
    }
  }
}

extension Problem {
  /// A title for a problem that has none: "2–2–1 network".
  public var shapeTitle: String {
    (0...network.depth).map { String(network.width($0)) }.joined(separator: "–") + " network"
  }

  /// How many weights and biases there are.
  var parameterCount: Int {
    (1...network.depth).reduce(0) { count, layer in
      count + network.width(layer) * network.width(layer - 1)
        + (showsBiases(layer: layer) ? network.width(layer) : 0)
    }
  }
}
