import MathSyntax

extension Plot {
  /// The scales of both axes; nil if there is nothing that can be shown.
  var scales: (horizontal: PlotScale, vertical: PlotScale)? {
    let points =
      curves.flatMap(\.points) + marks.flatMap(\.points) + regions.flatMap { $0.polygons.joined() }
    func scale(_ axis: Axis, _ values: [Double]) -> PlotScale? {
      if let range = axis.range {
        return PlotScale([range.lowerBound, range.upperBound], isLogarithmic: axis.isLogarithmic)
      }
      return PlotScale(values, isLogarithmic: axis.isLogarithmic)
    }
    guard !points.isEmpty, let horizontal = scale(horizontalAxis, points.map(\.x)),
      let vertical = scale(verticalAxis, points.map(\.y))
    else { return nil }
    return (horizontal, vertical)
  }

  /// The height of the plot for a width, where both axes have the same scale; else nil.
  func height(forWidth width: Double, _ horizontal: PlotScale, _ vertical: PlotScale) -> Double? {
    guard hasEqualScales, !horizontal.isLogarithmic, !vertical.isLogarithmic else { return nil }
    return width * min(2, max(0.4, vertical.extent / horizontal.extent))
  }
}

/// The shape of a mark, by its place in the legend.
enum MarkShape: Int, CaseIterable {
  case disc
  case ring
  case square
  case triangle
  case diamond

  /// Returns the shape of the marks at a place in the legend.
  static func at(_ index: Int) -> MarkShape { allCases[index % allCases.count] }

  /// The shape as a character, of those that terminals draw one column wide.
  var character: Character {
    switch self {
    case .disc: "●"
    case .ring: "○"
    case .square: "■"
    case .triangle: "▲"
    case .diamond: "◆"
    }
  }
}
