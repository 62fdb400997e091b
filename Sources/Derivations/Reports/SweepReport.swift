public import BackpropEngine
public import ExactArithmetic
public import MathSyntax

/// Shows what is left of the error in the first layer when a network grows deeper, or when its
/// weights are scaled: Σ|δ¹| : Σ|δᴸ|, in a table and a plot.
public struct SweepReport: Sendable {
  private let axis: Axis
  private let series: [Series]
  private let writer: NotationWriter

  /// What is changed from row to row.
  public enum Axis: String, Hashable, Sendable, CaseIterable {
    /// The number of layers.
    case depth
    /// The factor before all weights.
    case weightScale = "weight-scale"

    var title: String {
      switch self {
      case .depth: "layers"
      case .weightScale: "weights times"
      }
    }
  }

  /// One network in all its sizes.
  public struct Series: Sendable {
    /// What it is called.
    public var title: String
    /// The place on the axis and the trace of the network there.
    public var points: [(place: TypedNumber, trace: Trace)]

    /// Creates a series.
    public init(title: String, points: [(place: TypedNumber, trace: Trace)]) {
      self.title = title
      self.points = points
    }
  }

  /// Creates the report of some networks over the same places.
  public init(_ series: [Series], over axis: Axis, notation: Notation, numbers: NumberStyle) {
    self.axis = axis
    self.series = series
    writer = NotationWriter(notation, numbers: numbers)
  }

  /// Returns a table with a column a network, and a plot.
  ///
  /// - Throws: `MeaningError` where a trace lacks a number.
  public func blocks() throws(MeaningError) -> [Block] {
    var rows: [[[Inline]]] = []
    var points = series.map { _ in [Plot.Point]() }
    for (row, (place, _)) in (series.first?.points ?? []).enumerated() {
      var cells: [[Inline]] = [[.formula(writer.formula(.typed(place)))]]
      for (column, each) in series.enumerated() {
        guard let share = try Self.share(each.points[row].trace) else {
          cells.append(["–"])
          continue
        }
        cells.append([.formula(writer.formula(share))])
        let size = share.approximate
        if size > 0 {
          points[column].append(Plot.Point(Double(place.value), size))
        }
      }
      rows.append(cells)
    }
    let curves = zip(series, points).filter { !$1.isEmpty }.map { each, points in
      Plot.Curve(label: [.text(each.title)], points: points)
    }
    let heading = writer.formula(quotient)
    return [
      .table(
        Table(
          columns: [.init([.text(axis.title)], .trailing)]
            + series.map { .init([.text($0.title)], .trailing) }, rows: rows)),
      .figure(
        Figure(
          caption: Prose("What is left of the error in layer 1: \(heading)").inlines,
          content: .plot(
            Plot(
              horizontalAxis: .init(
                label: [.text(axis.title)], isLogarithmic: axis == .weightScale),
              verticalAxis: .init(label: [.formula(heading)], isLogarithmic: true),
              curves: curves)))),
    ]
  }

  /// Σ|δ¹_j| / Σ|δᴸ_j|; with one unit a layer |δ¹/δᴸ|.
  private var quotient: MathExpression {
    func size(_ layer: Index) -> MathExpression {
      .apply(.absoluteValue, .quantity(.error(layer, nil)))
    }
    return size(1) / size(.last)
  }

  private static func share(_ trace: Trace) throws(MeaningError) -> Value? {
    if trace.problem.network.depth == 1 { return .one }
    let meaning = Meaning(trace: trace, moment: TraceMoment())
    func size(_ layer: Index) throws(MeaningError) -> Value {
      try meaning.value(
        of: Letters.sum(
          Letters.j, over: layer, .apply(.absoluteValue, Letters.error(layer, Letters.j))))
    }
    let last = try size(.last)
    guard last.sign == .positive else { return nil }
    do {
      return try size(1).divided(by: last)
    } catch let error as MeaningError {
      throw error
    } catch {
      return nil
    }
  }
}
