public import BackpropEngine
import ExactArithmetic
public import MathSyntax

/// Draws which answer a network of two inputs gives where, with the samples in their places.
///
/// One output answers yes or no, several answer with the largest. Numbers are in double precision.
public struct DecisionFigure: Sendable {
  private let problem: Problem
  private let network: SampledNetwork
  private let writer: NotationWriter

  /// The lines of more units in the first layer would hide everything else.
  private static let mostLines = 4

  /// Creates the drawing of a problem's network.
  ///
  /// - Parameter parameters: the weights and biases, where they are not those that were given: after
  ///   a training, for instance.
  /// - Returns: nil unless the network has two inputs.
  public init?(_ problem: Problem, parameters: Parameters<Double>? = nil, notation: Notation) {
    guard problem.network.width(0) == 2 else { return nil }
    self.problem = problem
    network = SampledNetwork(problem, parameters: parameters)
    writer = NotationWriter(notation, context: problem.notationContext)
  }

  /// Returns the drawing.
  public func figure() -> Figure {
    let area = self.area
    let plane = DecisionPlane(area: area, classCount: max(2, outputs)) { scores(at: $0) }
    let polygons = plane.polygons(
      cutBy: cutsFirst ? lines : [], isEvenBetweenCuts: isEvenBetweenCuts)
    let marks = self.marks
    return Figure(
      caption: caption,
      content: .plot(
        Plot(
          horizontalAxis: .init(label: [.formula(writer.formula(.input(1)))], range: area.x),
          verticalAxis: .init(label: [.formula(writer.formula(.input(2)))], range: area.y),
          regions: zip(labels, polygons).map { .init(label: $0, polygons: $1) },
          curves: hasLines ? lines.enumerated().compactMap { curve(of: $1, unit: $0 + 1) } : [],
          marks: marks, hasEqualScales: true)))
  }

  private var depth: Int { problem.network.depth }
  private var outputs: Int { problem.network.width(depth) }
  private var first: Network.Layer { problem.network.layers[0] }
  private var last: Network.Layer { problem.network.layers[depth - 1] }

  // MARK: The plane

  /// What is drawn: the samples, with some room around them.
  private var area: DecisionPlane.Area {
    func range(_ input: Int) -> ClosedRange<Double> {
      let values = problem.samples.map { Double($0.input[input].value) }
      let lower = values.min() ?? 0
      let upper = values.max() ?? 1
      let margin = upper > lower ? (upper - lower) / 2 : 1
      return lower - margin...upper + margin
    }
    return DecisionPlane.Area(x: range(0), y: range(1))
  }

  /// How much speaks for each answer: of one output, how far it is above the threshold.
  private func scores(at point: Plot.Point) -> [Double] {
    guard let (z, a) = network.outputs(at: [point.x, point.y]) else {
      return Array(repeating: 0, count: max(2, outputs))
    }
    if outputs > 1 { return last.activation == .softmax ? z : a }
    // Where the output is on one side of the threshold just where z is, z has the straighter lines.
    let score = isTurnOfSign ? z[0] : a[0] - threshold
    return [score, -score]
  }

  /// The output from which the answer is yes.
  private var threshold: Double {
    let targets = Set(problem.samples.compactMap { $0.target.map { Double($0[0].value) } })
    if targets.count == 2, let low = targets.min(), let high = targets.max() {
      return (low + high) / 2
    }
    return switch last.activation {
    case .tanh, .scaledTanh, .sign: 0
    default: 0.5
    }
  }

  /// Whether the output passes the threshold where its weighted input changes its sign.
  private var isTurnOfSign: Bool {
    switch last.activation {
    case .step: threshold > 0 && threshold < 1
    case .sigmoid: threshold == 0.5
    case .sign: threshold > -1 && threshold < 1
    case .tanh, .scaledTanh: threshold == 0
    default: false
    }
  }

  /// The lines z = 0 of the first layer's units: a x + b y + c = 0.
  private var lines: [DecisionPlane.Line] {
    (1...first.weights.rows).map { unit in
      let (weights, bias) = network.line(ofUnit: unit)
      return DecisionPlane.Line(a: weights[0], b: weights[1], c: bias)
    }
  }

  /// Whether the first layer bends or jumps just at its lines.
  private var cutsFirst: Bool {
    guard depth > 1, first.weights.rows <= 12 else { return false }
    return switch first.activation {
    case .step, .sign, .relu, .leakyReLU: true
    default: false
    }
  }

  /// Whether scores change evenly between the cuts, so that no finer grid is needed.
  private var isEvenBetweenCuts: Bool {
    let isStraight =
      outputs > 1
      ? last.activation == .identity || last.activation == .softmax
      : isTurnOfSign || last.activation == .identity
    return isStraight
      && (depth == 1 || (depth == 2 && (cutsFirst || first.activation == .identity)))
  }

  // MARK: Words

  private var hasLines: Bool { first.weights.rows <= Self.mostLines }

  private var caption: [Inline] {
    ["Which answer the network gives to which input"]
  }

  /// What the regions are called.
  private var labels: [[Inline]] {
    if outputs > 1 {
      return (1...outputs).map { unit in
        Prose("\(output(unit)) is largest").inlines
      }
    }
    switch last.activation {
    case .step where isTurnOfSign: return [equation("1"), equation("0")]
    case .sign where isTurnOfSign: return [equation("1"), equation("1", isNegative: true)]
    default:
      let limit = writer.formula(.computed(.double(threshold)))
      return [(.greaterOrEqual), (.less)].map { (relation: MathSymbol) in
        [.formula(output(1) + [.symbol(relation)] + Self.short(threshold, limit))]
      }
    }
  }

  private static func short(_ number: Double, _ formula: Formula) -> Formula {
    number == 0.5 ? [.number("0.5")] : number == 0 ? [.number("0")] : formula
  }

  private func output(_ unit: Int) -> Formula {
    writer.formula(.activation(.number(depth), .number(unit)))
  }

  private func equation(_ digits: String, isNegative: Bool = false) -> [Inline] {
    let sign: Formula = isNegative ? [.symbol(.minus)] : []
    return [.formula(output(1) + [.symbol(.equals)] + sign + [.number(digits)])]
  }

  private func curve(of line: DecisionPlane.Line, unit: Int) -> Plot.Curve? {
    guard let ends = line.segment(in: area) else { return nil }
    let z = writer.formula(.weightedInput(1, .number(unit)))
    return .init(label: [.formula(z + [.symbol(.equals), .number("0")])], points: ends)
  }

  /// The samples, one kind of marks for each target.
  private var marks: [Plot.Marks] {
    var kinds: [(target: [TypedNumber], points: [Plot.Point])] = []
    for sample in problem.samples {
      let point = Plot.Point(Double(sample.input[0].value), Double(sample.input[1].value))
      let target = sample.target ?? []
      if let place = kinds.firstIndex(where: { $0.target.map(\.value) == target.map(\.value) }) {
        kinds[place].points.append(point)
      } else {
        kinds.append((target, [point]))
      }
    }
    return kinds.map { target, points in
      guard !target.isEmpty else { return .init(label: ["sample"], points: points) }
      var label: Prose = "target "
      for (position, number) in target.enumerated() {
        label = "\(label)\(position > 0 ? ", " : "")\(writer.formula(NumberLiteral.typed(number)))"
      }
      return .init(label: label.inlines, points: points)
    }
  }
}
