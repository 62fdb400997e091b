public import BackpropEngine
import ExactArithmetic
public import MathSyntax

/// Plots activation functions, and their derivatives beside them.
public struct ActivationFigure: Sendable {
  private let activations: [Activation]
  private let writer: NotationWriter
  private static let intervals = 200

  /// Creates the plot of functions of one number.
  ///
  /// - Precondition: softmax is not among them: it is a function of its whole layer.
  public init(_ activations: [Activation], notation: Notation) {
    precondition(!activations.contains(.softmax), "softmax is a function of its whole layer")
    self.activations = activations
    writer = NotationWriter(notation)
  }

  /// Returns the plot over a range of z.
  ///
  /// - Parameter showsDerivative: whether each function's derivative is drawn too.
  public func figure(
    over range: ClosedRange<Double> = -5...5, showsDerivative: Bool = true
  ) -> Figure {
    let argument = Formula([writer.notation.letters[.weightedInput]])
    let name = Formula.Item.letter(writer.notation.activationFunction)
    let value: Formula = [name, .fenced(argument)]
    let slope: Formula = [.script(name, sup: [.symbol(.prime)]), .fenced(argument)]
    var curves: [Plot.Curve] = []
    for activation in activations {
      let title = activations.count > 1 ? "\(activation.title): " : ""
      curves.append(
        .init(
          label: Prose("\(title)\(value)").inlines,
          pieces: pieces(of: activation, over: range) { function, z throws(ArithmeticFault) in
            try function.value(at: z)
          }))
      guard showsDerivative else { continue }
      curves.append(
        .init(
          label: Prose("\(title)\(slope)").inlines,
          pieces: pieces(of: activation, over: range) { function, z throws(ArithmeticFault) in
            try function.derivative(at: z, value: function.value(at: z))
          }))
    }
    let names = activations.map(\.title).joined(separator: ", ")
    let derivative =
      showsDerivative
      ? activations.count > 1 ? " and their derivatives" : " and its derivative" : ""
    return Figure(
      caption: [.text("\(names)\(derivative)")],
      content: .plot(
        Plot(
          horizontalAxis: .init(label: [.formula(argument)], range: range),
          verticalAxis: .init(label: []), curves: curves)))
  }

  /// Samples a function, parted where it jumps.
  private func pieces(
    of activation: Activation, over range: ClosedRange<Double>,
    _ value: (ActivationFunction<Double>, Double) throws(ArithmeticFault) -> Double
  ) -> [[Plot.Point]] {
    let function = ActivationFunction<Double>(activation)
    let span = range.upperBound - range.lowerBound
    let places = (0...Self.intervals).map {
      range.lowerBound + span * Double($0) / Double(Self.intervals)
    }
    // A step just before each kink or jump shows which value belongs to the place itself.
    let corners = [0.0, 6.0].filter { range.contains($0) && $0 > range.lowerBound }
    let all = (places + corners + corners.map { $0 - span * 1e-9 }).sorted()
    var pieces: [[Plot.Point]] = [[]]
    for z in all {
      guard let y = try? value(function, z), y.isFinite else {
        pieces.append([])
        continue
      }
      if let last = pieces[pieces.count - 1].last, z - last.x < span * 1e-8, abs(y - last.y) > 1e-6
      {
        pieces.append([])
      }
      pieces[pieces.count - 1].append(.init(z, y))
    }
    return pieces.filter { !$0.isEmpty }
  }
}
