import MathSyntax

/// Draws curves with characters: Braille dots for a single curve, a mark for each of several.
///
/// Regions are filled with one character each; single points have shapes.
struct TextPlot {
  private let plot: Plot
  private let formulas: TextFormulaWriter
  private static let rows = 15
  private static let equalColumns = 44
  private static let marks: [Character] = ["*", "+", "o", "x", "#", "@", "%", "=", "~", "^"]
  private static let fillings: [Character] = ["░", "·", "▒", ":", "-", "'"]

  init(_ plot: Plot, formulas: TextFormulaWriter = TextFormulaWriter()) {
    self.plot = plot
    self.formulas = formulas
  }

  /// Returns the lines of the drawing, none wider than `width`.
  func lines(width: Int) -> [StyledLine] {
    guard let (horizontal, vertical) = plot.scales else { return [StyledLine("(no points)")] }

    let ticks = vertical.ticks(atMost: 6)
    let labels = ticks.map(\.label.text)
    let labelWidth = labels.map { DisplayWidth.columns(of: $0) }.max() ?? 0
    let columns = min(plot.hasEqualScales ? Self.equalColumns : 72, width - labelWidth - 2)
    guard columns >= 8 else { return [StyledLine("(too narrow)")] }
    // A character is about twice as high as wide.
    let rows =
      plot.height(forWidth: Double(columns), horizontal, vertical).map { Int.nearest($0 / 2) }
      ?? Self.rows

    var canvas = Canvas(columns: columns, rows: rows, isFine: isFine)
    fill(&canvas, columns: columns, rows: rows, horizontal, vertical)
    for (index, curve) in plot.curves.enumerated() {
      let mark = Self.marks[index % Self.marks.count]
      for piece in curve.pieces {
        canvas.draw(
          piece.compactMap { point in
            guard let x = horizontal.position(of: point.x), let y = vertical.position(of: point.y)
            else { return nil }
            return (x, y)
          }, mark: mark)
      }
    }
    for (index, marks) in plot.marks.enumerated() {
      for point in marks.points {
        guard let x = horizontal.position(of: point.x), let y = vertical.position(of: point.y)
        else { continue }
        canvas.draw([(x, y)], mark: MarkShape.at(index).character)
      }
    }

    var lines = caption(plot.verticalAxis.label, width: width, isTrailing: false)
    for row in 0..<rows {
      let tick = ticks.firstIndex { rows - 1 - Int.nearest($0.position * Double(rows - 1)) == row }
      var line = StyledLine()
      if let tick { line.pad(to: labelWidth - DisplayWidth.columns(of: labels[tick])) }
      line.append(tick.map { labels[$0] } ?? "")
      line.pad(to: labelWidth)
      line.append(tick == nil ? " │" : " ┤")
      line.append(canvas.row(row))
      lines.append(line)
    }
    lines += horizontalAxis(horizontal, columns: columns, margin: labelWidth)
    lines += caption(
      plot.horizontalAxis.label, width: min(width, labelWidth + 2 + columns), isTrailing: true)
    lines += legend(width: width)
    return lines
  }

  /// Whether a curve stands alone, so that it can be drawn in dots.
  private var isFine: Bool {
    plot.curves.count == 1 && plot.regions.isEmpty && plot.marks.isEmpty
  }

  private func fill(
    _ canvas: inout Canvas, columns: Int, rows: Int, _ horizontal: PlotScale, _ vertical: PlotScale
  ) {
    for (index, region) in plot.regions.enumerated() {
      let polygons = region.polygons.map { polygon in
        polygon.compactMap { point -> (x: Double, y: Double)? in
          guard let x = horizontal.position(of: point.x), let y = vertical.position(of: point.y)
          else { return nil }
          return (x * Double(columns - 1), (1 - y) * Double(rows - 1))
        }
      }
      for polygon in polygons {
        let top = Int.ceiling((polygon.map(\.y).min() ?? 0) - 1e-9)
        let bottom = Int.floor((polygon.map(\.y).max() ?? -1) + 1e-9)
        for row in max(0, top)..<max(max(0, top), min(rows, bottom + 1)) {
          // The polygons are convex: where a row meets one, it is between two places.
          let meets = Self.meetings(of: polygon, row: Double(row))
          guard let left = meets.min(), let right = meets.max() else { continue }
          let first = max(0, Int.ceiling(left - 1e-9))
          let last = min(columns - 1, Int.floor(right + 1e-9))
          for column in first..<max(first, last + 1) {
            canvas.fill(column, row, Self.fillings[index % Self.fillings.count])
          }
        }
      }
    }
  }

