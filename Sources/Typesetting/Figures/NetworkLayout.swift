import MathSyntax

/// Where the parts of a network diagram are drawn, in units of the format's own.
///
/// Columns are centred beside each other; a weight stands near the start of its connection, and
/// moves along it where another weight stands already.
struct NetworkLayout {
  /// A place in the drawing, from the upper left corner.
  struct Position: Hashable {
    var x: Double
    var y: Double
  }

  /// How much room things need.
  struct Measures {
    /// The height of a unit without its notes.
    var unitHeight: Double
    /// The height of the notes below each unit.
    var noteHeight: Double
    /// The least room between a unit with its notes and the next.
    var unitGap: Double
    /// The room above the units for the names of the layers.
    var titleHeight: Double
    /// The room between two columns of units.
    var columnGap: Double
    /// The height of a weight.
    var labelHeight: Double
    /// Whether weights stand on whole rows and columns.
    var isOnGrid = false
  }

  /// A layer's place.
  struct Column {
    /// The middle of the column.
    var x: Double
    /// The width of its widest unit.
    var width: Double
    /// The middle of each unit.
    var units: [Double]
    /// The middle of each ellipsis for units that are not drawn, and how many these are.
    var gaps: [(y: Double, count: Int)]

    var left: Double { x - width / 2 }
    var right: Double { x + width / 2 }
  }

  /// A connection's place.
  struct Line {
    var start: Position
    var end: Position
    /// The middle of its weight; nil: no weight, or no room for it.
    var label: Position?
  }

  private(set) var columns: [Column] = []
  /// One line for each connection of the diagram.
  private(set) var lines: [Line] = []
  /// The middle of each ellipsis for layers that are not drawn.
  private(set) var layerGaps: [Position] = []
  private(set) var width = 0.0
  private(set) var height = 0.0

  /// The parts of a connection at which a weight may stand, the best first.
  private static let labelPlaces = [
    0.3, 0.36, 0.24, 0.42, 0.48, 0.54, 0.18, 0.6, 0.66, 0.72, 0.78, 0.84,
  ]

  /// Finds the places.
  ///
  /// - Parameters:
  ///   - unitWidth: the width of a unit, notes included.
  ///   - labelWidth: the width of a weight.
  init(
    _ diagram: NetworkDiagram, _ measures: Measures,
    unitWidth: (NetworkDiagram.Unit) -> Double,
    labelWidth: (NetworkDiagram.Reading) -> Double
  ) {
    place(diagram, measures, unitWidth)
    connect(diagram)
    label(diagram, measures, labelWidth)
  }

  private mutating func place(
    _ diagram: NetworkDiagram, _ measures: Measures, _ unitWidth: (NetworkDiagram.Unit) -> Double
  ) {
    let pitch = measures.unitHeight + measures.noteHeight + measures.unitGap
    func slots(_ layer: NetworkDiagram.Layer) -> Int {
      layer.units.count + Self.missing(in: layer).count { $0 > 0 }
    }
    let most = diagram.layers.map(slots).max() ?? 0
    height = measures.titleHeight + Double(most) * pitch - measures.unitGap
    var previous: Int?
    for layer in diagram.layers {
      if let number = previous {
        if layer.number > number + 1 {
          layerGaps.append(
            Position(
              x: width + measures.columnGap / 2, y: measures.titleHeight + Double(most) * pitch / 2)
          )
        }
        width += measures.columnGap
      }
      previous = layer.number
      let columnWidth = layer.units.map(unitWidth).max() ?? 0
      var column = Column(x: width + columnWidth / 2, width: columnWidth, units: [], gaps: [])
      var y =
        measures.titleHeight + Double(most - slots(layer)) * pitch / 2 + measures.unitHeight / 2
      let missing = Self.missing(in: layer)
      for index in 0...layer.units.count {
        if missing[index] > 0 {
          column.gaps.append((y, missing[index]))
          y += pitch
        }
        guard index < layer.units.count else { break }
        column.units.append(measures.isOnGrid ? Double(Int.nearest(y - 0.5)) + 0.5 : y)
        y += pitch
      }
      columns.append(column)
      width += columnWidth
    }
  }

  /// How many units are not drawn before each drawn one, and behind the last.
  private static func missing(in layer: NetworkDiagram.Layer) -> [Int] {
    let numbers = [0] + layer.units.map(\.number) + [layer.width + 1]
    return zip(numbers, numbers.dropFirst()).map { max(0, $1 - $0 - 1) }
  }

  private mutating func connect(_ diagram: NetworkDiagram) {
    for edge in diagram.edges {
      let start = Self.place(of: edge.from, layer: edge.layer - 1, in: diagram)
      let end = Self.place(of: edge.to, layer: edge.layer, in: diagram)
      guard let start, let end else {
        lines.append(Line(start: .init(x: 0, y: 0), end: .init(x: 0, y: 0)))
        continue
      }
      lines.append(
        Line(
          start: Position(
            x: columns[start.column].right, y: columns[start.column].units[start.unit]),
          end: Position(x: columns[end.column].left, y: columns[end.column].units[end.unit])))
    }
  }

  private static func place(
    of number: Int, layer: Int, in diagram: NetworkDiagram
  ) -> (column: Int, unit: Int)? {
    guard let column = diagram.layers.firstIndex(where: { $0.number == layer }),
      let unit = diagram.layers[column].units.firstIndex(where: { $0.number == number })
    else { return nil }
    return (column, unit)
  }

  // MARK: Weights

  private mutating func label(
    _ diagram: NetworkDiagram, _ measures: Measures,
    _ labelWidth: (NetworkDiagram.Reading) -> Double
  ) {
    struct Box {
      var left: Double
      var right: Double
      var top: Double
      var bottom: Double

      func overlaps(_ other: Box) -> Bool {
        left < other.right && other.left < right && top < other.bottom && other.top < bottom
      }
    }
    var taken: [Box] = []
    for (index, edge) in diagram.edges.enumerated() {
      guard let weight = edge.weight else { continue }
      let (start, end) = (lines[index].start, lines[index].end)
      let halfWidth = labelWidth(weight) / 2
      let halfHeight = measures.labelHeight / 2
      for part in Self.labelPlaces {
        var x = start.x + (end.x - start.x) * part
        var y = start.y + (end.y - start.y) * part
        // The whole label lies between the columns.
        x = min(max(x, start.x + halfWidth), end.x - halfWidth)
        if measures.isOnGrid {
          x = Double(Int.nearest(x - halfWidth)) + halfWidth
          y = Double(Int.nearest(y - 0.5)) + 0.5
        }
        let box = Box(
          left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight)
        guard !taken.contains(where: box.overlaps) else { continue }
        taken.append(box)
        lines[index].label = Position(x: x, y: y)
        break
      }
    }
  }
}