  /// Where the sides of a polygon cross a row.
  private static func meetings(of polygon: [(x: Double, y: Double)], row: Double) -> [Double] {
    zip(polygon, polygon.dropFirst() + polygon.prefix(1)).flatMap { start, end -> [Double] in
      let (low, high) = (min(start.y, end.y) - 1e-9, max(start.y, end.y) + 1e-9)
      guard low <= row, row <= high else { return [] }
      if high - low < 1e-6 { return [start.x, end.x] }
      let part = min(1, max(0, (row - start.y) / (end.y - start.y)))
      return [start.x + (end.x - start.x) * part]
    }
  }

  // MARK: Axes

  private func caption(_ label: [Inline], width: Int, isTrailing: Bool) -> [StyledLine] {
    guard !label.isEmpty else { return [] }
    return WrappedText(label, formulas: formulas).lines(first: width, rest: width).map { text in
      var line = StyledLine()
      if isTrailing { line.pad(to: width - text.width) }
      line.append(text)
      return line
    }
  }

  private func horizontalAxis(_ scale: PlotScale, columns: Int, margin: Int) -> [StyledLine] {
    var axis = Array(repeating: Character("─"), count: columns)
    var labels = StyledLine()
    for tick in scale.ticks(atMost: max(2, columns / 12)) {
      let column = Int.nearest(tick.position * Double(columns - 1))
      axis[column] = "┬"
      let text = tick.label.text
      let width = DisplayWidth.columns(of: text)
      let start = min(max(0, column - width / 2), max(0, columns - width)) + margin + 2
      guard start > labels.width || labels.width == 0, start + width <= margin + 2 + columns else {
        continue
      }
      labels.pad(to: start)
      labels.append(text)
    }
    var line = StyledLine()
    line.pad(to: margin)
    line.append(" └" + String(axis))
    return [line, labels]
  }

  private func legend(width: Int) -> [StyledLine] {
    var inlines: [Inline] = []
    func add(_ label: [Inline], _ mark: Character?) {
      guard !label.isEmpty else { return }
      if !inlines.isEmpty { inlines.append(.text("  ")) }
      if let mark { inlines.append(.text(String(mark) + "\u{A0}")) }
      inlines += label
    }
    for (index, region) in plot.regions.enumerated() {
      let filling = Self.fillings[index % Self.fillings.count]
      add(region.label, filling)
    }
    for (index, curve) in plot.curves.enumerated() {
      add(curve.label, isFine ? nil : Self.marks[index % Self.marks.count])
    }
    for (index, marks) in plot.marks.enumerated() {
      add(marks.label, MarkShape.at(index).character)
    }
    guard !inlines.isEmpty else { return [] }
    return WrappedText(inlines, formulas: formulas).lines(first: width, rest: width)
  }
}

/// A rectangle of characters to draw on, from 0 to 1 both ways.
private struct Canvas {
  private let columns: Int
  private let rows: Int
  /// Whether a character holds two by four dots.
  private let isFine: Bool
  private var cells: [Character]
  private var dots: [UInt32]

  init(columns: Int, rows: Int, isFine: Bool) {
    self.columns = columns
    self.rows = rows
    self.isFine = isFine
    cells = Array(repeating: " ", count: columns * rows)
    dots = Array(repeating: 0, count: columns * rows)
  }

  mutating func draw(_ points: [(x: Double, y: Double)], mark: Character) {
    let width = (isFine ? 2 * columns : columns) - 1
    let height = (isFine ? 4 * rows : rows) - 1
    var previous: (x: Int, y: Int)?
    for point in points {
      let x = Int.nearest(point.x * Double(width))
      let y = height - Int.nearest(point.y * Double(height))
      let start = previous ?? (x, y)
      let steps = max(abs(x - start.x), abs(y - start.y))
      for step in 0...steps {
        let part = steps == 0 ? 0 : Double(step) / Double(steps)
        set(
          start.x + Int.nearest(Double(x - start.x) * part),
          start.y + Int.nearest(Double(y - start.y) * part), mark)
      }
      previous = (x, y)
    }
  }

  /// Fills a cell, below all curves.
  mutating func fill(_ column: Int, _ row: Int, _ filling: Character) {
    cells[row * columns + column] = filling
  }

  private mutating func set(_ x: Int, _ y: Int, _ mark: Character) {
    if isFine {
      // The order of the dots in a Braille character, by column and row.
      let bits: [UInt32] = [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80]
      dots[y / 4 * columns + x / 2] |= bits[x % 2 * 4 + y % 4]
    } else {
      cells[y * columns + x] = mark
    }
  }

  func row(_ row: Int) -> String {
    let range = row * columns..<(row + 1) * columns
    guard isFine else { return String(cells[range]) }
    var text = String.UnicodeScalarView()
    for dots in dots[range] {
      text.append(dots == 0 ? " " : Unicode.Scalar(0x2800 + dots) ?? " ")
    }
    return String(text)
  }
}
